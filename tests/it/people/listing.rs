//! Lists of people.

use serde_json::Value;
use serde_json::json;

use crate::people::call;
use crate::people::made;
use crate::people::text;
use crate::support::TestApp;

fn listed(app: &TestApp, query: &str) -> Value {
    let answer = call(app, "GET", query, &Value::Null);
    assert_eq!(answer.status, 200, "{query}: {}", answer.text());
    answer.json()
}

fn personas(list: &Value) -> Vec<&str> {
    list["people"].as_array().expect("people").iter().map(|one| text(&one["persona"])).collect()
}

#[test]
fn people_are_found_by_pieces_level_and_status() {
    let app = TestApp::start();
    let mother = listed(&app, "?q=%D1%81%D0%B8%D0%B4%D0%BE%D1%80%20%D0%B0%D0%BD%D0%BD%D0%B0");
    assert_eq!(personas(&mother), ["confirmed_mother_of_two"]);
    let found = &mother["people"][0];
    assert_eq!(found["logins"], json!(["+7(900)0000702", "sidorova@example.test", "000-000-702 23"]));
    assert_eq!((&found["level"], &found["status"]), (&json!("confirmed"), &json!("registered")));
    assert!(text(&found["about"]).contains("мать двоих детей"), "{found}");
    assert_eq!(personas(&listed(&app, "?status=blocked")), ["blocked_adult"]);
    assert_eq!(personas(&listed(&app, "?status=deleted")), ["deleted_adult"]);
    assert!(!personas(&listed(&app, "")).contains(&"deleted_adult"), "live people");
    let children = listed(&app, "?level=child");
    assert!(personas(&children).contains(&"child_10") && !personas(&children).contains(&"confirmed_mother_of_two"));
}

#[test]
fn a_list_goes_on_where_it_ended() {
    let app = TestApp::start();
    let all: Vec<String> = personas(&listed(&app, "")).into_iter().map(str::to_owned).collect();
    let (mut seen, mut query) = (Vec::new(), "?limit=7".to_owned());
    loop {
        let part = listed(&app, &query);
        assert!(personas(&part).len() <= 7);
        seen.extend(personas(&part).into_iter().map(str::to_owned));
        let Some(next) = part["next"].as_u64() else { break };
        query = format!("?limit=7&after={next}");
    }
    assert_eq!(seen, all);
    made(&app, "PUT", "/anna", &json!({ "last_name": "Необычайная" }));
    let found = listed(&app, "?q=%D0%BD%D0%B5%D0%BE%D0%B1%D1%8B%D1%87%D0%B0%D0%B9");
    assert_eq!(personas(&found), ["anna"]);
    for wrong in ["?limit=0", "?limit=1001", "?level=high", "?who=anna"] {
        assert_eq!(call(&app, "GET", wrong, &Value::Null).status, 422, "{wrong}");
    }
}
