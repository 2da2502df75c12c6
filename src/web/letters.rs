//! What pages tell of a message, whoever reads it: its code, where its link leads, and what became of it.

use chrono::DateTime;
use chrono::Utc;

use crate::domain::message::Message;
use crate::domain::message::MessageKind;
use crate::domain::message::Relay;
use crate::domain::recipient::NotSent;
use crate::flow::stand::Stand;
use crate::flow::verification::LENGTH;
use crate::texts::Text;

/// The code in a message, where it brings one: letters by e-mail bring links.
pub fn code(message: &Message) -> Option<&str> {
    let mut numbers = message.text.split(|c: char| !c.is_ascii_digit());
    numbers.find(|number| number.len() == LENGTH).filter(|_| message.kind != MessageKind::Email)
}

/// The path of its link, with the stand's base; absent where it leads elsewhere, or there is none.
pub fn link(stand: &Stand, message: &Message) -> Option<String> {
    let own = stand.url("");
    let path = message.link.as_deref().and_then(|link| link.strip_prefix(own.as_str()));
    path.map(|path| format!("{}{path}", stand.base_path))
}

/// What became of it.
pub fn became(stand: &Stand, relay: &Relay) -> Text {
    match relay {
        Relay::Kept { reason } => stayed(reason),
        Relay::Waiting => Text::new("logs-waiting"),
        Relay::Relayed { at } => Text::new("logs-relayed").with("time", time(stand, *at)),
        Relay::Failed { error } => Text::new("logs-failed").with("error", error.as_str()),
    }
}

fn stayed(reason: &str) -> Text {
    match NotSent::from_text(reason) {
        Some(NotSent::NoAddress) => Text::new("logs-kept-no-address"),
        Some(NotSent::Ambiguous) => Text::new("logs-kept-ambiguous"),
        Some(NotSent::NotAllowed) => Text::new("logs-kept-not-allowed"),
        Some(NotSent::NoSmtp) => Text::new("logs-kept-no-smtp"),
        Some(NotSent::NeverSent) => Text::new("logs-kept-never-sent"),
        Some(NotSent::Copied) => Text::new("logs-kept-copied"),
        None => Text::new("logs-kept").with("reason", reason),
    }
}

/// When it was written, with the distance from UTC.
pub fn time(stand: &Stand, time: DateTime<Utc>) -> String {
    stand.config.zone.local(time).format("%d.%m.%Y %H:%M:%S (UTC%:z)").to_string()
}
