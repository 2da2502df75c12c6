//! What only a tester can do: the clock, cards, switches, faults, registries, the desk.

use serde_json::Value;
use serde_json::json;

use super::said::Said;
use super::said::text;
use crate::calls::part;
use crate::failure::Failure;
use crate::phrases;
use crate::phrases::Act;
use crate::world::World;

/// Does a step, if it is one of these; says whether it was.
pub(super) async fn take(world: &mut World, act: Act, said: &Said) -> Result<bool, Failure> {
    let (first, second) = (said.slot(0), said.slot(1));
    let answered = match act {
        Act::ClockAt => clock(world, &json!({ "now": first })).await,
        Act::Passes => {
            let (before, after) = phrases::unit(second).unwrap_or(("PT", "S"));
            clock(world, &json!({ "advance": format!("{before}{first}{after}") })).await
        }
        Act::WorkingDay => clock(world, &json!({ "advance_working": "P1D", "at": first })).await,
        Act::WorkingDays => clock(world, &json!({ "advance_working": format!("P{first}D") })).await,
        Act::Correct => correct(world, first, said).await,
        Act::ChangeCard => world.change_card(first, &said.fields).await.map(|()| Value::Null),
        Act::Switch => {
            let switches: serde_json::Map<String, Value> =
                said.fields.iter().map(|(name, value)| (name.clone(), json!(plain(value)))).collect();
            world.epos.call("PUT", "settings", Some(&json!(switches))).await
        }
        Act::EposFault => world.epos.call("POST", "faults", Some(&said.body())).await,
        Act::EposMended => world.epos.call("DELETE", "faults", None).await,
        Act::StandFault => world.stand.call("POST", "faults", Some(&said.body())).await,
        Act::StandMended => world.stand.call("DELETE", "faults", None).await,
        Act::Registry => {
            let outcome = json!({ "registries": { second: said.slot(2) } });
            person(world, first, "PATCH", "", Some(&outcome)).await
        }
        Act::Verify => verify(world, first, "verify").await,
        Act::Unverify => verify(world, first, "unverify").await,
        Act::ChangePerson => person(world, first, "PATCH", "", Some(&said.body())).await,
        Act::Desk => desk(world, first, said).await,
        Act::CallStand => {
            let (method, path) = first.split_once(' ').unwrap_or(("GET", first));
            let body = (!said.fields.is_empty()).then(|| said.body());
            world.stand.call(method, path, body.as_ref()).await
        }
        Act::CallEpos => {
            let (method, path) = first.split_once(' ').unwrap_or(("GET", first));
            let body = (!said.fields.is_empty()).then(|| said.body());
            world.epos.call(method, path, body.as_ref()).await
        }
        _ => return Ok(false),
    };
    world.answer = answered?;
    Ok(true)
}

/// A switch is written as its table writes it.
fn plain(value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        other => text(other),
    }
}

async fn clock(world: &World, change: &Value) -> Result<Value, Failure> {
    world.stand.call("PUT", "clock", Some(change)).await
}

async fn correct(world: &World, card: &str, said: &Said) -> Result<Value, Failure> {
    let mut last = Value::Null;
    for (field, value) in said.texts() {
        let change = json!({ "card": card, "field": field, "value": value });
        last = world.epos.call("POST", "changes", Some(&change)).await?;
    }
    Ok(last)
}

async fn person(world: &World, who: &str, method: &str, rest: &str, body: Option<&Value>) -> Result<Value, Failure> {
    let key = world.citizen(who).key;
    world.stand.call(method, &format!("people/{}{rest}", part(&key)), body).await
}

async fn verify(world: &World, who: &str, how: &str) -> Result<Value, Failure> {
    let rest = format!("/contacts/{}/{how}", part(&world.citizen(who).email));
    person(world, who, "POST", &rest, None).await
}

async fn desk(world: &World, who: &str, said: &Said) -> Result<Value, Failure> {
    let mut visitor = json!({ "person": world.citizen(who).key });
    if !said.fields.is_empty() {
        visitor["documents"] = said.body();
    }
    world.stand.call("POST", "mfc/confirm", Some(&visitor)).await
}
