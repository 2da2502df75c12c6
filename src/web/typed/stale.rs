//! What is answered to a form that is out of date, or not ours.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::views::NoticePage;
use crate::web::views::PageLink;
use crate::web::views::response;

/// A citizen goes on at their login.
pub fn to_citizen(stand: &Stand, language: Language) -> HttpResponse {
    answer(stand, language, ("/login", Text::new("notices-back-to-login")))
}

/// A tester goes on at their pages.
pub fn to_tester(stand: &Stand, language: Language) -> HttpResponse {
    answer(stand, language, ("/_mock", Text::new("notices-back-to-desk")))
}

fn answer(stand: &Stand, language: Language, (path, words): (&str, Text)) -> HttpResponse {
    let paragraphs = vec![Text::new("notices-stale"), Text::new("notices-stale-advice")];
    let mut page = NoticePage::new(response::frame(stand, language), Text::new("notices-stale-title"), paragraphs);
    page.links.insert(0, PageLink::new(format!("{}{path}", stand.base_path), words));
    response::html(StatusCode::FORBIDDEN, &page)
}
