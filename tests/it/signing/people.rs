//! Sessions, consents and logout of a person by call.

use serde_json::json;
use url::Url;

use super::MOTHER;
use super::text;
use super::wrong;
use crate::support::Receiver;
use crate::support::TestApp;

fn path(rest: &str) -> String {
    format!("/_mock/api/v1/people/{MOTHER}/{rest}")
}

#[test]
fn a_browser_begins_signed_in_by_the_cookies_of_a_session() {
    let app = TestApp::start();
    let opened = app.controls("POST", &path("sessions"), "").json();
    let cookie = &opened["cookies"][0];
    let mut browser = app.browser();
    browser.plants(text(&cookie["name"]), text(&cookie["value"])).opens("/profile");
    assert!(browser.page().text().contains(&app.citizen(MOTHER).name), "{}", browser.page().text());
    let rp = app.client("EPOS_DEMO");
    let mut browser = app.browser();
    browser.plants(text(&cookie["name"]), text(&cookie["value"])).opens(&rp.authorize_url());
    let code = browser.grants().returned().code();
    assert_eq!(rp.exchanges(&code).id().claim("urn:esia:sid"), &opened["id"]);
    let listed = app.controls("GET", &path("sessions"), "").json();
    assert_eq!(listed["sessions"][0]["id"], opened["id"]);
    assert_eq!(
        (&listed["sessions"][0]["method"], &listed["sessions"][0]["second_factor"]),
        (&json!("PWD"), &json!(true))
    );
}

#[test]
fn whoever_cannot_sign_in_has_no_session_and_nobody_is_not_found() {
    let app = TestApp::start();
    let open = |person: &str| app.controls("POST", &format!("/_mock/api/v1/people/{person}/sessions"), "");
    assert_eq!(wrong(&open("blocked_adult")).0, 409);
    assert_eq!(open("limited_adult").status, 200, "the own pages stay open");
    for call in ["sessions", "consents"] {
        assert_eq!(app.controls("GET", &format!("/_mock/api/v1/people/nobody/{call}"), "").status, 404);
    }
    let login = app.citizen(MOTHER).login.replace('+', "%2B");
    assert_eq!(open(&login).status, 200, "by a login as well");
    assert_eq!(open(&app.citizen(MOTHER).oid.to_string()).status, 200);
}

#[test]
fn a_logout_tells_systems_and_sessions_that_are_let_be_over_tell_nobody() {
    let receiver = Receiver::answering("200 OK");
    let address = Url::parse(&receiver.address).expect("an address");
    let app = TestApp::build().client("DEMO_RSA", |client| client.backchannel_logout_uri = Some(address)).start();
    let client = app.standard_client("DEMO_RSA");
    let sign_in = || {
        let signed_in = app.signs_in(&client.url_of(&client.request()), MOTHER);
        client.exchanges(text(&signed_in["code"]));
        signed_in["cookies"].clone()
    };
    let is_open = |cookies: &serde_json::Value| {
        app.wishes(&json!({ "authorize_url": client.url_of(&client.request()), "cookies": cookies })).status == 200
    };
    let cookies = sign_in();
    assert_eq!(app.controls("DELETE", &path("sessions"), "").status, 204);
    assert!(receiver.is_empty() && !is_open(&cookies));
    assert_eq!(app.controls("DELETE", &path("sessions"), "").status, 204, "again");
    let cookies = sign_in();
    assert_eq!(app.controls("POST", &path("logout"), "").json()["ended"], 1);
    assert!(receiver.next().contains("logout_token="));
    assert!(!is_open(&cookies));
    assert_eq!(app.controls("POST", &path("logout"), "").json()["ended"], 0);
}

#[test]
fn a_consent_by_call_is_one_that_the_citizen_gave() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let put = |scopes: serde_json::Value| {
        app.controls("PUT", &path("consents/EPOS_DEMO"), &json!({ "scopes": scopes }).to_string())
    };
    let given = put(json!(["openid", "snils", "email", "fullname"])).json();
    assert_eq!(given["consents"][0]["scopes"], json!(["snils", "email", "fullname"]), "openid is never asked about");
    let login = app.at_sign_in(MOTHER).signed_in();
    assert!(login.browser.has_returned(), "the page does not come");
    let tokens = rp.exchanges(&login.browser.returned().code());
    let read = |tokens: &crate::support::Tokens| {
        let answer = rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token());
        (answer.status, answer.header("x-esia-mock-reason-id").to_owned())
    };
    assert_eq!(read(&tokens).0, 200);
    assert_eq!(put(json!(["fullname"])).json()["consents"][0]["scopes"], json!(["fullname"]));
    assert_eq!(read(&tokens).1, "access-token-consent-withdrawn");
    let steps = app.signs_in(&rp.authorize_url(), MOTHER)["steps"].clone();
    assert!(steps.as_array().expect("steps").contains(&json!("consent")), "what was taken back is asked again");
    assert_eq!(app.controls("DELETE", &path("consents/EPOS_DEMO"), "").status, 204);
    assert_eq!(app.controls("DELETE", &path("consents/EPOS_DEMO"), "").status, 204, "again");
    assert_eq!(app.controls("GET", &path("consents"), "").json()["consents"], json!([]));
    assert_eq!(put(json!([])).json()["consents"], json!([]));
    let (status, pointer, detail) = wrong(&put(json!(["snils", "inn"])));
    assert_eq!((status, pointer.as_str()), (422, "/scopes/1"), "{detail}");
    let answer = put(json!(["snilz"])).json();
    assert_eq!(answer["errors"][0]["did_you_mean"], "snils");
    assert_eq!(app.controls("PUT", &path("consents/NOBODY"), r#"{"scopes":[]}"#).status, 404);
}
