//! What each step does: `citizen` acts in browsers, `family` is a parent at work, `tester` arranges, `checks` look.

mod checks;
mod citizen;
mod family;
mod tester;

use serde_json::Map;
use serde_json::Value;

use crate::failure::Failure;
use crate::phrases::Understood;
use crate::world::World;

/// A step with what it says.
#[derive(Clone, Debug)]
pub struct Said {
    slots: Vec<String>,
    fields: Map<String, Value>,
}

impl Said {
    /// What stands in a slot.
    fn slot(&self, at: usize) -> &str {
        self.slots.get(at).map_or("", String::as_str)
    }

    /// The fields as texts.
    fn texts(&self) -> impl Iterator<Item = (&str, String)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), text(value)))
    }

    /// The fields as a body.
    fn body(&self) -> Value {
        Value::Object(self.fields.clone())
    }
}

/// A value as a form takes it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "да".to_owned(),
        Value::Bool(false) => "нет".to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Does a step.
pub async fn take(world: &mut World, step: Understood, fields: Map<String, Value>) -> Result<(), Failure> {
    let act = step.phrase.act;
    let said = Said { slots: step.slots, fields };
    let is_done = citizen::take(world, act, &said).await?
        || family::take(world, act, &said).await?
        || tester::take(world, act, &said).await?;
    if is_done {
        return Ok(());
    }
    checks::take(world, act, &said).await
}
