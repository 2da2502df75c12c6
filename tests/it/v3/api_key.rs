//! A token of an organisation for its API-Key (МР app. Б.12; protocol notes, section 1.8).

use crate::support::Answer;
use crate::support::RelyingParty;
use crate::support::TestApp;
use crate::support::Token;
use crate::support::cms::Container;

const KEY: &str = "6d0cbd4b-3d6c-4f0e-9a52-3c1e9d1f7b11";

fn ask(app: &TestApp, key: &str, signature: &str) -> Answer {
    let url = app.url(&format!("/esia-rs/api/public/v1/orgs/ext-app/{key}/tkn?signature={signature}"));
    app.http.send(app.http.get(&url))
}

fn signature(rp: &RelyingParty, text: &str, attached: bool) -> String {
    let container = Container { attached, ..rp.container };
    rp.encoding.encode(&rp.signer.message(text.as_bytes(), container))
}

#[test]
fn ak_the_key_signed_by_its_organisation_gives_a_token() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let answer = ask(&app, KEY, &signature(&rp, KEY, false));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let token = answer.json()["accessTkn"].as_str().expect("a token").to_owned();
    let token = Token::verified(&app.http, &app.base, &token);
    assert_eq!(token.claim("scope"), "http://lk.gosuslugi.ru/api-order");
    assert_eq!(token.claim("client_id"), "DEMO_RSA");
}

#[test]
fn ak_everything_else_is_refused_with_its_reason() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let other = "00000000-0000-4000-8000-000000000000";
    let stranger = app.client("EPOS_DEMO");
    let cases = [
        (ask(&app, KEY, ""), 400, "ESIA-007014"),
        (ask(&app, other, &signature(&rp, other, false)), 404, "ESIA-005050"),
        (ask(&app, KEY, &signature(&rp, other, false)), 400, "ESIA-007005"),
        (ask(&app, KEY, &signature(&stranger, KEY, false)), 400, "ESIA-007005"),
        (ask(&app, KEY, "!!"), 400, "ESIA-007005"),
    ];
    assert_eq!(cases[1].0.header("x-esia-mock-reason-id"), "api-key-unknown");
    for (answer, status, code) in cases {
        assert_eq!((answer.status, answer.json()["code"].as_str()), (status, Some(code)), "{}", answer.text());
        assert!(!answer.header("x-esia-mock-reason").is_empty());
    }
}

#[test]
fn ak_a_client_without_a_scope_of_its_own_gets_none() {
    let app = TestApp::build().client("DEMO_RSA", |client| client.scopes.retain(|scope| !scope.contains("api-order")));
    let app = app.start();
    let answer = ask(&app, KEY, &signature(&app.client("DEMO_RSA"), KEY, true));
    assert_eq!(answer.json()["code"], "ESIA-007019");
    assert_eq!(answer.header("x-esia-mock-reason-id"), "api-key-without-scope");
}
