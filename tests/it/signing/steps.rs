//! What is done at each station of a sign-in by call, and what it leaves behind.

use esia_mock::crypto::totp;
use esia_mock::domain::account::SecondFactor;
use esia_mock::domain::offer::Offer;
use serde_json::json;

use super::MOTHER;
use super::text;
use super::wrong;
use crate::support::Request;
use crate::support::TestApp;

/// Somebody who works for an organisation.
const EMPLOYEE: &str = "esia_test_003";

fn phone(app: &TestApp, persona: &str) -> String {
    let contacts = &app.world.citizen(persona).expect("somebody").contacts;
    let mobile = contacts.iter().find(|contact| contact.kind == esia_mock::domain::contact::ContactKind::Mobile);
    mobile.expect("a phone").value.clone()
}

#[test]
fn all_nine_stations_are_passed() {
    let app = TestApp::build().second_factor(EMPLOYEE, SecondFactor::Sms).start();
    let rp = app.client("DEMO_RSA");
    let signed_in = app.signs_in(&rp.authorize_url(), EMPLOYEE);
    let stations = ["request", "client_check", "sign_in", "second_factor", "role", "consent", "code"];
    assert_eq!(signed_in["steps"], json!(stations));
    let tokens = rp.exchanges(text(&signed_in["code"]));
    assert_eq!(rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token()).status, 200);
    let sent = app.sent_to(&phone(&app, EMPLOYEE));
    assert_eq!(sent.len(), 1, "the code was really sent: {sent:?}");
}

#[test]
fn the_code_of_an_application_stays_good_for_the_browser() {
    let app = TestApp::build().second_factor("standard_adult", SecondFactor::Totp).start();
    for _ in 0..2 {
        app.signs_in(&app.client("EPOS_DEMO").authorize_url(), "standard_adult");
    }
    let secret = app.world.citizen("standard_adult").and_then(|citizen| citizen.account.totp_secret.clone());
    let code = totp::code(&secret.expect("a secret"), app.now()()).expect("a code");
    let mut login = app.at_sign_in("standard_adult").signed_in();
    login.browser.fills("Цифра 1", &code).presses("Продолжить");
    assert!(login.browser.has_returned(), "{}", login.browser.page().text());
}

#[test]
fn nobody_gets_a_letter_about_a_new_browser() {
    let app = TestApp::start();
    let email = "confirmed.mother@example.test";
    let before = app.sent_to(email).len();
    for _ in 0..3 {
        app.signs_in(&app.client("EPOS_DEMO").authorize_url(), MOTHER);
    }
    let letters = app.controls("GET", "/_mock/api/v1/outbox", "").text();
    assert!(!letters.contains("sign_in_notice"), "{letters}");
    assert!(letters.contains("consent_given"), "a consent is told of as ever: {before} {letters}");
}

#[test]
fn offers_are_passed_over_and_not_counted() {
    let app = TestApp::build().person(MOTHER, |citizen| citizen.account.offers = vec![Offer::FillMfa]).start();
    let rp = app.client("EPOS_DEMO");
    for _ in 0..3 {
        let signed_in = app.signs_in(&rp.authorize_url(), MOTHER);
        assert!(signed_in["code"].is_string() && signed_in["steps"][3] == "offer", "{signed_in}");
    }
    let mut login = app.at_sign_in(MOTHER).signed_in();
    assert!(login.browser.presses("Пропустить").has_returned(), "the browser may still skip it once");

    let app = TestApp::build().person(MOTHER, |citizen| citizen.account.offers = vec![Offer::MaxQuizRequired]).start();
    let refused = app.signs_in(&app.client("EPOS_DEMO").authorize_url(), MOTHER);
    assert_eq!(
        (&refused["refusal"]["reason_id"], &refused["refusal"]["station"]),
        (&json!("offer-required"), &json!("offer"))
    );
}

#[test]
fn consent_is_denied_and_a_remembered_one_is_forgotten_first() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let deny = || json!({ "authorize_url": rp.authorize_url(), "person": MOTHER, "consent": "deny" });
    let denied = app.done(&deny());
    assert_eq!(denied["error"], "access_denied", "{denied}");
    assert_eq!(denied["refusal"]["reason_id"], "citizen-refused");
    assert!(text(&denied["redirect_url"]).contains("error=access_denied"), "{denied}");
    app.signs_in(&rp.authorize_url(), MOTHER);
    let sessions = format!("/_mock/api/v1/people/{MOTHER}/sessions");
    let before = app.controls("GET", &sessions, "").text();
    let (status, _, detail) = wrong(&app.wishes(&deny()));
    assert_eq!(status, 409);
    assert_eq!(app.controls("GET", &sessions, "").text(), before, "nothing is left behind");
    let call = detail.split("; ").find_map(|part| part.strip_prefix("DELETE ")).expect("the call that forgets it");
    let path = call.split(' ').next().expect("a path");
    assert_eq!(path, format!("/_mock/api/v1/people/{MOTHER}/consents/EPOS_DEMO"));
    assert_eq!(app.controls("DELETE", path, "").status, 204);
    assert_eq!(app.done(&deny())["error"], "access_denied");
    let openid = app.client("EPOS_DEMO").asking_for("openid");
    let (status, _, detail) =
        wrong(&app.wishes(&json!({ "authorize_url": openid.authorize_url(), "person": MOTHER, "consent": "deny" })));
    assert_eq!(status, 409, "{detail}");
    assert!(!detail.contains("DELETE"), "{detail}");
}

#[test]
fn somebody_acts_for_an_organisation_by_its_number_or_ogrn() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let url =
        || rp.url_of(&rp.signs(rp.authorize_request().with("scope_org", "http://esia.gosuslugi.ru/org_fullname")));
    let alone = app.signs_in(&url(), EMPLOYEE);
    assert_eq!(alone["refusal"]["code"], "ESIA-007194", "as oneself");
    let (status, pointer, detail) =
        wrong(&app.wishes(&json!({ "authorize_url": url(), "person": EMPLOYEE, "role": "1" })));
    assert_eq!((status, pointer.as_str()), (422, "/role"), "{detail}");
    let oid = detail.split("one of ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a number").to_owned();
    let signed_in = app.done(&json!({ "authorize_url": url(), "person": EMPLOYEE, "role": oid }));
    let tokens = rp.exchanges(text(&signed_in["code"]));
    assert!(text(tokens.access().claim("scope")).contains(&format!("org_oid={oid}")));
    let cookies = &signed_in["cookies"];
    let again = json!({ "authorize_url": url(), "cookies": cookies, "role": oid });
    assert!(app.done(&again)["code"].is_string(), "the same as before");
}

#[test]
fn a_wrong_call_does_not_use_up_a_pushed_request() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid email");
    let pushed = client.posts("/oidc/par", &client.request()).json()["request_uri"].as_str().expect("one").to_owned();
    let url = client.url_of(&Request::of(&[("client_id", "DEMO_RSA"), ("request_uri", &pushed)]));
    for wish in [
        json!({ "authorize_url": url, "person": "nobody_at_all" }),
        json!({ "authorize_url": url, "person": MOTHER, "role": "1" }),
    ] {
        assert_eq!(app.wishes(&wish).status, 422);
    }
    client.exchanges(text(&app.signs_in(&url, MOTHER)["code"]));
    let refused = app.signs_in(&url, MOTHER);
    assert_eq!(refused["refusal"]["reason_id"], "pushed-request-unknown", "it serves once: {refused}");
}

#[test]
fn the_journal_shows_the_way_from_the_call_to_the_data_and_no_cookie() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let signed_in = app.signs_in(&rp.authorize_url(), MOTHER);
    let tokens = rp.exchanges(text(&signed_in["code"]));
    rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token());
    let again = app.done(&json!({ "authorize_url": rp.authorize_url(), "cookies": signed_in["cookies"] }));
    assert_ne!(again["login"], signed_in["login"]);
    let listed = app.controls("GET", &format!("/_mock/api/v1/requests?login={}", text(&signed_in["login"])), "").json();
    let requests = listed["requests"].as_array().expect("a list");
    assert_eq!(requests.len(), 3, "{listed}");
    assert_eq!((&requests[0]["by"], &requests[0]["client"]), (&json!("api"), &json!("EPOS_DEMO")), "{listed}");
    assert_eq!((&requests[1]["at"], &requests[2]["at"]), (&json!("token"), &json!("rest")), "{listed}");
    for at in ["requests/1", "requests/1/raw", "requests/4", "requests/4/raw"] {
        let shown = app.http.send(app.http.get(&app.url(&format!("/_mock/api/v1/{at}")))).text();
        for secret in [&signed_in["cookies"][0]["value"], &again["code"]] {
            assert!(!shown.contains(text(secret)), "{at}: {shown}");
        }
    }
}
