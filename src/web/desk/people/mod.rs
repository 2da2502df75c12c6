//! People of the stand.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::texts::Text;
use crate::web::desk::operator::Operator;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::DeskPage;
use crate::web::views::Item;
use crate::web::views::Section;
use crate::web::views::desk::Part;

/// `GET /_mock/people`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> HttpResponse {
    let known = stand.personas.iter().take(50);
    let people = known.map(|persona| Item::new(persona.login.clone(), Text::plain(persona.name.clone())));
    let list = Section::new("people", Text::new("stand-people")).items(people, Text::new("kit-absent"));
    let page = DeskPage::new(operator.frame(&stand, Part::People), Text::new("desk-people"))
        .intro(Text::new("desk-about"))
        .section(list);
    operator.sees(&page, StatusCode::OK)
}
