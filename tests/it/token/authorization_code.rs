//! `grant_type=authorization_code` (protocol notes, sections 3.1, 3.2, 3.4; scenario FLT-08).

use chrono::TimeDelta;

use crate::support::Answer;
use crate::support::RelyingParty;
use crate::support::TestApp;

fn is_invalid_grant(answer: &Answer) -> bool {
    (answer.status, answer.esia_code().as_str()) == (400, "ESIA-007011") && answer.json()["error"] == "invalid_grant"
}

fn code(app: &TestApp, rp: &RelyingParty) -> String {
    app.citizen("confirmed_mother_of_two").logs_in_to(rp).code()
}

#[test]
fn mr_3_1_the_answer_field_by_field() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid snils fullname");
    let request = rp.code_request(&code(&app, &rp)).with("state", "11111111-2222-4333-8444-555555555555");
    let answer = rp.posts(&rp.signs(request));
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json;charset=UTF-8"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let tokens = rp.tokens(&answer);
    let mut body = tokens.body.clone();
    let names: Vec<_> = body.as_object().expect("an object").keys().cloned().collect();
    assert_eq!(names, ["access_token", "refresh_token", "id_token", "state", "token_type", "expires_in"]);
    for token in ["access_token", "id_token"] {
        body[token] = "…".into();
    }
    insta::assert_json_snapshot!("answer", body);
    insta::assert_json_snapshot!("access_token", tokens.access().whole());
    insta::assert_json_snapshot!("id_token", tokens.id().whole());
}

#[test]
fn mr_3_4_auth_time_is_that_of_the_sign_in_not_of_the_exchange() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    app.advance(TimeDelta::seconds(100));
    let code = login.browser.grants().returned().code();
    app.advance(TimeDelta::seconds(100));
    let id = login.rp.exchanges(&code).id();
    let seconds = |name| id.claim(name).as_i64().expect("seconds");
    assert_eq!(seconds("iat") - seconds("auth_time"), 200);
    assert_eq!(seconds("exp") - seconds("iat"), 10_800);
}

#[test]
fn mr_3_2_every_token_of_a_session_names_it_and_another_session_is_another() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let citizen = app.citizen("confirmed_mother_of_two");
    let mut browser = app.browser();
    let first = rp.exchanges(&citizen.logs_in_with(&mut browser, &rp).code());
    let again = rp.exchanges(&citizen.logs_in_with(&mut browser, &rp).code());
    let other = citizen.gives_tokens_to(&rp);
    let session = |token: crate::support::Token| token.claim("urn:esia:sid").as_str().expect("text").to_owned();
    assert_eq!(session(first.access()), session(first.id()));
    assert_eq!(session(first.access()), session(again.access()));
    assert_ne!(session(first.access()), session(other.access()));
}

#[test]
fn flt_08_a_code_used_twice_is_refused() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let code = code(&app, &rp);
    assert_eq!(rp.exchanges(&code).oid(), 1_000_000_702);
    assert!(is_invalid_grant(&rp.posts(&rp.code_request(&code))));
}

#[test]
fn flt_08_a_code_lives_240_seconds_by_the_clock_of_the_stand() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let (first, second) = (code(&app, &rp), code(&app, &rp));
    app.advance(TimeDelta::seconds(239));
    assert_eq!(rp.exchanges(&first).oid(), 1_000_000_702);
    app.advance(TimeDelta::seconds(1));
    assert!(is_invalid_grant(&rp.posts(&rp.code_request(&second))));
}

#[test]
fn esia_007011_the_code_of_one_client_is_nothing_to_another_and_stays_good() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let code = code(&app, &rp);
    let thief = app.client("RSAAG_DEMO");
    assert!(is_invalid_grant(&thief.posts(&thief.code_request(&code))));
    assert_eq!(rp.exchanges(&code).oid(), 1_000_000_702);
}

#[test]
fn esia_007011_another_redirect_uri_is_refused_and_burns_the_code() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let code = code(&app, &rp);
    let mut elsewhere = rp.clone();
    elsewhere.redirect_uri = "http://127.0.0.1:9090/elsewhere".to_owned();
    assert!(is_invalid_grant(&elsewhere.posts(&elsewhere.code_request(&code))));
    assert!(is_invalid_grant(&rp.posts(&rp.code_request(&code))), "whoever tried may have stolen it");
}

#[test]
fn wire_9_11_a_redirect_uri_is_compared_without_query_and_double_encoding() {
    let app = TestApp::start();
    let mut rp = app.client("EPOS_DEMO");
    rp.redirect_uri = "http://127.0.0.1:9090/callback?data=protected".to_owned();
    for same in [
        "http://127.0.0.1:9090/callback",
        "http%3A%2F%2F127.0.0.1%3A9090%2Fcallback",
        "http://127.0.0.1:9090/callback?data=2",
    ] {
        let code = code(&app, &rp);
        let answer = rp.posts(&rp.code_request(&code).with("redirect_uri", same));
        assert_eq!(answer.status, 200, "{same}");
    }
}

#[test]
fn wire_9_10_the_scope_of_the_token_request_may_differ_and_the_granted_one_counts() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid snils fullname");
    let code = code(&app, &rp);
    let tokens = rp.asking_for("openid").exchanges(&code);
    assert_eq!(tokens.access().claim("scope"), "openid snils?oid=1000000702 fullname?oid=1000000702");
}

#[test]
fn wire_9_9_the_state_of_the_token_request_may_be_new_or_the_same_and_is_echoed() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let citizen = app.citizen("confirmed_mother_of_two");
    let returned = citizen.logs_in_to(&rp);
    let state = returned.get("state");
    let same = rp.signs(rp.code_request(&returned.code()).with("state", &state));
    assert_eq!(rp.posts(&same).json()["state"], state.as_str());
    let fresh = rp.code_request(&citizen.logs_in_to(&rp).code());
    assert_eq!(rp.posts(&fresh).json()["state"], fresh.get("state"));
}

#[test]
fn esia_007011_nothing_else_passes_for_a_code() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let whole = code(&app, &rp);
    let tokens = rp.exchanges(&code(&app, &rp));
    let (head, tail) = whole.split_at(whole.len() - 10);
    let parts: Vec<&str> = whole.split('.').collect();
    let unsigned = format!("eyJ2ZXIiOjEsInNidCI6ImF1dGhvcml6YXRpb25fY29kZSIsImFsZyI6Im5vbmUifQ.{}.", parts[1]);
    let foreign = TestApp::build().seed(7).start();
    let foreign_code = code(&foreign, &foreign.client("EPOS_DEMO"));
    let flipped = tail.chars().rev().collect::<String>();
    let cases = [
        "x",
        "..",
        "a.b.c",
        "Привет",
        head,
        &format!("{head}{flipped}"),
        &unsigned,
        &tokens.access_token(),
        tokens.body["id_token"].as_str().expect("a token"),
        &tokens.refresh_token(),
        &foreign_code,
    ];
    for wrong in cases {
        assert!(is_invalid_grant(&rp.posts(&rp.code_request(wrong))), "{wrong:.60}");
    }
    assert_eq!(rp.exchanges(&whole).oid(), 1_000_000_702);
}

#[test]
fn fourteen_at_once_and_one_wins() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let request = rp.code_request(&code(&app, &rp));
    let ask = || {
        std::thread::scope(|scope| {
            let asked: Vec<_> = (0..14).map(|_| scope.spawn(|| rp.posts(&request).status)).collect();
            asked.into_iter().map(|thread| thread.join().expect("an answer")).collect::<Vec<_>>()
        })
    };
    let mut statuses = ask();
    statuses.sort_unstable();
    assert_eq!((statuses[0], statuses[1], statuses[13]), (200, 400, 400));
}
