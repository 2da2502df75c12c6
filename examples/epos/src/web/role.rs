//! `/role`: whoever has several categories says as whom they come.

use actix_web::http::StatusCode;
use askama::Template;

use super::answer::Shown;
use super::answer::Trouble;
use super::answer::see_other;
use super::frame::Frame;
use super::posted::Posted;
use super::visit::Visit;
use crate::rules::card::Category;
use crate::rules::subsystems::categories;

#[derive(Template)]
#[template(path = "role.html")]
struct Chooser {
    frame: Frame,
    categories: Vec<Category>,
}

/// The chooser; skipped where there is nothing to choose.
pub(super) async fn show(visit: Visit) -> Shown {
    let categories = categories(&visit.own_cards()?);
    if let [] | [_] = categories.as_slice() {
        visit.change(|session| session.role = categories.first().copied())?;
        return Ok(see_other("/subsystems"));
    }
    visit.shows(StatusCode::OK, &Chooser { frame: visit.frame("Выберите категорию роли")?, categories })
}

/// One was chosen.
pub(super) async fn choose(posted: Posted) -> Shown {
    let visit = &posted.visit;
    let chosen = Category::named(posted.field("role")).ok_or(Trouble::NotAllowed)?;
    if !categories(&visit.own_cards()?).contains(&chosen) {
        return Err(Trouble::NotAllowed);
    }
    visit.change(|session| session.role = Some(chosen))?;
    Ok(see_other("/subsystems"))
}
