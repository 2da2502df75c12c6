//! How old somebody is today, by the stand's clock and zone and by its rule for birthdays (`age.boundary`).

use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::dates;
use crate::domain::person::Person;
use crate::domain::rule::Rule;
use crate::flow::Cx;

/// From this age on one registers alone, has a passport and manages one's own account.
pub const OWN_PASSPORT: u32 = 14;

/// From this age on nobody acts for one.
pub const GROWN_UP: u32 = 18;

/// Full years today.
pub fn age(cx: &Cx<'_>, born: NaiveDate) -> u32 {
    let today = cx.today();
    let counted = if counts_next_day(cx) { today.pred_opt().unwrap_or(today) } else { today };
    dates::age(born, counted)
}

/// When somebody reaches an age; absent beyond the end of the calendar.
pub fn reached_at(cx: &Cx<'_>, born: NaiveDate, years: u32) -> Option<DateTime<Utc>> {
    let birthday = dates::anniversary(born, years);
    cx.stand.config.zone.midnight(if counts_next_day(cx) { birthday.succ_opt()? } else { birthday })
}

/// Is it a child's account whose grace after the 14th birthday is over? It enters no system any more.
pub fn is_outgrown(cx: &Cx<'_>, account: &Account, person: &Person) -> bool {
    let is_child = account.level == AccountLevel::Child;
    let grown_at = person.birth_date.and_then(|born| reached_at(cx, born, OWN_PASSPORT));
    grown_at.is_some_and(|grown_at| is_child && cx.now >= cx.at(grown_at).ends(Rule::ChildGrace))
}

fn counts_next_day(cx: &Cx<'_>) -> bool {
    cx.stand.config.rules.choice(Rule::AgeBoundary) == "next_day"
}
