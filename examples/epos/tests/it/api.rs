//! The API for whoever arranges a test.

use serde_json::Value;
use serde_json::json;

use crate::support::World;

#[tokio::test]
async fn switches_are_listed_changed_together_or_not_at_all() {
    let world = World::alone().await;
    let all = world.call("GET", "settings", &Value::Null).await;
    let names: Vec<&str> =
        all["settings"].as_array().expect("all").iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(names.contains(&"epos.match_keys") && names.len() >= 20, "{names:?}");
    let (status, answer) = world.tries("PUT", "settings", &json!({ "match.yo": "fold", "match.jo": "fold" })).await;
    assert_eq!(status, 422);
    assert_eq!(answer["error"], "there is no switch \"match.jo\"; did you mean \"match.yo\"?");
    let yo = |all: &Value| {
        all["settings"].as_array().expect("all").iter().find(|one| one["name"] == "match.yo").expect("it")["value"]
            .clone()
    };
    assert_eq!(yo(&world.call("GET", "settings", &Value::Null).await), "strict");
    assert_eq!(
        yo(&world.call("PUT", "settings", &json!({ "match.yo": "fold", "epos.generation": 2020 })).await),
        "fold"
    );
}

#[tokio::test]
async fn cards_are_put_read_and_taken_away() {
    let world = World::alone().await;
    world.call("POST", "reset", &json!({})).await;
    assert_eq!(world.call("GET", "cards", &Value::Null).await["cards"], json!([]));
    let card = json!({ "category": "student", "last_name": "Иванов", "first_name": "Пётр" });
    assert_eq!(world.call("PUT", "cards/petr", &card).await["id"], "petr");
    world.call("DELETE", "cards/petr", &Value::Null).await;
    assert_eq!(world.tries("GET", "cards/petr", &Value::Null).await.0, 404);
    let wrong = [
        ("cards/petr", json!({ "category": "pupil", "last_name": "Иванов", "first_name": "Пётр" })),
        ("cards/petr", json!({ "category": "student", "last_name": "Иванов" })),
        ("cards/%D0%B0", card.clone()),
        (
            "cards/petr",
            json!({ "category": "staff", "last_name": "И", "first_name": "П", "subsystems": ["kontingent"] }),
        ),
        ("cards/petr", json!({ "category": "staff", "last_name": "И", "first_name": "П", "snils": "12" })),
    ];
    for (path, card) in wrong {
        let (status, answer) = world.tries("PUT", path, &card).await;
        assert!((status == 400 || status == 422) && answer["error"].is_string(), "{card}: {status} {answer}");
    }
    world.call("POST", "reset", &json!({ "demo": true })).await;
    assert!(world.call("GET", "cards", &Value::Null).await["cards"].as_array().expect("cards").len() > 10);
}

#[tokio::test]
async fn calls_that_are_none_say_so() {
    let world = World::alone().await;
    assert_eq!(world.tries("GET", "nothing", &Value::Null).await.0, 404);
    assert_eq!(world.tries("GET", "traces/last", &Value::Null).await.0, 404);
    assert_eq!(world.tries("GET", "accounts/nobody", &Value::Null).await.0, 404);
    assert_eq!(world.tries("PUT", "accounts/Nobody", &json!({ "password": "x" })).await.0, 422);
    let unknown = json!({ "card": "nobody", "field": "email", "value": "a@b.test" });
    assert_eq!(world.tries("POST", "changes", &unknown).await.0, 404);
    let field = json!({ "card": "ivan", "field": "e-mail", "value": "a@b.test" });
    assert_eq!(world.tries("POST", "changes", &field).await.0, 422);
}

/// A file keeps what was put into it.
#[tokio::test]
async fn a_file_outlives_the_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("epos.sqlite");
    let with = |config: epos::Config| epos::Config { data: Some(file.clone()), ..config };
    let world = World::with(None, with).await;
    world.sets(&[("match.yo", "fold")]).await;
    world.call("DELETE", "cards/ivan", &Value::Null).await;
    drop(world);
    let world = World::with(None, with).await;
    assert_eq!(world.tries("GET", "cards/ivan", &Value::Null).await.0, 404);
    assert_eq!(world.tries("GET", "cards/maria", &Value::Null).await.0, 200);
}
