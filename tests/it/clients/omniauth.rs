//! Ruby `omniauth-esia_openid` 0.2 (Mayar), on the gem `oauth2`: v1, `OpenSSL::PKCS7.sign` by RSA, detached.
//!
//! Faraday sorts parameters by name. `oauth2` from 2.0 moves `client_id` and `client_secret` into HTTP Basic.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::cms::Digest;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPE: &str = "openid fullname email";

fn library(app: &TestApp) -> Wire<'_> {
    Wire::v1(app, "DEMO_RSA", Encoding::UrlSafe)
}

fn code_request(wire: &Wire<'_>, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("access_type", "online"),
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("response_type", "code"),
            ("scope", SCOPE),
            ("state", state),
            ("timestamp", &wire.moscow()),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("state", state),
            ("timestamp", &wire.moscow()),
            ("token_type", "Bearer"),
        ],
    )
}

/// The token request as `oauth2` from 2.0 sends it: its body and its headers.
fn by_basic(request: &Request) -> (String, String) {
    let pair = format!("{}:{}", request.get("client_id"), request.get("client_secret"));
    (plus(&request.clone().without("client_id").without("client_secret")), format!("Basic {}", STANDARD.encode(pair)))
}

#[test]
fn with_oauth2_1_the_whole_login() {
    let app = TestApp::start();
    let wire = library(&app);
    let state = new_state();
    let returned = wire.logs_in(&plus(&code_request(&wire, &state)));
    assert_eq!(returned.get("state"), state, "compared with the session");
    let tokens = wire.granted(&plus(&token_request(&wire, &returned.code(), &state)));
    assert_eq!(tokens.access().claim("urn:esia:sbj_id"), OID);
    assert_eq!(wire.reads(&format!("/rs/prns/{OID}"), &tokens.access_token())["firstName"], "Имя006");
    let contacts = wire.reads(&format!("/rs/prns/{OID}/ctts?embed=(elements)"), &tokens.access_token());
    assert_eq!(contacts["elements"][0]["type"], "EML", "option ctts");
}

#[test]
fn with_oauth2_2_it_needs_basic_auth() {
    let app = TestApp::build().quirk("DEMO_RSA", Quirk::BasicAuth).start();
    let wire = library(&app);
    let state = new_state();
    let code = wire.logs_in(&plus(&code_request(&wire, &state))).code();
    let (body, basic) = by_basic(&token_request(&wire, &code, &state));
    let tokens = wire.rp.tokens(&wire.posts_with(&body, &[("authorization", &basic)]));
    assert_eq!(tokens.oid(), OID);
}

#[test]
fn with_oauth2_2_and_without_the_quirk_nobody_knows_who_asks() {
    let app = TestApp::start();
    let wire = library(&app);
    let (body, basic) = by_basic(&token_request(&wire, "any code", &new_state()));
    let answer = wire.posts_with(&body, &[("authorization", &basic)]);
    assert_eq!((answer.status, refusal(&answer).0.as_str()), (400, "ESIA-007014"));
    assert!(answer.text().contains("[client_id]"), "{}", answer.text());
}

/// The digest is the default of OpenSSL, as in `esia-client`.
#[test]
fn with_an_old_openssl_it_needs_sha1_digest() {
    let lenient = TestApp::build().quirk("DEMO_RSA", Quirk::Sha1Digest).start();
    for (app, location) in [(lenient, "/login"), (TestApp::start(), "")] {
        let mut wire = library(&app);
        wire.rp.container.digest = Digest::Sha1;
        let answer = wire.asks(&plus(&code_request(&wire, &new_state())));
        let is_refused = location.is_empty() && refusal(&answer).0 == "ESIA-007005";
        assert!(is_refused || answer.header("location") == location, "{:?}", refusal(&answer));
    }
}
