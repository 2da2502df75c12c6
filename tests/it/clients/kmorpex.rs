//! Node `esia-gosuslugi` (kmorpex) 0.1.3: v1, detached CMS by ГОСТ (node-crypto-gost), standard base64.
//!
//! Its signer has version 0, where RFC 5652 has 1 or 3; OpenSSL takes it.
//!
//! GETs carry a `Content-Type`; collections are read element by element, by the addresses that the stand gives.

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::json;
use super::wire::percent;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPE: &str = "openid fullname id_doc email";
const FORM: [(&str, &str); 1] = [("content-type", "application/x-www-form-urlencoded")];

fn library(app: &TestApp) -> Wire<'_> {
    let mut wire = Wire::v1(app, "DEMO_GOST", Encoding::Standard);
    wire.rp.container.signer_version = 0;
    wire
}

fn code_request(wire: &Wire<'_>, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("access_type", "online"),
            ("timestamp", &wire.moscow()),
            ("state", state),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("code", code),
            ("state", &new_state()),
            ("scope", SCOPE),
            ("timestamp", &wire.moscow()),
            ("grant_type", "authorization_code"),
            ("token_type", "Bearer"),
        ],
    )
}

/// Case 1.1: a signer of version 0 is taken, and others that RFC 5652 does not have are not.
#[test]
fn the_whole_login_with_elements_followed() {
    let app = TestApp::start();
    let wire = library(&app);
    let code = wire.logs_in(&plus(&code_request(&wire, &new_state()))).code();
    let tokens = wire.granted(&percent(&token_request(&wire, &code)));
    let oid = tokens.access().claim("urn:esia:sbj_id").to_string();
    assert_eq!(oid, OID.to_string());
    let token = tokens.access_token();
    for (path, count) in [("/", 0), ("/docs", 1), ("/ctts", 1)] {
        let data = json(&wire.gets(&format!("/rs/prns/{oid}{path}"), &token, &FORM));
        let elements = data["elements"].as_array().cloned().unwrap_or_default();
        assert_eq!(elements.len(), count, "{path}");
        for element in elements {
            let url = element.as_str().expect("an address");
            assert!(json(&wire.gets(url, &token, &FORM))["id"].is_u64(), "{url}");
        }
    }
}

/// Case 1.1.
#[test]
fn other_versions_of_a_signer_are_refused() {
    let app = TestApp::start();
    let mut wire = library(&app);
    for (version, code) in [(0, ""), (1, ""), (3, ""), (2, "ESIA-007005"), (4, "ESIA-007005")] {
        wire.rp.container.signer_version = version;
        let answer = wire.asks(&plus(&code_request(&wire, &new_state())));
        assert_eq!(refusal(&answer).0, code, "version {version}");
    }
}

/// Element addresses are those of `--public-url`: behind another address than that they lead nowhere.
#[test]
fn elements_are_at_the_public_address() {
    let app = TestApp::build().public_url("https://esia.example").start();
    let wire = library(&app);
    let code = wire.logs_in(&plus(&code_request(&wire, &new_state()))).code();
    let token = wire.granted(&percent(&token_request(&wire, &code))).access_token();
    let documents = wire.reads(&format!("/rs/prns/{OID}/docs"), &token);
    let url = documents["elements"][0].as_str().expect("an address");
    assert!(url.starts_with(&format!("https://esia.example/rs/prns/{OID}/docs/")), "{url}");
}
