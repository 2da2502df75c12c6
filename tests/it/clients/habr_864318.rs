//! The Java demo of habr.com/p/864318 (WebFlux, ViPNet): v1, CMS by ГОСТ with the text inside, base64url without padding.
//!
//! The body begins with `&`, `refresh_token` holds the state, and the address of the token request has no path. The order
//! of its parameters is not known; here it is that of МР 2.53, which it quotes.

use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

/// No `openid`.
const SCOPE: &str = "fullname birthdate snils";
const ADDRESS: &str = "http://127.0.0.1:9090";

fn library(app: &TestApp) -> Wire<'_> {
    let mut wire = Wire::v1(app, "DEMO_GOST", Encoding::UrlSafe);
    wire.rp.container.attached = true;
    wire
}

fn code_request(wire: &Wire<'_>) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("state", &new_state()),
            ("timestamp", &wire.moscow()),
            ("access_type", "offline"),
        ],
    )
}

/// `("code", …)` or `("refresh_token", …)`; with a code, `refresh_token` is the state.
fn token_request(wire: &Wire<'_>, grant: &str, what: (&str, &str)) -> String {
    let (state, timestamp) = (new_state(), wire.moscow());
    let request = wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            what,
            ("grant_type", grant),
            ("client_secret", ""),
            ("state", &state),
            ("redirect_uri", ADDRESS),
            ("scope", SCOPE),
            ("timestamp", &timestamp),
            ("token_type", "Bearer"),
        ],
    );
    let request = if grant == "refresh_token" { request } else { request.with("refresh_token", &state) };
    format!("&{}", plus(&request))
}

#[test]
fn the_whole_login_with_ignore_redirect_mismatch() {
    let app = TestApp::build().quirk("DEMO_GOST", Quirk::IgnoreRedirectMismatch).start();
    let wire = library(&app);
    let code = wire.logs_in(&plus(&code_request(&wire))).code();
    let tokens = wire.granted(&token_request(&wire, "authorization_code", ("code", &code)));
    assert_eq!(tokens.access().claim("urn:esia:sbj_id"), OID);
    let refresh = tokens.refresh_token();
    let tokens = wire.granted(&token_request(&wire, "refresh_token", ("refresh_token", &refresh)));
    assert_eq!(wire.reads(&format!("/rs/prns/{OID}"), &tokens.access_token())["birthDate"], "26.05.2000");
}

#[test]
fn without_the_quirk_the_address_is_another() {
    let app = TestApp::start();
    let wire = library(&app);
    let code = wire.logs_in(&plus(&code_request(&wire))).code();
    let (code, reason) = refusal(&wire.posts(&token_request(&wire, "authorization_code", ("code", &code))));
    assert_eq!(code, "ESIA-007011");
    assert!(reason.contains("redirect_uri is \"http://127.0.0.1:9090\", in the code request it was"), "{reason}");
}

/// The text inside must be the right one: the signature alone would be good.
#[test]
fn another_text_inside_is_refused() {
    let app = TestApp::start();
    let wire = library(&app);
    let answer = wire.asks(&plus(&code_request(&wire).with("state", &new_state())));
    assert_eq!(refusal(&answer).0, "ESIA-007005");
}
