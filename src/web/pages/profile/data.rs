//! «Мои данные»: name, birth, СНИЛС, contacts and addresses, each with how it stands with it.

use actix_web::HttpRequest;

use crate::domain::account::AccountLevel;
use crate::domain::check::Check;
use crate::domain::check::CheckState;
use crate::domain::check::CheckSubject;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::person::Gender;
use crate::domain::person::Person;
use crate::flow::Stop;
use crate::flow::profile::personal;
use crate::flow::registry::words;
use crate::flow::stand::Stand;
use crate::storage::checks;
use crate::storage::corrections;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::Done;
use crate::web::pages::profile::address;
use crate::web::pages::profile::contact_list;
use crate::web::pages::profile::countries;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Fact;
use crate::web::views::ProfilePage;
use crate::web::views::Section;
use crate::web::views::Tab;
use crate::web::views::Tone;

/// What is said here after something was done.
const DONE: Done = &[
    ("checking", "data-done-checking"),
    ("saved", "data-done-saved"),
    ("contact_verified", "data-done-contact-verified"),
    ("contact_cancelled", "data-done-contact-cancelled"),
    ("contact_removed", "data-done-contact-removed"),
    ("letter_sent", "data-done-letter-sent"),
    ("address_saved", "data-done-address-saved"),
    ("address_removed", "data-done-address-removed"),
];

/// `GET /profile/data`.
pub async fn get(stand: OfStand, http: HttpRequest, By(visit): By<Visit>) -> Answered {
    Ok(profile::answer_after(&http, DONE, page(&stand, &visit)?))
}

/// The page; forms of which nothing came lead back to it.
pub fn page(stand: &Stand, visit: &Visit) -> Result<ProfilePage, Stop> {
    let hints = profile::hints(stand, Text::new("data-hint"));
    Ok(profile::page(stand, visit, Tab::Data)?
        .section(personal(stand, visit)?)
        .section(contact_list::section(stand, visit)?)
        .section(address::section(stand, visit)?)
        .hints(hints))
}

fn personal(stand: &Stand, visit: &Visit) -> Result<Section, Stop> {
    let (holder, oid) = (&visit.holder, visit.holder.oid());
    let (checks, correction) =
        stand.read(|cx| Ok((checks::list(cx.sql, CheckSubject::Person(oid))?, corrections::find(cx.sql, oid)?)))?;
    let person = &holder.person;
    let section = Section::new("personal", Text::new("data-personal"))
        .fact(Fact::new(Text::new("data-name"), Text::plain(person.name.to_string())))
        .fact(Fact::or_absent(Text::new("data-birth-date"), person.birth_date.map(profile::date)))
        .fact(Fact::or_absent(Text::new("data-birth-place"), person.birth_place.clone()))
        .fact(Fact::new(Text::new("data-gender"), gender(person)))
        .fact(Fact::new(Text::new("data-citizenship"), citizenship(person)))
        .fact(snils(visit, Text::new("data-snils"), &checks))
        .fact(Fact::or_absent(Text::new("data-inn"), person.inn.as_ref().map(ToString::to_string)));
    let section = match correction {
        Some(corrected) => section.fact(new_name(&corrected, &checks)),
        None => section,
    };
    let section = failures(&checks).into_iter().fold(section, Section::intro);
    if holder.account.level == AccountLevel::Child {
        return Ok(section.intro(Text::new("data-child")));
    }
    let edit = format!("{}/profile/data/edit", stand.base_path);
    let is_sure = personal::is_sure(&holder.account);
    let label = Text::new("data-edit");
    Ok(section.action(if is_sure { Action::link(edit, label) } else { Action::main_link(edit, label) }))
}

/// СНИЛС as it is known, and how it stands with it: one truth wherever it is shown.
pub fn snils(visit: &Visit, label: Text, checks: &[Check]) -> Fact {
    let (account, snils) = (&visit.holder.account, &visit.holder.person.snils);
    let badge = snils.as_ref().map(|_| snils_badge(account.level, checks));
    Fact::or_absent(label, snils.as_ref().map(ToString::to_string)).badge(badge)
}

fn gender(person: &Person) -> Text {
    Text::new(match person.gender {
        Some(Gender::Male) => "data-male",
        Some(Gender::Female) => "data-female",
        None => "kit-absent",
    })
}

fn citizenship(person: &Person) -> Text {
    person.citizenship.as_deref().map_or_else(|| Text::new("kit-absent"), countries::name)
}

fn snils_badge(level: AccountLevel, checks: &[Check]) -> Badge {
    let sfr = checks.iter().find(|check| check.registry == Registry::Sfr).map(|check| &check.state);
    match sfr {
        _ if level.shows_snils() => Badge::new(Tone::Good, "VERIFIED", Text::new("data-verified")),
        Some(CheckState::Running) => verifying(),
        Some(CheckState::Answered(Outcome::Found)) => Badge::new(Tone::Good, "FOUND", Text::new("data-found")),
        Some(CheckState::Answered(_)) => not_verified(),
        None => Badge::new(Tone::Neutral, "NOT_VERIFIED", Text::new("data-unchecked")),
    }
}

fn new_name(corrected: &Person, checks: &[Check]) -> Fact {
    let is_running = checks.iter().any(|check| check.state == CheckState::Running);
    let badge = if is_running { verifying() } else { not_verified() };
    Fact::new(Text::new("data-new-name"), Text::plain(corrected.name.to_string())).badge(badge)
}

/// A registry is being asked.
pub fn verifying() -> Badge {
    Badge::new(Tone::Waiting, "VERIFYING", Text::new("data-verifying"))
}

/// A registry did not find it, or was not asked.
pub fn not_verified() -> Badge {
    Badge::new(Tone::Bad, "NOT_VERIFIED", Text::new("data-not-verified"))
}

/// Why checks did not pass, in words.
fn failures(checks: &[Check]) -> Vec<Text> {
    let reason = |check: &Check| match check.state {
        CheckState::Answered(outcome) if outcome != Outcome::Found => words::reason(check.registry, outcome),
        CheckState::Answered(_) | CheckState::Running => None,
    };
    checks.iter().filter_map(reason).collect()
}
