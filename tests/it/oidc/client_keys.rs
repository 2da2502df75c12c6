//! Public keys of clients: which are used, and from where (RFC 7517, 5; RFC 7591, 2).

use std::fs;
use std::io::Read as _;
use std::io::Write as _;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use serde_json::Value;
use serde_json::json;
use url::Host;
use url::Url;

use esia_mock::domain::client::Client;

use crate::support::Answer;
use crate::support::ClientKey;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::program::run;

const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// An address with a key set.
struct KeySet {
    address: String,
    body: Arc<Mutex<String>>,
    asked: Arc<AtomicUsize>,
}

impl KeySet {
    fn of(set: &Value) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}/certs", listener.local_addr().expect("an address"));
        let (body, asked) = (Arc::new(Mutex::new(set.to_string())), Arc::new(AtomicUsize::new(0)));
        let (shown, counted) = (Arc::clone(&body), Arc::clone(&asked));
        std::thread::spawn(move || {
            for socket in listener.incoming() {
                let mut socket = socket.expect("a connection");
                let mut head = Vec::new();
                let mut bytes = [0; 4096];
                while !head.windows(4).any(|end| end == b"\r\n\r\n") {
                    match socket.read(&mut bytes) {
                        Ok(count) if count > 0 => head.extend_from_slice(&bytes[..count]),
                        _ => break,
                    }
                }
                counted.fetch_add(1, Ordering::SeqCst);
                let body = shown.lock().expect("the body").clone();
                let _ = write!(
                    socket,
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                );
            }
        });
        Self { address, body, asked }
    }

    fn becomes(&self, set: &Value) {
        *self.body.lock().expect("the body") = set.to_string();
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn fetching(address: &str) -> impl FnOnce(&mut Client) {
    let address = Url::parse(address).expect("an address");
    |client| {
        client.client_secret = None;
        client.jwks_uri = Some(address);
    }
}

pub(crate) fn sends(app: &TestApp, key: &ClientKey, algorithm: &str, id: &str) -> Answer {
    let now = app.now()().timestamp();
    let claims = json!({ "iss": "DEMO_RSA", "sub": "DEMO_RSA", "aud": app.base, "exp": now + 60, "jti": id });
    let assertion = key.signs(algorithm, &claims);
    let request = Request::of(&[
        ("grant_type", "client_credentials"),
        ("client_assertion_type", TYPE),
        ("client_assertion", &assertion),
    ]);
    app.standard_client("DEMO_RSA").posts_alone("/oidc/token", &request)
}

/// Case 1.23: fetched when they are needed, kept, and asked for again where a key is not known.
#[test]
fn keys_are_fetched_when_they_are_needed_and_kept() {
    let key = ClientKey::new();
    let keys = KeySet::of(&key.jwks());
    let app = TestApp::build().client("DEMO_RSA", fetching(&keys.address)).start();
    assert_eq!(keys.asked(), 0, "nobody needed them");
    for id in ["a", "b"] {
        let answer = sends(&app, &key, "ES256", id);
        assert_eq!((answer.status, keys.asked()), (200, 1), "{}", answer.text());
    }
    // A request object is judged by the same keys.
    let object = json!({ "client_id": "DEMO_RSA", "response_type": "code", "state": "inside" });
    let client = app.standard_client("DEMO_RSA");
    let request = client.request().with("request", &key.signs("RS256", &object));
    assert_eq!(client.asks(&request).header("location"), "/login");
}

/// Case 1.23: what cannot be had is said, and asked for again later only.
#[test]
fn keys_that_cannot_be_fetched_are_a_reason() {
    let key = ClientKey::new();
    let keys = KeySet::of(&json!({ "keys": "none" }));
    let app = TestApp::build().client("DEMO_RSA", fetching(&keys.address)).outside_time_stands_still().start();
    for id in ["a", "b"] {
        let answer = sends(&app, &key, "ES256", id);
        let reason = answer.header("x-esia-mock-reason");
        assert_eq!(answer.status, 401);
        assert!(reason.contains("jwks_uri") && reason.contains("it has no array keys"), "{reason}");
    }
    assert_eq!(keys.asked(), 1, "somebody with wrong tokens cannot make the stand ask on and on");
    let nowhere = TestApp::build().client("DEMO_RSA", fetching("http://127.0.0.1:1/certs")).start();
    let reason = sends(&nowhere, &key, "ES256", "a").header("x-esia-mock-reason").to_owned();
    assert!(reason.contains("cannot be fetched"), "{reason}");
    keys.becomes(&json!({ "keys": [], "more": "x".repeat(70_000) }));
    let large = TestApp::build().client("DEMO_RSA", fetching(&keys.address)).start();
    let reason = sends(&large, &key, "ES256", "a").header("x-esia-mock-reason").to_owned();
    assert!(reason.contains("more than 65536 bytes"), "{reason}");
}

/// Case 1.23: other machines are asked only where an option names them.
#[test]
fn other_machines_are_asked_only_where_an_option_names_them() {
    let key = ClientKey::new();
    for (is_allowed, expected) in [(false, "--allow-jwks-host"), (true, "cannot be fetched")] {
        let build = TestApp::build().client("DEMO_RSA", fetching("http://keys.invalid/certs"));
        let app = build
            .process(|config| {
                if is_allowed {
                    config.allow_jwks_hosts = vec![Host::parse("keys.invalid").expect("a name")];
                }
            })
            .start();
        let reason = sends(&app, &key, "ES256", "a").header("x-esia-mock-reason").to_owned();
        assert!(reason.contains(expected), "{reason}");
    }
}

/// A folder with this client in it.
fn folder_with(jwks: &Value) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("clients")).expect("a folder");
    let client = json!({
        "mnemonic": "KEYS", "name": "x", "redirect_uris": ["http://127.0.0.1:3000/cb"], "scopes": ["openid"],
        "jwks": jwks,
    });
    let text = serde_json::to_string_pretty(&client).expect("JSON");
    fs::write(folder.path().join("clients/keys.json"), text).expect("written");
    folder
}

/// Case 1.22: a key of another kind is left out with a warning (RFC 7517, 5).
#[test]
fn rfc_7517_5_a_key_of_another_kind_is_left_out_with_a_warning() {
    let mut jwks = ClientKey::new().jwks();
    let keys = jwks["keys"].as_array_mut().expect("keys");
    keys.push(
        json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": "ed", "x": "AA", "ext": 1 }),
    );
    keys.push(json!({ "kty": "AKP", "alg": "ML-DSA-44", "pub": "AA" }));
    let folder = folder_with(&jwks);
    let checked = run(&["check", "--fixtures", folder.path().to_str().expect("a path")]);
    let told = format!("{}{}", checked.out, checked.err);
    assert!(told.contains("no mistakes, 2 warning(s)"), "{told}");
    assert!(told.contains("jwks.keys[2]: is left out: a key of kty OKP, crv Ed25519"), "{told}");
    assert!(TestApp::build().fixtures(&[folder.path()]).start().world.client("KEYS").is_some());
}

/// Case 1.22: a broken key, a private one and a broken certificate are mistakes with file and line.
#[test]
fn what_is_broken_is_told_with_file_and_line() {
    let table = [
        (json!({ "kty": "RSA", "n": "?", "e": "AQAB" }), "jwks.keys[0]"),
        (json!({ "kty": "EC", "crv": "P-256", "x": "AQ", "y": "AQ" }), "jwks.keys[0]"),
        (json!({ "kty": "oct", "k": "AAAA" }), "jwks.keys[0].k: belongs to a private key"),
    ];
    for (key, expected) in table {
        let folder = folder_with(&json!({ "keys": [key] }));
        let checked = run(&["check", "--fixtures", folder.path().to_str().expect("a path")]);
        let told = format!("{}{}", checked.out, checked.err);
        let line = told.lines().find(|line| line.contains(expected)).unwrap_or_else(|| panic!("{told}"));
        let number = line.split("keys.json:").nth(1).and_then(|rest| rest.split(':').next());
        assert!(number.is_some_and(|number| number.parse::<u32>().is_ok_and(|number| number > 1)), "{line}");
    }
    let folder = folder_with(&json!({ "keys": [] }));
    let file = folder.path().join("clients/keys.json");
    let text = fs::read_to_string(&file).expect("readable");
    let pem = "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----";
    fs::write(&file, text.replacen('{', &format!("{{ \"certificates\": [{{ \"pem\": \"{pem}\" }}],"), 1))
        .expect("written");
    let checked = run(&["check", "--fixtures", folder.path().to_str().expect("a path")]);
    let told = format!("{}{}", checked.out, checked.err);
    assert!(told.contains("keys.json:1: certificates[0].pem: "), "{told}");
}
