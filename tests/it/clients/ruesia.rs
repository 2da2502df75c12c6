//! Ruby `omniauth-ruesia` 1.0.0: v2 and v3, the bare signature comes from a server of the user's, base64url.
//!
//! Its code request has no `access_type`, and the state of its token request is a new one.

use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V2;
use super::wire::V3;
use super::wire::Wire;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPE: &str = "openid fullname email id_doc mobile";

fn library(app: &TestApp) -> Wire<'_> {
    Wire::v3(app, "DEMO_GOST", Encoding::UrlSafe)
}

fn code_request(wire: &Wire<'_>) -> Request {
    wire.signed(
        &V2,
        &[
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("response_type", "code"),
            ("scope", SCOPE),
            ("state", &new_state()),
            ("timestamp", &wire.moscow()),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str) -> Request {
    wire.signed(
        &V3,
        &[
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("state", &new_state()),
            ("timestamp", &wire.moscow()),
            ("token_type", "Bearer"),
        ],
    )
}

/// Case 1.2: without `access_type` by quirk `missing_access_type`.
#[test]
fn the_whole_login_with_missing_access_type() {
    let app = TestApp::build().quirk("DEMO_GOST", Quirk::MissingAccessType).start();
    let wire = library(&app);
    let code = wire.logs_in(&plus(&code_request(&wire))).code();
    let tokens = wire.granted(&plus(&token_request(&wire, &code)));
    assert_eq!(tokens.access().claim("urn:esia:sbj_id"), OID, "its uid");
    let token = tokens.access_token();
    assert_eq!(wire.reads(&format!("/rs/prns/{OID}"), &token)["firstName"], "Имя006");
    for (noun, kind) in [("ctts", "EML"), ("ctts", "MBT"), ("docs", "RF_PASSPORT")] {
        let list = wire.reads(&format!("/rs/prns/{OID}/{noun}?embed=(elements)"), &token);
        let elements = list["elements"].as_array().expect("elements");
        assert!(elements.iter().any(|element| element["type"] == kind), "{kind}: {list}");
    }
}

/// Case 1.2.
#[test]
fn without_the_quirk_the_parameter_is_named() {
    let app = TestApp::start();
    let wire = library(&app);
    let answer = wire.asks(&plus(&code_request(&wire)));
    assert_eq!(refusal(&answer).0, "ESIA-007014");
    assert!(answer.header("location").contains("access_type"), "{}", answer.header("location"));
}
