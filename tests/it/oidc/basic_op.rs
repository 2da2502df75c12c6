//! The certification plan `oidcc-basic-certification-test-plan`, module by module.

use chrono::TimeDelta;

use crate::support::Request;
use crate::support::TestApp;
use crate::support::client_key::ClientKey;
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
    assert_eq!(id.header["esia_mock"], "test-only");
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

/// `oidcc-ensure-other-scope-order-succeeds`: `openid` need not stand first.
#[test]
fn oidcc_ensure_other_scope_order_succeeds() {
    succeeds(|request| request.with("scope", "email openid"));
}

/// `oidcc-display-page` (Core, 3.1.2.1).
#[test]
fn oidcc_display_page() {
    succeeds(|request| request.with("display", "page"));
}

/// `oidcc-display-popup` (Core, 3.1.2.1).
#[test]
fn oidcc_display_popup() {
    succeeds(|request| request.with("display", "popup"));
}

/// `oidcc-prompt-login`: somebody who has signed in must do so again, and `auth_time` tells (Core, 3.1.2.1).
#[test]
fn oidcc_prompt_login() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    let auth_time = |code: &str| client.verified(&client.exchanges(code).id()).claim("auth_time").as_i64();
    let first = auth_time(&client.logs_in(&app, &mut browser, ADULT, &client.request()).code());
    app.advance(TimeDelta::seconds(2));
    browser.opens(&client.url_of(&client.request().with("prompt", "login")));
    assert_eq!(browser.heading(), "Вход");
    let second = auth_time(&app.citizen(ADULT).signs_in(&mut browser).returned().code());
    assert!(second > first);
}

/// `oidcc-prompt-none-not-logged-in`: `login_required` (Core, 3.1.2.6).
#[test]
fn oidcc_prompt_none_not_logged_in() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let back = returned(&client.asks(&client.request().with("prompt", "none")));
    assert_eq!(back.get("error"), "login_required");
    assert_eq!((back.get("state").as_str(), back.get("iss")), ("a b&c=Я", app.base.clone()));
}

/// `oidcc-prompt-none-logged-in`: a code at once, for the same person (Core, 3.1.2.1).
#[test]
fn oidcc_prompt_none_logged_in() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    let first = client.exchanges(&client.logs_in(&app, &mut browser, ADULT, &client.request()).code());
    app.advance(TimeDelta::seconds(5));
    browser.opens(&client.url_of(&client.request().with("prompt", "none")));
    assert_eq!(browser.trail.len(), 1, "no page and no detour");
    let second = client.exchanges(&browser.returned().code());
    let (first, second) = (client.verified(&first.id()), client.verified(&second.id()));
    for claim in ["sub", "auth_time", "sid"] {
        assert_eq!(first.claim(claim), second.claim(claim), "{claim}");
    }
}

/// `oidcc-max-age-1`: an older sign-in does not do (Core, 3.1.2.1).
#[test]
fn oidcc_max_age_1() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &client.request());
    app.advance(TimeDelta::seconds(2));
    browser.opens(&client.url_of(&client.request().with("max_age", "1")));
    assert_eq!(browser.heading(), "Вход");
    let code = app.citizen(ADULT).signs_in(&mut browser).returned().code();
    let id = client.verified(&client.exchanges(&code).id());
    assert_eq!(id.claim("auth_time").as_i64(), Some(app.now()().timestamp()));
}

/// `oidcc-max-age-10000`: a sign-in that is young enough is used (Core, 3.1.2.1).
#[test]
fn oidcc_max_age_10000() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &client.request());
    app.advance(TimeDelta::seconds(2));
    browser.opens(&client.url_of(&client.request().with("max_age", "10000")));
    let id = client.verified(&client.exchanges(&browser.returned().code()).id());
    assert_eq!(id.claim("auth_time").as_i64(), Some(app.now()().timestamp() - 2));
}

/// `oidcc-ensure-request-with-unknown-parameter-succeeds` (Core, 3.1.2.2).
#[test]
fn oidcc_ensure_request_with_unknown_parameter_succeeds() {
    succeeds(|request| request.with("extra", "foobar").twice("extra"));
}

/// `oidcc-id-token-hint`: `prompt=none` for the person of the hint (Core, 3.1.2.1).
#[test]
fn oidcc_id_token_hint() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    let id = client.exchanges(&client.logs_in(&app, &mut browser, ADULT, &client.request()).code()).id();
    let request = client.request().with("prompt", "none").with("id_token_hint", &id);
    let again = client.exchanges(&browser.opens(&client.url_of(&request)).returned().code()).id();
    assert_eq!(client.verified(&id).claim("sub"), client.verified(&again).claim("sub"));
    // Somebody else has signed in meanwhile.
    let mut other = app.browser();
    client.logs_in(&app, &mut other, "standard_adult", &client.request());
    assert_eq!(other.opens(&client.url_of(&request)).returned().get("error"), "login_required");
}

/// `oidcc-login-hint`: it must not hurt; here it fills in the sign-in page (Core, 3.1.2.1).
#[test]
fn oidcc_login_hint() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    browser.opens(&client.url_of(&client.request().with("login_hint", "bob@example.com")));
    assert_eq!(browser.page().value("login"), "bob@example.com");
    app.citizen(ADULT).signs_in(&mut browser);
    assert!(browser.has_returned());
}

/// `oidcc-ui-locales` (Core, 3.1.2.1).
#[test]
fn oidcc_ui_locales() {
    succeeds(|request| request.with("ui_locales", "se"));
}

/// `oidcc-claims-locales` (Core, 5.2).
#[test]
fn oidcc_claims_locales() {
    succeeds(|request| request.with("claims_locales", "se"));
}

/// `oidcc-ensure-request-with-acr-values-succeeds`: a wish, so never an error (Core, 3.1.2.1).
#[test]
fn oidcc_ensure_request_with_acr_values_succeeds() {
    succeeds(|request| request.with("acr_values", "1 2"));
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

/// `oidcc-ensure-registered-redirect-uri`: another address gets a page, never a redirect (Core, 3.1.2.1).
#[test]
fn oidcc_ensure_registered_redirect_uri() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    for wrong in ["/x", "?x=1", "/../callback", "#x"] {
        let request = client.request().with("redirect_uri", &format!("{}{wrong}", client.redirect_uri));
        let answer = client.asks(&request);
        assert_eq!((answer.status, answer.header("location")), (400, ""), "{wrong}");
        assert!(answer.text().contains("invalid_request") && !answer.text().contains("ESIA-"), "{wrong}");
    }
}

/// `oidcc-ensure-post-request-succeeds`: the request as a form (Core, 3.1.2.1).
#[test]
fn oidcc_ensure_post_request_succeeds() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let post = form(app.http.post(&app.url("/oidc/authorize")), client.request().encoded());
    let answer = app.http.send(post);
    assert_eq!((answer.status, answer.header("location")), (302, "/login"));
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

/// `oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported` (Core, 3.1.2.6 and 6.2).
#[test]
fn oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = client.request().with("request_uri", "https://rp.example.test/request.jwt");
    assert_eq!(returned(&client.asks(&request)).get("error"), "request_uri_not_supported");
}

/// `oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported` (Core, 6.1).
#[test]
fn oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let object = ClientKey::new().signs("none", &serde_json::json!({ "state": "inside", "nonce": "inside too" }));
    let back = client.logs_in(&app, &mut app.browser(), ADULT, &client.request().with("request", &object));
    assert_eq!(back.get("state"), "inside");
    assert_eq!(client.verified(&client.exchanges(&back.code()).id()).claim("nonce"), "inside too");
}

/// `oidcc-claims-essential`: `name` by the parameter `claims`, without a scope for it (Core, 5.5.1).
#[test]
fn oidcc_claims_essential() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = client.request().with("claims", r#"{"userinfo": {"name": {"essential": true}}}"#);
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &request).code();
    let told = client.userinfo(&client.exchanges(&code).access()).json();
    assert_eq!((told["name"].as_str(), told.get("given_name")), (Some("Сидорова Анна Ивановна"), None));
}

/// `oidcc-ensure-request-object-with-redirect-uri`: the address inside the object counts (Core, 6.1).
#[test]
fn oidcc_ensure_request_object_with_redirect_uri() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let object = ClientKey::new().signs("none", &serde_json::json!({ "redirect_uri": client.redirect_uri }));
    let request = client.request().with("redirect_uri", "https://evil.example.test/").with("request", &object);
    let back = client.logs_in(&app, &mut app.browser(), ADULT, &request);
    assert!(back.0.as_str().starts_with(&client.redirect_uri), "{}", back.0);
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
