//! What was asked of the stand, and what it answered.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::journal::filter::Filter;
use crate::texts::Text;
use crate::web::desk::operator::Operator;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::DeskPage;
use crate::web::views::Item;
use crate::web::views::Section;
use crate::web::views::desk::Part;

/// So many requests are listed.
const LISTED: u64 = 50;

/// `GET /_mock/journal`.
pub async fn get(stand: OfStand, By(operator): By<Operator>) -> HttpResponse {
    let filter = Filter::default();
    let last = stand.journal.list(&filter, u64::MAX - 1, 1).last;
    let part = stand.journal.list(&filter, last.saturating_sub(LISTED), usize::MAX);
    let items = part.entries.iter().rev().map(|entry| {
        let exchange = &entry.exchange;
        let line = format!("{} {} — {}", exchange.method, exchange.path, exchange.status);
        Item::new(entry.n.to_string(), Text::plain(line))
    });
    let list = Section::new("requests", Text::new("desk-journal")).items(items, Text::new("kit-absent"));
    let page = DeskPage::new(operator.frame(&stand, Part::Journal), Text::new("desk-journal")).section(list);
    operator.sees(&page, StatusCode::OK)
}
