//! How the fields of an event look as text: a refusal in one sentence with its request, other events as they say it.

use std::fmt;
use std::fmt::Debug;
use std::fmt::Write as _;

use tracing::field::Field;
use tracing::field::Visit;
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::FormatFields;
use tracing_subscriber::fmt::format::Writer;

/// Writes the fields of an event.
pub(super) struct Words;

impl<'writer> FormatFields<'writer> for Words {
    fn format_fields<Fields: RecordFields>(&self, mut writer: Writer<'writer>, fields: Fields) -> fmt::Result {
        let mut seen = Seen::default();
        fields.record(&mut seen);
        writer.write_str(&seen.text()?)
    }
}

/// Fields in their order.
#[derive(Default)]
struct Seen(Vec<(&'static str, String)>);

/// What a refusal says of itself, in this order: name, what stands before it and behind it.
const HEAD: [(&str, &str, &str); 7] = [
    ("station", "", ": "),
    ("code", "", ""),
    ("reason_id", " (", ")"),
    ("method", " at ", " "),
    ("path", "", ""),
    ("client", ", client ", ""),
    ("request", ", request ", ""),
];

impl Seen {
    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| *known == name)?;
        Some(self.0.remove(at).1)
    }

    fn text(mut self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        for (name, before, behind) in HEAD {
            if let Some(value) = self.take(name) {
                write!(text, "{before}{value}{behind}")?;
            }
        }
        let separator = if text.is_empty() { "" } else { ": " };
        let (message, facts) = (self.take("message").unwrap_or_default(), self.take("facts"));
        write!(text, "{separator}{message}")?;
        for (name, value) in self.0 {
            write!(text, " {name}={value}")?;
        }
        facts.iter().flat_map(|facts| facts.lines()).try_for_each(|fact| write!(text, "\n    {fact}"))?;
        Ok(text)
    }
}

impl Visit for Seen {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push((field.name(), value.to_owned()));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push((field.name(), format!("{value:?}")));
    }
}
