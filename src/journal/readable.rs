//! A request as it may be read: secrets are cut, parameters decoded, and tokens taken apart.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Map;
use serde_json::Value;

use crate::journal::exchange::Body;
use crate::journal::exchange::Exchange;
use crate::journal::head::Head;
use crate::journal::links;
use crate::journal::secrets::Cutter;
use crate::journal::sender;

/// A request and its answer.
#[derive(Debug)]
pub struct Readable {
    /// What was sent.
    pub request: Message,
    /// The query as it was sent; empty where there is none.
    pub query: String,
    /// The parameters of query and form.
    pub parameters: BTreeMap<String, String>,
    /// More about a refusal, each fact under its name.
    pub facts: BTreeMap<String, String>,
    /// What was answered.
    pub answer: Message,
    /// The claims of the tokens of request and answer, by the name of the parameter or field.
    pub tokens: BTreeMap<String, Map<String, Value>>,
    /// Where the browser was sent, if it left the stand.
    pub callback: Option<String>,
}

/// A head and a body.
#[derive(Debug)]
pub struct Message {
    /// Names and values in their order.
    pub headers: Vec<(String, String)>,
    /// The text of the body, or its beginning; absent where it is no text or is not kept.
    pub body: Option<String>,
    /// The length of the body in bytes.
    pub length: usize,
}

impl Readable {
    /// Of a request.
    pub fn of(exchange: &Exchange) -> Self {
        let cutter = Cutter::of(exchange);
        let parameters = exchange.parameters();
        let shown = parameters.iter().map(|(name, value)| (name.to_owned(), cutter.value(name, value)));
        let facts = exchange.refused.iter().flat_map(|refused| &refused.facts);
        Self {
            request: Message::of(&cutter, &exchange.headers, &exchange.body),
            query: cutter.form(&exchange.query),
            parameters: shown.collect(),
            facts: facts.map(|(name, value)| ((*name).to_owned(), cutter.cut(value))).collect(),
            answer: Message::of(&cutter, &exchange.answer_headers, &exchange.answer),
            tokens: tokens(exchange),
            callback: exchange.way_back().map(|address| cutter.cut(address)),
        }
    }
}

impl Message {
    fn of(cutter: &Cutter, headers: &Head, body: &Body) -> Self {
        let kind = headers.all("content-type").next().unwrap_or_default();
        Self {
            headers: headers.iter().map(|(name, value)| (name.to_owned(), cutter.cut(value))).collect(),
            body: body.text().filter(|text| !text.is_empty()).map(|text| cutter.body(kind, text)),
            length: body.length,
        }
    }

    /// Its media type, without parameters; empty where none is said.
    pub fn media_type(&self) -> &str {
        let kind = self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        kind.map(|(_, value)| value.split(';').next().unwrap_or_default().trim()).unwrap_or_default()
    }
}

fn tokens(exchange: &Exchange) -> BTreeMap<String, Map<String, Value>> {
    let parameters = exchange.parameters();
    let sent = parameters.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let brought = exchange.bearer().map(|token| ("authorization".to_owned(), token.to_owned()));
    let fields = exchange.json().unwrap_or_default();
    let given = fields.iter().filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    let back = exchange.way_back().and_then(links::sent_back).unwrap_or_default();
    let back = back.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let all = sent.chain(brought).chain(given).chain(back);
    all.filter_map(|(name, token)| Some((name, sender::payload(&token)?))).collect()
}

/// A request and its answer as text.
pub fn raw(exchange: &Exchange) -> String {
    let shown = Readable::of(exchange);
    let mut text = format!("{} {} HTTP/1.1\n", exchange.method, target(exchange, &shown));
    write(&mut text, &shown.request);
    // Writing to a text cannot fail.
    let _ = write!(text, "\n\nHTTP/1.1 {}\n", exchange.status);
    write(&mut text, &shown.answer);
    text + "\n"
}

fn write(text: &mut String, message: &Message) {
    for (name, value) in &message.headers {
        let _ = writeln!(text, "{name}: {value}");
    }
    text.push('\n');
    text.push_str(message.body.as_deref().unwrap_or_default());
}

fn target(exchange: &Exchange, shown: &Readable) -> String {
    if shown.query.is_empty() { exchange.path.clone() } else { format!("{}?{}", exchange.path, shown.query) }
}

/// Headers that curl writes by itself, or that belong to one connection.
const OF_THE_LINE: [&str; 7] =
    ["host", "content-length", "connection", "accept-encoding", "transfer-encoding", "upgrade", "keep-alive"];

/// The same request for a shell; `stand` is the address that its path follows.
pub fn curl(exchange: &Exchange, stand: &str) -> String {
    let shown = Readable::of(exchange);
    let mut text = format!("curl -i {}", quoted(&format!("{stand}{}", target(exchange, &shown))));
    if exchange.method != "GET" {
        let _ = write!(text, " \\\n  -X {}", quoted(&exchange.method));
    }
    let own = shown.request.headers.iter().filter(|(name, _)| !OF_THE_LINE.contains(&name.to_lowercase().as_str()));
    for (name, value) in own {
        let _ = write!(text, " \\\n  -H {}", quoted(&format!("{name}: {value}")));
    }
    if let Some(body) = &shown.request.body {
        let _ = write!(text, " \\\n  --data-raw {}", quoted(body));
    }
    text
}

/// A word of a POSIX shell, whatever stands in it.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
pub(in crate::journal) mod tests {
    use super::*;
    use crate::journal::exchange::By;
    use std::time::Duration;

    pub(in crate::journal) fn exchange() -> Exchange {
        Exchange {
            now: chrono::DateTime::UNIX_EPOCH,
            took: Duration::ZERO,
            by: By::Line,
            at: "token",
            station: "token",
            method: "POST".into(),
            path: "/aas/oauth2/te".to_owned(),
            query: String::new(),
            headers: [
                ("host", "127.0.0.1"),
                ("content-type", "application/x-www-form-urlencoded"),
                ("x-note", "it's $(here)"),
            ]
            .into_iter()
            .collect(),
            body: Body::of(b"client_id=PORTAL&code=abcdefghijklmnopqrst", 1_000),
            status: 400,
            answer_headers: [("content-type", "application/json; charset=utf-8")].into_iter().collect(),
            answer: Body::of(b"{}", 1_000),
            refused: None,
            warnings: Vec::new(),
            fault: None,
            entered: None,
        }
    }

    #[test]
    fn a_request_for_a_shell_has_its_words_quoted_and_its_secrets_cut() {
        let text = curl(&exchange(), "http://127.0.0.1:8085");
        assert!(text.starts_with("curl -i 'http://127.0.0.1:8085/aas/oauth2/te' \\\n  -X 'POST'"), "{text}");
        assert!(text.contains(r"-H 'x-note: it'\''s $(here)'"), "{text}");
        assert!(!text.contains("host:") && !text.contains("abcdefghijklmnopqrst"), "{text}");
        assert!(text.contains("--data-raw 'client_id=PORTAL&code=[cut:20:"), "{text}");
    }

    #[test]
    fn a_media_type_is_read_without_its_parameters() {
        assert_eq!(Readable::of(&exchange()).answer.media_type(), "application/json");
    }
}
