//! A Node controller with PKCE (no name, no proof that it ever worked): v3, a PKCS#7 container over the text of v3 in
//! standard base64, method `GOST3411` with a verifier of 43 characters, neither `grant_type` nor `token_type`.
//!
//! The order of its parameters is not known.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V2;
use super::wire::V3;
use super::wire::Wire;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::app::Builder;
use crate::support::cms::Digest;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const VERIFIER: &str = "n3VbLq0oZKx7mYtRwEcD9uHs2PfGa5iJ1kN8vT4XyQs";

fn stand(quirks: &[Quirk]) -> Builder {
    quirks.iter().fold(TestApp::build(), |builder, quirk| builder.quirk("DEMO_GOST", *quirk))
}

fn library(app: &TestApp) -> Wire<'_> {
    Wire { ac: "/aas/oauth2/v2/ac", te: "/aas/oauth2/v3/te", ..Wire::v1(app, "DEMO_GOST", Encoding::Standard) }
}

fn code_request(wire: &Wire<'_>, state: &str) -> Request {
    wire.signed(
        &V2,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", "openid fullname"),
            ("scope_org", ""),
            ("response_type", "code"),
            ("state", state),
            ("timestamp", &wire.moscow()),
            ("access_type", "offline"),
            ("code_challenge", &URL_SAFE_NO_PAD.encode(Digest::Streebog256.of(VERIFIER.as_bytes()))),
            ("code_challenge_method", "GOST3411"),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str, verifier: &str) -> Request {
    wire.signed(
        &V3,
        &[
            ("client_id", &wire.rp.client_id),
            ("code", code),
            ("client_secret", ""),
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("state", &new_state()),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", "openid fullname"),
            ("scope_org", ""),
            ("timestamp", &wire.moscow()),
            ("code_verifier", verifier),
        ],
    )
}

#[test]
fn the_whole_login_with_v1_signature_and_missing_grant_type() {
    let app = stand(&[Quirk::V1Signature, Quirk::MissingGrantType]).start();
    let wire = library(&app);
    let state = new_state();
    let returned = wire.logs_in(&plus(&code_request(&wire, &state)));
    assert_eq!(returned.get("state"), state, "compared with the session");
    assert_eq!(wire.granted(&plus(&token_request(&wire, &returned.code(), VERIFIER))).oid(), OID);
}

#[test]
fn without_missing_grant_type_the_parameter_is_named() {
    let app = stand(&[Quirk::V1Signature]).start();
    let wire = library(&app);
    let code = wire.logs_in(&plus(&code_request(&wire, &new_state()))).code();
    let answer = wire.posts(&plus(&token_request(&wire, &code, VERIFIER)));
    assert_eq!((answer.status, refusal(&answer).0.as_str()), (400, "ESIA-007014"));
    assert!(answer.text().contains("[grant_type]"), "{}", answer.text());
}

#[test]
fn without_v1_signature_a_container_is_no_signature() {
    let app = stand(&[Quirk::MissingGrantType]).start();
    let wire = library(&app);
    let (code, reason) = refusal(&wire.asks(&plus(&code_request(&wire, &new_state()))));
    assert_eq!(code, "ESIA-007053");
    assert!(reason.contains("quirk v1_signature"), "{reason}");
}

#[test]
fn another_verifier_is_refused() {
    let app = stand(&[Quirk::V1Signature, Quirk::MissingGrantType]).start();
    let wire = library(&app);
    let code = wire.logs_in(&plus(&code_request(&wire, &new_state()))).code();
    let answer = wire.posts(&plus(&token_request(&wire, &code, &VERIFIER.replace('n', "m"))));
    assert_eq!(refusal(&answer).0, "ESIA-007040");
}
