//! People who are changed by force.

use serde_json::Value;
use serde_json::json;

use crate::people::call;
use crate::people::logs_in;
use crate::people::made;
use crate::people::shown;
use crate::people::signs_in;
use crate::people::text;
use crate::people::wrong;
use crate::support::TestApp;

fn changed(app: &TestApp, person: &str, patch: &Value) -> Value {
    let answer = call(app, "PATCH", &format!("/{person}"), patch);
    assert_eq!(answer.status, 200, "{patch}: {}", answer.text());
    answer.json()
}

#[test]
fn a_level_is_set_and_the_steps_that_were_skipped_are_named() {
    let app = TestApp::start();
    let simple = made(&app, "PUT", "/ivan", &json!({ "level": "simplified" }));
    let risen = changed(&app, "ivan", &json!({ "level": "confirmed", "age": 30, "snils": "000-900-001 25" }));
    let warnings = risen["warnings"].to_string();
    for step in ["МВД and СФР have checked nothing", "nobody has confirmed who it is", "no verified document"] {
        assert!(warnings.contains(step), "{step}: {warnings}");
    }
    assert_eq!(risen["person"]["account"]["level"], "confirmed");
    assert_eq!(risen["oid"], simple["oid"]);
    assert_eq!(shown(&app, "ivan")["person"], risen["person"]);
}

#[test]
fn a_change_ends_nothing_and_touches_nothing_else() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let anna = made(&app, "PUT", "/anna", &json!({}));
    let mut browser = signs_in(&app, text(&anna["login"]), "11111111");
    browser.grants();
    let after = changed(&app, "anna", &json!({ "first_name": "Мария", "email_verified": false }));
    browser.opens(&rp.authorize_url());
    assert!(browser.has_returned(), "signed in, and the consent is there");
    let mut wanted = anna["person"].clone();
    wanted["first_name"] = "Мария".into();
    wanted["contacts"][1]["verified"] = false.into();
    wanted["account"].as_object_mut().expect("an account").remove("password");
    let mut person = after["person"].clone();
    person["account"].as_object_mut().expect("an account").remove("password_hash");
    assert_eq!(person, wanted);
    logs_in(&app, &json!({ "login": after["login"], "password": "11111111" }));
}

#[test]
fn null_takes_away_and_lists_are_replaced() {
    let app = TestApp::start();
    made(&app, "PUT", "/anna", &json!({}));
    let after = changed(
        &app,
        "anna",
        &json!({ "middle_name": null, "addresses": null, "contacts": [{ "kind": "email", "value": "a@example.test" }] }),
    );
    assert_eq!(after["person"].get("middle_name"), None);
    assert_eq!(after["person"].get("addresses"), None);
    assert_eq!(after["person"]["contacts"].as_array().map(Vec::len), Some(1));
    assert!(after["warnings"].to_string().contains("no code or letter was sent"), "{after}");
    let aged = changed(&app, "anna", &json!({ "age": 50 }));
    assert!(text(&aged["person"]["birth_date"]).starts_with("1976"), "{aged}");
}

#[test]
fn a_password_is_set_and_shown_once() {
    let app = TestApp::start();
    let after = changed(&app, "standard_adult", &json!({ "password": "Pa55word!" }));
    assert_eq!(after["password"], "Pa55word!");
    logs_in(&app, &after);
    assert_eq!(shown(&app, "standard_adult").get("password"), None);
    // Another change leaves it alone.
    changed(&app, "standard_adult", &json!({ "about": "" }));
    logs_in(&app, &after);
}

#[test]
fn what_cannot_be_changed_is_said_so() {
    let app = TestApp::start();
    for (patch, pointer) in [
        (json!({ "oid": 5 }), "/oid"),
        (json!({ "persona": "anna" }), "/persona"),
        (json!({ "status": "deleted" }), "/account/status"),
        (json!({ "account": null }), ""),
        (json!({ "email": "sidorova@example.test" }), "/contacts/1/value"),
    ] {
        let told = wrong(&call(&app, "PATCH", "/standard_adult", &patch));
        assert!(told.iter().any(|(at, _)| at.starts_with(pointer)), "{patch}: {told:?}");
    }
    assert_eq!(call(&app, "PATCH", "/nobody", &json!({})).status, 404);
}

#[test]
fn a_contact_is_verified_and_not_in_any_spelling() {
    let app = TestApp::start();
    let anna = made(&app, "PUT", "/anna", &json!({ "email": "Anna@example.test", "email_verified": false }));
    assert_eq!(anna["logins"].as_array().map(Vec::len), Some(2));
    let verified = made(&app, "POST", "/anna/contacts/ANNA%40example.test/verify", &Value::Null);
    assert_eq!(verified["logins"][1], "Anna@example.test");
    let phone = text(&anna["login"]).replace("+7", "8").replace('(', "%20").replace(')', "-");
    let unverified = made(&app, "POST", &format!("/anna/contacts/{phone}/unverify"), &Value::Null);
    assert_eq!(unverified["login"], "Anna@example.test");
    made(&app, "POST", "/anna/contacts/ANNA%40example.test/unverify", &Value::Null);
    let alone = made(&app, "PATCH", "/anna", &json!({ "snils": null, "level": "simplified" }));
    assert!(alone["warnings"].to_string().contains("nobody can sign in"), "{alone}");
    assert_eq!(alone.get("login"), None);
    assert_eq!(call(&app, "POST", "/anna/contacts/b%40example.test/verify", &Value::Null).status, 404);
    let sms = shown(&app, "confirmed_second_factor_sms");
    let path = format!("/confirmed_second_factor_sms/contacts/{}/unverify", text(&sms["login"]));
    assert_eq!(call(&app, "POST", &path, &Value::Null).status, 409);
}
