//! `/_mock/people`: who is there.

use actix_web::http::StatusCode;

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::flow::tester::entering;
use crate::flow::tester::listing;
use crate::flow::tester::listing::Seen;
use crate::protocol::ids::Oid;
use crate::protocol::parameters::Parameters;
use crate::storage::search::Wanted;
use crate::texts::Text;
use crate::web::desk::done;
use crate::web::desk::operator::Operator;
use crate::web::desk::people::words;
use crate::web::errors::exit::Answered;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::PageLink;
use crate::web::views::PeoplePage;
use crate::web::views::desk::Filter;
use crate::web::views::desk::Part;
use crate::web::views::desk::PeopleGroup;
use crate::web::views::desk::PersonRow;

/// So many people are on a page.
const LISTED: usize = 15;

/// The longest question.
const LONGEST: usize = 200;

/// A filter: its word in the address, its name, and whom it lets through.
struct Only {
    word: &'static str,
    key: &'static str,
    level: Option<AccountLevel>,
    status: Option<AccountStatus>,
    email_unverified: bool,
}

const fn only(word: &'static str, key: &'static str) -> Only {
    Only { word, key, level: None, status: None, email_unverified: false }
}

const fn of_level(word: &'static str, key: &'static str, level: AccountLevel) -> Only {
    Only { level: Some(level), ..only(word, key) }
}

const fn of_status(word: &'static str, key: &'static str, status: AccountStatus) -> Only {
    Only { status: Some(status), ..only(word, key) }
}

/// THE TABLE OF FILTERS.
const FILTERS: [Only; 11] = [
    only("", "desk-people-all"),
    of_level("child", "desk-group-children", AccountLevel::Child),
    of_level("confirmed", "desk-group-confirmed", AccountLevel::Confirmed),
    of_level("standard", "desk-group-standard", AccountLevel::Standard),
    of_level("ready", "desk-group-ready", AccountLevel::SimplifiedReady),
    of_level("simplified", "desk-group-simplified", AccountLevel::Simplified),
    Only { email_unverified: true, ..only("unverified", "desk-people-unverified") },
    of_status("blocked", "desk-people-blocked", AccountStatus::Blocked),
    of_status("locked", "desk-people-locked", AccountStatus::Locked),
    of_status("limited", "desk-people-limited", AccountStatus::Limited),
    of_status("deleted", "desk-people-deleted", AccountStatus::Deleted),
];

/// What people are good for, in the order of the page.
const GROUPS: [&str; 6] = [
    "desk-group-children",
    "desk-group-confirmed",
    "desk-group-standard",
    "desk-group-ready",
    "desk-group-simplified",
    "desk-group-closed",
];

/// What a list is asked for.
struct Asked {
    q: String,
    only: &'static Only,
    after: Option<Oid>,
    login: Option<String>,
}

/// `GET /_mock/people`.
pub async fn get(stand: OfStand, Query(query): Query, By(operator): By<Operator>) -> Answered {
    let asked = read(&query);
    let wanted = Wanted {
        q: &asked.q,
        level: asked.only.level,
        status: asked.only.status,
        email_unverified: asked.only.email_unverified,
        after: asked.after,
        limit: LISTED,
    };
    let (seen, next, waiting) = stand.read(|cx| {
        let (seen, next) = listing::list(cx, &wanted)?;
        let waiting = asked.login.as_deref().map(|id| entering::waiting(cx, &operator.visitor, Some(id)));
        Ok((seen, next, waiting.transpose()?.flatten()))
    })?;
    let at = |only: &Only, after: Option<Oid>| address(&stand.base_path, &asked, only, after);
    let filters = FILTERS.iter().map(|only| Filter {
        link: PageLink::new(at(only, None), Text::new(only.key)),
        is_current: only.word == asked.only.word,
    });
    let page = PeoplePage {
        frame: operator.frame(&stand, Part::People),
        waiting: waiting.map(|progress| (progress.id, progress.party.client.name.clone())),
        filters: filters.collect(),
        groups: groups(seen),
        next: next.map(|oid| PageLink::new(at(asked.only, Some(oid)), Text::new("desk-people-next"))),
        first: asked.after.map(|_| PageLink::new(at(asked.only, None), Text::new("desk-people-first"))),
        only: asked.only.word.to_owned(),
        q: asked.q,
    };
    Ok(operator.sees(&page, StatusCode::OK))
}

fn read(query: &Parameters) -> Asked {
    let word = query.get("only").unwrap_or_default();
    Asked {
        q: query.get("q").unwrap_or_default().trim().chars().take(LONGEST).collect(),
        only: FILTERS.iter().find(|only| only.word == word).unwrap_or(&FILTERS[0]),
        after: query.get("after").and_then(|oid| oid.parse().ok()),
        login: query.get("login").filter(|id| !id.is_empty()).map(ToOwned::to_owned),
    }
}

fn address(base: &str, asked: &Asked, only: &Only, after: Option<Oid>) -> String {
    let after = after.map(|oid| oid.to_string()).unwrap_or_default();
    let login = asked.login.as_deref().unwrap_or_default();
    let said = [("q", asked.q.as_str()), ("only", only.word), ("after", &after), ("login", login)];
    format!("{base}{}", done::asking(Part::People.path(), &said))
}

fn groups(seen: Vec<Seen>) -> Vec<PeopleGroup> {
    let mut groups: Vec<_> =
        GROUPS.iter().map(|key| PeopleGroup { title: Text::new(key), people: Vec::new() }).collect();
    for seen in seen {
        if let Some(group) = groups.get_mut(group(&seen)) {
            group.people.push(row(seen));
        }
    }
    groups.retain(|group| !group.people.is_empty());
    groups
}

/// Where in [`GROUPS`] somebody stands.
fn group(seen: &Seen) -> usize {
    if seen.listed.status != AccountStatus::Registered {
        return 5;
    }
    match seen.listed.level {
        AccountLevel::Child => 0,
        AccountLevel::Confirmed => 1,
        AccountLevel::Standard => 2,
        AccountLevel::SimplifiedReady => 3,
        AccountLevel::Simplified => 4,
    }
}

fn row(seen: Seen) -> PersonRow {
    let Seen { listed, logins, about, .. } = seen;
    PersonRow {
        oid: listed.oid.to_string(),
        name: listed.name.to_string(),
        about,
        login: logins.into_iter().next(),
        // Those of a group have the same level.
        badges: if listed.status == AccountStatus::Registered {
            Vec::new()
        } else {
            words::badges(listed.level, listed.status)
        },
        enters: matches!(listed.status, AccountStatus::Registered | AccountStatus::Limited),
    }
}
