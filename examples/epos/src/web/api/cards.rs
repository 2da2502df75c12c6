//! Cards and corrections.

use actix_web::web::Data;
use actix_web::web::Json;
use actix_web::web::Path;
use serde_json::json;

use super::problem::Called;
use super::problem::Problem;
use super::problem::ok;
use crate::app::App;
use crate::app::FIELDS;
use crate::rules::card::Card;
use crate::rules::numbers;
use crate::rules::subsystems::SUBSYSTEMS;
use crate::rules::subsystems::Subsystem;
use crate::store::documents::Change;
use crate::web::contingent;
use crate::web::contingent::Correction;

/// All cards.
pub(super) async fn list(app: Data<App>) -> Called {
    ok(&json!({ "cards": app.cards(app.clock.now().await)? }))
}

/// A card.
pub(super) async fn show(app: Data<App>, id: Path<String>) -> Called {
    let cards = app.cards(app.clock.now().await)?;
    ok(&cards.into_iter().find(|card| card.id == *id).ok_or_else(|| Problem::absent("such card"))?)
}

/// Puts a card, as it is to be at once.
pub(super) async fn put(app: Data<App>, id: Path<String>, card: Json<Card>) -> Called {
    let fits = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '-';
    if id.is_empty() || id.len() > 60 || !id.chars().all(fits) {
        return Err(Problem::value("the key of a card has up to 60 Latin letters, digits, _ and -"));
    }
    let card = Card { id: id.to_string(), ..card.into_inner() };
    if let Some(name) = card.subsystems.iter().find(|name| Subsystem::named(name).is_none()) {
        let names = SUBSYSTEMS.map(|subsystem| subsystem.name).join(", ");
        return Err(Problem::value(format!("there is no subsystem {name:?}: {names}")));
    }
    if card.snils.as_deref().is_some_and(|snils| numbers::snils(snils).is_none()) {
        return Err(Problem::value("snils has eleven digits"));
    }
    app.store.put(&id, &card)?;
    ok(&card)
}

/// Takes a card away.
pub(super) async fn remove(app: Data<App>, id: Path<String>) -> Called {
    app.store.take::<Card>(&id)?;
    ok(&json!({}))
}

/// Corrections, those that wait and those that were made.
pub(super) async fn changes(app: Data<App>) -> Called {
    app.cards(app.clock.now().await)?;
    let changes: Vec<Change> = app.store.all::<Change>()?.into_iter().map(|(_, change)| change).collect();
    ok(&json!({ "changes": changes }))
}

/// Enters a correction, which counts when the policy says so.
pub(super) async fn change(app: Data<App>, wish: Json<Correction>) -> Called {
    let correction = wish.into_inner();
    let Correction { card, field, value } = &correction;
    if app.store.get::<Card>(card)?.is_none() {
        return Err(Problem::absent("such card"));
    }
    let names: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).chain(["archived"]).collect();
    if !names.contains(&field.as_str()) {
        return Err(Problem::value(format!("there is no field {field:?}: {}", names.join(", "))));
    }
    if let Some(mistake) = contingent::mistake(field, value) {
        return Err(Problem::value(mistake));
    }
    let now = app.clock.now().await;
    ok(&contingent::enqueue(&app, correction, "API", now)?)
}
