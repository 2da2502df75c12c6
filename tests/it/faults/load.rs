//! Many robots over many stands, with faults in some of them: nobody meets a fault of another stand, and nobody gets
//! what is another stand's.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::thread;

use serde_json::json;

use crate::support::TestApp;

const STANDS: usize = 20;
const BROKEN: usize = 5;
/// In each stand, one after another; stands go on side by side.
const ROBOTS: usize = 4;
const PEOPLE: [&str; 2] = ["confirmed_mother_of_two", "standard_adult"];

#[test]
fn faults_of_one_stand_are_met_by_nobody_in_another() {
    let app = TestApp::start();
    let stands: Vec<_> = (0..STANDS).map(|number| app.makes(&format!("load-{number}"), &json!({}))).collect();
    for stand in &stands[..BROKEN] {
        // So many token requests of it meet a 502; whoever does keeps the code, and tries again.
        stand.arms("down", &json!({ "at": "token", "times": ROBOTS, "handle": "before", "do": { "status": 502 } }));
        stand.arms(
            "slow",
            &json!({ "at": "rest", "times": null, "do": { "delay": { "min": "PT0S", "max": "PT0.02S" } } }),
        );
    }
    let broken = AtomicUsize::new(0);
    let tokens: Vec<String> = thread::scope(|scope| {
        let all: Vec<_> = stands.iter().map(|stand| scope.spawn(|| log_in(stand, &broken))).collect();
        all.into_iter().flat_map(|one| one.join().expect("every robot comes to its end")).collect()
    });
    assert_eq!((tokens.len(), broken.load(Ordering::Relaxed)), (STANDS * ROBOTS, BROKEN * ROBOTS));
    for (number, stand) in stands.iter().enumerate() {
        let rp = stand.client("EPOS_DEMO");
        let oid = stand.citizen(PEOPLE[0]).oid;
        let foreign = rp.reads(&format!("/rs/prns/{oid}"), &tokens[(number + 1) % STANDS * ROBOTS]);
        assert_eq!(foreign.status, 401, "a token of another stand: {}", foreign.text());
        let told = stand.controls("GET", "/_mock/api/v1/requests?at=token&limit=1000", "").json();
        let all = told["requests"].as_array().expect("requests");
        let met = all.iter().filter(|request| request["fault"] == "down").count();
        let expected = if number < BROKEN { (ROBOTS, ROBOTS * 2) } else { (0, ROBOTS) };
        assert_eq!((met, all.len()), expected, "stand {number}");
    }
}

/// Robots of one stand: by call and by pages in turn; gives their access tokens, and counts what broke.
fn log_in(stand: &TestApp, broken: &AtomicUsize) -> Vec<String> {
    let rp = stand.client("EPOS_DEMO");
    let one = |number: usize| {
        let persona = PEOPLE[number / 2 % PEOPLE.len()];
        let citizen = stand.citizen(persona);
        let code = if number.is_multiple_of(2) {
            let wish = json!({ "authorize_url": rp.authorize_url(), "person": persona });
            let answer = stand.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string()).json();
            answer["code"].as_str().unwrap_or_else(|| panic!("{answer:#}")).to_owned()
        } else {
            citizen.logs_in_to(&rp).code()
        };
        let mut answer = rp.posts(&rp.code_request(&code));
        while answer.status == 502 {
            assert_eq!(answer.header("x-esia-mock-fault"), "down");
            broken.fetch_add(1, Ordering::Relaxed);
            answer = rp.posts(&rp.code_request(&code));
        }
        let token = rp.tokens(&answer).access_token();
        let data = rp.reads(&format!("/rs/prns/{}", citizen.oid), &token);
        assert_eq!(data.status, 200, "{}", data.text());
        assert_eq!(data.json()["stateFacts"][0], "EntityRoot", "{}", data.text());
        token
    };
    (0..ROBOTS).map(one).collect()
}
