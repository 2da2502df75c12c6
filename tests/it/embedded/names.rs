//! The column of Rust in `packages/names.json`: each method is there and makes the call of its row, and there are no
//! others.

use std::collections::BTreeSet;
use std::fs;
use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Read as _;
use std::io::Write as _;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;

use serde_json::Value;
use serde_json::json;
use syn::ImplItem;
use syn::Item;
use syn::Type;
use syn::Visibility;

use esia_mock::Stand;

type Use = (&'static str, fn(&Stand));

/// How each method is called; what `{…}` of the path stands for does not matter.
const USES: [Use; 56] = [
    ("Stand::version", |at| drop(at.version())),
    ("Stand::stand", |at| drop(at.stand(json!({})))),
    ("Stand::stands", |at| drop(at.stands())),
    ("Stand::end", |at| drop(at.end())),
    ("Stand::reset", |at| drop(at.reset())),
    ("Stand::snapshot", |at| drop(at.snapshot("evening"))),
    ("Stand::restore", |at| drop(at.restore("evening"))),
    ("Stand::export_fixtures", |at| drop(at.export_fixtures())),
    ("Stand::import_fixtures", |at| drop(at.import_fixtures(b"zip".to_vec()))),
    ("Stand::person", |at| drop(at.person(json!({ "level": "confirmed" })))),
    ("Stand::find_person", |at| drop(at.find_person("anna"))),
    ("Stand::people", |at| drop(at.people(json!({ "level": "child" })))),
    ("Stand::change", |at| drop(at.change("anna", json!({})))),
    ("Stand::remove", |at| drop(at.remove("anna"))),
    ("Stand::child", |at| drop(at.child("anna", json!({ "age": 10 })))),
    ("Stand::verify", |at| drop(at.verify("anna", "a@example.test"))),
    ("Stand::unverify", |at| drop(at.unverify("anna", "a@example.test"))),
    ("Stand::consents", |at| drop(at.consents("anna"))),
    ("Stand::allow", |at| drop(at.allow("anna", "PORTAL", &["openid"]))),
    ("Stand::withdraw", |at| drop(at.withdraw("anna", "PORTAL"))),
    ("Stand::session", |at| drop(at.session("anna"))),
    ("Stand::logout", |at| drop(at.logout("anna"))),
    ("Stand::client", |at| drop(at.client("PORTAL", json!({ "certificate": "PEM" })))),
    ("Stand::client_key", |at| drop(at.client_key("PORTAL", json!({})))),
    ("Stand::organization", |at| drop(at.organization("7700000000", json!({})))),
    ("Stand::sign_in", |at| drop(at.sign_in("http://esia/", "anna"))),
    ("Stand::refuse", |at| drop(at.refuse("http://esia/", "anna"))),
    ("Stand::tokens", |at| drop(at.tokens("PORTAL", "anna", &["openid"]))),
    ("Stand::revoke", |at| drop(at.revoke("token"))),
    ("Stand::fault", |at| drop(at.fault("token", json!({ "status": 500 })))),
    ("Fault::hits", |at| drop(at.fault("token", json!({})).expect("armed").hits())),
    ("Fault::wait", |at| drop(at.fault("token", json!({})).expect("armed").wait(2))),
    ("Fault::clear", |at| drop(at.fault("token", json!({})).expect("armed").clear())),
    ("Stand::faults", |at| drop(at.faults())),
    ("Stand::clear_faults", |at| drop(at.clear_faults())),
    ("Clock::face", |at| drop(at.clock().face())),
    ("Clock::now", |at| drop(at.clock().now())),
    ("Clock::set", |at| drop(at.clock().set("2026-09-01T09:00:00+05:00"))),
    ("Clock::advance", |at| drop(at.clock().advance("PT1H"))),
    ("Clock::advance_working", |at| drop(at.clock().advance_working("P1D", "09:00"))),
    ("Clock::freeze", |at| drop(at.clock().freeze())),
    ("Clock::release", |at| drop(at.clock().release())),
    ("Requests::list", |at| drop(at.requests("token").list())),
    ("Requests::expect", |at| drop(at.requests("token").expect(1))),
    ("Stand::request", |at| drop(at.request(7))),
    ("Stand::journal", |at| drop(at.journal())),
    ("Stand::keep", |at| drop(at.keep())),
    ("Outbox::list", |at| drop(at.outbox().list())),
    ("Outbox::empty", |at| drop(at.outbox().with(json!({ "person": "anna" })).empty())),
    ("Inbox::next", |at| drop(at.inbox("anna").next())),
    ("Stand::events", |at| drop(at.events(json!({ "person": "anna" })))),
    ("Stand::settings", |at| drop(at.settings())),
    ("Stand::change_settings", |at| drop(at.change_settings(json!({ "hints": false })))),
    ("Stand::rotate_keys", |at| drop(at.rotate_keys())),
    ("Stand::registry", |at| drop(at.registry("sfr", "1", json!({})))),
    ("Stand::confirm", |at| drop(at.confirm("anna"))),
];

/// Methods that are no row: how the others are reached, and one that is short for another.
const OWN: [&str; 8] = [
    "Stand::authority",
    "Stand::advance",
    "Stand::clock",
    "Stand::requests",
    "Stand::outbox",
    "Stand::inbox",
    "Requests::with",
    "Outbox::with",
];

const KINDS: [&str; 6] = ["Stand", "Clock", "Fault", "Requests", "Outbox", "Inbox"];

/// The names of the column, each with its call, if it is one.
fn table() -> Vec<(String, Option<String>)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("packages/names.json");
    let rows: Value = serde_json::from_str(&fs::read_to_string(file).expect("a table")).expect("JSON");
    let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
    rows.as_array().expect("rows").iter().map(|row| (text(&row["rust"]).expect("a name"), text(&row["call"]))).collect()
}

/// Answers whoever asks, and keeps what was asked: method and path below the API.
struct Overhearing {
    url: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Overhearing {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&heard);
        std::thread::spawn(move || {
            for socket in listener.incoming() {
                let mut socket = socket.expect("a connection");
                let (call, answer) = asked(&socket);
                // Before whoever asks can go on.
                kept.lock().expect("a list").push(call);
                socket.write_all(answer.as_bytes()).expect("written");
            }
        });
        Self { url, heard }
    }

    /// The calls of a use, up to the first that is refused: every one but those that make a stand and a fault.
    fn hears(&self, using: fn(&Stand)) -> Vec<String> {
        let stand = Stand::at(&self.url).expect("a stand");
        let calls = || std::mem::take(&mut *self.heard.lock().expect("a list"));
        assert_eq!(calls(), ["GET /version", "GET /requests"], "the program is asked what it is");
        using(&stand);
        let heard = calls();
        // It tells its journal, for a call was refused.
        drop(stand);
        drop(calls());
        heard
    }
}

/// A call, and what it is answered.
fn asked(socket: &TcpStream) -> (String, String) {
    let mut reader = BufReader::new(socket);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line");
        if line.trim_end().is_empty() {
            break;
        }
        lines.push(line.to_lowercase());
    }
    let length = lines.iter().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
    reader.take(length.unwrap_or(0)).read_to_end(&mut Vec::new()).expect("a body");
    let mut words = lines[0].split(' ').map(ToOwned::to_owned);
    let (method, target) = (words.next().expect("a method").to_uppercase(), words.next().expect("a target"));
    let path = target.split('?').next().and_then(|path| path.strip_prefix("/_mock/api/v1")).expect("a call").to_owned();
    let (status, body) = match (method.as_str(), path.as_str()) {
        ("GET", "/version") => ("200 OK", r#"{"version":"0.1.0","api":1,"features":[]}"#),
        ("GET", "/requests") if target.ends_with("?limit=1") => ("200 OK", r#"{"last":7,"requests":[]}"#),
        ("POST", "/faults") => ("200 OK", r#"{"name":"broken"}"#),
        _ => ("418 I'm a teapot", "{}"),
    };
    let length = body.len();
    let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
    (format!("{method} {path}"), answer)
}

/// Is it the call of a row, whatever stands for its `{…}`?
fn fits(call: &str, row: &str) -> bool {
    let (call, row): (Vec<_>, Vec<_>) = (call.split('/').collect(), row.split('/').collect());
    call.len() == row.len() && call.iter().zip(&row).all(|(part, shape)| shape.starts_with('{') || part == shape)
}

#[test]
fn a_method_is_the_call_that_the_table_says() {
    let server = Overhearing::start();
    for (name, call) in table() {
        let Some(call) = call else { continue };
        let using = USES.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name} is not there")).1;
        let heard = server.hears(using);
        let before = usize::from(name.starts_with("Fault::"));
        assert_eq!(heard.len(), before + 1, "{name}: {heard:?}");
        assert!(fits(&heard[before], &call), "{name} calls {heard:?}, not {call}");
    }
}

/// The public methods of the types that a program has in its hands.
fn methods() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/embedded")).expect("a folder") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("text");
        for item in syn::parse_file(&text).expect("Rust").items {
            let Item::Impl(item) = item else { continue };
            let Type::Path(of) = &*item.self_ty else { continue };
            let kind = of.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
            if item.trait_.is_some() || !KINDS.contains(&kind.as_str()) {
                continue;
            }
            for method in item.items {
                match method {
                    ImplItem::Fn(method) if matches!(method.vis, Visibility::Public(_)) => {
                        found.insert(format!("{kind}::{}", method.sig.ident));
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

#[test]
fn the_table_has_every_public_method_and_no_other() {
    let mut named: BTreeSet<_> = table().into_iter().map(|(name, _)| name).collect();
    assert!(named.remove("Stand::drop"), "a stand ends when it is dropped");
    named.extend(OWN.map(ToOwned::to_owned));
    assert_eq!(methods(), named);
}
