//! Java `ILyaCyclone/esia-auth-code` (Spring, CryptoPro JCP): v1, CMS whose head names ГОСТ Р 34.11-94 while the signer
//! took 34.11-2012.
//!
//! Its list of scopes names one of them twice, and its body holds the address percent-encoded once more.

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::percent;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPE: &str = "fullname gender birthdate birthplace birth_cert_doc contacts inn snils residence_doc \
                     temporary_residence_doc id_doc temporary_residence_doc";

fn library(app: &TestApp) -> Wire<'_> {
    let mut wire = Wire::v1(app, "DEMO_GOST", Encoding::UrlSafePadded);
    wire.rp.container.announces_gost_94 = true;
    wire
}

/// What the builder of Spring escapes, and then what `URLEncoder` does.
fn code_request(wire: &Wire<'_>, scope: &str, state: &str) -> String {
    let request = wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("scope", scope),
            ("response_type", "code"),
            ("access_type", "offline"),
            ("client_secret", ""),
            ("state", state),
            ("timestamp", &wire.moscow()),
        ],
    );
    let time = Request::of(&[("timestamp", request.get("timestamp")), ("redirect_uri", &wire.rp.redirect_uri)]);
    format!("{}&{}", percent(&request.clone().without("timestamp")), plus(&time))
}

fn token_request(wire: &Wire<'_>, code: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("grant_type", "authorization_code"),
            ("scope", SCOPE),
            ("token_type", "Bearer"),
            ("redirect_uri", "http%3A%2F%2F127.0.0.1%3A9090%2Fcallback"),
            ("code", code),
            ("client_secret", ""),
            ("state", &new_state()),
            ("timestamp", &wire.moscow()),
        ],
    )
}

const SPRING: [(&str, &str); 1] = [("accept", "application/json, application/*+json")];

#[test]
fn the_whole_login() {
    let app = TestApp::start();
    let wire = library(&app);
    let code = wire.logs_in(&code_request(&wire, SCOPE, &new_state())).code();
    let body = plus(&token_request(&wire, &code));
    assert!(body.contains("redirect_uri=http%253A%252F%252F127.0.0.1%253A9090%252Fcallback"), "{body}");
    let tokens = wire.rp.tokens(&wire.posts_with(&body, &SPRING));
    assert_eq!(tokens.oid(), OID);
    let scope = tokens.access().claim("scope").as_str().expect("scopes").to_owned();
    assert_eq!(scope.matches("temporary_residence_doc").count(), 1, "granted once: {scope}");
    assert_eq!(wire.reads(&format!("/rs/prns/{OID}"), &tokens.access_token())["gender"], "F");
}

/// What its source remembers: a scope that the system may not ask for.
#[test]
fn a_scope_that_is_not_granted_to_the_system_is_007019() {
    let app = TestApp::build()
        .client("DEMO_GOST", |client| client.scopes.retain(|scope| scope != "foreign_passport_doc"))
        .start();
    let wire = library(&app);
    let answer = wire.asks(&code_request(&wire, "fullname foreign_passport_doc", &new_state()));
    assert_eq!(refusal(&answer).0, "ESIA-007019");
    assert!(answer.header("location").contains("OAuthErrorEnum.noGrants"), "{}", answer.header("location"));
}
