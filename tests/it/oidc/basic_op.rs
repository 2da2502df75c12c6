//! The certification plan `oidcc-basic-certification-test-plan`, module by module; those about parameters of the request
//! are in `basic_op_requests`.

use chrono::TimeDelta;

use crate::support::Request;
use crate::support::TestApp;
use crate::support::http::form;
use crate::support::standard_client::error_of;
use crate::support::standard_client::returned;

const ADULT: &str = "confirmed_mother_of_two";

/// Logs in for a request that differs from the usual one; gives whether a code came back.
fn succeeds(change: impl FnOnce(Request) -> Request) {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = change(client.request());
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &request).code();
    assert_eq!(client.verified(&client.exchanges(&code).id()).claim("sub"), "1000000702");
}

/// `oidcc-server`: a login by code; every claim of the ID token is as demanded (Core, 2 and 3.1.3).
#[test]
fn oidcc_server() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let back = client.logs_in(&app, &mut app.browser(), ADULT, &client.request());
    assert_eq!(back.names(), ["code", "state", "iss"]);
    assert_eq!((back.get("state").as_str(), back.get("iss")), ("a b&c=Я", app.base.clone()));
    let tokens = client.exchanges(&back.code());
    assert_eq!(tokens.body["token_type"], "Bearer");
    let id = client.verified(&tokens.id());
    let now = app.now()().timestamp();
    assert_eq!(id.claim("iss"), &app.base);
    assert_eq!((id.claim("sub").as_str(), id.claim("aud").as_str()), (Some("1000000702"), Some("DEMO_RSA")));
    assert_eq!((id.claim("iat").as_i64(), id.claim("auth_time").as_i64()), (Some(now), Some(now)));
    assert!(id.claim("exp").as_i64() > Some(now));
    assert_eq!(id.claim("nonce"), "n-0S6_WzA2Mj");
    assert_eq!(id.claim("amr"), &serde_json::json!(["pwd"]));
    assert_eq!(id.claim("acr"), "urn:esia:acr:confirmed");
    assert!(id.claim("sid").is_string() && id.claim("at_hash").is_string());
}

/// `oidcc-alternate-happy-flow`: the same with another answer mode and without what is optional.
#[test]
fn oidcc_alternate_happy_flow() {
    succeeds(|request| request.with("response_mode", "query").without("state").without("nonce"));
}

/// `oidcc-response-type-missing`: the request is refused with `invalid_request` (RFC 6749, 4.1.2.1).
#[test]
fn oidcc_response_type_missing() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let back = returned(&client.asks(&client.request().without("response_type")));
    assert_eq!((back.get("error").as_str(), back.get("state").as_str()), ("invalid_request", "a b&c=Я"));
}

/// `oidcc-idtoken-signature`: the ID token is signed by a key of the JWK set that its `kid` names (Core, 10.1).
#[test]
fn oidcc_idtoken_signature() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let id = client.verified(&client.tokens(&app, ADULT).id());
    assert_eq!((id.header["alg"].as_str(), id.header["typ"].as_str()), (Some("RS256"), Some("JWT")));
    assert_eq!(id.payload["esia_mock"], "test-only");
}

/// `oidcc-idtoken-unsigned`: `none` is not offered, so the module is skipped (Discovery, 3).
#[test]
fn oidcc_idtoken_unsigned() {
    let app = TestApp::start();
    let metadata = app.standard_client("DEMO_RSA").reads("/.well-known/openid-configuration").json();
    assert_eq!(metadata["id_token_signing_alg_values_supported"], serde_json::json!(["RS256"]));
}

/// `oidcc-userinfo-get`: Bearer in the header of a GET (Core, 5.3.1).
#[test]
fn oidcc_userinfo_get() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let answer = client.userinfo(&client.tokens(&app, ADULT).access());
    assert_eq!((answer.status, answer.json()["sub"].as_str()), (200, Some("1000000702")));
    assert!(answer.header("content-type").starts_with("application/json"));
}

/// `oidcc-userinfo-post-header`: Bearer in the header of a POST (Core, 5.3.1).
#[test]
fn oidcc_userinfo_post_header() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let token = client.tokens(&app, ADULT).access();
    let post = app.http.post(&app.url("/oidc/userinfo")).header("authorization", format!("Bearer {token}"));
    assert_eq!(app.http.send(post).json()["sub"], "1000000702");
}

/// `oidcc-userinfo-post-body`: the token in a form (RFC 6750, 2.2).
#[test]
fn oidcc_userinfo_post_body() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let body = Request::of(&[("access_token", &client.tokens(&app, ADULT).access())]).encoded();
    assert_eq!(app.http.send(form(app.http.post(&app.url("/oidc/userinfo")), body)).json()["sub"], "1000000702");
}

/// `oidcc-ensure-request-without-nonce-succeeds-for-code-flow` (Core, 3.1.2.1).
#[test]
fn oidcc_ensure_request_without_nonce_succeeds_for_code_flow() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &client.request().without("nonce")).code();
    assert!(client.verified(&client.exchanges(&code).id()).payload.get("nonce").is_none());
}

/// What userinfo tells for a scope.
fn told_for(scope: &str, persona: &str) -> serde_json::Value {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for(scope);
    let answer = client.userinfo(&client.tokens(&app, persona).access());
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

/// `oidcc-scope-profile` (Core, 5.4).
#[test]
fn oidcc_scope_profile() {
    let told = told_for("openid profile", ADULT);
    assert_eq!(told["name"], "Сидорова Анна Ивановна");
    assert_eq!(
        (&told["family_name"], &told["given_name"], &told["middle_name"]),
        (&"Сидорова".into(), &"Анна".into(), &"Ивановна".into())
    );
    assert_eq!((&told["birthdate"], &told["gender"]), (&"1985-03-12".into(), &"female".into()));
    assert!(told["updated_at"].is_i64() && told.get("email").is_none());
}

/// `oidcc-scope-email` (Core, 5.4).
#[test]
fn oidcc_scope_email() {
    let told = told_for("openid email", ADULT);
    assert!(told["email"].as_str().is_some_and(|email| email.contains('@')));
    assert_eq!((told["email_verified"].as_bool(), told.get("name")), (Some(true), None));
}

/// `oidcc-scope-address` (Core, 5.1.1 and 5.4).
#[test]
fn oidcc_scope_address() {
    let told = told_for("openid address", "esia_test_006");
    assert!(told["address"]["formatted"].is_string(), "{told}");
    assert_eq!(told["address"]["country"], "RUS");
}

/// `oidcc-scope-phone` (Core, 5.4).
#[test]
fn oidcc_scope_phone() {
    let told = told_for("openid phone", ADULT);
    assert_eq!(
        (told["phone_number"].as_str(), told["phone_number_verified"].as_bool()),
        (Some("+79000000702"), Some(true))
    );
}

/// `oidcc-scope-all` (Core, 5.4).
#[test]
fn oidcc_scope_all() {
    let told = told_for("openid profile email address phone", "esia_test_006");
    for claim in ["name", "email", "phone_number", "address", "birthdate"] {
        assert!(told.get(claim).is_some(), "{claim}: {told}");
    }
}

/// `oidcc-codereuse`: the second exchange is `invalid_grant`, and the access token dies (RFC 6749, 4.1.2).
#[test]
fn oidcc_codereuse() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &client.request()).code();
    let tokens = client.exchanges(&code);
    assert_eq!(client.userinfo(&tokens.access()).status, 200);
    let again = client.posts("/oidc/token", &client.code_request(&code));
    assert_eq!((again.status, error_of(&again).as_str()), (400, "invalid_grant"));
    assert_eq!(client.userinfo(&tokens.access()).status, 401);
}

/// `oidcc-codereuse-30seconds`: the same half a minute later.
#[test]
fn oidcc_codereuse_30seconds() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid offline_access");
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &client.request()).code();
    let tokens = client.exchanges(&code);
    app.advance(TimeDelta::seconds(30));
    assert_eq!(error_of(&client.posts("/oidc/token", &client.code_request(&code))), "invalid_grant");
    assert_eq!(client.userinfo(&tokens.access()).status, 401);
    let refresh = client.posts("/oidc/token", &client.refresh_request(&tokens.refresh()));
    assert_eq!(error_of(&refresh), "invalid_grant");
}

/// `oidcc-server-client-secret-post` (RFC 6749, 2.3.1).
#[test]
fn oidcc_server_client_secret_post() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &client.request()).code();
    let request = client.code_request(&code).with("client_id", "DEMO_RSA").with("client_secret", "demo-secret");
    assert_eq!(client.posts_alone("/oidc/token", &request).status, 200);
}

/// `oidcc-refresh-token`: new tokens for the same person; the old refresh token is not taken again (Core, 12).
#[test]
fn oidcc_refresh_token() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid offline_access");
    let first = client.tokens(&app, ADULT);
    app.advance(TimeDelta::seconds(10));
    let second = client.refreshes(&first.refresh());
    assert_ne!((first.access(), first.refresh()), (second.access(), second.refresh()));
    let (before, after) = (client.verified(&first.id()), client.verified(&second.id()));
    for claim in ["iss", "sub", "aud", "auth_time", "sid"] {
        assert_eq!(before.claim(claim), after.claim(claim), "{claim}");
    }
    assert!(after.claim("iat").as_i64() > before.claim("iat").as_i64() && after.payload.get("nonce").is_none());
    // A token of one client is of no use to another.
    let other = app.standard_client("EPOS_DEMO");
    assert_eq!(error_of(&other.posts("/oidc/token", &other.refresh_request(&second.refresh()))), "invalid_grant");
    client.refreshes(&second.refresh());
}

/// `oidcc-ensure-request-with-valid-pkce-succeeds` (RFC 7636, 4).
#[test]
fn oidcc_ensure_request_with_valid_pkce_succeeds() {
    succeeds(|request| request);
}
