//! What the stand has written to citizens.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::texts::Text;
use crate::web::desk::operator::Operator;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::DeskPage;
use crate::web::views::desk::Part;

/// `GET /_mock/letters`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> HttpResponse {
    let at = |path: &str| format!("{}{path}", stand.base_path);
    let page = DeskPage::new(operator.frame(&stand, Part::Letters), Text::new("desk-letters"))
        .link(at("/logs/emails"), Text::new("stand-at-emails"))
        .link(at("/logs/sms"), Text::new("stand-at-sms"))
        .link(at("/logs/postcodes"), Text::new("stand-at-post-codes"));
    operator.sees(&page, StatusCode::OK)
}
