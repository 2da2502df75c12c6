//! A stand in memory that has as much as it may have: whoever wants to store more is told so, and nothing else suffers.

use serde_json::json;

use crate::support::Answer;
use crate::support::TestApp;
use crate::support::control::problem;

/// Room for the people of the tests, and some more.
const ROOM: u64 = 3 * 1024 * 1024;

/// Asks until the stand takes no more.
fn until_full(mut asks: impl FnMut(usize) -> Answer) -> (usize, Answer) {
    for times in 0..5_000 {
        let answer = asks(times);
        if answer.status >= 500 {
            return (times, answer);
        }
        assert!(answer.status < 400, "{}: {}", answer.status, answer.text());
    }
    panic!("there is no bound");
}

/// Issue 11, 3: nothing is lost, everything can be read, and a reset helps.
#[test]
fn a_full_stand_says_so_and_loses_nothing() {
    let app = TestApp::build().process(|config| config.largest_in_memory = ROOM).start();
    let about = json!({ "about": "о".repeat(20_000) }).to_string();
    let puts = |number: usize| app.controls("PUT", &format!("/_mock/api/v1/people/full_{number}"), &about);
    let (made, told) = until_full(puts);
    assert!(made > 5, "{made}");
    assert_eq!((told.status, &problem(&told)["type"]), (507, &json!("urn:esia-mock:problem:full")), "{}", told.text());
    for word in ["3 MiB", "/_mock/api/v1/reset", "--data"] {
        assert!(told.text().contains(word), "{word}: {}", told.text());
    }
    assert_eq!(told.header("retry-after"), "", "it does not pass by itself");

    let (rp, standard) = (app.client("EPOS_DEMO"), app.standard_client("DEMO_RSA"));
    let surfaces = [
        until_full(|_| rp.asks(&rp.authorize_request())),
        until_full(|_| standard.posts("/oidc/par", &standard.request())),
    ];
    for (_, told) in &surfaces {
        assert_eq!((told.status, told.header("x-esia-mock-reason-id")), (503, "stand-full"), "{}", told.text());
        assert_eq!(told.header("retry-after"), "");
    }
    // What is due stays due.
    let moved = app.controls("POST", "/_mock/api/v1/clock", &json!({ "advance": "P30Y" }).to_string());
    assert_eq!(moved.status, 507, "{}", moved.text());
    assert!(app.jobs().iter().all(|job| job["error"].is_null()), "a job was given up");

    for number in 0..made {
        assert_eq!(app.controls("GET", &format!("/_mock/api/v1/people/full_{number}"), "").status, 200, "{number}");
    }
    assert_eq!(app.http.send(app.http.get(&app.url("/_mock/health"))).status, 200);

    assert_eq!(app.controls("POST", "/_mock/api/v1/reset", "").status, 200);
    assert_eq!(puts(0).status, 201);
    let somebody = app.citizen("standard_adult");
    assert_eq!(somebody.gives_tokens_to(&app.client("EPOS_DEMO")).oid(), somebody.oid);
}

/// The same of stands that are made while the server runs: one that is full leaves others alone.
#[test]
fn each_stand_has_a_bound_of_its_own() {
    let app = TestApp::build().process(|config| config.largest_in_memory = ROOM).start();
    assert_eq!(app.controls("PUT", "/_mock/api/v1/stands/full", "{}").status, 201);
    let full = app.at("full");
    let about = json!({ "about": "о".repeat(20_000) }).to_string();
    let (made, told) =
        until_full(|number| full.controls("PUT", &format!("/_mock/api/v1/people/full_{number}"), &about));
    assert!(made > 5 && problem(&told)["type"] == "urn:esia-mock:problem:full", "{made}: {}", told.text());
    assert_eq!(app.controls("PUT", "/_mock/api/v1/people/elsewhere", &about).status, 201);
    let moved = full.controls("GET", "/_mock/api/v1/people/full_0", "");
    assert_eq!(moved.status, 200, "{}", moved.text());
}
