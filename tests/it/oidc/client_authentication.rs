//! How clients prove themselves (RFC 6749, 2.3; RFC 7523; OpenID Connect Core 1.0, 9).

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use serde_json::Value;
use serde_json::json;

use esia_mock::domain::public_url::PublicUrl;

use crate::support::Answer;
use crate::support::ClientKey;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::app::Builder;
use crate::support::http::form;
use crate::support::standard_client::error_of;

const ADULT: &str = "confirmed_mother_of_two";
const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

fn credentials() -> Request {
    Request::of(&[("grant_type", "client_credentials")])
}

/// A token request with this `Authorization` header.
fn with_header(app: &TestApp, request: &Request, header: &str) -> Answer {
    let post = form(app.http.post(&app.url("/oidc/token")), request.encoded());
    app.http.send(post.header("authorization", header))
}

fn basic(pair: &str) -> String {
    format!("Basic {}", STANDARD.encode(pair))
}

fn is_refused(answer: &Answer, about: &str) {
    assert_eq!((answer.status, error_of(answer).as_str()), (401, "invalid_client"), "{about}: {}", answer.text());
    assert_eq!(answer.header("www-authenticate"), "Basic realm=\"esia-mock\"", "{about}");
    assert!(!answer.text().contains("ESIA-"), "{about}");
}

#[test]
fn rfc_6749_2_3_1_basic_may_be_form_encoded_or_not() {
    let secret = "p+ss w%rd:ю";
    let app = TestApp::build().client("DEMO_RSA", |client| client.client_secret = Some(secret.to_owned())).start();
    for pair in ["DEMO_RSA:p+ss w%rd:ю", "DEMO_RSA:p%2Bss+w%25rd%3A%D1%8E", "DEMO%5FRSA:p%2Bss%20w%25rd%3A%D1%8E"] {
        assert_eq!(with_header(&app, &credentials(), &basic(pair)).status, 200, "{pair}");
    }
}

#[test]
fn an_impostor_is_refused() {
    let app = TestApp::start();
    let alone = |pairs: &[(&str, &str)]| {
        let request = pairs.iter().fold(credentials(), |request, (name, value)| request.with(name, value));
        app.standard_client("SPA_DEMO").posts_alone("/oidc/token", &request)
    };
    is_refused(&alone(&[]), "nobody");
    is_refused(&alone(&[("client_id", "NOBODY")]), "unknown");
    is_refused(&alone(&[("client_id", "DEMO_RSA")]), "confidential without a secret");
    is_refused(&alone(&[("client_id", "DEMO_RSA"), ("client_secret", "x")]), "wrong secret");
    is_refused(&alone(&[("client_id", "SPA_DEMO"), ("client_secret", "x")]), "a public client has no secret");
    for header in ["Basic", "Basic ", "Basic !!!", "Bearer x", "Basic eA==", &basic("DEMO_RSA:"), &basic("DEMO_RSA:x")]
    {
        is_refused(&with_header(&app, &credentials(), header), header);
    }
}

#[test]
fn rfc_6749_2_3_never_two_methods_at_once() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    for (name, value) in [("client_secret", "demo-secret"), ("client_assertion", "x"), ("client_assertion_type", TYPE)]
    {
        let answer = client.posts("/oidc/token", &credentials().with(name, value));
        assert_eq!((answer.status, error_of(&answer).as_str()), (400, "invalid_request"), "{name}");
    }
    let other = client.posts("/oidc/token", &credentials().with("client_id", "EPOS_DEMO"));
    assert_eq!(error_of(&other), "invalid_request");
    assert_eq!(client.posts("/oidc/token", &credentials().with("client_id", "DEMO_RSA")).status, 200);
}

#[test]
fn secrets_in_the_query_do_not_count() {
    let app = TestApp::start();
    let url = app.url("/oidc/token?client_id=DEMO_RSA&client_secret=demo-secret&grant_type=client_credentials");
    is_refused(&app.http.send(form(app.http.post(&url), "")), "query");
}

#[test]
fn a_public_client_proves_itself_by_pkce_alone() {
    let app = TestApp::start();
    let client = app.standard_client("SPA_DEMO").asking_for("openid offline_access");
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &client.request()).code();
    let wrong = client.code_request(&code).with("code_verifier", &"x".repeat(43));
    assert_eq!(error_of(&client.posts("/oidc/token", &wrong)), "invalid_grant");
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &client.request()).code();
    let tokens = client.exchanges(&code);
    client.refreshes(&tokens.refresh());
    let alone = client.posts("/oidc/token", &credentials().with("client_id", "SPA_DEMO"));
    assert_eq!(error_of(&alone), "unauthorized_client");
    let asked = client.posts("/oidc/introspect", &Request::of(&[("token", "x"), ("client_id", "SPA_DEMO")]));
    assert_eq!((asked.status, error_of(&asked).as_str()), (401, "invalid_client"));
}

/// A stand whose client has keys instead of a secret.
fn with_jwks(key: &ClientKey) -> TestApp {
    built_with_jwks(key).start()
}

fn built_with_jwks(key: &ClientKey) -> Builder {
    let change = |client: &mut esia_mock::domain::client::Client| {
        client.jwks = Some(key.jwks());
        client.client_secret = None;
    };
    TestApp::build().client("DEMO_RSA", change)
}

fn assertion(app: &TestApp, id: &str) -> Value {
    let now = app.now()().timestamp();
    json!({ "iss": "DEMO_RSA", "sub": "DEMO_RSA", "aud": app.base, "iat": now, "exp": now + 60, "jti": id })
}

fn sends(app: &TestApp, assertion: &str) -> Answer {
    let request = credentials().with("client_assertion_type", TYPE).with("client_assertion", assertion);
    app.standard_client("DEMO_RSA").posts_alone("/oidc/token", &request)
}

#[test]
fn rfc_7523_3_an_assertion_proves_the_client_by_each_algorithm_and_audience_once() {
    let key = ClientKey::new();
    let app = with_jwks(&key);
    for (at, algorithm) in ["RS256", "PS256", "ES256"].into_iter().enumerate() {
        let right = key.signs(algorithm, &assertion(&app, &at.to_string()));
        assert_eq!(sends(&app, &right).status, 200, "{algorithm}");
        let again = sends(&app, &right);
        is_refused(&again, "the second time");
        assert_eq!(again.header("x-esia-mock-reason-id"), "assertion-used");
    }
    for (id, audience) in [("a", json!(app.url("/oidc/token"))), ("b", json!(["https://other.test", app.base]))] {
        let mut claims = assertion(&app, id);
        claims["aud"] = audience;
        assert_eq!(sends(&app, &key.signs("RS256", &claims)).status, 200, "{claims}");
    }
}

/// A client in the stand's own network writes down the address that it asks.
#[test]
fn rfc_7523_3_an_assertion_may_name_the_token_endpoint_of_either_address() {
    let key = ClientKey::new();
    let back = PublicUrl::parse("http://esia:8585/inside").expect("an address");
    let app = built_with_jwks(&key).process(|config| config.back_channel_url = Some(back)).start();
    for (audience, status) in [
        (app.url("/oidc/token"), 200),
        ("http://esia:8585/inside/oidc/token".to_owned(), 200),
        ("http://esia:8585/oidc/token".to_owned(), 401),
    ] {
        let mut claims = assertion(&app, &audience);
        claims["aud"] = json!(audience);
        assert_eq!(sends(&app, &key.signs("RS256", &claims)).status, status, "{claims}");
    }
}

#[test]
fn rfc_7523_3_a_wrong_assertion_is_refused_and_the_reason_tells_why() {
    let key = ClientKey::new();
    let app = with_jwks(&key);
    let now = app.now()().timestamp();
    let cases = [
        ("iss", json!("EPOS_DEMO")),
        ("sub", json!("EPOS_DEMO")),
        ("sub", Value::Null),
        ("aud", json!("https://other.test")),
        ("aud", Value::Null),
        ("exp", json!(now)),
        ("exp", json!(now + 100_000)),
        ("exp", json!(i64::MAX)),
        ("exp", json!("soon")),
        ("exp", Value::Null),
        ("nbf", json!(now + 11)),
        ("jti", Value::Null),
    ];
    let mut told = BTreeSet::new();
    for (name, value) in cases {
        let mut claims = assertion(&app, "x");
        claims[name] = value;
        let answer = sends(&app, &key.signs("RS256", &claims));
        is_refused(&answer, &claims.to_string());
        told.insert(answer.header("x-esia-mock-reason-id").to_owned());
    }
    for id in ["assertion-audience", "assertion-expiry", "assertion-too-early", "assertion-time-malformed"] {
        assert!(told.contains(id), "{id}: {told:?}");
    }
    let claims = assertion(&app, "y");
    is_refused(&sends(&app, &key.signs("none", &claims)), "unsigned");
    let other = sends(&app, &ClientKey::new().signs("ES256", &claims));
    is_refused(&other, "another key");
    assert_eq!(other.header("x-esia-mock-reason-id"), "assertion-signature");
    is_refused(&sends(&app, "x.y.z"), "no JWT");
    let right = key.signs("ES256", &claims);
    app.advance(TimeDelta::seconds(61));
    is_refused(&sends(&app, &right), "the clock of the stand has passed exp");
    is_refused(
        &app.standard_client("DEMO_RSA").posts_alone("/oidc/token", &credentials().with("client_id", "DEMO_RSA")),
        "nothing",
    );
}

#[test]
fn rfc_7521_4_2_the_type_of_an_assertion_is_named() {
    let app = with_jwks(&ClientKey::new());
    let client = app.standard_client("DEMO_RSA");
    for kind in ["", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer"] {
        let request = credentials().with("client_assertion", "x").with("client_assertion_type", kind);
        assert_eq!(error_of(&client.posts_alone("/oidc/token", &request)), "invalid_request", "{kind}");
    }
}

/// Case 1.24: the clock of a client may be some seconds ahead (RFC 7519, 4.1.5).
#[test]
fn rfc_7519_4_1_5_a_clock_that_is_some_seconds_ahead_does_no_harm() {
    let key = ClientKey::new();
    let app = with_jwks(&key);
    let now = app.now()().timestamp();
    let mut claims = assertion(&app, "ahead");
    claims["nbf"] = json!(now + 10);
    claims["iat"] = json!(now + 10);
    assert_eq!(sends(&app, &key.signs("RS256", &claims)).status, 200);
    let client = app.standard_client("DEMO_RSA");
    for (ahead, location) in [(10, "/login"), (11, "")] {
        let object =
            json!({ "client_id": "DEMO_RSA", "response_type": "code", "nbf": now + ahead, "iat": now + ahead });
        let answer = client.asks(&client.request().with("request", &key.signs("RS256", &object)));
        assert_eq!(answer.header("location") == "/login", location == "/login", "{ahead}");
    }
}
