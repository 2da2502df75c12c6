//! The page that carries an answer to the relying party in a form.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::web::pages;
use crate::web::pages::views::FormPostPage;

/// The page that posts an answer to the relying party.
pub fn page(stand: &Stand, language: Language, action: String, fields: Vec<(&'static str, String)>) -> HttpResponse {
    let page = FormPostPage { frame: pages::frame(stand, language), action, fields };
    pages::html(StatusCode::OK, &page)
}
