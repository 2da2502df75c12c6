//! Python `esia-oauth2` (sokolovs) 1.0.2: v1, `openssl smime` or M2Crypto, SHA-256, detached, base64url with padding.
//!
//! Parameters of the code request are sorted by name; the state of the callback is used again; who it is stands in the
//! identity token.

use serde_json::Value;

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::json;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::Tokens;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

/// With the scope of its manual, «everything about the person», in the old way of an address.
const SCOPE: &str = "openid http://esia.gosuslugi.ru/usr_inf";

fn library(app: &TestApp) -> Wire<'_> {
    Wire::v1(app, "DEMO_RSA", Encoding::UrlSafePadded)
}

fn code_request(wire: &Wire<'_>, scope: &str, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("access_type", "offline"),
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("response_type", "code"),
            ("scope", scope),
            ("state", state),
            ("timestamp", &wire.utc()),
        ],
    )
}

fn token_request(wire: &Wire<'_>, scope: &str, code: &str, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("timestamp", &wire.utc()),
            ("token_type", "Bearer"),
            ("scope", scope),
            ("state", state),
            ("client_secret", ""),
        ],
    )
}

fn logs_in(wire: &Wire<'_>, scope: &str) -> Tokens {
    let returned = wire.logs_in(&plus(&code_request(wire, scope, &new_state())));
    wire.granted(&plus(&token_request(wire, scope, &returned.code(), &returned.get("state"))))
}

#[test]
fn the_whole_login_with_the_identity_token_validated() {
    let app = TestApp::start();
    let wire = library(&app);
    let tokens = logs_in(&wire, SCOPE);
    let id = tokens.id();
    assert_eq!((id.claim("aud"), id.claim("iss")), (&"DEMO_RSA".into(), &"http://esia.gosuslugi.ru/".into()));
    assert!(id.claim("exp").is_i64() && id.claim("iat").is_i64());
    let oid = id.claim("urn:esia:sbj")["urn:esia:sbj:oid"].as_u64().expect("a number");
    assert_eq!(oid, OID);
    let schema = format!("application/json; schema=\"{}/rs/model/prn/Person-3\"", app.base);
    for accept in ["application/json", &schema] {
        let person = wire.gets(&format!("/rs/prns/{oid}"), &tokens.access_token(), &[("accept", accept)]);
        assert_eq!(json(&person)["snils"], "000-000-600 06", "{accept}");
    }
    for below in ["addrs", "ctts", "docs", "/vhls"] {
        let collection = wire.reads(&format!("/rs/prns/{oid}/{below}?embed=(elements)"), &tokens.access_token());
        let elements = collection["elements"].as_array().unwrap_or_else(|| panic!("{below}: {collection}"));
        assert!(elements.iter().all(Value::is_object), "{below}");
    }
}

#[test]
fn children_by_their_own_scopes() {
    let app = TestApp::start();
    let wire = Wire { citizen: "confirmed_mother_of_two", ..library(&app) };
    let tokens = logs_in(&wire, "openid kid_fullname");
    let kids = wire.reads(&format!("/rs/prns/{}/kids?embed=(elements)", tokens.oid()), &tokens.access_token());
    assert_eq!(kids["elements"].as_array().map(Vec::len), Some(2), "{kids}");
}

/// The issuer is built into it, and the stand's can be another.
#[test]
fn another_issuer_would_not_do() {
    let app = TestApp::build().config(|config| config.issuer = "https://esia.example/".to_owned()).start();
    let tokens = logs_in(&library(&app), "openid fullname");
    assert_ne!(tokens.id().claim("iss"), "http://esia.gosuslugi.ru/");
}

#[test]
fn an_error_has_a_status_that_raises() {
    let app = TestApp::start();
    let wire = library(&app);
    let answer = wire.posts(&plus(&token_request(&wire, SCOPE, "no code", &new_state())));
    assert_eq!((answer.status, refusal(&answer).0.as_str()), (400, "ESIA-007011"));
}
