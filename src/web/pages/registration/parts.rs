//! What the steps of a registration have in common.

use actix_web::http::StatusCode;

use crate::flow::login;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::pages::step;
use crate::web::views::FormPage;

/// Where it is.
pub(super) const PATH: &str = "/login/registration";

/// An empty page of a step, to be posted to `path`.
pub(super) fn page(stand: &Stand, visitor: &Visitor, path: &str, heading: Text) -> FormPage {
    let (frame, csrf) = (pages::frame(stand, visitor.language), form::token(stand, visitor));
    FormPage::new(frame, csrf, format!("{}{path}", stand.base_path), heading)
}

/// Answers with a page of a step: which system waits for the end, and the way back to its login.
pub(super) fn answer(stand: &Stand, visitor: &Visitor, interaction: Option<&str>, mut page: FormPage) -> Answered {
    let waiting = match interaction {
        Some(id) => stand.read(|cx| login::load(cx, visitor, Some(id)))?,
        None => None,
    };
    let asking = waiting.as_ref().map(|progress| step::asking(progress, visitor.language));
    page.links.push(notices::login_link(stand, waiting.as_ref().map(|progress| progress.id.as_str())));
    Ok(pages::html(StatusCode::OK, &page.client(asking)))
}
