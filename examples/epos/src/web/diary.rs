//! `/diary`: the electronic diary (ЭЖД), with a parent's children.

use actix_web::http::StatusCode;
use actix_web::web::Query;
use askama::Template;
use serde::Deserialize;

use super::answer::Shown;
use super::answer::Trouble;
use super::frame::Frame;
use super::subsystems;
use super::visit::Visit;
use crate::rules::card::Card;
use crate::rules::card::Category;
use crate::rules::subsystems::DIARY;

#[derive(Template)]
#[template(path = "diary.html")]
struct Diary {
    frame: Frame,
    pupils: Vec<Card>,
    chosen: Option<Card>,
    is_parent: bool,
}

/// Whose diary is looked at.
#[derive(Deserialize)]
pub(super) struct Wish {
    child: Option<String>,
}

/// The page.
pub(super) async fn show(visit: Visit, wish: Query<Wish>) -> Shown {
    subsystems::open(&visit, DIARY)?;
    let is_parent = visit.role()? == Category::Parent;
    let pupils = pupils(&visit)?;
    let chosen = match &wish.child {
        Some(id) => Some(pupils.iter().find(|card| card.id == *id).cloned().ok_or(Trouble::NotAllowed)?),
        None => pupils.first().cloned(),
    };
    let frame = visit.frame("Дневник и журнал")?;
    visit.shows(StatusCode::OK, &Diary { frame, pupils, chosen, is_parent })
}

/// Whose diaries are open: a parent's children, or one's own.
fn pupils(visit: &Visit) -> Result<Vec<Card>, Trouble> {
    let session = visit.signed_in()?;
    let cards = visit.app.cards(visit.now)?;
    let is_open = |card: &Card| match session.role {
        Some(Category::Parent) => session.children.contains(&card.id),
        Some(Category::Student) => session.cards.contains(&card.id) && card.category == Category::Student,
        _ => false,
    };
    Ok(cards.into_iter().filter(|card| is_open(card) && !card.archived).collect())
}
