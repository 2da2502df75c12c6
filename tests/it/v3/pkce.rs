//! PKCE at `v2/ac` and `v3/te` (RFC 7636; protocol notes, section 1.6; contradiction 43).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use streebog::Digest as _;

use crate::support::RelyingParty;
use crate::support::TestApp;

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn challenge(method: &str) -> String {
    match method {
        "plain" => VERIFIER.to_owned(),
        // RFC 7636, appendix B.
        "S256" => "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned(),
        _ => URL_SAFE_NO_PAD.encode(streebog::Streebog256::digest(VERIFIER)),
    }
}

fn code(app: &TestApp, rp: &RelyingParty, challenge: &str, method: Option<&str>) -> String {
    let mut request = rp.authorize_request().with("code_challenge", challenge);
    if let Some(method) = method {
        request = request.with("code_challenge_method", method);
    }
    let mut browser = app.browser();
    browser.opens(&rp.url_of(&request));
    app.citizen("esia_test_006").signs_in(&mut browser);
    if browser.is_at_stand() {
        browser.grants();
    }
    browser.returned().code()
}

#[test]
fn mr_1_6_each_method_proves_the_exchange() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    for method in [Some("GOST3411"), Some("St256"), Some("S256"), Some("plain"), None] {
        let code = code(&app, &rp, &challenge(method.unwrap_or("plain")), method);
        let answer = rp.posts(&rp.code_request(&code).with("code_verifier", VERIFIER));
        assert_eq!(answer.status, 200, "{method:?} {}", answer.text());
    }
}

#[test]
fn esia_007040_another_verifier_is_refused_and_the_code_is_used_up() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let code = code(&app, &rp, &challenge("GOST3411"), Some("S256"));
    let answer = rp.posts(&rp.code_request(&code).with("code_verifier", VERIFIER));
    assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-007040"));
    assert!(answer.header("x-esia-mock-reason").contains("it would fit by method GOST3411"));
    let again = rp.posts(&rp.code_request(&code).with("code_verifier", VERIFIER));
    assert_eq!(again.esia_code(), "ESIA-007011", "no second guess");
}

#[test]
fn esia_007039_a_verifier_without_a_challenge() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let code = app.citizen("esia_test_006").logs_in_to(&rp).code();
    let answer = rp.posts(&rp.code_request(&code).with("code_verifier", VERIFIER));
    assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-007039"));
}

#[test]
fn esia_007014_a_challenge_without_a_verifier() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let code = code(&app, &rp, &challenge("S256"), Some("S256"));
    assert_eq!(rp.posts(&rp.code_request(&code)).esia_code(), "ESIA-007014");
}
