//! What each step does: `citizen` acts in browsers, `family` is a parent at work, `tester` arranges, `checks` look.

mod checks;
mod citizen;
mod family;
mod said;
mod tester;

use serde_json::Map;
use serde_json::Value;

use self::said::Said;
use crate::failure::Failure;
use crate::phrases::Understood;
use crate::world::World;

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
