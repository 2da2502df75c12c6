//! Python `esia-client` (pyrolynx) 0.4.1: v1, `PKCS7_sign` of pyOpenSSL, detached, base64url with padding.
//!
//! The digest is the default of OpenSSL: SHA-1 before 1.1, SHA-256 since. Answers must be JSON and not carry `Location`.

use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::json;
use super::wire::percent;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::cms::Digest;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPE: &str = "openid fullname id_doc";
const JSON: [(&str, &str); 1] = [("accept", "application/json")];

fn library(app: &TestApp, digest: Digest) -> Wire<'_> {
    let mut wire = Wire::v1(app, "DEMO_RSA", Encoding::UrlSafePadded);
    wire.rp.container.digest = digest;
    wire
}

/// `urllib.parse.quote` leaves slashes alone.
fn quoted(request: &Request) -> String {
    percent(request).replace("%2F", "/")
}

fn code_request(wire: &Wire<'_>, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("state", state),
            ("timestamp", &wire.utc()),
            ("access_type", "offline"),
            ("client_secret", ""),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("timestamp", &wire.utc()),
            ("token_type", "Bearer"),
            ("scope", SCOPE),
            ("state", &new_state()),
            ("client_secret", ""),
        ],
    )
}

fn the_whole_login(wire: &Wire<'_>) {
    let code = wire.logs_in(&quoted(&code_request(wire, &new_state()))).code();
    let answer = wire.posts(&plus(&token_request(wire, &code)));
    assert!(answer.header("content-type").starts_with("application/json"));
    let tokens = wire.rp.tokens(&answer);
    let oid = tokens.id().claim("urn:esia:sbj")["urn:esia:sbj:oid"].as_u64().expect("a number");
    assert_eq!(oid, OID);
    let person = wire.gets(&format!("/rs/prns/{oid}"), &tokens.access_token(), &JSON);
    assert_eq!(person.header("location"), "", "it takes any for a redirect");
    let passport = format!("/rs/prns/{oid}/docs/{}", json(&person)["rIdDoc"]);
    assert_eq!(wire.reads(&passport, &tokens.access_token())["type"], "RF_PASSPORT");
    let contacts = wire.gets(&format!("/rs/prns/{oid}/ctts?embed=(elements)"), &tokens.access_token(), &JSON);
    assert_eq!(contacts.status, 403, "an error of its own: the scope was not asked for");
}

#[test]
fn with_a_new_openssl_the_whole_login() {
    let app = TestApp::start();
    the_whole_login(&library(&app, Digest::Sha256));
}

#[test]
fn with_an_old_openssl_it_needs_sha1_digest() {
    let app = TestApp::build().quirk("DEMO_RSA", Quirk::Sha1Digest).start();
    the_whole_login(&library(&app, Digest::Sha1));
    let strict = TestApp::start();
    let wire = library(&strict, Digest::Sha1);
    let (code, reason) = refusal(&wire.asks(&quoted(&code_request(&wire, &new_state()))));
    assert_eq!(code, "ESIA-007005");
    assert!(reason.contains("quirk sha1_digest"), "{reason}");
}

#[test]
fn with_rest_location_it_would_stumble() {
    let app = TestApp::build().quirk("DEMO_RSA", Quirk::RestLocation).start();
    let wire = library(&app, Digest::Sha256);
    let code = wire.logs_in(&quoted(&code_request(&wire, &new_state()))).code();
    let token = wire.granted(&plus(&token_request(&wire, &code))).access_token();
    assert_ne!(wire.gets(&format!("/rs/prns/{OID}"), &token, &JSON).header("location"), "");
}
