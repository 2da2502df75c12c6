//! Organisations that a tester makes while the stand serves.

use serde_json::Value;
use serde_json::json;

use crate::support::Answer;
use crate::support::TestApp;
use crate::support::control::problem;

fn call(app: &TestApp, method: &str, path: &str, body: &Value) -> Answer {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    app.controls(method, &format!("/_mock/api/v1/organizations{path}"), &body)
}

fn shown(app: &TestApp, id: &str) -> Value {
    let answer = call(app, "GET", &format!("/{id}"), &Value::Null);
    assert_eq!(answer.status, 200, "{id}: {}", answer.text());
    answer.json()
}

#[test]
fn an_organization_is_shown_as_fixtures_have_it() {
    let app = TestApp::start();
    let school = shown(&app, "school_12");
    assert_eq!(school["organization"], "school_12");
    assert_eq!(school["branches"][0]["branch"], "primary", "{school}");
    assert_eq!(shown(&app, &school["oid"].to_string()), school, "it has a number too");
    let back = call(&app, "PUT", "/school_12", &school);
    assert_eq!(back.status, 200, "{}", back.text());
    assert_eq!(back.json()["organization"], school);
    assert_eq!(shown(&app, "school_12"), school);
}

#[test]
fn what_is_left_out_is_made_up() {
    let app = TestApp::start();
    for (name, given) in [("lyceum", json!({})), ("ip_ivanov", json!({ "kind": "sole_proprietor" }))] {
        let made = call(&app, "PUT", &format!("/{name}"), &given);
        assert_eq!(made.status, 201, "{}", made.text());
        let again = call(&app, "PUT", &format!("/{name}"), &given);
        assert_eq!((again.status, &again.json()["organization"]), (200, &made.json()["organization"]));
    }
    let changed = call(
        &app,
        "PUT",
        "/lyceum",
        &json!({
            "full_name": "Лицей № 1", "contacts": [{ "kind": "organization_phone", "value": "+7(342)2000000" }],
        }),
    );
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(shown(&app, "lyceum")["contacts"][0]["value"], "+7(342)2000000");
    let ids = |part: &Value| -> Vec<u64> {
        let all = part["organizations"].as_array().expect("a list").iter();
        all.map(|one| one["oid"].as_u64().expect("a number")).collect()
    };
    let all = ids(&call(&app, "GET", "", &Value::Null).json());
    assert!(all.len() == app.world.organizations.len() + 2 && all.is_sorted());
    let (mut seen, mut after) = (Vec::new(), 0);
    loop {
        let part = call(&app, "GET", &format!("?limit=1&after={after}"), &Value::Null).json();
        seen.extend(ids(&part));
        match part["next"].as_u64() {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(seen, all);
}

#[test]
fn what_is_wrong_with_an_organization_is_told_with_its_place() {
    let app = TestApp::start();
    let taken = app.citizen("confirmed_mother_of_two").oid;
    let group = |who: &str| json!({ "access_groups": [{ "id": "g", "name": "G", "system": "S", "members": [who] }] });
    for (body, pointer, told) in [
        (json!({ "ogrn": "1025900000005" }), "/ogrn", "control digit must be"),
        (json!({ "kind": "leagl" }), "/kind", "did you mean `legal`?"),
        (json!({ "organization": "other" }), "/organization", "the path of the call says"),
        (json!({ "oid": taken }), "/oid", "is already the identifier"),
        (json!({ "contacts": [{ "kind": "mobile", "value": "+79000000000" }] }), "/contacts/0/kind", "is for people"),
        (group("nobody"), "/access_groups/0/members/0", "there is no persona `nobody`"),
        (group("confirmed_mother_of_two"), "/access_groups/0/members/0", "has no role"),
    ] {
        let answer = call(&app, "PUT", "/lyceum", &body);
        assert_eq!(answer.status, 422, "{body}: {}", answer.text());
        let wrong = &problem(&answer)["errors"][0];
        assert_eq!(wrong["pointer"], pointer, "{body}: {wrong}");
        assert!(wrong["detail"].as_str().expect("a text").contains(told), "{body}: {wrong}");
    }
    let moved = call(&app, "PUT", "/school_12", &json!({ "oid": 5 }));
    assert_eq!(problem(&moved)["errors"][0]["pointer"], "/oid", "{}", moved.text());
    for name in ["Lyceum", "a.b", "a%2Fb", "..%2F..", "-", "%D0%BB"] {
        assert!((400..500).contains(&call(&app, "PUT", &format!("/{name}"), &json!({})).status), "{name}");
        assert_eq!(call(&app, "GET", &format!("/{name}"), &Value::Null).status, 404, "{name}");
    }
}

#[test]
fn nobody_works_in_an_organization_that_is_taken_away() {
    let app = TestApp::start();
    let roles = |app: &TestApp| {
        let rp = app.client("DEMO_RSA").asking_for("openid usr_org");
        let tokens = app.citizen("confirmed_school_teacher").gives_tokens_to(&rp);
        let answer = rp.reads(&format!("/rs/prns/{}/roles", tokens.oid()), &tokens.access_token());
        answer.json()["elements"].as_array().map_or(0, Vec::len)
    };
    let before = roles(&app);
    assert!(before > 0);
    for _ in 0..2 {
        assert_eq!(call(&app, "DELETE", "/school_12", &Value::Null).status, 204);
    }
    assert_eq!(roles(&app), before - 1);
    assert_eq!(call(&app, "GET", "/school_12", &Value::Null).status, 404);
}
