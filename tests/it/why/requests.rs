//! One wrong request for each row of the catalogue that no other test names: what is asked at the standard endpoints.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use serde_json::Value;
use serde_json::json;

use crate::support::Request;
use crate::support::TestApp;
use crate::support::http::form;
use crate::why::Told;

const WHO: &str = "confirmed_mother_of_two";

fn unsigned(claims: &Value) -> String {
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    format!("{}.{}.", part(&json!({ "alg": "none" })), part(claims))
}

#[test]
fn parameters_of_an_authorization_request() {
    let app = TestApp::start();
    let rp = app.standard_client("DEMO_RSA").asking_for("openid fullname");
    let mut told = Told::default();
    for (name, value, id) in [
        ("response_type", "", "response-type-absent"),
        ("response_type", "token", "response-type-unsupported"),
        ("response_mode", "web_message", "response-mode-unknown"),
        ("registration", "{}", "registration-unsupported"),
        ("nonce", &"n".repeat(2_100), "nonce-too-long"),
        ("prompt", "sometimes", "prompt-unknown"),
        ("prompt", "none login", "prompt-none-not-alone"),
        ("max_age", "soon", "max-age-malformed"),
        ("code_challenge", &"x".repeat(50), "code-challenge-length"),
        ("claims", "[", "claims-malformed"),
        ("scope", "openid a\"b", "scope-character"),
        ("request_uri", "https://portal.test/request", "request-uri-not-fetched"),
        ("request", "x", "request-object-unreadable"),
        ("id_token_hint", "x", "id-token-hint-unreadable"),
    ] {
        told.by(name, &rp.asks(&rp.request().with(name, value)), id);
    }
    let both = rp.request().with("request", "x").with("request_uri", "urn:x");
    told.by("both", &rp.asks(&both), "request-and-request-uri");
    let public = app.standard_client("SPA_DEMO");
    let bare = public.request().without("code_challenge").without("code_challenge_method");
    told.by("public", &public.asks(&bare), "code-challenge-required");
    told.ends();
}

#[test]
fn request_objects() {
    let app = TestApp::start();
    let rp = app.standard_client("DEMO_RSA").asking_for("openid fullname");
    let mut told = Told::default();
    let right = json!({ "iss": "DEMO_RSA", "aud": app.base, "client_id": "DEMO_RSA" });
    for (change, id) in [
        (json!({ "client_id": "EPOS_DEMO" }), "request-object-differs"),
        (json!({ "request": "x" }), "request-object-nested"),
        (json!({ "request_uri": "urn:x" }), "request-object-nested"),
        (json!({ "iss": "EPOS_DEMO" }), "request-object-issuer"),
        (json!({ "aud": "https://other.test" }), "request-object-audience"),
        (json!({ "exp": "soon" }), "request-object-time-malformed"),
        (json!({ "exp": 1 }), "request-object-expired"),
        (json!({ "nbf": 4_102_444_800_u64 }), "request-object-too-early"),
    ] {
        let mut claims = right.clone();
        claims.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        told.by(id, &rp.asks(&rp.request().with("request", &unsigned(&claims))), id);
    }
    let signed = unsigned(&right)
        .replace(&URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#), &URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256"}"#));
    told.by("signature", &rp.asks(&rp.request().with("request", &format!("{signed}AAAA"))), "request-object-signature");
    told.ends();
}

#[test]
fn pushed_requests() {
    let app = TestApp::start();
    let (rp, other) = (app.standard_client("DEMO_RSA"), app.standard_client("EPOS_DEMO"));
    let mut told = Told::default();
    let push = || {
        let answer = rp.posts("/oidc/par", &rp.request());
        answer.json()["request_uri"].as_str().unwrap_or_else(|| panic!("{}", answer.text())).to_owned()
    };
    let brought = |client: &str, uri: &str| Request::of(&[("client_id", client), ("request_uri", uri)]);
    told.by("nested", &rp.posts("/oidc/par", &rp.request().with("request_uri", "urn:x")), "request-uri-pushed");
    told.by("other", &other.asks(&brought("EPOS_DEMO", &push())), "pushed-request-of-other-client");
    let late = push();
    app.advance(TimeDelta::seconds(91));
    told.by("late", &rp.asks(&brought("DEMO_RSA", &late)), "pushed-request-expired");
    told.ends();
}

#[test]
fn proofs_of_clients() {
    let app = TestApp::start();
    let rp = app.standard_client("DEMO_RSA");
    let mut told = Told::default();
    let request = rp.code_request("x");
    let secret = rp.secret.clone().expect("a secret");
    let at = |client: &str, secret: &str| {
        let mut one = app.standard_client(client);
        one.secret = Some(secret.to_owned());
        one.posts("/oidc/token", &request)
    };
    let with_header = |header: &str| {
        let post = form(app.http.post(&app.url("/oidc/token")), request.encoded());
        app.http.send(post.header("authorization", header))
    };
    let alone = |request: &Request| rp.posts_alone("/oidc/token", request);
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    let by_assertion = |kind: &str, assertion: &str| {
        alone(&request.clone().with("client_assertion_type", kind).with("client_assertion", assertion))
    };
    let claims = json!({ "iss": "DEMO_RSA", "sub": "DEMO_RSA", "aud": app.base, "exp": 4_102_444_800_u64, "jti": "1" });
    let rs256 = |claims: &Value| {
        let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
        format!("{}.{}.AAAA", part(&json!({ "alg": "RS256" })), part(claims))
    };
    told.by("two", &rp.posts("/oidc/token", &request.clone().with("client_secret", &secret)), "two-proofs");
    told.by("differs", &rp.posts("/oidc/token", &request.clone().with("client_id", "EPOS_DEMO")), "client-id-differs");
    told.by("public", &at("SPA_DEMO", "secret"), "client-secret-of-public");
    told.by("nobody", &alone(&request), "proof-absent");
    told.by("no proof", &alone(&request.clone().with("client_id", "DEMO_RSA")), "proof-needed");
    told.by("wrong", &at("DEMO_RSA", "wrong"), "client-secret-wrong");
    let bare = json!({ "redirect_uris": [rp.redirect_uri] }).to_string();
    assert_eq!(app.controls("PUT", "/_mock/api/v1/clients/BARE", &bare).status, 201);
    let mut unset = rp.asking_for("openid");
    (unset.client_id, unset.secret) = ("BARE".to_owned(), Some("secret".to_owned()));
    told.by("unset", &unset.posts("/oidc/token", &request), "client-secret-unset");
    told.by("without", &rp.asks(&rp.request().with("client_id", "BARE")), "client-without-proof");
    told.by("bearer", &with_header("Bearer x"), "authorization-not-basic");
    told.by("no base64", &with_header("Basic ***"), "authorization-malformed");
    told.by("no pair", &with_header(&format!("Basic {}", STANDARD.encode("DEMO_RSA"))), "authorization-malformed");
    told.by("kind", &by_assertion("other", "x"), "assertion-type-unknown");
    told.by("unreadable", &by_assertion(kind, "x"), "assertion-unreadable");
    told.by("no jwks", &by_assertion(kind, &rs256(&claims)), "jwks-absent");
    told.by("no claim", &by_assertion(kind, &rs256(&json!({ "iss": "DEMO_RSA" }))), "assertion-claim-absent");
    let other = json!({ "iss": "DEMO_RSA", "sub": "EPOS_DEMO", "aud": app.base, "exp": 4_102_444_800_u64, "jti": "1" });
    told.by("subject", &by_assertion(kind, &rs256(&other)), "assertion-subject");
    told.ends();
}

#[test]
fn codes_refresh_tokens_and_scopes() {
    let app = TestApp::start();
    let rp = app.standard_client("DEMO_RSA").asking_for("openid fullname offline_access");
    let (other, public) = (app.standard_client("EPOS_DEMO"), app.standard_client("SPA_DEMO"));
    let mut told = Told::default();
    let code = || rp.logs_in(&app, &mut app.browser(), WHO, &rp.request()).code();
    let exchange = |request: &Request| rp.posts("/oidc/token", request);
    told.by("other", &other.posts("/oidc/token", &rp.code_request(&code())), "code-of-other-client");
    told.by("absent", &exchange(&rp.code_request(&code()).without("code_verifier")), "code-verifier-absent");
    told.by("short", &exchange(&rp.code_request(&code()).with("code_verifier", "x")), "code-verifier-malformed");
    told.by(
        "wrong",
        &exchange(&rp.code_request(&code()).with("code_verifier", &"x".repeat(43))),
        "code-verifier-wrong",
    );
    let bare = rp.request().without("code_challenge").without("code_challenge_method");
    let plain = rp.logs_in(&app, &mut app.browser(), WHO, &bare).code();
    told.by("no challenge", &exchange(&rp.code_request(&plain)), "code-challenge-absent");
    let late = code();
    app.advance(TimeDelta::hours(1));
    told.by("late", &exchange(&rp.code_request(&late)), "code-expired");
    told.by("grant", &exchange(&Request::of(&[("grant_type", "password")])), "grant-type-unsupported");
    let alone = Request::of(&[("grant_type", "client_credentials"), ("scope", "fullname")]);
    told.by("citizen", &exchange(&alone), "scope-needs-citizen");
    let of_public = alone.clone().with("client_id", "SPA_DEMO");
    told.by("public", &public.posts("/oidc/token", &of_public), "client-credentials-public");
    let tokens = rp.tokens(&app, WHO);
    let refresh = |token: &str| rp.refresh_request(token);
    told.by("more", &exchange(&refresh(&tokens.refresh()).with("scope", "openid snils")), "scope-not-granted");
    told.by("none", &exchange(&refresh(&tokens.refresh()).with("scope", " ")), "scope-empty");
    let foreign = other.posts("/oidc/token", &refresh(&tokens.refresh()));
    told.by("foreign", &foreign, "refresh-token-of-other-client");
    let foreign = other.posts("/oidc/revoke", &Request::of(&[("token", &tokens.refresh())]));
    told.by("foreign", &foreign, "token-of-other-client");
    rp.refreshes(&tokens.refresh());
    told.by("again", &exchange(&refresh(&tokens.refresh())), "refresh-token-replayed");
    let tokens = rp.tokens(&app, WHO);
    rp.posts("/oidc/revoke", &Request::of(&[("token", &tokens.refresh())]));
    told.by("revoked", &exchange(&refresh(&tokens.refresh())), "refresh-token-revoked");
    told.ends();
}

#[test]
fn userinfo_hints_and_logouts() {
    let app = TestApp::start();
    let rp = app.standard_client("DEMO_RSA").asking_for("openid fullname");
    let mut told = Told::default();
    let tokens = rp.tokens(&app, WHO);
    told.by("absent", &rp.reads("/oidc/userinfo"), "access-token-absent");
    let twice = form(app.http.post(&app.url("/oidc/userinfo")), format!("access_token={}", tokens.access()));
    let twice = twice.header("authorization", format!("Bearer {}", tokens.access()));
    told.by("twice", &app.http.send(twice), "access-token-twice");
    let esia = app.citizen(WHO).gives_tokens_to(&app.client("EPOS_DEMO")).access_token();
    told.by("esia", &rp.userinfo(&esia), "access-token-of-other-endpoint");
    let alone = rp.posts("/oidc/token", &Request::of(&[("grant_type", "client_credentials")])).json();
    told.by("alone", &rp.userinfo(alone["access_token"].as_str().expect("a token")), "access-token-without-openid");
    let hints = |token: &str| rp.asks(&rp.request().with("id_token_hint", token));
    let (signed, _) =
        tokens.id().rsplit_once('.').map(|(signed, rest)| (signed.to_owned(), rest.to_owned())).expect("a token");
    told.by("foreign", &hints(&format!("{signed}.AAAA")), "id-token-hint-foreign");
    told.by("access", &hints(&tokens.access()), "id-token-hint-other-token");
    let one = app.makes("one", &json!({}));
    let elsewhere = one.standard_client("DEMO_RSA").tokens(&one, WHO).id();
    told.by("stand", &hints(&elsewhere), "id-token-hint-of-other-stand");
    let claims = json!({ "id_token": { "sub": { "value": "1" } } }).to_string();
    let two = rp.request().with("id_token_hint", &tokens.id()).with("claims", &claims);
    told.by("two people", &rp.asks(&two), "two-people-named");
    let logout = |pairs: &[(&str, &str)]| rp.reads(&format!("/oidc/end_session?{}", Request::of(pairs).encoded()));
    let other = logout(&[("id_token_hint", &tokens.id()), ("client_id", "EPOS_DEMO")]);
    told.by("client", &other, "id-token-hint-of-other-client");
    told.by("bare", &logout(&[("post_logout_redirect_uri", "http://127.0.0.1:9090/")]), "logout-without-hint");
    let unknown = [("client_id", "DEMO_RSA"), ("post_logout_redirect_uri", "https://unknown.test/")];
    told.by("unknown", &logout(&unknown), "post-logout-uri-unknown");
    let mut browser = app.browser();
    rp.logs_in(&app, &mut browser, WHO, &rp.request());
    let more = rp.asking_for("openid fullname snils").request().with("prompt", "none");
    let asks = |request: &Request| browser.sends(app.http.get(&rp.url_of(request)));
    told.by("consent", &asks(&more), "prompt-none-consent");
    let hinted = rp.request().with("prompt", "none").with("login_hint", "petrov@example.test");
    told.by("other", &asks(&hinted), "prompt-none-other-account");
    told.ends();
}
