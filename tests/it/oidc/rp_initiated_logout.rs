//! The certification plan `oidcc-rp-initiated-logout-certification-test-plan`, module by module, and the aspects of a
//! form that ends a session (RP-Initiated Logout 1.0).

use crate::support::Browser;
use crate::support::Request;
use crate::support::StandardClient;
use crate::support::TestApp;
use crate::support::http::form;

const ADULT: &str = "confirmed_mother_of_two";
const AFTER: &str = "http://127.0.0.1:9090/";

/// Somebody who has signed in: their browser and ID token.
fn signed_in(app: &TestApp) -> (StandardClient, Browser, String) {
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    let code = client.logs_in(app, &mut browser, ADULT, &client.request()).code();
    let id = client.exchanges(&code).id();
    (client, browser, id)
}

fn address(parameters: &[(&str, &str)]) -> String {
    format!("/oidc/end_session?{}", Request::of(parameters).encoded())
}

/// Does `prompt=none` still give a code?
fn has_session(client: &StandardClient, browser: &mut Browser) -> bool {
    browser.opens(&client.url_of(&client.request().with("prompt", "none"))).returned().get("error").is_empty()
}

/// A page that says no: nothing is followed, nobody is logged out.
fn is_refused(parameters: &[(&str, &str)]) {
    let app = TestApp::start();
    let (client, mut browser, id) = signed_in(&app);
    let given: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.replace("{id}", &id))).collect();
    let given: Vec<_> = given.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.opens(&address(&given));
    assert_eq!(browser.page().status(), 400, "{parameters:?}");
    assert!(browser.page().text().contains("invalid_request"), "{parameters:?}");
    assert!(has_session(&client, &mut browser), "{parameters:?}");
}

/// `oidcc-rp-initiated-logout-discovery-endpoint-verification` (2.1).
#[test]
fn oidcc_rp_initiated_logout_discovery_endpoint_verification() {
    let app = TestApp::start();
    let metadata = app.standard_client("DEMO_RSA").reads("/.well-known/openid-configuration").json();
    assert_eq!(metadata["end_session_endpoint"], app.url("/oidc/end_session"));
}

/// `oidcc-rp-initiated-logout`: with the ID token nothing is asked, and the state comes back (2 and 3).
#[test]
fn oidcc_rp_initiated_logout() {
    let app = TestApp::start();
    let (client, mut browser, id) = signed_in(&app);
    let parameters = [("id_token_hint", id.as_str()), ("post_logout_redirect_uri", AFTER), ("state", "a b&c=Я")];
    let back = browser.opens(&address(&parameters)).returned();
    assert!(back.0.as_str().starts_with("http://127.0.0.1:9090/?state="), "{}", back.0);
    assert_eq!(back.get("state"), "a b&c=Я");
    assert!(!has_session(&client, &mut browser));
    assert!(browser.cookie("ESIA_SESSION").is_none());
}

/// `oidcc-rp-initiated-logout-bad-post-logout-redirect-uri`: a page, no redirect (3).
#[test]
fn oidcc_rp_initiated_logout_bad_post_logout_redirect_uri() {
    is_refused(&[("id_token_hint", "{id}"), ("post_logout_redirect_uri", "https://evil.example.test/")]);
}

/// `oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri` (3: exactly the registered one).
#[test]
fn oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri() {
    is_refused(&[("id_token_hint", "{id}"), ("post_logout_redirect_uri", "http://127.0.0.1:9090/?x=y")]);
}

/// `oidcc-rp-initiated-logout-modified-id-token-hint`: its signature must still fit (4).
#[test]
fn oidcc_rp_initiated_logout_modified_id_token_hint() {
    let app = TestApp::start();
    let (client, mut browser, id) = signed_in(&app);
    let (signed, signature) = id.rsplit_once('.').expect("a token");
    let middle = signature.len() / 2;
    let other = if signature.as_bytes()[middle] == b'A' { "B" } else { "A" };
    let changed = format!("{signed}.{}{other}{}", &signature[..middle], &signature[middle + 1..]);
    browser.opens(&address(&[("id_token_hint", &changed), ("post_logout_redirect_uri", AFTER)]));
    assert_eq!(browser.page().status(), 400);
    assert!(has_session(&client, &mut browser));
}

/// `oidcc-rp-initiated-logout-bad-id-token-hint`: something that is no ID token (4).
#[test]
fn oidcc_rp_initiated_logout_bad_id_token_hint() {
    is_refused(&[("id_token_hint", "bad"), ("post_logout_redirect_uri", AFTER)]);
}

/// `oidcc-rp-initiated-logout-no-id-token-hint`: the citizen is asked; the address needs `client_id` then (2 and 3).
#[test]
fn oidcc_rp_initiated_logout_no_id_token_hint() {
    is_refused(&[("post_logout_redirect_uri", AFTER), ("state", "1")]);
    let app = TestApp::start();
    let (client, mut browser, _) = signed_in(&app);
    let parameters = [("client_id", "DEMO_RSA"), ("post_logout_redirect_uri", AFTER), ("state", "1")];
    browser.opens(&address(&parameters));
    assert_eq!(browser.heading(), "Выйти?");
    assert!(browser.page().text().contains("Демонстрационная система"));
    assert_eq!(browser.presses("Выйти").returned().0.as_str(), "http://127.0.0.1:9090/?state=1");
    assert!(!has_session(&client, &mut browser));
}

/// `oidcc-rp-initiated-logout-no-params`: the citizen is asked, and stays on a page (2).
#[test]
fn oidcc_rp_initiated_logout_no_params() {
    let app = TestApp::start();
    let (client, mut browser, _) = signed_in(&app);
    browser.opens("/oidc/end_session");
    assert_eq!(browser.heading(), "Выйти?");
    assert_eq!(browser.presses("Выйти").heading(), "Вы вышли");
    assert!(!has_session(&client, &mut browser));
}

/// `oidcc-rp-initiated-logout-no-post-logout-redirect-uri`: a page of the stand at the end (3).
#[test]
fn oidcc_rp_initiated_logout_no_post_logout_redirect_uri() {
    let app = TestApp::start();
    let (client, mut browser, id) = signed_in(&app);
    assert_eq!(browser.opens(&address(&[("id_token_hint", &id), ("state", "1")])).heading(), "Вы вышли");
    assert!(!has_session(&client, &mut browser));
}

/// `oidcc-rp-initiated-logout-no-state`: then there is none in the address (3).
#[test]
fn oidcc_rp_initiated_logout_no_state() {
    let app = TestApp::start();
    let (_, mut browser, id) = signed_in(&app);
    let back = browser.opens(&address(&[("id_token_hint", &id), ("post_logout_redirect_uri", AFTER)])).returned();
    assert_eq!(back.0.as_str(), AFTER);
}

/// `oidcc-rp-initiated-logout-only-state`: as without any parameter (2).
#[test]
fn oidcc_rp_initiated_logout_only_state() {
    let app = TestApp::start();
    let (_, mut browser, _) = signed_in(&app);
    assert_eq!(browser.opens(&address(&[("state", "1")])).heading(), "Выйти?");
    assert_eq!(browser.presses("Выйти").heading(), "Вы вышли");
}

#[test]
fn rp_initiated_logout_4_a_hint_may_have_expired_and_must_belong_to_the_client() {
    let app = TestApp::start();
    let (_, mut browser, id) = signed_in(&app);
    let foreign = [("id_token_hint", id.as_str()), ("client_id", "EPOS_DEMO")];
    assert_eq!(browser.opens(&address(&foreign)).page().status(), 400);
    app.advance(chrono::TimeDelta::days(2));
    let parameters = [("id_token_hint", id.as_str()), ("client_id", "DEMO_RSA"), ("post_logout_redirect_uri", AFTER)];
    assert_eq!(browser.opens(&address(&parameters)).returned().0.as_str(), AFTER);
}

#[test]
fn rp_initiated_logout_2_the_id_token_of_somebody_else_ends_nothing_unasked() {
    let app = TestApp::start();
    let (client, _, foreign) = signed_in(&app);
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, "standard_adult", &client.request());
    assert_eq!(browser.opens(&address(&[("id_token_hint", &foreign)])).heading(), "Выйти?");
    assert!(has_session(&client, &mut browser));
}

#[test]
fn the_citizen_may_stay() {
    let app = TestApp::start();
    let (client, mut browser, _) = signed_in(&app);
    assert_eq!(browser.opens("/oidc/end_session").presses("Остаться").heading(), "Вы остались");
    assert!(has_session(&client, &mut browser));
}

#[test]
fn csrf_a_forged_answer_to_the_question_only_asks_it() {
    let app = TestApp::start();
    let (client, mut browser, _) = signed_in(&app);
    let forged = browser.opens("/oidc/end_session").page().form("/oidc/end_session");
    for body in ["decision=leave", "decision=leave&csrf=x", "decision=leave&csrf="] {
        assert_eq!(browser.posts(&forged, body).heading(), "Выйти?", "{body}");
    }
    // The token of another browser is of no use either.
    let (_, mut other, _) = signed_in(&app);
    let (body, form) = other.opens("/oidc/end_session").filled("Выйти");
    assert_eq!(browser.posts(&form, &body).heading(), "Выйти?");
    assert!(has_session(&client, &mut browser) && has_session(&client, &mut other));
}

#[test]
fn a_logout_posted_by_the_relying_party_ends_the_session_without_its_cookie() {
    let app = TestApp::start();
    let (client, mut browser, id) = signed_in(&app);
    let body = Request::of(&[("id_token_hint", &id), ("post_logout_redirect_uri", AFTER)]).encoded();
    let answer = app.http.send(form(app.http.post(&app.url("/oidc/end_session")), body));
    assert_eq!((answer.status, answer.header("location")), (302, AFTER));
    assert!(!has_session(&client, &mut browser));
}

#[test]
fn a_logout_posted_without_proof_finds_the_session_by_a_detour_and_asks() {
    let app = TestApp::start();
    let (_, mut browser, _) = signed_in(&app);
    let body = Request::of(&[("client_id", "DEMO_RSA"), ("post_logout_redirect_uri", AFTER)]).encoded();
    let answer = app.http.send(form(app.http.post(&app.url("/oidc/end_session")), body));
    assert_eq!(answer.status, 302);
    assert_eq!(browser.opens(answer.header("location")).heading(), "Выйти?");
    assert_eq!(browser.presses("Выйти").returned().0.as_str(), AFTER);
}
