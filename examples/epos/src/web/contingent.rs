//! `/admin/contingent`: «Контингент», where an administrator compares and corrects cards.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use actix_web::web::Query;
use askama::Template;
use serde::Deserialize;

use super::answer::Shown;
use super::answer::Trouble;
use super::answer::see_other;
use super::frame::Frame;
use super::posted::Posted;
use super::subsystems;
use super::visit::Visit;
use crate::app::App;
use crate::app::FIELDS;
use crate::app::field;
use crate::rules::card::Card;
use crate::rules::effect;
use crate::rules::numbers;
use crate::rules::subsystems::CONTINGENT;
use crate::secrets;
use crate::store::documents::Change;
use crate::store::documents::Time;

/// No more cards are listed at once.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "contingent.html")]
struct List {
    frame: Frame,
    query: String,
    cards: Vec<Card>,
    more: bool,
}

/// What is looked for.
#[derive(Deserialize)]
pub(super) struct Wish {
    #[serde(default)]
    q: String,
}

/// The list of cards.
pub(super) async fn list(visit: Visit, wish: Query<Wish>) -> Shown {
    subsystems::open(&visit, CONTINGENT)?;
    let needle = wish.q.trim().to_lowercase();
    let cards = visit.app.cards(visit.now)?;
    let fits = |card: &Card| format!("{} {}", card.line(), field(card, "email")).to_lowercase().contains(&needle);
    let mut cards: Vec<Card> = cards.into_iter().filter(fits).collect();
    let more = cards.len() > MOST;
    cards.truncate(MOST);
    let query = wish.q.chars().take(100).collect();
    visit.shows(StatusCode::OK, &List { frame: visit.frame("Контингент")?, query, cards, more })
}

#[derive(Template)]
#[template(path = "card.html")]
struct OfCard {
    frame: Frame,
    card: Card,
    rows: Vec<Row>,
    changes: Vec<Change>,
    archived: bool,
}

/// A field: what ЭПОС has, what was reported.
struct Row {
    name: &'static str,
    label: &'static str,
    known: String,
    reported: String,
    mistake: Option<&'static str>,
}

impl Row {
    fn differs(&self) -> bool {
        self.known != self.reported
    }
}

/// A card.
pub(super) async fn show(visit: Visit, id: Path<String>) -> Shown {
    subsystems::open(&visit, CONTINGENT)?;
    let card = card(&visit, &id)?;
    let rows = FIELDS.map(|(name, label)| {
        let known = field(&card, name);
        Row { name, label, reported: known.clone(), known, mistake: None }
    });
    shows(&visit, card, rows.into(), StatusCode::OK)
}

fn shows(visit: &Visit, card: Card, rows: Vec<Row>, status: StatusCode) -> Shown {
    let changes = visit.app.store.all::<Change>()?.into_iter().map(|(_, change)| change);
    let changes = changes.filter(|change| change.card == card.id).collect();
    let frame = visit.frame(&card.name().line())?;
    visit.shows(status, &OfCard { frame, archived: card.archived, card, rows, changes })
}

fn card(visit: &Visit, id: &str) -> Result<Card, Trouble> {
    visit.app.cards(visit.now)?.into_iter().find(|card| card.id == id).ok_or(Trouble::NoPage)
}

/// What was reported and differs waits until it counts.
pub(super) async fn correct(posted: Posted, id: Path<String>) -> Shown {
    let visit = &posted.visit;
    subsystems::open(visit, CONTINGENT)?;
    let card = card(visit, &id)?;
    let rows: Vec<Row> = FIELDS
        .into_iter()
        .map(|(name, label)| {
            let reported = posted.trimmed(name);
            Row { name, label, known: field(&card, name), mistake: mistake(name, &reported), reported }
        })
        .collect();
    if rows.iter().any(|row| row.mistake.is_some()) {
        return shows(visit, card, rows, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut corrections: Vec<(&str, String)> =
        rows.into_iter().filter(Row::differs).map(|row| (row.name, row.reported)).collect();
    let archive = posted.field("archived") == "yes";
    if archive != card.archived {
        corrections.push(("archived", if archive { "yes".to_owned() } else { String::new() }));
    }
    let by = visit.signed_in()?.name.clone();
    for (name, value) in corrections {
        let correction = Correction { card: card.id.clone(), field: name.to_owned(), value };
        enqueue(&visit.app, correction, &by, visit.now)?;
    }
    Ok(see_other(&format!("/admin/contingent/{}", card.id)))
}

/// A correction as it is entered.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Correction {
    /// The card.
    pub(super) card: String,
    /// The field.
    pub(super) field: String,
    /// What it is to be; the empty text empties it.
    pub(super) value: String,
}

/// Puts a correction into the queue, with the moment from which it counts.
pub(super) fn enqueue(app: &App, correction: Correction, by: &str, now: Time) -> Result<Change, Trouble> {
    let Correction { card, field, value } = correction;
    let settings = app.settings()?;
    let draw = secrets::hash(&format!("{card} {field} {now}"));
    let draw = draw.bytes().fold(0, |sum, byte| sum * 31 % 9973 + u32::from(byte));
    let effective_at = effect::effective_at(now, settings.get("epos.fix_policy"), &app.calendar, draw);
    let change = Change {
        card,
        field,
        value: Some(value).filter(|value| !value.is_empty()),
        by: by.to_owned(),
        entered_at: now,
        effective_at,
        applied: false,
    };
    app.store.push(&change)?;
    Ok(change)
}

/// What is wrong with a value that was reported.
pub(super) fn mistake(name: &str, value: &str) -> Option<&'static str> {
    let wrong = match name {
        "last_name" | "first_name" if value.is_empty() => "Заполните поле",
        "email" if !value.is_empty() && !numbers::is_email(value) => "Проверьте адрес",
        "birth_date" if !value.is_empty() && numbers::date(value).is_none() => "Дата пишется как ДД.ММ.ГГГГ",
        "snils" if !value.is_empty() && numbers::snils(value).is_none() => "В СНИЛС одиннадцать цифр",
        _ if value.chars().count() > 254 => "Не длиннее 254 знаков",
        _ => return None,
    };
    Some(wrong)
}
