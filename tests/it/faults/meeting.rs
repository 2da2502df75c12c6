//! Which requests meet a fault: its selectors, its counts, and what it is asked beside others.

use std::thread;

use serde_json::Value;
use serde_json::json;

use super::FAULTS;
use crate::support::Answer;
use crate::support::Request;
use crate::support::TestApp;

const MOTHER: &str = "confirmed_mother_of_two";
const OTHER: &str = "standard_adult";

fn get(app: &TestApp, path: &str) -> Answer {
    app.http.send(app.http.get(&app.url(path)))
}

/// Arms a fault that every request of a place meets, and that only this person's, or this system's, is to meet.
fn only(app: &TestApp, at: &str, who: &Value) {
    let mut fault = json!({ "at": at, "times": null, "do": { "status": 599 } });
    for (name, value) in who.as_object().expect("selectors") {
        fault[name] = value.clone();
    }
    app.arms("only", &fault);
}

#[test]
fn the_person_is_known_by_code_by_refresh_token_and_by_token() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let code = |persona: &str| app.citizen(persona).logs_in_to(&rp).code();
    let (hers, theirs) = (code(MOTHER), code(OTHER));
    only(&app, "token", &json!({ "person": MOTHER }));
    assert_eq!(rp.posts(&rp.code_request(&hers)).status, 599);
    let others = rp.exchanges(&theirs);
    assert_eq!(rp.posts(&rp.refresh_request(&others.refresh_token())).status, 200);
    only(&app, "refresh", &json!({ "person": MOTHER }));
    let hers = rp.exchanges(&hers);
    assert_eq!(rp.posts(&rp.refresh_request(&hers.refresh_token())).status, 599);
    let told = app.controls("GET", "/_mock/api/v1/requests?at=refresh", "").json();
    assert_eq!(told["requests"].as_array().map(Vec::len), Some(2), "the journal tells a refresh from a code: {told:#}");
    only(&app, "rest", &json!({ "person": MOTHER }));
    let (mother, other) = (app.citizen(MOTHER).oid, app.citizen(OTHER).oid);
    assert_eq!(rp.reads(&format!("/rs/prns/{mother}"), &hers.access_token()).status, 599);
    assert_eq!(rp.reads(&format!("/rs/prns/{other}"), &others.access_token()).status, 200);
    only(&app, "rest.ctts", &json!({ "client": "DEMO_RSA" }));
    assert_eq!(rp.reads(&format!("/rs/prns/{mother}/ctts"), &hers.access_token()).status, 599);
    assert_eq!(rp.reads(&format!("/rs/prns/{mother}"), &hers.access_token()).status, 200);
}

#[test]
fn the_same_is_known_at_the_standard_endpoints() {
    let app = TestApp::start();
    let client = app.standard_client("SPA_DEMO").asking_for("openid offline_access");
    let mut browser = app.browser();
    let code = client.logs_in(&app, &mut browser, MOTHER, &client.request()).code();
    only(&app, "token", &json!({ "person": MOTHER, "client": "SPA_DEMO" }));
    assert_eq!(client.posts("/oidc/token", &client.code_request(&code)).status, 599, "by a code that says nothing");
    app.controls("DELETE", FAULTS, "");
    let tokens = client.exchanges(&code);
    for (at, ask) in [
        (
            "refresh",
            &(|| client.posts("/oidc/token", &client.refresh_request(&tokens.refresh()))) as &dyn Fn() -> Answer,
        ),
        ("userinfo", &|| client.userinfo(&tokens.access())),
        ("revoke", &|| {
            client.posts("/oidc/revoke", &Request::of(&[("token", &tokens.access()), ("client_id", "SPA_DEMO")]))
        }),
        ("logout", &|| get(&app, &format!("/oidc/end_session?id_token_hint={}", tokens.id()))),
    ] {
        only(&app, at, &json!({ "person": OTHER }));
        assert_ne!(app.fault("only")["hits"], 1);
        only(&app, at, &json!({ "person": MOTHER, "client": "SPA_DEMO" }));
        assert_eq!(ask().status, 599, "{at}");
    }
    // In a browser by its session, by a login that is typed, and by a hint.
    only(&app, "authorize", &json!({ "person": MOTHER }));
    assert_eq!(browser.sends(app.http.get(&client.url_of(&client.request()))).status, 599);
    assert_eq!(client.asks(&client.request()).status, 302, "nobody has signed in there");
    let hinted = client.request().with("login_hint", &format!("mock:{MOTHER}"));
    assert_eq!(client.asks(&hinted).status, 599);
}

#[test]
fn a_system_is_known_by_the_login_on_its_way() {
    let app = TestApp::start();
    only(&app, "login", &json!({ "client": "EPOS_DEMO" }));
    let sent = |mnemonic: &str| {
        let browser = app.browser();
        browser.sends(app.http.get(&app.client(mnemonic).authorize_url()));
        browser.sends(app.http.get(&app.url("/login"))).status
    };
    assert_eq!((sent("EPOS_DEMO"), sent("DEMO_RSA")), (599, 200));
    only(&app, "login", &json!({ "person": MOTHER }));
    let mut login = app.at_sign_in(MOTHER);
    let (login_name, password) = (login.citizen.login.clone(), login.citizen.password.clone());
    login.browser.signs_in(&login_name, &password);
    assert_eq!(login.browser.page().status(), 599, "by the login that is typed");
}

#[test]
fn method_and_path_must_fit_as_well() {
    let app = TestApp::start();
    app.arms(
        "here",
        &json!({ "at": "*", "method": "get", "path": "/oidc/j*", "times": null, "do": { "status": 599 } }),
    );
    assert_eq!(get(&app, "/oidc/jwks").status, 599);
    assert_eq!(get(&app, "//oidc/jwks/").status, 599, "slashes count for nothing");
    assert_eq!(get(&app, "/oidc/userinfo").status, 401);
    assert_eq!(app.http.send(app.http.post(&app.url("/oidc/jwks"))).status, 405);
    assert_eq!(app.fault("here")["hits"], 2);
}

#[test]
fn some_pass_first_then_so_many_meet_it_and_then_none() {
    let app = TestApp::start();
    app.arms("third", &json!({ "at": "keys", "skip": 2, "times": 2, "do": { "status": 599 } }));
    let came: Vec<_> = (0..6).map(|_| get(&app, "/oidc/jwks").status).collect();
    assert_eq!(came, [200, 200, 599, 599, 200, 200]);
    assert_eq!((&app.fault("third")["hits"], &app.fault("third")["state"]), (&json!(2), &json!("spent")));
}

fn five(app: &TestApp) -> Vec<u16> {
    (0..5).map(|_| get(app, "/oidc/jwks").status).collect()
}

#[test]
fn of_parallel_requests_exactly_as_many_meet_it_as_it_says() {
    let app = TestApp::start();
    app.arms("seven", &json!({ "at": "keys", "skip": 3, "times": 7, "do": { "status": 599 } }));
    let statuses: Vec<u16> = thread::scope(|scope| {
        let all: Vec<_> = (0..8).map(|_| scope.spawn(|| five(&app.at_same()))).collect();
        all.into_iter().flat_map(|one| one.join().expect("answers")).collect()
    });
    assert_eq!((statuses.len(), statuses.iter().filter(|status| **status == 599).count()), (40, 7));
    assert_eq!(app.fault("seven")["hits"], 7);
}

#[test]
fn of_several_the_first_made_of_each_kind_acts() {
    let app = TestApp::start();
    for (name, action) in [
        ("first", json!({ "status": 591 })),
        ("second", json!({ "status": 592, "delay": "PT0.01S" })),
        ("third", json!({ "maintenance": true })),
        ("fourth", json!({ "delay": "PT0.01S" })),
    ] {
        app.arms(name, &json!({ "at": "keys", "times": null, "do": action }));
    }
    let answer = get(&app, "/oidc/jwks");
    assert_eq!((answer.status, answer.header("x-esia-mock-fault")), (591, "first, second"));
    let hits: Vec<_> =
        ["first", "second", "third", "fourth"].iter().map(|name| app.fault(name)["hits"].clone()).collect();
    assert_eq!(hits, [1, 1, 0, 0], "who did nothing has met nobody");
    // In its place again, it is the last one that was made.
    app.arms("first", &json!({ "at": "keys", "times": null, "do": { "status": 591 } }));
    assert_eq!(get(&app, "/oidc/jwks").status, 592);
}

#[test]
fn a_fault_is_over_by_the_clock_of_the_stand() {
    let app = TestApp::start();
    app.arms("works", &json!({ "at": "*", "until": "2026-09-01T11:00:00+05:00", "do": { "status": 599 } }));
    assert_eq!((get(&app, "/oidc/jwks").status, get(&app, "/login").status), (599, 599));
    app.moves_clock(&json!({ "advance": "PT2H" }));
    assert_eq!(get(&app, "/oidc/jwks").status, 200);
    assert_eq!(app.fault("works")["state"], "over");
}

#[test]
fn whatever_happens_anywhere_never_happens_to_the_tester() {
    let app = TestApp::start();
    app.arms("all", &json!({ "at": "*", "times": null, "do": { "status": 599 } }));
    for path in ["/_mock/health", "/_mock/api/v1/requests", "/_mock/openapi.json", "/logs/sms/", "/_assets/style.css"] {
        assert_ne!(get(&app, path).status, 599, "{path}");
    }
    for path in ["/", "/login", "/oidc/jwks", "/rs/prns/1", "/profile", "/no/such/path"] {
        assert_eq!(get(&app, path).status, 599, "{path}");
    }
}

#[test]
fn whoever_waits_for_a_fault_is_told_when_it_has_met_a_request() {
    let app = TestApp::start();
    app.arms("down", &json!({ "at": "keys", "times": null, "do": { "status": 599 } }));
    thread::scope(|scope| {
        let waits = scope.spawn(|| app.at_same().controls("GET", &format!("{FAULTS}/down?wait=60&hits=2"), "").json());
        assert_eq!(get(&app, "/oidc/jwks").status, 599);
        assert_eq!(get(&app, "/oidc/jwks").status, 599);
        assert_eq!(waits.join().expect("told")["hits"], 2);
    });
    assert_eq!(app.controls("GET", &format!("{FAULTS}/down?wait=0&hits=9"), "").json()["hits"], 2);
}
