//! PHP `smskin/esia-socialite-provider` 1.0.0, on Laravel Socialite: v1, detached CMS.
//!
//! Socialite's state is forty random characters, no UUID; the token request has a state of its own, and gives it as
//! `refresh_token` too.

use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::json;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPE: &str = "fullname email";
const STATE: &str = "q7mJ2pVxT0aLr9KcWz4NdYbE8uHsGf1oXi6RtQwM";

fn code_request(wire: &Wire<'_>) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("access_type", "offline"),
            ("timestamp", &wire.moscow()),
            ("state", STATE),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("client_secret", ""),
            ("state", state),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("timestamp", &wire.moscow()),
            ("token_type", "Bearer"),
            ("refresh_token", state),
        ],
    )
}

#[test]
fn the_whole_login() {
    let app = TestApp::start();
    let wire = Wire::v1(&app, "DEMO_RSA", Encoding::UrlSafe);
    let returned = wire.logs_in(&plus(&code_request(&wire)));
    assert_eq!(returned.get("state"), STATE, "compared with the session");
    let body = plus(&token_request(&wire, &returned.code(), &new_state()));
    let tokens = json(&wire.posts_with(&body, &[("accept", "application/json")]));
    assert!(tokens["refresh_token"].is_string() && tokens["expires_in"].is_u64(), "{tokens}");
    let tokens = crate::support::Token::unverified(tokens["access_token"].as_str().expect("text"));
    let approved = tokens.claim("scope").as_str().expect("scopes").split(' ');
    let approved: Vec<_> = approved.map(|scope| scope.split('?').next().unwrap_or_default()).collect();
    assert_eq!(approved, ["fullname", "email"]);
    assert_eq!(tokens.claim("urn:esia:sbj_id"), OID);
}

#[test]
fn the_person_is_read_without_headers_but_for_the_token() {
    let app = TestApp::start();
    let wire = Wire::v1(&app, "DEMO_RSA", Encoding::UrlSafe);
    let code = wire.logs_in(&plus(&code_request(&wire))).code();
    let token = wire.granted(&plus(&token_request(&wire, &code, &new_state()))).access_token();
    let person = wire.reads(&format!("/rs/prns/{OID}"), &token);
    assert_eq!(person["lastName"], "Фамилия006");
    assert!(person.get("email").is_none(), "it looks for an address here, where ЕСИА has none");
}

#[test]
fn with_strict_state_it_would_be_refused() {
    let app = TestApp::build().quirk("DEMO_RSA", Quirk::StrictState).start();
    let wire = Wire::v1(&app, "DEMO_RSA", Encoding::UrlSafe);
    let (code, reason) = refusal(&wire.asks(&plus(&code_request(&wire))));
    assert_eq!(code, "ESIA-007003");
    assert!(reason.contains("UUID"), "{reason}");
}
