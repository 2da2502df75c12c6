//! МФЦ, post and registries, with the tester in their place.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::texts::Text;
use crate::web::desk::operator::Operator;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::DeskPage;
use crate::web::views::desk::Part;

/// `GET /_mock/offices`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> HttpResponse {
    let page = DeskPage::new(operator.frame(&stand, Part::Offices), Text::new("desk-offices"))
        .link(format!("{}/_mock/mfc", stand.base_path), Text::new("stand-at-desk"));
    operator.sees(&page, StatusCode::OK)
}
