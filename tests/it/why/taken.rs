//! What is taken although the real ЕСИА may refuse it leaves a warning (2.4, 2.13, 2.15; 1.32).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use serde_json::json;

use crate::rest::Reader;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::cms::Digest;
use crate::support::http::form;
use crate::support::secret::Encoding;
use crate::why::Told;
use crate::why::warns;

/// Rows 2.4, 2.15 and 1.32.
#[test]
fn row_2_15_requests_that_are_taken_with_a_warning() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let old = rp.signs(rp.authorize_request().with("timestamp", "2025.01.01 00:00:00 +0300"));
    warns("400 days ago", &rp.asks(&old), "taken-timestamp-old");
    let nonce = rp.signs(rp.authorize_request().with("nonce", "n"));
    warns("nonce", &rp.asks(&nonce), "taken-nonce");
    let pkce = rp.signs(rp.authorize_request().with("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    warns("PKCE at v1", &rp.asks(&pkce), "taken-pkce-ignored");
    let port = rp.signs(rp.authorize_request().with("redirect_uri", "http://127.0.0.1:1/elsewhere"));
    warns("another port", &rp.asks(&port), "taken-loopback-address");
    let state = rp.signs(rp.authorize_request().with("state", "one\n"));
    warns("a line break", &rp.asks(&state), "taken-value-odd");
    let again = rp.authorize_request();
    assert_eq!(rp.asks(&again).header("x-esia-mock-warning"), "", "nothing is to be said of the first");
    warns("the same again", &rp.asks(&again), "taken-request-again");
}

/// Row 2.4: PEM, base64 of base64, no certificate.
#[test]
fn row_2_4_signatures_that_are_taken_with_a_warning() {
    let app = TestApp::start();
    let mut rp = app.client("DEMO_RSA");
    rp.container.with_certificate = false;
    warns("-nocerts", &rp.asks(&rp.authorize_request()), "taken-without-certificate");
    let mut rp = app.client("DEMO_RSA");
    rp.encoding = Encoding::Twice;
    warns("twice", &rp.asks(&rp.authorize_request()), "taken-secret-encoded-twice");
    rp.encoding = Encoding::Standard;
    let right = rp.authorize_request();
    let der = STANDARD.decode(right.get("client_secret")).expect("base64");
    let lines = STANDARD.encode(der);
    let lines: Vec<_> = lines.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    let pem = format!("-----BEGIN PKCS7-----\n{}\n-----END PKCS7-----\n", lines.join("\n"));
    warns("PEM", &rp.asks(&right.with("client_secret", &pem)), "taken-secret-as-pem");
}

/// Rows 2.6 and 2.13: forms that are not said to be, a login that is not there, an address that is not followed.
#[test]
fn row_2_13_what_seems_to_work_is_told_of() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let body = rp.authorize_request().encoded();
    let posted = app.http.post(&app.url("/aas/oauth2/ac")).header("content-type", "text/plain").body(body);
    warns("text/plain", &app.http.send(posted), "taken-content-type");
    warns("no login", &app.http.send(app.http.get(&app.url("/login"))), "taken-without-login");
    let address = app.url("/idp/ext/Logout?client_id=DEMO_RSA&redirect_uri=http%3A%2F%2F127.0.0.1%3A9090%2F");
    warns("redirect_uri", &app.http.send(app.http.get(&address)), "taken-logout-address");
    let answer = app.http.send(form(app.http.post(&app.url("/aas/oauth2/ac")), rp.authorize_request().encoded()));
    assert_eq!(answer.header("x-esia-mock-warning"), "");
}

/// A warning is in the journal as well.
#[test]
fn a_warning_is_kept_in_the_journal() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    rp.asks(&rp.signs(rp.authorize_request().with("nonce", "n")));
    let listed = app.http.send(app.http.get(&app.url("/_mock/api/v1/requests"))).json();
    let warned = &listed["requests"][0]["warnings"][0];
    assert_eq!(warned["reason_id"], "taken-nonce", "{listed}");
}

/// Lists of scopes that say something twice, or have more between two names than a space.
#[test]
fn scopes_that_are_not_quite_a_list_are_told_of() {
    let app = TestApp::start();
    let (v1, standard) = (app.client("DEMO_RSA"), app.standard_client("DEMO_RSA"));
    for rp in [&v1, &v1.speaking_v3()] {
        for scope in ["openid fullname openid", "openid  fullname", "openid\tfullname"] {
            warns(scope, &rp.asks(&rp.asking_for(scope).authorize_request()), "taken-scope-list");
        }
        let code = app.citizen("esia_test_006").logs_in_to(rp).code();
        warns("exchange", &rp.posts(&rp.asking_for("openid openid").code_request(&code)), "taken-scope-list");
    }
    let answer = standard.asks(&standard.request().with("scope", "openid  profile openid"));
    warns("standard", &answer, "taken-scope-list");
    assert!(answer.header("x-esia-mock-warning").contains("names openid twice; it was read as openid profile"));
}

/// What belongs to the other kind of endpoint, and values that nobody knows.
#[test]
fn parameters_that_change_nothing_are_told_of() {
    let app = TestApp::start();
    let (esia, standard) = (app.client("DEMO_RSA"), app.standard_client("DEMO_RSA"));
    for name in ["prompt", "max_age", "acr_values", "display", "ui_locales", "claims"] {
        let answer = esia.asks(&esia.authorize_request().with(name, "x"));
        warns(name, &answer, "taken-parameter-unread");
        assert!(answer.header("x-esia-mock-warning").contains(name), "{name}");
    }
    let asks = |name: &str, value: &str| standard.asks(&standard.request().with(name, value));
    let answer = asks("acr_values", "urn:esia:acr:confirmed urn:esia:acr:confirmd");
    warns("class", &answer, "taken-acr-unknown");
    let told = answer.header("x-esia-mock-warning");
    assert!(told.contains("did you mean urn:esia:acr:confirmed?"), "{told}");
    warns("display", &asks("display", "popup"), "taken-display-ignored");
    warns("language", &asks("ui_locales", "fr"), "taken-language-unknown");
    warns("of ЕСИА", &asks("access_type", "offline"), "taken-parameter-of-esia");
    let claims = asks("claims", "{\"userinfo\":{\"emial\":null,\"sub\":null}}");
    warns("claim", &claims, "taken-claim-unknown");
    assert!(claims.header("x-esia-mock-warning").contains("nothing here tells emial: did you mean email?"));
    assert_eq!(asks("display", "page").header("x-esia-mock-warning"), "");
}

/// Signatures with another digest than others have, and with two signers.
#[test]
fn messages_that_openssl_takes_and_others_may_not() {
    let app = TestApp::start();
    let mut rp = app.client("DEMO_RSA");
    for (digest, name) in [(Digest::Sha384, "SHA-384"), (Digest::Sha512, "SHA-512")] {
        rp.container.digest = digest;
        let answer = rp.asks(&rp.authorize_request());
        warns(name, &answer, "taken-digest");
        assert!(answer.header("x-esia-mock-warning").contains(name), "{name}");
    }
    let mut rp = app.client("DEMO_RSA");
    rp.container.signers = 2;
    warns("two", &rp.asks(&rp.authorize_request()), "taken-second-signer");
}

/// `embed` of what is not there, or not granted.
#[test]
fn collections_that_are_not_embedded_are_told_of() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "confirmed_mother_of_two", "openid fullname email");
    let embeds = |names: &str| reader.get(&format!("/rs/prns/{{oid}}?embed=({names})"));
    let answer = embeds("documets.elements,elements.person");
    warns("misspelt", &answer, "taken-embed-unknown");
    assert!(answer.header("x-esia-mock-warning").contains("did you mean documents?"));
    warns("closed", &embeds("contacts.elements,vehicles.elements"), "taken-embed-closed");
    assert_eq!(embeds("contacts.elements").header("x-esia-mock-warning"), "");
}

/// What is good for nothing stays `active: false`; why is for whoever debugs.
#[test]
fn a_token_that_is_not_active_has_its_reason() {
    let app = TestApp::start();
    let rp = app.standard_client("DEMO_RSA").asking_for("openid fullname offline_access");
    let introspects = |token: &str| rp.posts("/oidc/introspect", &Request::of(&[("token", token)]));
    let mut told = Told::default();
    let esia = app.citizen("esia_test_006").gives_tokens_to(&app.client("DEMO_RSA"));
    let tokens = rp.tokens(&app, "confirmed_mother_of_two");
    assert_eq!(introspects(&tokens.access()).header("x-esia-mock-reason-id"), "");
    for (what, token, id) in [
        ("nothing known", "x".to_owned(), "refresh-token-unknown"),
        ("of ЕСИА", esia.access_token(), "access-token-of-other-endpoint"),
        ("refresh token of ЕСИА", esia.refresh_token(), "refresh-token-other-token"),
        ("ID token", tokens.id(), "access-token-other-kind"),
        ("cut", format!("{}AAAA", &tokens.access()[..tokens.access().len() - 4]), "access-token-foreign"),
    ] {
        told.by(what, &introspects(&token), id);
        assert_eq!(introspects(&token).json(), json!({ "active": false }), "{what}");
    }
    rp.refreshes(&tokens.refresh());
    told.by("used", &introspects(&tokens.refresh()), "refresh-token-used");
    let revokes = |token: &str| rp.posts("/oidc/revoke", &Request::of(&[("token", token)]));
    warns("nothing", &revokes("x"), "taken-revocation-of-nothing");
    assert_eq!(revokes(&tokens.access()).header("x-esia-mock-warning"), "");
    told.by("revoked", &introspects(&tokens.access()), "access-token-revoked");
    app.advance(TimeDelta::hours(4));
    let late = introspects(&tokens.access());
    told.by("late", &late, "access-token-expired");
    let number = late.header("x-esia-mock-request");
    let kept = app.http.send(app.http.get(&app.url(&format!("/_mock/api/v1/requests/{number}")))).json();
    assert_eq!(kept["refused"]["reason_id"], "access-token-expired", "{kept}");
    told.ends();
}

/// A logout that says nothing stays on a page; those of the stand's own pages do so on purpose.
#[test]
fn a_logout_that_leads_nowhere_is_told_of() {
    let app = TestApp::start();
    let get = |path: &str| app.http.get(&app.url(path));
    for path in ["/idp/ext/Logout", "/oidc/end_session"] {
        warns(path, &app.http.send(get(path)), "taken-logout-alone");
    }
    let own = app.http.send(get("/idp/ext/Logout").header("sec-fetch-site", "same-origin"));
    assert_eq!(own.header("x-esia-mock-warning"), "");
    let named = app.http.send(get("/oidc/end_session?client_id=DEMO_RSA"));
    assert_eq!(named.header("x-esia-mock-warning"), "");
}
