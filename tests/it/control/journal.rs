//! The journal: what was sent, what belongs together, what nobody is to read, what is expected.

use std::thread;

use serde_json::Value;
use serde_json::json;

use crate::support::Answer;
use crate::support::RelyingParty;
use crate::support::TestApp;
use crate::support::control::problem;

const PERSONA: &str = "confirmed_mother_of_two";
const PASSWORD: &str = "11111111";

impl TestApp {
    pub(super) fn requests(&self, query: &str) -> Value {
        let answer = self.controls("GET", &format!("/_mock/api/v1/requests?{query}"), "");
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    fn expects(&self, expected: &Value) -> Value {
        let answer = self.controls("POST", "/_mock/api/v1/requests/expect", &expected.to_string());
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}

pub(super) fn number(answer: &Answer) -> u64 {
    answer.header("x-esia-mock-request").parse().expect("a number")
}

pub(super) fn list(part: &Value) -> &Vec<Value> {
    part["requests"].as_array().expect("a list")
}

/// A login through the pages, its tokens, and the person's data.
fn whole_login(app: &TestApp, rp: &RelyingParty) {
    let citizen = app.citizen(PERSONA);
    let tokens = citizen.gives_tokens_to(rp);
    let answer = rp.reads(&format!("/rs/prns/{}/ctts", citizen.oid), &tokens.access_token());
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[test]
fn a_login_is_one_way_from_the_request_to_the_data() {
    let app = TestApp::start();
    for (rp, client) in [
        (app.client("DEMO_RSA"), "DEMO_RSA"),
        (app.client("DEMO_RSA").speaking_v3(), "DEMO_RSA"),
        (app.client("EPOS_DEMO"), "EPOS_DEMO"),
    ] {
        let before = app.requests("")["last"].as_u64().expect("a number");
        whole_login(&app, &rp);
        let all = app.requests(&format!("after={before}"));
        let logins: Vec<_> = list(&all).iter().map(|one| one["login"].as_str()).collect();
        let login = logins[0].expect("it has a number");
        assert!(logins.iter().all(|one| *one == Some(login)), "{client}: {all:#}");
        for one in list(&all) {
            assert_eq!((one["client"].as_str(), one["person"].as_str()), (Some(client), Some(PERSONA)), "{one:#}");
        }
        let places: Vec<_> = list(&all).iter().filter_map(|one| one["at"].as_str()).collect();
        assert_eq!((places[0], places[places.len() - 2..].to_vec()), ("authorize", vec!["token", "rest.ctts"]));
        let own = app.requests(&format!("login={login}"));
        assert_eq!(list(&own).len(), list(&all).len());
        let whole = app.controls("GET", &format!("/_mock/api/v1/requests/{}", all["last"]), "").json();
        assert_eq!(whole["steps"].as_array().expect("steps").len(), list(&all).len());
    }
}

#[test]
fn a_sign_in_by_call_is_a_login_like_another() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let wish = json!({ "authorize_url": rp.authorize_url(), "person": PERSONA });
    let answer = app.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string());
    let came = answer.json();
    let login = came["login"].as_str().unwrap_or_else(|| panic!("{came:#}"));
    assert_eq!(came["oid"], app.citizen(PERSONA).oid);
    assert_eq!(list(&app.requests(&format!("login={login}")))[0]["person"], PERSONA, "known at once");
    let tokens = rp.exchanges(came["code"].as_str().expect("a code"));
    rp.reads(&format!("/rs/prns/{}", app.citizen(PERSONA).oid), &tokens.access_token());
    let all = app.requests(&format!("login={login}"));
    let told: Vec<_> = list(&all).iter().map(|one| (one["at"].as_str(), one["by"].as_str())).collect();
    let by_line = Some("line");
    assert_eq!(told, [(Some("authorize"), Some("api")), (Some("token"), by_line), (Some("rest"), by_line)], "{all:#}");
    for one in list(&all) {
        assert_eq!((&one["client"], &one["person"]), (&json!("EPOS_DEMO"), &json!(PERSONA)), "{one:#}");
    }
    assert_eq!(answer.header("x-esia-mock-request"), list(&all)[0]["n"].to_string());
}

#[test]
fn every_answer_but_the_testers_own_has_its_number() {
    let app = TestApp::start();
    let get = |path: &str| app.http.send(app.http.get(&app.url(path)));
    let one = number(&get("/login"));
    let next = number(&get("/.well-known/openid-configuration"));
    assert_eq!(next, one + 1);
    for path in ["/_mock/health", "/_mock/api/v1/requests", "/_mock/openapi.json", "/favicon.ico"] {
        assert_eq!(get(path).header("x-esia-mock-request"), "", "{path}");
    }
    assert_eq!(app.requests("")["last"], next, "what the tester asks is not in it");
    assert_eq!(number(&get("/no/such/path")), next + 1);
}

#[test]
fn a_refusal_tells_its_reason_and_what_to_compare() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut request = rp.authorize_request();
    request = rp.signs(request).with("scope", "openid");
    let refused = rp.asks(&request);
    assert_ne!(refused.header("x-esia-mock-reason-id"), "", "{}", refused.text());
    let found = app.requests("refused=true&at=authorize");
    let one = &list(&found)[0];
    assert_eq!(one["n"], number(&refused));
    assert_eq!(one["refused"]["reason_id"], refused.header("x-esia-mock-reason-id"), "{one:#}");
    assert!(one["refused"]["cure"].as_str().is_some_and(|cure| !cure.is_empty()), "{one:#}");
    let whole = app.controls("GET", &format!("/_mock/api/v1/requests/{}", one["n"]), "").json();
    assert!(whole["facts"].as_object().is_some_and(|facts| !facts.is_empty()), "{whole:#}");
    assert_eq!(whole["parameters"]["client_id"], "EPOS_DEMO");
    assert_eq!(list(&app.requests("refused=false&at=authorize")).len(), 0);
}

/// The call is right, so it is answered with 200; the sign-in is refused all the same.
#[test]
fn a_sign_in_that_is_refused_by_call_is_found_among_the_refusals() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let url = rp.url_of(&rp.signs(rp.authorize_request()).with("scope", "openid"));
    let wish = json!({ "authorize_url": url, "person": "confirmed_mother_of_two" });
    let told = app.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string()).json()["refusal"].clone();
    let found = app.requests("refused=true");
    let one = &list(&found)[0];
    assert_eq!((&one["by"], &one["refused"]["reason_id"]), (&json!("api"), &told["reason_id"]), "{one:#}");
    let whole = app.controls("GET", &format!("/_mock/api/v1/requests/{}", one["n"]), "").json();
    let answer = whole["answer"].to_string();
    assert!(answer.contains(told["code"].as_str().expect("a code")), "not cut: {answer}");
}

/// The same of tokens; those that are given are nobody's request.
#[test]
fn tokens_that_are_refused_by_call_are_found_among_the_refusals() {
    let app = TestApp::start();
    let asks = |person: &str| {
        let wish = json!({ "client": "EPOS_DEMO", "person": person, "scopes": ["openid", "fullname"] });
        app.controls("POST", "/_mock/api/v1/tokens", &wish.to_string())
    };
    let given = asks("confirmed_mother_of_two");
    assert_eq!((given.status, given.header("x-esia-mock-request")), (200, ""), "{}", given.text());
    let refused = asks("blocked_adult");
    let told = refused.json()["refusal"].clone();
    let found = app.requests("at=token");
    assert_eq!(list(&found).len(), 1, "{found:#}");
    let one = &list(&found)[0];
    assert_eq!((&one["by"], &one["client"], &one["n"]), (&json!("api"), &json!("EPOS_DEMO"), &number(&refused).into()));
    assert_eq!(one["refused"]["reason_id"], told["reason_id"], "{one:#}");
    let whole = app.controls("GET", &format!("/_mock/api/v1/requests/{}", one["n"]), "").json();
    assert_eq!(whole["parameters"]["scope"], Value::Null, "a list is none of a request: {whole:#}");
}

#[test]
fn secrets_are_cut_wherever_they_stand() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut browser = app.browser();
    let returned = app.citizen(PERSONA).logs_in_with(&mut browser, &rp);
    let tokens = rp.exchanges(&returned.code());
    rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token());
    let signature = |token: &str| token.rsplit('.').next().expect("a part").to_owned();
    let session = browser.cookie("ESIA_SESSION").expect("a session").value;
    let secrets = [
        PASSWORD.to_owned(),
        signature(&returned.code()),
        signature(&tokens.access_token()),
        tokens.refresh_token(),
        session,
    ];
    let last = app.requests("")["last"].as_u64().expect("a number");
    let mut seen = app.requests("").to_string();
    for n in 1..=last {
        for path in [format!("/_mock/api/v1/requests/{n}"), format!("/_mock/api/v1/requests/{n}/raw")] {
            let answer = app.controls("GET", &path, "");
            assert_eq!(answer.status, 200, "{}", answer.text());
            seen += &answer.text();
        }
    }
    for secret in secrets {
        assert!(!seen.contains(&secret), "{secret} is to be read");
    }
    assert!(seen.contains("password=[cut:8:"), "short ones are known by their names");
    let exchange = list(&app.requests("at=token"))[0]["n"].clone();
    let whole = app.controls("GET", &format!("/_mock/api/v1/requests/{exchange}"), "").json();
    assert_eq!(whole["tokens"]["access_token"]["claims"]["urn:esia:sbj_id"], tokens.oid(), "{whole:#}");
}

#[test]
fn expectations_are_met_or_say_what_came_near() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    whole_login(&app, &rp);
    let once = json!({ "at": "token", "client": "EPOS_DEMO", "count": 1 });
    assert_eq!(app.expects(&once), json!({ "met": true, "count": 1 }));
    let other = app.expects(&json!({ "at": "token", "client": "DEMO_RSA" }));
    assert_eq!((&other["met"], &other["count"]), (&json!(false), &json!(0)));
    assert_eq!(other["near_misses"][0]["differs"], json!(["client"]), "{other:#}");
    assert_eq!(other["near_misses"][0]["request"]["at"], "token");
    let twice = app.expects(&json!({ "at": "token", "count": { "min": 2 } }));
    assert_eq!(twice["met"], false);
    assert_eq!(app.expects(&json!({ "at": "token", "count": { "max": 1 } }))["met"], true);
    let of_person = json!({ "at": "rest", "person": PERSONA, "count": 1 });
    assert_eq!(app.expects(&of_person)["met"], true);
    let after = app.requests("")["last"].clone();
    assert_eq!(app.expects(&json!({ "at": "token", "after": after, "count": 0 }))["met"], true);
}

#[test]
fn what_is_waited_for_is_told_as_soon_as_it_comes() {
    let app = TestApp::start();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| list(&app.requests("at=discovery&wait=60")).len());
        let expecting = scope.spawn(|| app.expects(&json!({ "at": "discovery", "within": "PT60S" })));
        let settling = scope
            .spawn(|| app.expects(&json!({ "at": "discovery", "count": 1, "within": "PT60S", "settle": "PT0.05S" })));
        // Whoever waits hears of it whether they began before or after.
        app.http.send(app.http.get(&app.url("/.well-known/openid-configuration")));
        assert_eq!(waiting.join().expect("it ends"), 1);
        assert_eq!(expecting.join().expect("it ends")["met"], true);
        assert_eq!(settling.join().expect("it ends")["met"], true);
    });
    assert_eq!(app.expects(&json!({ "at": "token", "within": "PT0.01S" }))["met"], false);
}

#[test]
fn what_makes_no_sense_is_told() {
    let app = TestApp::start();
    for (query, pointer) in [
        ("at=tokn", "/at"),
        ("login=first", "/login"),
        ("wait=61", "/wait"),
        ("limit=0", "/limit"),
        ("refused=maybe", "/refused"),
        ("clent=A", ""),
    ] {
        let answer = app.controls("GET", &format!("/_mock/api/v1/requests?{query}"), "");
        assert_eq!((answer.status, &problem(&answer)["errors"][0]["pointer"]), (422, &json!(pointer)), "{query}");
    }
    let unknown = app.controls("GET", "/_mock/api/v1/requests?clent=A", "");
    assert_eq!(problem(&unknown)["errors"][0]["did_you_mean"], "client");
    for body in [
        json!({ "within": "2S" }),
        json!({ "within": "PT2M" }),
        json!({ "count": { "min": 2, "max": 1 } }),
        json!({ "count": -1 }),
        json!({ "att": "token" }),
    ] {
        let answer = app.controls("POST", "/_mock/api/v1/requests/expect", &body.to_string());
        assert_eq!(answer.status, 422, "{body}: {}", answer.text());
        problem(&answer);
    }
    for path in ["0", "1", "x", "-1", "99999999999999999999"] {
        let answer = app.controls("GET", &format!("/_mock/api/v1/requests/{path}"), "");
        assert_eq!(answer.status, 404, "{path}");
    }
    assert_eq!(app.controls("GET", "/_mock/api/v1/requests?person=nobody", "").status, 404);
}

#[test]
fn stands_have_journals_of_their_own() {
    let app = TestApp::start();
    let other = app.makes("other", &json!({}));
    whole_login(&other, &other.client("EPOS_DEMO"));
    assert_eq!(app.requests("")["last"], 0);
    assert_eq!(other.expects(&json!({ "at": "token", "count": 1 }))["met"], true);
}

#[test]
fn the_trace_of_the_tested_system_is_found_again() {
    let app = TestApp::start();
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let address = app.url("/.well-known/openid-configuration");
    app.http.send(app.http.get(&address).header("traceparent", format!("00-{trace}-00f067aa0ba902b7-01")));
    app.http.send(app.http.get(&address).header("x-request-id", "my-request"));
    for trace in [trace, "my-request"] {
        assert_eq!(list(&app.requests(&format!("trace={trace}"))).len(), 1, "{trace}");
    }
}

#[test]
fn the_text_of_a_request_is_what_was_sent() {
    let app = TestApp::start();
    app.http.send(app.http.get(&app.url("/.well-known/openid-configuration?a=b")).header("x-mine", "yes"));
    let raw = app.controls("GET", "/_mock/api/v1/requests/last/raw", "").text();
    for line in ["GET /.well-known/openid-configuration?a=b HTTP/1.1", "x-mine: yes", "HTTP/1.1 200", "\"issuer\""] {
        assert!(raw.contains(line), "{line}: {raw}");
    }
}
