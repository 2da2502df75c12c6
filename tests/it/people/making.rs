//! People who are made of what a test says of them, and made up otherwise.

use serde_json::Value;
use serde_json::json;

use esia_mock::storage::seed;

use crate::people::call;
use crate::people::logs_in;
use crate::people::made;
use crate::people::shown;
use crate::people::text;
use crate::support::TestApp;
use crate::support::control::problem;

#[test]
fn a_level_is_enough() {
    let app = TestApp::start();
    for level in ["simplified", "simplified_ready", "standard", "confirmed"] {
        let person = made(&app, "POST", "", &json!({ "level": level }));
        assert_eq!(person["person"]["account"]["level"], level);
        assert_eq!(person["warnings"], json!([]), "{person}");
        assert_eq!(logs_in(&app, &person), person["oid"].as_u64().expect("a number"), "{level}");
    }
    let nobody_said = made(&app, "POST", "", &Value::Null);
    assert_eq!(nobody_said["person"]["account"]["level"], "confirmed");
}

#[test]
fn age_decides_where_the_level_is_not_said() {
    let app = TestApp::start();
    let child = made(&app, "POST", "", &json!({ "age": 10 }));
    assert_eq!(child["person"]["account"]["level"], "child");
    assert_eq!(child["person"]["documents"][0]["kind"], "birth_certificate");
    assert!(child["warnings"].to_string().contains("no parent made it"), "{child}");
    let forced = made(&app, "POST", "", &json!({ "account": { "level": "confirmed" }, "age": 10 }));
    assert_eq!(forced["person"]["account"]["level"], "confirmed");
    assert_eq!(forced["person"]["documents"][0]["kind"], "birth_certificate");
}

#[test]
fn short_fields_say_what_contacts_are_like() {
    let app = TestApp::start();
    let person = made(&app, "PUT", "/anna", &json!({ "level": "confirmed", "email_verified": false }));
    assert_eq!(person["person"]["persona"], "anna");
    let contacts = person["person"]["contacts"].as_array().expect("contacts").clone();
    let verified: Vec<_> = contacts.iter().map(|one| (text(&one["kind"]), one["verified"] == true)).collect();
    assert_eq!(verified, [("mobile", true), ("email", false)]);
    let own = made(
        &app,
        "PUT",
        "/boris",
        &json!({ "email": "Boris@example.test", "phone": "8 (972) 900-00-01", "password": "Pa55word!", "first_name": "Борис" }),
    );
    assert_eq!(own["logins"], json!(["+7(972)9000001", "Boris@example.test", own["person"]["snils"]]));
    assert_eq!((&own["password"], &own["person"]["gender"]), (&json!("Pa55word!"), &json!("male")));
    logs_in(&app, &own);
    // A child that has no e-mail of its own gets one where something is said about it.
    for _ in 0..4 {
        let child = made(&app, "POST", "", &json!({ "age": 9, "phone_verified": false, "email_verified": true }));
        assert_eq!(child["person"]["contacts"].as_array().map(Vec::len), Some(2), "{child}");
    }
}

#[test]
fn the_same_seed_makes_the_same_people() {
    let (one, other, third) = (TestApp::start(), TestApp::start(), TestApp::build().seed(7).start());
    let crowd = |app: &TestApp| -> Vec<Value> {
        ["confirmed", "standard", "confirmed"].map(|level| made(app, "POST", "", &json!({ "level": level }))).to_vec()
    };
    let (first, second) = (crowd(&one), crowd(&other));
    assert_eq!(first, second);
    assert_ne!(first[0]["person"]["snils"], first[2]["person"]["snils"]);
    let names = |crowd: &[Value]| -> Vec<String> {
        crowd.iter().map(|one| format!("{} {}", one["person"]["last_name"], one["person"]["first_name"])).collect()
    };
    assert_ne!(names(&first), names(&crowd(&third)));
}

#[test]
fn nobody_gets_what_somebody_has() {
    let donor = TestApp::start();
    let app = TestApp::start();
    let taken: Vec<Value> = (0..3).map(|_| made(&donor, "POST", "", &Value::Null)).collect();
    // Somebody has the first one's number, somebody the second one's phone, somebody the third one's СНИЛС.
    made(&app, "PUT", "/a", &json!({ "oid": taken[0]["oid"] }));
    made(&app, "PUT", "/b", &json!({ "phone": taken[1]["person"]["contacts"][0]["value"] }));
    made(&app, "PUT", "/c", &json!({ "snils": taken[2]["person"]["snils"] }));
    let mut seen = std::collections::BTreeSet::new();
    for person in ["a", "b", "c"]
        .map(|persona| shown(&app, persona))
        .into_iter()
        .chain((0..4).map(|_| made(&app, "POST", "", &Value::Null)))
    {
        for login in person["logins"].as_array().expect("logins") {
            assert!(seen.insert(login.to_string()), "{login} comes twice");
        }
        assert!(seen.insert(person["oid"].to_string()));
    }
}

#[test]
fn numbers_end_with_a_clear_answer() {
    let app = TestApp::start();
    let stand = app.stand();
    app.waits(stand.write(|cx| Ok(seed::keep_meta(cx.sql, "next_person", "3000001")?))).expect("written");
    let answer = call(&app, "POST", "", &Value::Null);
    assert_eq!(answer.status, 409, "{}", answer.text());
    assert!(text(&problem(&answer)["detail"]).contains("numbers for 3000000 people only"), "{}", answer.text());
}

#[test]
fn who_is_put_again_as_shown_is_the_same() {
    let app = TestApp::start();
    let first = made(&app, "PUT", "/anna", &json!({ "age": 30, "registries": { "mvd": "timeout" } }));
    let again = call(&app, "PUT", "/anna", &first["person"]);
    assert_eq!(again.status, 200, "{}", again.text());
    assert_eq!(again.json(), first);
    let demo = shown(&app, "confirmed_mother_of_two");
    assert_eq!(demo["password"], "11111111");
    assert_eq!(made(&app, "PUT", "/confirmed_mother_of_two", &demo["person"]), demo);
    assert_eq!(shown(&app, "1000000702"), demo);
    assert_eq!(shown(&app, "oid-1000000702"), demo);
    assert_eq!(shown(&app, "sidorova@example.test"), demo);
}

#[test]
fn a_persona_that_is_there_is_not_made_twice() {
    let app = TestApp::start();
    let answer = call(&app, "POST", "", &json!({ "persona": "child_10" }));
    assert_eq!(answer.status, 409, "{}", answer.text());
    assert_eq!(call(&app, "POST", "", &json!({ "persona": "olga" })).status, 201);
}

#[test]
fn who_may_be_real_is_taken_with_a_warning() {
    let app = TestApp::start();
    let person = made(
        &app,
        "POST",
        "",
        &json!({ "snils": "112-233-445 95", "email": "anna@gmail.com", "phone": "+7(907)7647981" }),
    );
    let warnings = person["warnings"].as_array().expect("warnings");
    let about: Vec<_> = warnings.iter().map(|one| text(one).split(':').next().unwrap_or_default()).collect();
    assert_eq!(about, ["contacts[0].value", "contacts[1].value", "snils"], "{person}");
}
