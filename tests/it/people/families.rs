//! Children with accounts, and a whole family from an empty stand.

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

/// Deletes everybody.
fn emptied(app: &TestApp) {
    loop {
        let answer = call(app, "GET", "?limit=1000", &Value::Null).json();
        let people = answer["people"].as_array().expect("people").clone();
        for person in &people {
            assert_eq!(call(app, "DELETE", &format!("/{}", person["oid"]), &Value::Null).status, 204);
        }
        if people.is_empty() {
            return;
        }
    }
}

/// Issue 16: whoever is to have a contact that is not verified has another one to sign in with.
#[test]
fn nobody_new_is_left_without_a_login() {
    let app = TestApp::start();
    for (path, wanted) in [
        ("/confirmed_mother_of_two/children", json!({ "age": 10, "email_verified": false })),
        ("/confirmed_mother_of_two/children", json!({ "age": 10, "phone_verified": false, "email_verified": false })),
        ("", json!({ "level": "simplified", "email_verified": false })),
        ("", json!({ "level": "simplified", "phone_verified": false })),
    ] {
        for _ in 0..4 {
            let person = made(&app, "POST", path, &wanted);
            let both = wanted.get("phone_verified").is_some() && wanted.get("email_verified").is_some();
            assert_eq!(person["login"].is_string(), !both, "{wanted}: {person}");
            if !both {
                logs_in(&app, &person);
            }
        }
    }
}

#[test]
fn a_family_is_made_on_an_empty_stand_by_calls_alone() {
    let app = TestApp::start();
    emptied(&app);
    let mother = made(&app, "PUT", "/mother", &json!({ "level": "confirmed", "first_name": "Анна" }));
    let older = made(&app, "POST", "/mother/children", &json!({ "age": 12 }));
    let younger = made(
        &app,
        "POST",
        "/mother/children",
        &json!({ "persona": "kid", "age": 10, "email_verified": false, "phone_verified": true }),
    );
    for child in [&older, &younger] {
        let person = &child["person"];
        assert_eq!(
            (&person["account"]["created_by"], &person["account"]["level"]),
            (&json!("mother"), &json!("child"))
        );
        assert_eq!(person["documents"][0]["kind"], "birth_certificate");
        assert_eq!(person["addresses"], mother["person"]["addresses"]);
        let stem = |name: &Value| text(name).chars().take(3).collect::<String>();
        assert_eq!(stem(&person["last_name"]), stem(&mother["person"]["last_name"]), "{person}");
        logs_in(&app, child);
    }
    let email = younger["person"]["contacts"].as_array().and_then(|all| all.iter().find(|one| one["kind"] == "email"));
    let email = email.expect("an e-mail");
    assert_eq!(email["verified"], false);
    assert_eq!(signs_in(&app, text(&email["value"]), "11111111").heading(), "Вход", "no login yet");
    logs_in(&app, &mother);
    let cards = shown(&app, "mother")["person"]["children"].clone();
    let personas: Vec<_> = cards.as_array().expect("cards").iter().map(|card| text(&card["persona"])).collect();
    assert_eq!(personas, [text(&older["person"]["persona"]), "kid"]);

    let reborn = made(&app, "PUT", "/mother", &shown(&app, "mother")["person"]);
    assert_eq!(reborn["person"]["children"], cards);
    logs_in(&app, &json!({ "login": reborn["login"], "password": "11111111" }));
}

#[test]
fn a_child_of_a_father_has_his_name() {
    let app = TestApp::start();
    made(&app, "PUT", "/father", &json!({ "first_name": "Иван", "last_name": "Кедровский", "gender": "male" }));
    let daughter = made(&app, "POST", "/father/children", &json!({ "gender": "female" }));
    let person = &daughter["person"];
    assert_eq!((text(&person["last_name"]), text(&person["middle_name"])), ("Кедровская", "Ивановна"));
    let pupil = made(&app, "POST", "/father/children", &json!({ "age": 15 }));
    assert_eq!(pupil["person"]["account"]["level"], "confirmed");
    assert_eq!(shown(&app, "father")["person"]["children"].as_array().map(Vec::len), Some(2));
}

#[test]
fn who_is_of_age_is_no_child() {
    let app = TestApp::start();
    let told = wrong(&call(&app, "POST", "/confirmed_mother_of_two/children", &json!({ "age": 18 })));
    assert_eq!(told[0].0, "/age");
    let before = shown(&app, "confirmed_mother_of_two");
    assert_eq!(before["person"]["children"].as_array().map(Vec::len), Some(2));
    let odd = made(&app, "POST", "/standard_adult/children", &Value::Null);
    assert!(odd["warnings"].to_string().contains("only such parents make accounts"), "{odd}");
    assert_eq!(call(&app, "POST", "/nobody/children", &Value::Null).status, 404);
}
