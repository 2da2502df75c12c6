//! `/`: the portal.

use actix_web::http::StatusCode;
use askama::Template;

use super::answer::Shown;
use super::frame::Frame;
use super::visit::Visit;

#[derive(Template)]
#[template(path = "portal.html")]
struct Portal {
    frame: Frame,
}

/// The page.
pub(super) async fn show(visit: Visit) -> Shown {
    visit.shows(StatusCode::OK, &Portal { frame: visit.frame("Портал ЭПОС")? })
}
