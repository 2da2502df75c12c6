//! Slips that were tried by hand: each is refused by its name, or taken with a warning, and none in silence.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PSS_SHA256;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::support::Answer;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::http::form;
use crate::support::relying_party::DEMO;
use crate::why::tells;
use crate::why::warns;

const WHO: &str = "confirmed_mother_of_two";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Row 2.7: what is no address is not told to be registered.
#[test]
fn what_is_no_address_is_said_to_be_none() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    for (sent, told) in [
        ("/callback", "it has no scheme"),
        ("portal://callback", "its scheme is \"portal\""),
        ("javascript:alert(1)", "its scheme is \"javascript\""),
        ("http://127.0.0.1:9090/callback#x", "did you mean http://127.0.0.1:9090/callback?"),
        ("http://a:b@127.0.0.1:9090/callback", "without user name"),
        ("http://127.0.0.1:9090/callback http://127.0.0.1:9090/other", "there are blanks in it"),
    ] {
        let answer = rp.asks(&rp.signs(rp.authorize_request().with("redirect_uri", sent)));
        tells(sent, &answer, "redirect-uri-malformed", &[told, "send an absolute http or https address"]);
    }
}

/// Rows 2.2 and 2.3: orders that nobody prescribes, one value more, and two.
#[test]
fn any_order_of_the_values_is_found() {
    let app = TestApp::start();
    let v1 = app.client("DEMO_RSA").asking_for("openid fullname");
    let v3 = v1.speaking_v3();
    for (rp, order) in [
        (&v1, &["state", "client_id", "timestamp", "scope"][..]),
        (&v1, &["scope", "timestamp", "client_id", "state", "redirect_uri"]),
        (&v3, &["redirect_uri", "state", "client_id", "timestamp", "scope"]),
        (&v3, &["client_id", "scope", "timestamp", "state", "redirect_uri", "client_certificate_hash"]),
        (&v3, &["response_type", "client_id", "scope", "timestamp", "state", "redirect_uri"]),
        (&v3, &["client_id", "scope", "timestamp", "state", "redirect_uri", "response_type", "access_type"]),
        (&v1, &["access_type", "scope", "timestamp", "client_id", "state", "redirect_uri"]),
    ] {
        let answer = rp.asks(&rp.signs_as(rp.authorize_request(), order));
        tells(order[0], &answer, "signed-other-order", &[&format!("has the order {}, due is", order.join(" || "))]);
    }
}

/// Row 2.1: the right key, another padding.
#[test]
fn row_2_1_the_padding_pss_is_not_taken_for_another_key() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let der = DEMO.0.lines().filter(|line| !line.starts_with('-')).collect::<String>();
    let pair = KeyPair::from_pkcs8(&STANDARD.decode(der).expect("base64")).expect("a key");
    let request = rp.authorize_request();
    let order = ["client_id", "scope", "timestamp", "state", "redirect_uri"];
    let text: String = order.iter().map(|name| request.get(name)).collect();
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PSS_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).expect("a signature");
    let answer = rp.asks(&request.with("client_secret", &URL_SAFE_NO_PAD.encode(signature)));
    tells("PSS", &answer, "signed-with-pss", &["RSASSA-PSS (SHA-256)", "RSASSA-PKCS1-v1_5"]);
}

/// Row 2.4: more of what is no signature.
#[test]
fn row_2_4_what_was_never_a_signature_is_named() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let key = DEMO.0.lines().filter(|line| !line.starts_with('-')).collect::<String>();
    for (sent, told) in [
        ("null", "the word null"),
        ("[object Object]", "a variable that was not set"),
        ("5eb63bbbe01eeed093cb22bb8f5acdc3", "hex of 16 bytes"),
        ("b'TUlJRg=='", "Python bytes literal"),
        ("MIME-Version: 1.0\nContent-Type: multipart/signed\n\nMIIF", "an S/MIME message"),
        (&key, "a private key"),
    ] {
        let answer = rp.asks(&rp.authorize_request().with("client_secret", sent));
        tells(sent, &answer, "client-secret-other-kind", &[told]);
    }
}

/// Row 2.14: what is wrong with PKCE, by name.
#[test]
fn challenges_are_told_apart() {
    let app = TestApp::start();
    let (rp, standard) = (app.client("DEMO_RSA").speaking_v3(), app.standard_client("DEMO_RSA"));
    let asks = |pairs: &[(&str, &str)]| {
        let request = pairs.iter().fold(rp.authorize_request(), |request, (name, value)| request.with(name, value));
        rp.asks(&rp.signs(request))
    };
    let method = ("code_challenge_method", "s256");
    tells(
        "method",
        &asks(&[("code_challenge", CHALLENGE), method]),
        "code-challenge-method-unknown",
        &["did you mean S256?"],
    );
    let sha256 = ("code_challenge_method", "sha256");
    tells(
        "another name",
        &asks(&[("code_challenge", CHALLENGE), sha256]),
        "code-challenge-method-unknown",
        &["did you mean S256?"],
    );
    tells("alone", &asks(&[method]), "code-challenge-method-alone", &["leave both out"]);
    let answer = standard.asks(&standard.request().with("code_challenge_method", "S512"));
    tells("standard", &answer, "code-challenge-method-unsupported", &["send code_challenge_method=S256"]);
    warns("plain", &asks(&[("code_challenge", CHALLENGE)]), "taken-challenge-plain");
}

/// Row 2.16: whoever misspells what may be left out is told of it.
#[test]
fn row_2_16_what_was_not_read_leaves_a_warning() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let v3 = rp.speaking_v3();
    let asks = |name: &str, value: &str| v3.asks(&v3.signs(v3.authorize_request().with(name, value)));
    for name in ["permisions", "scopeOrg", "code-challenge"] {
        warns(name, &asks(name, "x"), "taken-parameter-misspelt");
    }
    assert!(!asks("x-client-SKU", "ID_NET").header("x-esia-mock-warning").contains("misspelt"));
    warns("state", &asks("state", "abc"), "taken-state-no-uuid");
    let secret = |change: fn(&str) -> String| {
        let request = rp.authorize_request();
        let changed = change(&request.get("client_secret").replace('-', "+").replace('_', "/"));
        rp.asks(&request.with("client_secret", &changed))
    };
    let lines = |text: &str| text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect::<Vec<_>>().join("\n");
    warns("lines", &secret(lines), "taken-value-odd");
    let sent = rp.authorize_request();
    let twice = form(app.http.post(&app.url("/aas/oauth2/ac?state=other")), sent.encoded());
    warns("twice", &app.http.send(twice), "taken-parameter-twice");
    let untyped = app.http.post(&app.url("/aas/oauth2/ac")).body(rp.authorize_request().encoded());
    warns("no type", &app.http.send(untyped), "taken-content-type");
}

/// Row 2.10 and the kinds beside it: what the exchange of a code makes of another spelling.
#[test]
fn an_exchange_that_is_not_quite_right_leaves_a_warning() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid fullname");
    let code = || app.citizen(WHO).logs_in_to(&rp).code();
    let exchange = |name: &str, value: &str| rp.posts(&rp.signs(rp.code_request(&code()).with(name, value)));
    let slash = format!("{}/", rp.redirect_uri);
    warns("slash", &exchange("redirect_uri", &slash), "taken-redirect-uri-differs");
    warns("scope", &exchange("scope", "openid fullname snils"), "taken-scope-wider");
    assert_eq!(exchange("scope", "openid").header("x-esia-mock-warning"), "", "less is usual");
}

/// Row 2.9: what is none of the stand's codes and tokens, or not any more.
#[test]
fn row_2_9_a_token_that_was_cut_is_not_said_to_be_foreign() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid fullname");
    let code = app.citizen(WHO).logs_in_to(&rp).code();
    // Whole bytes of its signature are gone.
    let cut = &code[..code.len() - 6];
    tells("cut", &rp.posts(&rp.code_request(cut)), "code-foreign", &["was cut or changed on its way"]);
    let standard = app.standard_client("DEMO_RSA");
    let other = standard.logs_in(&app, &mut app.browser(), WHO, &standard.request()).code();
    tells("standard", &rp.posts(&rp.code_request(&other)), "code-other-token", &["belongs to /oidc/token"]);
    let reads = |token: &str| rp.reads("/rs/prns/1", token);
    tells("null", &reads("null"), "access-token-unreadable", &["a variable is written as that was not set"]);
    tells("JSON", &reads("{\"access_token\":\"x\"}"), "access-token-unreadable", &["it is JSON"]);
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let unsigned = format!("{}.{}.", part("{\"alg\":\"none\"}"), part("{}"));
    tells("none", &reads(&unsigned), "access-token-foreign", &["it is not signed"]);
    let foreign = format!("{}.{}.AAAA", part("{\"alg\":\"RS256\"}"), part("{\"iss\":\"https://idp.test\"}"));
    tells("foreign", &reads(&foreign), "access-token-foreign", &["its iss is \"https://idp.test\""]);
    let query = app.http.send(app.http.get(&app.url("/oidc/userinfo?access_token=x")));
    tells("query", &query, "access-token-in-query", &["send Authorization: Bearer"]);
}

/// Row 2.16: scopes and secrets at the standard endpoints.
#[test]
fn the_standard_endpoints_say_what_they_leave_out() {
    let app = TestApp::start();
    let rp = app.standard_client("DEMO_RSA");
    let asks = |name: &str, value: &str| rp.asks(&rp.request().with(name, value));
    let answer = asks("scope", "openid profil");
    warns("scope", &answer, "taken-scope-ignored");
    assert!(answer.header("x-esia-mock-warning").contains("did you mean profile?"));
    warns("openid", &asks("scope", "profile"), "taken-without-openid");
    warns("secret", &asks("client_secret", "demo-secret"), "taken-secret-in-browser");
    warns("misspelt", &asks("max-age", "5"), "taken-parameter-misspelt");
    assert_eq!(asks("claims_locales", "ru").header("x-esia-mock-warning"), "");
    let query = rp.code_request("x").with("client_id", "DEMO_RSA").encoded();
    let posted = |path: &str| app.http.send(form(app.http.post(&app.url(path)), ""));
    tells("query", &posted(&format!("/oidc/token?{query}")), "parameters-in-query", &["in the body"]);
    let looks = |secret: &str, told: &str| {
        let mut one = app.standard_client("DEMO_RSA");
        one.secret = Some(secret.to_owned());
        tells(secret, &one.posts("/oidc/token", &one.code_request("x")), "client-secret-wrong", &[told]);
    };
    looks("demo-secret\n", "the right one with blanks or line breaks at its ends");
    looks("Demo-Secret", "the right one in another case");
    looks("epos-demo-secret", "that of client EPOS_DEMO");
    let v1 = app.client("DEMO_RSA");
    looks(v1.authorize_request().get("client_secret"), "a PKCS#7 signature");
}

/// Row 2.13: logouts whose address nobody reads.
#[test]
fn row_2_13_an_address_under_another_name_is_told_of() {
    let app = TestApp::start();
    let get = |path: &str| -> Answer { app.http.send(app.http.get(&app.url(path))) };
    for name in ["redirect_uri", "post_logout_redirect_uri", "redirectUrl"] {
        let path = format!("/idp/ext/Logout?client_id=DEMO_RSA&{name}=http%3A%2F%2F127.0.0.1%3A9090%2F");
        warns(name, &get(&path), "taken-logout-address");
    }
    let request = Request::of(&[("redirect_uri", "http://127.0.0.1:9090/")]).encoded();
    warns("standard", &get(&format!("/oidc/end_session?{request}")), "taken-end-session-address");
}

/// Row 2.17: a long cause leaves room for the cure.
#[test]
fn row_2_17_the_cure_is_never_cut_off() {
    let app = TestApp::start();
    let answer = app.http.send(app.http.get(&app.url(&format!("/aas/oauth2/ac;{}", "x".repeat(3_000)))));
    tells("path", &answer, "path-unknown", &["esia-mock routes"]);
    let rp = app.client("DEMO_RSA");
    let long = format!("https://portal.test/{}", "x".repeat(2_000));
    let answer = rp.asks(&rp.signs(rp.authorize_request().with("redirect_uri", &long)));
    tells("address", &answer, "redirect-uri-unknown", &["...", "add it to redirect_uris of client DEMO_RSA"]);
}

/// Row 2.17: a Russian page says the whole reason in Russian, the words of its values as well.
#[test]
fn row_2_17_words_of_values_are_russian_on_a_russian_page() {
    let app = TestApp::start();
    let mut browser = app.browser();
    let text = browser.opens("/aas/oauth2/ac?client_id=demo_rsa&redirect_uri=x").page().text();
    assert!(text.contains("в другом регистре: не имелось ли в виду DEMO_RSA?"), "{text}");
    assert!(!text.contains("did you mean"), "{text}");
}
