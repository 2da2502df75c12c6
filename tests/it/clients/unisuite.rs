//! Java unisuite identity (Spring, CryptoPro JCP), what became of `esia-auth-code`: v3, bare ГОСТ signatures,
//! base64url with padding.
//!
//! It signs the address as it is and sends it percent-encoded once more. Nothing says how ЕСИА answers that at `v3/te`;
//! the stand reads what was sent, and refuses.

use super::wire::OID;
use super::wire::V2;
use super::wire::V3;
use super::wire::Wire;
use super::wire::percent;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPE: &str = "openid fullname birthdate snils";

fn library(app: &TestApp) -> Wire<'_> {
    Wire::v3(app, "DEMO_GOST", Encoding::UrlSafePadded)
}

fn code_request(wire: &Wire<'_>, state: &str) -> String {
    let request = wire.signed(
        &V2,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("access_type", "offline"),
            ("client_secret", ""),
            ("state", state),
            ("timestamp", &wire.moscow()),
            ("redirect_uri", &wire.rp.redirect_uri),
        ],
    );
    let tail = ["timestamp", "redirect_uri"].map(|name| (name, request.get(name)));
    let head = request.clone().without("timestamp").without("redirect_uri");
    format!("{}&{}", percent(&head), plus(&Request::of(&tail)))
}

fn token_request(wire: &Wire<'_>, code: &str) -> Request {
    wire.signed(
        &V3,
        &[
            ("client_id", &wire.rp.client_id),
            ("scope", SCOPE),
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("grant_type", "authorization_code"),
            ("token_type", "Bearer"),
            ("client_secret", ""),
            ("timestamp", &wire.moscow()),
            ("state", &new_state()),
            ("code", code),
            ("redirect_uri", &wire.rp.redirect_uri),
        ],
    )
}

#[test]
fn the_whole_login_with_the_address_sent_as_it_is() {
    let app = TestApp::start();
    let wire = library(&app);
    let code = wire.logs_in(&code_request(&wire, &new_state())).code();
    let tokens = wire.granted(&plus(&token_request(&wire, &code)));
    assert_eq!(tokens.oid(), OID);
    assert_eq!(wire.reads(&format!("/rs/prns/{OID}"), &tokens.access_token())["trusted"], true);
}

#[test]
fn the_address_encoded_twice_is_not_what_was_signed_and_the_reason_says_so() {
    let app = TestApp::start();
    let wire = library(&app);
    let code = wire.logs_in(&code_request(&wire, &new_state())).code();
    let request = token_request(&wire, &code).with("redirect_uri", "http%3A%2F%2F127.0.0.1%3A9090%2Fcallback");
    let (code, reason) = refusal(&wire.posts(&plus(&request)));
    assert_eq!(code, "ESIA-007053");
    assert!(reason.contains("redirect_uri percent-decoded once more"), "{reason}");
}

/// What it shows to somebody who does not allow the data.
#[test]
fn a_refusal_of_the_citizen_is_access_denied() {
    let app = TestApp::start();
    let wire = library(&app);
    let mut browser = app.browser();
    browser.opens(&app.url(&format!("{}?{}", wire.ac, code_request(&wire, &new_state()))));
    app.citizen(wire.citizen).signs_in(&mut browser).presses("Отказать");
    let returned = browser.returned();
    assert_eq!(returned.get("error"), "access_denied");
    assert!(returned.get("error_description").starts_with("ESIA-007004"));
}
