//! Faults of tokens, of the answer that has them, and of the published keys: an ordinary relying party
//! (`openidconnect`) meets each row.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::AuthorizationCode;
use openidconnect::ClientId;
use openidconnect::ClientSecret;
use openidconnect::CsrfToken;
use openidconnect::HttpRequest;
use openidconnect::IssuerUrl;
use openidconnect::Nonce;
use openidconnect::OAuth2TokenResponse as _;
use openidconnect::PkceCodeChallenge;
use openidconnect::RedirectUrl;
use openidconnect::TokenResponse as _;
use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::core::CoreClient;
use openidconnect::core::CoreProviderMetadata;
use openidconnect::core::CoreUserInfoClaims;
use serde_json::Value;
use serde_json::json;

use crate::oidc::library::send;
use crate::support::TestApp;
use crate::support::token::Token;

const PERSONA: &str = "confirmed_mother_of_two";

/// A login by the library from its discovery to userinfo; what stops it, in its words.
fn library(app: &TestApp) -> Result<(), String> {
    let now = app.now();
    let http = |request: HttpRequest| send(app, request);
    let address = IssuerUrl::new(app.base.clone()).expect("an address");
    let metadata = CoreProviderMetadata::discover(&address, &http).map_err(|error| format!("discovery: {error:?}"))?;
    let client = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new("DEMO_RSA".to_owned()),
        Some(ClientSecret::new("demo-secret".to_owned())),
    )
    .set_redirect_uri(RedirectUrl::new("http://127.0.0.1:9090/callback".to_owned()).expect("an address"));
    let (challenge, pkce) = PkceCodeChallenge::new_random_sha256();
    let (url, _, nonce) = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .set_pkce_challenge(challenge)
        .url();
    let code = signs_in(app, url.as_str())["code"].as_str().expect("a code").to_owned();
    let asked = client.exchange_code(AuthorizationCode::new(code)).expect("a token endpoint").set_pkce_verifier(pkce);
    let tokens = asked.request(&http).map_err(|error| format!("tokens: {error:?}"))?;
    let id = tokens.id_token().ok_or("no ID token")?;
    let (clock, begun) = (now.clone(), now);
    let verifier = client.id_token_verifier().set_time_fn(move || clock()).set_issue_time_verifier_fn(move |issued| {
        if issued > begun() { Err("issued in the future".to_owned()) } else { Ok(()) }
    });
    let claims = id.claims(&verifier, &nonce).map_err(|error| format!("claims: {error:?}"))?;
    let about = client.user_info(tokens.access_token().clone(), Some(claims.subject().clone()));
    let told: Result<CoreUserInfoClaims, _> = about.expect("a userinfo endpoint").request(&http);
    told.map(drop).map_err(|error| format!("userinfo: {error:?}"))
}

fn signs_in(app: &TestApp, url: &str) -> Value {
    let wish = json!({ "authorize_url": url, "person": PERSONA });
    app.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string()).json()
}

/// What an ordinary library says to each of them; two it takes, and is right to.
const SPOILED: [(&str, Option<&str>); 14] = [
    ("expired", Some("claims: Expired")),
    ("not_yet_valid", Some("issued in the future")),
    ("wrong_iss", Some("claims: InvalidIssuer")),
    ("wrong_aud", Some("claims: InvalidAudience")),
    ("wrong_sub", Some("userinfo: ")),
    ("wrong_nonce", Some("claims: InvalidNonce")),
    ("alg_none", Some("NoSignature")),
    ("alg_hs256", Some("DisallowedAlg")),
    ("bad_signature", Some("SignatureVerification(")),
    ("other_key", Some("SignatureVerification(")),
    ("next_key", None),
    ("unknown_kid", Some("NoMatchingKey")),
    ("no_kid", Some("AmbiguousKeyId")),
    ("not_a_jwt", Some("tokens: ")),
];

#[test]
fn an_ordinary_library_meets_every_spoiled_id_token() {
    let app = TestApp::start();
    assert_eq!(library(&app), Ok(()));
    for (spoiled, expected) in SPOILED {
        app.arms("one", &json!({ "at": "token", "client": "DEMO_RSA", "person": PERSONA, "do": { "token": spoiled } }));
        let came = library(&app);
        match expected {
            Some(told) => assert!(came.as_ref().is_err_and(|error| error.contains(told)), "{spoiled}: {came:?}"),
            None => assert_eq!(came, Ok(()), "{spoiled}"),
        }
        assert_eq!(app.fault("one")["hits"], 1, "{spoiled}");
    }
    assert_eq!(library(&app), Ok(()), "it was for one request");
}

#[test]
fn hs256_is_signed_with_the_bytes_of_the_published_pem() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    app.arms("one", &json!({ "at": "token", "do": { "token": "alg_hs256" } }));
    let tokens = app.citizen(PERSONA).gives_tokens_to(&rp);
    let id = tokens.text("id_token");
    let (signed, signature) = id.rsplit_once('.').expect("a token");
    let pem = app.http.send(app.http.get(&app.url("/public/RSA_MOCK.pem"))).body;
    let key = hmac::Key::new(hmac::HMAC_SHA256, &pem);
    let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
    assert!(hmac::verify(&key, signed.as_bytes(), &signature).is_ok());
    Token::verified(&app.http, &app.base, &tokens.access_token());
}

#[test]
fn an_expired_access_token_is_really_signed_and_really_refused() {
    let app = TestApp::start();
    let (rp, citizen) = (app.client("EPOS_DEMO"), app.citizen(PERSONA));
    app.arms("one", &json!({ "at": "token", "do": { "token": "expired", "which": "access_token" } }));
    let tokens = citizen.gives_tokens_to(&rp);
    let token = Token::verified(&app.http, &app.base, &tokens.access_token());
    assert!(token.claim("iat").as_i64() < token.claim("exp").as_i64(), "{token:?}");
    Token::verified(&app.http, &app.base, &tokens.text("id_token"));
    let answer = rp.reads(&format!("/rs/prns/{}", citizen.oid), &tokens.access_token());
    assert_eq!((answer.status, answer.header("x-esia-mock-reason-id")), (401, "access-token-expired"));
}

#[test]
fn a_spoiled_code_is_refused_where_it_is_exchanged() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    app.arms("one", &json!({ "at": "callback", "do": { "token": "bad_signature", "which": "code" } }));
    let came = signs_in(&app, &rp.authorize_url());
    let refused = rp.posts(&rp.code_request(came["code"].as_str().expect("a code")));
    assert_eq!(refused.header("x-esia-mock-reason-id"), "code-foreign", "{}", refused.text());
}

#[test]
fn claims_and_fields_of_the_answer_are_as_the_fault_says() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let change = json!({ "claims": { "set": { "amr": "DS", "more": [1] }, "remove": ["auth_time"] }, "which": "all" });
    app.arms("claims", &json!({ "at": "token", "do": change }));
    app.arms("fields", &json!({ "at": "token", "do": { "response": { "set": { "expires_in": "soon" } } } }));
    let answer = rp.posts(&rp.code_request(signs_in(&app, &rp.authorize_url())["code"].as_str().expect("a code")));
    let body = answer.json();
    assert_eq!(body["expires_in"], "soon");
    assert_eq!(answer.header("x-esia-mock-fault"), "claims, fields");
    for name in ["id_token", "access_token"] {
        let token = Token::verified(&app.http, &app.base, body[name].as_str().expect("a token"));
        assert_eq!((token.claim("amr"), token.claim("more")), (&"DS".into(), &json!([1])), "{name}");
        assert!(token.claim("auth_time").is_null());
    }
    app.arms("fields", &json!({ "at": "token", "do": { "response": { "remove": ["id_token"] } } }));
    let app_tokens = rp.posts(&rp.code_request(signs_in(&app, &rp.authorize_url())["code"].as_str().expect("a code")));
    assert!(app_tokens.json()["id_token"].is_null() && app_tokens.json()["access_token"].is_string());
}

#[test]
fn an_ordinary_library_meets_keys_that_are_missing_empty_or_rotated() {
    let app = TestApp::start();
    for (keys, told) in [("missing", "discovery: "), ("empty", "NoMatchingKey"), ("rotated", "NoMatchingKey")] {
        app.arms("keys", &json!({ "at": "keys", "times": null, "do": { "keys": keys } }));
        let came = library(&app);
        assert!(came.as_ref().is_err_and(|error| error.contains(told)), "{keys}: {came:?}");
        let archive = app.http.send(app.http.get(&app.url("/public/esia.zip"))).status;
        let pem = app.http.send(app.http.get(&app.url("/public/RSA_MOCK.pem")));
        let expected = match keys {
            "missing" => (404, 404),
            "empty" => (200, 404),
            _ => (200, 200),
        };
        assert_eq!((archive, pem.status), expected, "{keys}");
        assert_eq!(app.fault("keys")["hits"], 3, "{keys}");
        app.controls("DELETE", "/_mock/api/v1/faults/keys", "");
        let right = app.http.send(app.http.get(&app.url("/public/RSA_MOCK.pem"))).body;
        assert_ne!(right, pem.body, "{keys}");
    }
    assert_eq!(library(&app), Ok(()));
}
