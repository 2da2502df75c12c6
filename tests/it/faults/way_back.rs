//! Faults of the way back to the system: in a browser, and by `POST /sign-ins`.

use serde_json::Value;
use serde_json::json;
use url::Url;

use crate::support::TestApp;

const PERSONA: &str = "confirmed_mother_of_two";

fn arm(app: &TestApp, callback: &Value) {
    let fault = json!({ "at": "callback", "client": "EPOS_DEMO", "person": PERSONA, "do": { "callback": callback } });
    app.arms("back", &fault);
}

fn parameters(address: &str) -> Vec<(String, String)> {
    Url::parse(address).expect("an address").query_pairs().into_owned().collect()
}

/// The parameters that come back in a browser, and by call.
fn came_back(app: &TestApp, callback: &Value) -> [Vec<(String, String)>; 2] {
    let rp = app.client("EPOS_DEMO");
    arm(app, callback);
    let address = rp.authorize_url();
    let in_browser = app.citizen(PERSONA).goes_through(&mut app.browser(), &address).0;
    arm(app, callback);
    let wish = json!({ "authorize_url": address, "person": PERSONA });
    let answer = app.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string());
    assert_eq!(answer.header("x-esia-mock-fault"), "back", "{callback}");
    let by_call = answer.json()["redirect_url"].as_str().expect("an address").to_owned();
    assert_eq!(app.fault("back")["hits"], 1, "{callback}");
    [parameters(in_browser.as_str()), parameters(&by_call)]
}

fn of<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

#[test]
fn state_and_code_are_missing_other_or_empty() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let state = parameters(&rp.authorize_url());
    let state = of(&state, "state").expect("a state").to_owned();
    for pairs in came_back(&app, &json!({ "state": "missing" })) {
        assert!(of(&pairs, "state").is_none() && of(&pairs, "code").is_some(), "{pairs:?}");
    }
    for pairs in came_back(&app, &json!({ "state": "other" })) {
        assert!(of(&pairs, "state").is_some_and(|other| !other.is_empty() && other != state), "{pairs:?}");
    }
    for pairs in came_back(&app, &json!({ "state": "empty" })) {
        assert_eq!(of(&pairs, "state"), Some(""), "{pairs:?}");
    }
    for pairs in came_back(&app, &json!({ "code": "missing" })) {
        assert!(of(&pairs, "code").is_none() && of(&pairs, "state").is_some(), "{pairs:?}");
    }
    for pairs in came_back(&app, &json!({ "error": "access_denied" })) {
        assert_eq!((of(&pairs, "code"), of(&pairs, "error")), (None, Some("access_denied")), "{pairs:?}");
    }
    for pairs in came_back(&app, &json!({ "iss": "other" })) {
        assert_eq!(of(&pairs, "iss"), Some("https://another-issuer.test/"), "{pairs:?}");
    }
}

#[test]
fn a_code_of_nobody_and_a_used_one_are_refused_where_they_are_exchanged() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    for pairs in came_back(&app, &json!({ "code": "other" })) {
        let refused = rp.posts(&rp.code_request(of(&pairs, "code").expect("a code")));
        assert_eq!(refused.header("x-esia-mock-reason-id"), "code-unreadable", "{pairs:?}");
    }
    for pairs in came_back(&app, &json!({ "code": "used" })) {
        let refused = rp.posts(&rp.code_request(of(&pairs, "code").expect("a code")));
        assert_eq!(refused.header("x-esia-mock-reason-id"), "code-used", "{pairs:?}");
    }
}

#[test]
fn the_standard_endpoints_come_back_wrong_as_well() {
    let app = TestApp::start();
    let rp = app.standard_client("DEMO_RSA");
    let back = |callback: &Value, request| {
        app.arms("back", &json!({ "at": "callback", "client": "DEMO_RSA", "do": { "callback": callback } }));
        rp.logs_in(&app, &mut app.browser(), PERSONA, &request)
    };
    let other = back(&json!({ "iss": "other", "state": "missing" }), rp.request());
    assert_eq!(other.get("iss"), "https://another-issuer.test/");
    assert!(other.0.query_pairs().all(|(name, _)| name != "state"));
    let used = back(&json!({ "code": "used" }), rp.request());
    let refused = rp.posts("/oidc/token", &rp.code_request(&used.code()));
    assert_eq!((refused.status, refused.header("x-esia-mock-reason-id")), (400, "code-replayed"));
    let fragment = back(&json!({ "state": "empty" }), rp.request().with("response_mode", "fragment"));
    assert!(
        fragment.0.fragment().is_some_and(|text| text.contains("state=&") || text.ends_with("state=")),
        "{fragment:?}"
    );
}

#[test]
fn the_browser_comes_twice_by_a_page_and_by_call_both_addresses_are_told() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    arm(&app, &json!({ "twice": true }));
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url());
    app.citizen(PERSONA).signs_in(&mut browser);
    browser.grants();
    let page = browser.page().html.clone();
    let address =
        page.split_once("<iframe src=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(address, _)| address);
    let address = address.unwrap_or_else(|| panic!("{page}")).replace("&amp;", "&").replace("&#38;", "&");
    assert!(page.matches("code=").count() >= 2 && page.contains("twice.js"), "{page}");
    let pairs = parameters(&address);
    assert_eq!(rp.posts(&rp.code_request(of(&pairs, "code").expect("a code"))).status, 200, "the code is good once");
    let script = app.http.send(app.http.get(&app.url("/_assets/twice.js")));
    assert_eq!(script.status, 200);
    arm(&app, &json!({ "twice": true }));
    let wish = json!({ "authorize_url": rp.authorize_url(), "person": PERSONA });
    let came = app.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string()).json();
    assert_eq!(came["redirect_urls"], json!([came["redirect_url"], came["redirect_url"]]), "{came:#}");
}

/// Issue 13: whatever the answer is, and whoever gives it.
#[test]
fn refusals_come_back_wrong_as_well() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let refused = rp.url_of(&rp.signs(rp.authorize_request().with("scope", "openid nothing_known")));
    let back = |callback: &Value, person: bool| {
        let mut fault = json!({ "at": "callback", "client": "EPOS_DEMO", "do": { "callback": callback } });
        if person {
            fault["person"] = PERSONA.into();
        }
        app.arms("back", &fault);
    };
    let by_call = |address: &str, consent: &str| {
        let wish = json!({ "authorize_url": address, "person": PERSONA, "consent": consent });
        app.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string())
    };
    back(&json!({ "state": "empty", "error": "odd" }), false);
    let answer = app.http.send(app.http.get(&refused));
    let pairs = parameters(answer.header("location"));
    assert_eq!((of(&pairs, "state"), of(&pairs, "error")), (Some(""), Some("odd")), "before anybody signs in");
    assert_eq!(answer.header("x-esia-mock-fault"), "back");
    assert_ne!(answer.header("x-esia-mock-reason-id"), "", "the reason is told all the same");
    back(&json!({ "state": "missing" }), false);
    let told = by_call(&refused, "allow").json();
    assert_eq!((&told["state"], &told["refusal"]["station"]), (&Value::Null, &json!("client_check")), "{told:#}");
    back(&json!({ "twice": true }), false);
    let page = app.http.send(app.http.get(&refused));
    assert!(page.text().contains("twice.js") && !page.header("x-esia-mock-reason-id").is_empty(), "{}", page.text());
    back(&json!({ "state": "missing" }), true);
    let told = by_call(&rp.authorize_url(), "deny").json();
    assert_eq!((&told["state"], &told["error"]), (&Value::Null, &json!("access_denied")), "{told:#}");
    assert_eq!(app.fault("back")["hits"], 1, "of the person who has signed in");
    back(&json!({ "state": "missing" }), true);
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url());
    app.citizen(PERSONA).signs_in(&mut browser);
    let denied = browser.presses("Отказать").returned();
    assert!(denied.0.query_pairs().all(|(name, _)| name != "state"), "{denied:?}");
    let standard = app.standard_client("DEMO_RSA");
    for request in [standard.request().with("prompt", "none"), standard.request().with("scope", "nothing_known")] {
        app.arms("back", &json!({ "at": "callback", "client": "DEMO_RSA", "do": { "callback": { "iss": "other" } } }));
        let answer = standard.asks(&request);
        let pairs = parameters(answer.header("location"));
        assert_eq!(of(&pairs, "iss"), Some("https://another-issuer.test/"), "{pairs:?}");
        assert_eq!(app.fault("back")["hits"], 1);
    }
}
