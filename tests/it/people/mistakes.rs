//! Wrong people: the same mistakes as `check` tells, with their places.

use serde_json::json;

use crate::people::call;
use crate::people::wrong;
use crate::support::TestApp;

#[test]
fn what_is_held_by_somebody_is_named_with_its_holder() {
    let app = TestApp::start();
    for (given, pointer, detail) in [
        (
            json!({ "email": "SIDOROVA@EXAMPLE.test" }),
            "/contacts/1/value",
            "email \"SIDOROVA@EXAMPLE.test\" is a login already, of the person `confirmed_mother_of_two`",
        ),
        (
            json!({ "phone": "89000000702" }),
            "/contacts/0/value",
            "phone \"+7(900)0000702\" is a login already, of the person `confirmed_mother_of_two`",
        ),
        (
            json!({ "snils": "000-000-702 23" }),
            "/snils",
            "СНИЛС \"000-000-702 23\" is a login already, of the person `confirmed_mother_of_two`",
        ),
        (
            json!({ "oid": 1_000_000_702 }),
            "/oid",
            "is already the identifier of the person `confirmed_mother_of_two`; give this one another oid",
        ),
    ] {
        let told = wrong(&call(&app, "PUT", "/anna", &given));
        assert_eq!(told, [(pointer.to_owned(), detail.to_owned())]);
        assert_eq!(call(&app, "GET", "/anna", &serde_json::Value::Null).status, 404, "nobody was made");
    }
}

#[test]
fn names_of_others_are_looked_for_at_the_stand() {
    let app = TestApp::start();
    let told = wrong(&call(&app, "POST", "", &json!({ "children": [{ "persona": "child_11" }] })));
    assert_eq!(told[0].0, "/children/0/persona");
    assert!(told[0].1.starts_with("there is no persona `child_11`, did you mean `child_10`?"), "{told:?}");
    let told = wrong(&call(&app, "POST", "", &json!({ "roles": [{ "organization": "school_13" }] })));
    assert!(told[0].1.starts_with("there is no organization `school_13`"), "{told:?}");
    let there = json!({
        "children": [{ "persona": "child_10" }], "roles": [{ "organization": "school_12", "branch": "primary" }],
    });
    assert_eq!(call(&app, "POST", "", &there).status, 201);
}

#[test]
fn fields_and_words_that_are_not_there_are_named_with_what_was_meant() {
    let app = TestApp::start();
    let answer = call(&app, "POST", "", &json!({ "levl": "confirmed", "account": { "status": "blokced" } }));
    let told = wrong(&answer);
    assert!(told.iter().any(|(_, detail)| detail.contains("did you mean `level`?")), "{told:?}");
    assert!(told.iter().any(|(at, detail)| at == "/account/status" && detail.contains("`blocked`")), "{told:?}");
    let told = wrong(&call(&app, "POST", "", &json!({ "level": "confirmed", "account": { "level": "child" } })));
    assert_eq!(told[0].1, "stands in place of account.level: give only one of them");
    let told = wrong(&call(&app, "POST", "", &json!({ "last_name": null, "age": 500 })));
    assert!(!told.is_empty());
    let told = wrong(&call(&app, "PUT", "/anna", &json!({ "persona": "boris" })));
    assert_eq!(told[0].1, "\"boris\": the path of the call says \"anna\"");
}

#[test]
fn a_code_needs_a_phone_that_is_verified() {
    let app = TestApp::start();
    let told = wrong(&call(
        &app,
        "POST",
        "",
        &json!({ "account": { "second_factor": "sms" }, "level": "confirmed", "phone_verified": false }),
    ));
    assert_eq!(told[0].0, "/account/second_factor");
}
