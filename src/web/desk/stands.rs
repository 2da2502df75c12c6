//! Stands and their snapshots.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use crate::flow::stands::Stands;
use crate::texts::Text;
use crate::web::desk::operator::Operator;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::DeskPage;
use crate::web::views::Item;
use crate::web::views::Section;
use crate::web::views::desk::Part;

/// `GET /_mock/stands`.
pub async fn get(stands: Data<Stands>, stand: OfStand, By(operator): By<Operator>) -> HttpResponse {
    let names = stands.slots().into_iter().map(|slot| slot.stand().name.to_string());
    let items = names.map(|name| Item::new(name.clone(), Text::plain(name)));
    let list = Section::new("stands", Text::new("desk-stands")).items(items, Text::new("kit-absent"));
    let page = DeskPage::new(operator.frame(&stand, Part::Stands), Text::new("desk-stands")).section(list);
    operator.sees(&page, StatusCode::OK)
}
