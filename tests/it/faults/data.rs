//! Faults of data: REST and userinfo.

use serde_json::Value;
use serde_json::json;

use crate::support::TestApp;

const PERSONA: &str = "confirmed_mother_of_two";

#[test]
fn data_have_other_fields_and_lack_some() {
    let app = TestApp::start();
    let (rp, citizen) = (app.client("EPOS_DEMO"), app.citizen(PERSONA));
    let tokens = citizen.gives_tokens_to(&rp);
    let read = |path: &str| rp.reads(&format!("/rs/prns/{}{path}", citizen.oid), &tokens.access_token());
    let right = read("").json();
    let change = json!({ "data": { "set": { "middleName": null, "lastName": "Иная" }, "remove": ["snils"] } });
    app.arms("one", &json!({ "at": "rest", "person": PERSONA, "client": "EPOS_DEMO", "do": change }));
    let wrong = read("").json();
    assert!(right["snils"].is_string() && wrong["snils"].is_null() && wrong["middleName"].is_null(), "{wrong:#}");
    assert_eq!((&wrong["lastName"], &wrong["firstName"]), (&"Иная".into(), &right["firstName"]));
    assert_eq!(read("").json(), right, "it was for one request");
    let of_contacts = json!({ "data": { "set": { "vrfStu": "NOT_VERIFIED" } } });
    app.arms("two", &json!({ "at": "rest.ctts", "do": of_contacts }));
    assert_eq!(read("").json(), right, "another place");
    let list = read("/ctts?embed=(elements)").json();
    let elements = list["elements"].as_array().expect("elements");
    assert!(!elements.is_empty() && elements.iter().all(|one| one["vrfStu"] == "NOT_VERIFIED"), "{list:#}");
}

/// Issue 13: `elements` and `size` are those of the list itself, however it is written.
#[test]
fn a_list_is_emptied_and_its_size_follows_or_says_something_else() {
    let app = TestApp::start();
    let (rp, citizen) = (app.client("EPOS_DEMO"), app.citizen(PERSONA));
    let tokens = citizen.gives_tokens_to(&rp);
    let read = |query: &str| rp.reads(&format!("/rs/prns/{}/ctts{query}", citizen.oid), &tokens.access_token()).json();
    let right = read("");
    let contacts = right["elements"].as_array().map_or(0, Vec::len);
    assert!(contacts > 0, "{right:#}");
    let arm = |change: Value| app.arms("one", &json!({ "at": "rest.ctts", "do": { "data": change } }));
    for query in ["", "?embed=(elements)"] {
        arm(json!({ "set": { "elements": [] } }));
        let empty = read(query);
        assert_eq!((&empty["elements"], &empty["size"]), (&json!([]), &json!(0)), "{query}: {empty:#}");
        assert_eq!((&empty["stateFacts"], &empty["eTag"]), (&right["stateFacts"], &right["eTag"]));
        arm(json!({ "set": { "size": 99 } }));
        let other = read(query);
        assert_eq!((other["size"].as_i64(), other["elements"].as_array().map(Vec::len)), (Some(99), Some(contacts)));
        arm(json!({ "remove": ["elements"] }));
        let without = read(query);
        assert!(without["elements"].is_null() && without["size"] == right["size"], "{without:#}");
    }
    assert_eq!(read(""), right, "each was for one request");
}

#[test]
fn data_are_those_of_somebody_else_of_the_stand() {
    let app = TestApp::start();
    let (rp, citizen) = (app.client("EPOS_DEMO"), app.citizen(PERSONA));
    let tokens = citizen.gives_tokens_to(&rp);
    let read = || rp.reads(&format!("/rs/prns/{}", citizen.oid), &tokens.access_token());
    let right = read().json();
    app.arms("one", &json!({ "at": "rest", "do": { "data_of": "other" } }));
    let answer = read();
    let wrong = answer.json();
    assert_eq!(answer.status, 200, "{wrong:#}");
    assert!(wrong["lastName"].is_string() && wrong["lastName"] != right["lastName"], "{wrong:#}");
    let known = |last: &str| app.world.citizens.iter().any(|one| one.person.name.to_string().starts_with(last));
    assert!(known(wrong["lastName"].as_str().expect("a name")), "somebody of the stand: {wrong:#}");
    assert_eq!(read().json(), right);
}

#[test]
fn userinfo_is_about_somebody_else_or_says_something_else() {
    let app = TestApp::start();
    let rp = app.standard_client("DEMO_RSA").asking_for("openid profile");
    let tokens = rp.tokens(&app, PERSONA);
    let right = rp.userinfo(&tokens.access()).json();
    app.arms("one", &json!({ "at": "userinfo", "do": { "data_of": "other" } }));
    let wrong = rp.userinfo(&tokens.access()).json();
    assert!(wrong["sub"].is_string() && wrong["sub"] != right["sub"] && wrong["family_name"] != right["family_name"]);
    app.arms("two", &json!({ "at": "userinfo", "do": { "data": { "remove": ["sub"] } } }));
    let without = rp.userinfo(&tokens.access()).json();
    assert!(without["sub"].is_null() && without["family_name"] == right["family_name"], "{without:#}");
}
