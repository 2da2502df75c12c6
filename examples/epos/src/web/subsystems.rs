//! `/subsystems`: what is open to the chosen category, and the transition there.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use super::answer::Message;
use super::answer::Shown;
use super::answer::Trouble;
use super::answer::see_other;
use super::frame::Frame;
use super::posted::Posted;
use super::visit::Visit;
use crate::rules::subsystems::CONTINGENT;
use crate::rules::subsystems::DIARY;
use crate::rules::subsystems::SUBSYSTEMS;
use crate::rules::subsystems::Subsystem;

#[derive(Template)]
#[template(path = "subsystems.html")]
struct List {
    frame: Frame,
    subsystems: Vec<&'static Subsystem>,
    may_choose: bool,
}

/// The page.
pub(super) async fn show(visit: Visit) -> Shown {
    let cards = visit.own_cards()?;
    let categories = crate::rules::subsystems::categories(&cards);
    if visit.signed_in()?.role.is_none() && !categories.is_empty() {
        return Ok(see_other("/role"));
    }
    let role = visit.signed_in()?.role;
    let open = |one: &&Subsystem| role.is_some_and(|role| one.is_open(role, &cards));
    let subsystems = SUBSYSTEMS.iter().filter(open).collect();
    let frame = visit.frame("Доступные подсистемы ЭПОС")?;
    visit.shows(StatusCode::OK, &List { frame, subsystems, may_choose: categories.len() > 1 })
}

/// The transition: nobody signs in again.
pub(super) async fn enter(posted: Posted, name: Path<String>) -> Shown {
    let subsystem = open(&posted.visit, &name)?;
    Ok(match subsystem.name {
        DIARY => see_other("/diary"),
        CONTINGENT => see_other("/admin/contingent"),
        other => see_other(&format!("/module/{other}")),
    })
}

/// A subsystem that is only its name here.
pub(super) async fn module(visit: Visit, name: Path<String>) -> Shown {
    let subsystem = open(&visit, &name)?;
    let text = vec!["В демонстрации от этой подсистемы есть только название.".to_owned()];
    let link = Some(("/subsystems".to_owned(), "К подсистемам".to_owned()));
    visit.shows(StatusCode::OK, &Message { frame: visit.frame(subsystem.title)?, text, link })
}

/// The subsystem of this name, if it is open to whoever is signed in.
pub(super) fn open(visit: &Visit, name: &str) -> Result<&'static Subsystem, Trouble> {
    visit.signed_in()?;
    let subsystem = Subsystem::named(name).ok_or(Trouble::NoPage)?;
    if subsystem.is_open(visit.role()?, &visit.own_cards()?) { Ok(subsystem) } else { Err(Trouble::NotAllowed) }
}
