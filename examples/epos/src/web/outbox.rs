//! `/outbox`: letters that ЭПОС has sent. Nobody else gets them.

use actix_web::http::StatusCode;
use askama::Template;

use super::answer::Shown;
use super::frame::Frame;
use super::visit::Visit;
use crate::store::documents::Letter;

#[derive(Template)]
#[template(path = "outbox.html")]
struct Outbox {
    frame: Frame,
    letters: Vec<Letter>,
}

/// The page: the newest first.
pub(super) async fn show(visit: Visit) -> Shown {
    let letters = visit.app.store.all::<Letter>()?.into_iter().rev().map(|(_, letter)| letter).collect();
    visit.shows(StatusCode::OK, &Outbox { frame: visit.frame("Письма ЭПОС")?, letters })
}
