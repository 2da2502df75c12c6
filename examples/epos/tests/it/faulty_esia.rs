//! ЕСИА at fault, in every way that a stand knows: nobody is signed in, nothing is a 500, and it is said in plain words.

use serde_json::Value;
use serde_json::json;

use crate::support::World;

/// Places of ЕСИА's own protocol and of the standard endpoints, for the same thing.
struct Places {
    protocol: &'static str,
    data: &'static str,
}

const PLACES: [Places; 2] =
    [Places { protocol: "v1", data: "rest" }, Places { protocol: "standard", data: "userinfo" }];

/// What is wrong, and where.
fn faults(places: &Places) -> Vec<(&'static str, Value)> {
    let tokens = [
        "expired",
        "not_yet_valid",
        "wrong_iss",
        "wrong_aud",
        "wrong_sub",
        "alg_none",
        "alg_hs256",
        "bad_signature",
        "other_key",
        "not_a_jwt",
    ];
    let mut faults: Vec<(&str, Value)> = tokens.map(|token| ("token", json!({ "token": token }))).into();
    for field in ["id_token", "access_token"] {
        faults.push(("token", json!({ "response": { "remove": [field] } })));
        faults.push(("token", json!({ "response": { "set": { field: 7 } } })));
    }
    for place in ["token", places.data, "keys"] {
        let broken = [
            json!({ "status": 500, "body": "<html>" }),
            json!({ "status": 502 }),
            json!({ "status": 404 }),
            json!({ "status": 200, "body": "not JSON" }),
            json!({ "status": 200, "body": [] }),
            json!({ "maintenance": true }),
            json!({ "truncate": 20 }),
            json!({ "reset": true }),
            json!({ "reset": "in_body" }),
        ];
        faults.extend(broken.map(|broken| (place, broken)));
    }
    faults.push(("token", json!({ "esia": "ESIA-007011" })));
    faults.extend(["missing", "empty", "rotated"].map(|keys| ("keys", json!({ "keys": keys }))));
    let callbacks = [
        json!({ "state": "missing" }),
        json!({ "state": "other" }),
        json!({ "state": "empty" }),
        json!({ "code": "missing" }),
        json!({ "code": "other" }),
        json!({ "code": "used" }),
        json!({ "error": "access_denied" }),
    ];
    faults.extend(callbacks.map(|callback| ("callback", json!({ "callback": callback }))));
    faults.push((places.data, json!({ "data": { "remove": ["lastName", "family_name"] } })));
    if places.protocol == "standard" {
        let more = [
            ("token", json!({ "token": "wrong_nonce" })),
            ("callback", json!({ "callback": { "iss": "other" } })),
            ("userinfo", json!({ "data_of": "other" })),
            ("discovery", json!({ "status": 503 })),
        ];
        faults.extend(more);
    }
    faults
}

/// FLT-02, FLT-07, FLT-08.
#[tokio::test]
async fn whatever_is_wrong_with_an_answer_signs_nobody_in() {
    let world = World::start().await;
    for places in &PLACES {
        world.sets(&[("epos.protocol", places.protocol)]).await;
        for (at, deed) in faults(places) {
            let case = format!("{} {at} {deed}", places.protocol);
            let mut browser = world.browser();
            let address = world.goes_to_esia(&mut browser).await;
            world.stand().call("POST", "faults", &json!({ "at": at, "times": 10, "do": deed })).await;
            let back = world.stand().signs_in(&address, "confirmed_mother_of_two").await;
            let page = browser.get(&back).await;
            assert!([400, 403, 502].contains(&page.status), "{case}: {} {}", page.status, page.words());
            assert_eq!(page.title(), "Вход не выполнен", "{case}");
            page.says("Войти ещё раз");
            browser.get("/subsystems").await.is(401, "Войдите в ЭПОС");
            world.stand().call("DELETE", "faults", &Value::Null).await;
        }
        let (_, page) = world.signs_in("confirmed_mother_of_two").await;
        page.is(200, "Доступные подсистемы ЭПОС");
    }
}

/// FLT-05: ЕСИА that is slow is waited for as long as was agreed on, and no longer.
#[tokio::test]
async fn nobody_waits_for_ever() {
    let patience = std::time::Duration::from_millis(300);
    let stand = World::start().await.stand;
    let world = World::with(stand, |config| epos::Config { patience, ..config }).await;
    let mut browser = world.browser();
    let address = world.goes_to_esia(&mut browser).await;
    let back = world.stand().signs_in(&address, "confirmed_mother_of_two").await;
    world.stand().call("POST", "faults", &json!({ "at": "token", "do": { "hang": true } })).await;
    browser.get(&back).await.is(502, "Вход не выполнен").says("Госуслуги отвечают слишком долго");
}

/// 4.51, CNS-06: data that may be absent are: the card is looked for by what is there.
#[tokio::test]
async fn data_that_may_be_absent_are_no_trouble() {
    let world = World::start().await;
    for missing in [json!({ "remove": ["snils"] }), json!({ "set": { "birthDate": null, "trusted": null } })] {
        let fault = json!({ "at": "rest", "times": 10, "do": { "data": missing } });
        world.stand().call("POST", "faults", &fault).await;
        world.signs_in("confirmed_mother_of_two").await.1.is(200, "Доступные подсистемы ЭПОС");
        world.stand().call("DELETE", "faults", &Value::Null).await;
    }
    let fault = json!({ "at": "rest.ctts", "do": { "data": { "set": { "elements": [] } } } });
    world.stand().call("POST", "faults", &fault).await;
    world.signs_in("confirmed_mother_of_two").await.1.is(403, "Пользователь не найден");
}
