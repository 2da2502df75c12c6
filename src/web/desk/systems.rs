//! Relying parties of the stand.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::texts::Text;
use crate::web::desk::operator::Operator;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::DeskPage;
use crate::web::views::Fact;
use crate::web::views::Item;
use crate::web::views::Section;
use crate::web::views::desk::Part;

/// `GET /_mock/systems`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> HttpResponse {
    let parties = stand.clients.iter().map(|party| {
        let mnemonic = party.client.mnemonic.to_string();
        Item::new(mnemonic.clone(), Text::plain(party.client.name.clone()))
            .fact(Fact::new(Text::new("stand-mnemonic"), Text::plain(mnemonic)))
    });
    let list = Section::new("systems", Text::new("stand-clients")).items(parties, Text::new("kit-absent"));
    let page = DeskPage::new(operator.frame(&stand, Part::Systems), Text::new("desk-systems")).section(list);
    operator.sees(&page, StatusCode::OK)
}
