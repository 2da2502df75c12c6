//! .NET `AISGorod.AspNetCore.Authentication.Esia` 2.x, on the OpenID Connect handler of ASP.NET: v3, bare ГОСТ
//! signatures by CryptoPro or BouncyCastle, in standard base64.
//!
//! Token requests carry no `token_type`; a refresh is signed over the refresh token and carries no hash.

use esia_mock::domain::client::TokenAlgorithm;
use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V2;
use super::wire::V3;
use super::wire::Wire;
use super::wire::percent;
use super::wire::plus;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::Tokens;
use crate::support::app::Builder;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPE: &str = "openid fullname id_doc contacts";

/// Its identity tokens must be RS256, whatever it signs its requests with.
fn stand() -> Builder {
    TestApp::build().client("DEMO_GOST", |client| client.token_algorithm = TokenAlgorithm::Rs256)
}

fn library(app: &TestApp) -> Wire<'_> {
    Wire::v3(app, "DEMO_GOST", Encoding::Standard)
}

fn code_request(wire: &Wire<'_>, state: &str) -> Request {
    wire.signed(
        &V2,
        &[
            ("client_id", &wire.rp.client_id),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("response_type", "code"),
            ("scope", SCOPE),
            ("response_mode", "form_post"),
            ("access_type", "offline"),
            ("timestamp", &wire.moscow()),
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("state", state),
            ("client_secret", ""),
            ("x-client-SKU", "ID_NET8_0"),
            ("x-client-ver", "7.1.2.0"),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str) -> Request {
    wire.signed(
        &V3,
        &[
            ("client_id", &wire.rp.client_id),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("timestamp", &wire.moscow()),
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("state", &new_state()),
            ("client_secret", ""),
        ],
    )
}

fn refresh_request(wire: &Wire<'_>, state: &str, refresh_token: &str) -> Request {
    wire.signed(
        &["client_id", "scope", "timestamp", "state", "refresh_token"],
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("scope", SCOPE),
            ("timestamp", &wire.moscow()),
            ("state", state),
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token),
        ],
    )
}

fn logs_in(wire: &Wire<'_>) -> Tokens {
    let state = new_state();
    let returned = wire.logs_in(&percent(&code_request(wire, &state)));
    assert_eq!(returned.names(), ["code", "state"], "by GET, whatever response_mode says");
    assert_eq!(returned.get("state"), state, "it finds its own properties by the state");
    wire.granted(&plus(&token_request(wire, &returned.code())))
}

#[test]
fn the_whole_login_with_what_the_handler_validates() {
    let app = stand().start();
    let wire = library(&app);
    let tokens = logs_in(&wire);
    let (id, now) = (tokens.id(), app.now()().timestamp());
    assert_eq!(id.header["alg"], "RS256");
    assert_eq!((id.claim("iss"), id.claim("aud")), (&"http://esia.gosuslugi.ru/".into(), &"DEMO_GOST".into()));
    assert!(id.claim("exp").as_i64().is_some_and(|until| until > now));
    assert!(id.payload.get("nonce").is_none(), "it asks for none");
    let subject = id.claim("sub").to_string();
    assert_eq!(subject, OID.to_string(), "the number becomes text, and goes into addresses");
    let scheme = tokens.body["token_type"].as_str().expect("text");
    assert_eq!(scheme, "Bearer", "it is written into Authorization as it is");
    for below in ["", "/ctts?embed=(elements)", "/addrs?embed=(elements)", "/docs?embed=(elements)"] {
        let read = wire.reads(&format!("/rs/prns/{subject}{below}"), &tokens.access_token());
        assert!(below.is_empty() || read["elements"].is_array(), "{read}");
    }
}

#[test]
fn a_refresh_reads_expires_in_as_text_and_needs_expires_in_string() {
    let app = stand().quirk("DEMO_GOST", Quirk::ExpiresInString).start();
    let wire = library(&app);
    let (state, refresh) = (new_state(), logs_in(&wire).refresh_token());
    let tokens = wire.granted(&plus(&refresh_request(&wire, &state, &refresh)));
    assert_eq!(tokens.body["state"], state, "it compares them");
    assert_ne!(tokens.refresh_token(), refresh, "it stores the new one");
    assert_eq!(tokens.body["expires_in"], "3600");
}

#[test]
fn without_the_quirk_the_refresh_is_granted_with_a_number_that_the_library_throws_at() {
    let app = stand().start();
    let wire = library(&app);
    let refresh = logs_in(&wire).refresh_token();
    let tokens = wire.granted(&plus(&refresh_request(&wire, &new_state(), &refresh)));
    assert_eq!(tokens.body["expires_in"], 3600);
}

#[test]
fn without_the_setting_its_tokens_would_be_signed_by_gost_which_it_cannot_verify() {
    let app = TestApp::start();
    assert_eq!(logs_in(&library(&app)).id().header["alg"], "GOST3410_2012_256");
}

#[test]
fn logout_with_what_the_handler_adds() {
    let app = TestApp::start();
    let query = "client_id=DEMO_GOST&redirect_url=http%3A%2F%2F127.0.0.1%3A9090%2F&state=CfDJ8A\
                 &x-client-SKU=ID_NET8_0&x-client-ver=7.1.2.0";
    let answer = app.http.send(app.http.get(&app.url(&format!("/idp/ext/Logout?{query}"))));
    assert_eq!((answer.status, answer.header("location")), (302, "http://127.0.0.1:9090/"));
}
