//! Faults: what is armed, and «всё починить».

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::texts::Text;
use crate::web::admission;
use crate::web::desk::done;
use crate::web::desk::operator::Operator;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::DeskPage;
use crate::web::views::Item;
use crate::web::views::Section;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// `GET /_mock/faults`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> HttpResponse {
    let item = |name: &str| Item::new(name, Text::plain(name));
    let armed = stand.faults.list(0, 50);
    let armed = armed.iter().map(|status| item(&status.fault.name));
    let page = DeskPage::new(operator.frame(&stand, Part::Faults), Text::new("desk-faults"))
        .section(Section::new("armed", Text::new("desk-armed")).items(armed, Text::new("desk-armed-cleared")));
    operator.sees(&page, StatusCode::OK)
}

/// `POST /_mock/faults/clear`: takes all of them away and comes back.
pub async fn clear(stand: OfStand, Posted(_, typed): Posted<Operator>) -> HttpResponse {
    stand.faults.clear();
    response::see(&stand, &done::at(admission::way_back(typed.text("back")), "done=repaired"))
}
