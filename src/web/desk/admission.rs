//! What is posted by the form for the control token (`web::admission`).

use actix_web::HttpRequest;
use actix_web::HttpResponse;

use crate::flow::login::progress::Visitor;
use crate::texts::Text;
use crate::web::admission;
use crate::web::cookies;
use crate::web::state::OfStand;
use crate::web::typed::extract::Posted;
use crate::web::views::response;

/// `POST /_mock/enter`.
pub async fn enter(stand: OfStand, http: HttpRequest, Posted(_, typed): Posted<Visitor>) -> HttpResponse {
    let back = admission::way_back(typed.text("back"));
    match cookies::operator(&stand, typed.secret("token")) {
        Some(cookie) => cookies::with(response::see(&stand, back), Some(cookie)),
        None if stand.platform.config.control_token.is_none() => response::see(&stand, back),
        None => admission::ask(&stand, &http, back, Some(Text::new("mfc-token-wrong"))),
    }
}
