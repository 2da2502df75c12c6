//! What pages that are boards have in common: how they are begun and answered, how times and people are written.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::DateTime;
use chrono::Utc;

use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::flow::tester::names;
use crate::protocol::ids::Oid;
use crate::texts::Text;
use crate::web::desk::operator::Operator;
use crate::web::views::BoardPage;
use crate::web::views::Choice;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// A board of a part of the desk, with this heading.
pub fn board(stand: &Stand, operator: &Operator, part: Part, heading: Text) -> BoardPage {
    BoardPage::new(operator.frame(stand, part), heading)
}

/// The answer: a page whose script may look for news of it.
pub fn answer(operator: Operator, page: &BoardPage, status: StatusCode) -> HttpResponse {
    let mut answer = operator.sees(page, status);
    response::allow_calls(&mut answer);
    answer
}

/// The address of a page of the stand.
pub fn address(stand: &Stand, path: &str) -> String {
    format!("{}{path}", stand.base_path)
}

/// A time as the stand's clock shows it, with its day.
pub fn moment(stand: &Stand, time: DateTime<Utc>) -> String {
    stand.config.zone.local(time).format("%d.%m.%Y %H:%M:%S").to_string()
}

/// The same without the day, where it is today.
pub fn time_of_day(stand: &Stand, time: DateTime<Utc>) -> String {
    let is_today = stand.config.zone.day(time) == stand.today();
    let format = if is_today { "%H:%M:%S" } else { "%d.%m.%Y %H:%M:%S" };
    stand.config.zone.local(time).format(format).to_string()
}

/// What these people are called.
pub fn people(stand: &Stand, oids: impl Iterator<Item = u64>) -> Result<BTreeMap<u64, String>, Stop> {
    let oids: std::collections::BTreeSet<u64> = oids.collect();
    stand.read(|cx| oids.iter().map(|oid| Ok((*oid, names::in_full(cx, Oid(*oid))?))).collect())
}

/// Every system of the stand, to choose from; `any` is what is read where none is meant.
pub fn systems(stand: &Stand, any: Text) -> Vec<Choice> {
    let one = |client: &crate::domain::client::Client| {
        Choice::new(client.mnemonic.as_str(), Text::plain(format!("{} ({})", client.name, client.mnemonic)))
    };
    let all = stand.clients.iter().map(|party| one(&party.client));
    std::iter::once(Choice::new("", any)).chain(all).collect()
}

/// What a system is called: its name where it is registered.
pub fn system(stand: &Stand, mnemonic: &str) -> String {
    stand.clients.find(mnemonic).map_or_else(|| mnemonic.to_owned(), |party| party.client.name.clone())
}
