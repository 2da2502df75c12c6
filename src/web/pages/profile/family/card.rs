//! One card: how far it is, «Учётная запись ребёнка» with «Создать» and «Привязать», and what a parent does with it.

use actix_web::HttpRequest;

use crate::domain::account::AccountLevel;
use crate::domain::check::CheckSubject;
use crate::domain::child::CardState;
use crate::domain::contact::ContactKind;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::children;
use crate::flow::children::Obstacle;
use crate::flow::children::cards;
use crate::flow::children::creation;
use crate::flow::children::managing;
use crate::flow::children::managing::Managed;
use crate::flow::outbox;
use crate::flow::stand::Stand;
use crate::storage::checks;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::profile;
use crate::web::pages::profile::Done;
use crate::web::pages::profile::family::LIST;
use crate::web::pages::profile::family::Own;
use crate::web::pages::profile::family::words;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Fact;
use crate::web::views::ProfilePage;
use crate::web::views::Section;
use crate::web::views::Tab;
use crate::web::views::Weight;

/// What is said here after something was done.
const DONE: Done = &[
    ("saved", "family-done-changed"),
    ("created", "family-done-created"),
    ("created-unverified", "family-done-created-unverified"),
    ("link-asked", "family-done-link-asked"),
    ("unlinked", "family-done-unlinked"),
    ("password", "family-done-password"),
    ("contacts", "family-done-contacts"),
    ("letter", "family-done-letter"),
    ("account-deleted", "family-done-account-deleted"),
];

/// `GET /profile/family/{id}`.
pub async fn get(stand: OfStand, http: HttpRequest, By(own): By<Own>) -> Answered {
    let sections = stand.read(|cx| sections(cx, &own))?;
    let name = own.card.person.name.to_string();
    let hints = stand.read(|cx| own.hints(cx, Text::new("family-hint-card")))?;
    let page = profile::page(&stand, &own.visit, Tab::Family)?;
    let page = sections.into_iter().fold(page.heading(Text::plain(name)), ProfilePage::section);
    Ok(profile::answer(&page.notice(profile::notice(&http, DONE)).hints(hints)))
}

/// The account stands above: that is what parents come for.
fn sections(cx: &Cx<'_>, own: &Own) -> Result<Vec<Section>, Stop> {
    let state = children::state(cx, &own.card)?;
    let account = match managing::managed(cx, &own.card)? {
        Some(managed) => linked(cx.stand, own, &managed),
        None => unlinked(cx, own)?,
    };
    Ok(vec![account, birth(cx, own, state)?])
}

/// There is no account, or none that is linked: «Создать» and «Привязать», or why not.
fn unlinked(cx: &Cx<'_>, own: &Own) -> Result<Section, Stop> {
    let parent = &own.visit.holder.account;
    let section = Section::new("account", Text::new("family-account"));
    if let Some(obstacle) = children::link_obstacle(cx, parent, &own.card)? {
        return Ok(section.intro(Text::new("family-account-closed")).intro(words::obstacle(obstacle)));
    }
    let link = Action::link(own.href(cx.stand, "/link"), Text::new("family-link"));
    let section = section.intro(Text::new("family-account-intro"));
    Ok(match children::obstacle(cx, parent, &own.card)? {
        Some(obstacle @ Obstacle::AccountExists) => section.intro(words::obstacle(obstacle)).action(link),
        Some(obstacle) => {
            section.intro(Text::new("family-create-closed")).intro(words::obstacle(obstacle)).action(link)
        }
        None => {
            let begun = creation::application(cx, own.card.id)?.is_some();
            let rest = if begun { "/account/password" } else { "/account" };
            let section = if begun { section.intro(Text::new("family-account-begun")) } else { section };
            section.action(Action::main_link(own.href(cx.stand, rest), Text::new("family-create"))).action(link)
        }
    })
}

fn linked(stand: &Stand, own: &Own, managed: &Managed) -> Section {
    let mut section = Section::new("account", Text::new("family-account"))
        .fact(Fact::new(Text::new("family-level"), Text::new(managed.account.level.title_key())))
        .fact(Fact::new(Text::new("family-number-of-account"), Text::plain(managed.account.oid.to_string())));
    for (kind, key) in [(ContactKind::Email, "profile-email"), (ContactKind::Mobile, "profile-mobile")] {
        let contact = managed.contact(kind);
        let badge = contact.map(|contact| profile::badge(contact.kind, contact.verification));
        let value = contact.map(|contact| contact.value.clone());
        section = section.fact(Fact::or_absent(Text::new(key), value).badge(badge));
    }
    let waits = managed.contact(ContactKind::Email).is_some_and(|contact| !contact.verification.is_verified());
    if waits && managed.is_small {
        let send = Action::post(own.href(stand, "/letter"), Text::new("family-letter-again"), Weight::Main);
        section = section.intro(Text::new("family-email-waits")).action(send);
    }
    if managed.account.level != AccountLevel::Child {
        section = section.intro(Text::new("family-own-account"));
    }
    if managed.is_managed {
        section = section.action(Action::link(own.href(stand, "/password"), Text::new("family-password")));
    }
    if managed.is_small {
        section = section
            .action(Action::link(own.href(stand, "/contacts"), Text::new("family-contacts")))
            .action(Action::link(own.href(stand, "/account/deletion"), Text::new("family-account-deletion")));
    }
    section.action(Action::post(own.href(stand, "/unlink"), Text::new("family-unlink"), Weight::Danger))
}

/// «Сведения о рождении», and how far their check is.
fn birth(cx: &Cx<'_>, own: &Own, state: CardState) -> Result<Section, Stop> {
    let mut section = Section::new("birth", Text::new("family-birth"));
    if own.card.account.is_none() {
        let is_foreign = state.is_open() && !own.card.is_russian();
        let advice = if is_foreign { Text::new("family-obstacle-foreign") } else { words::advice(state) };
        section = section.intro(advice);
    }
    let check = Fact::new(Text::new("family-check"), Text::new("family-check-what"));
    section = section.fact(check.badge(words::badge(state)));
    section.facts.extend(words::reason(state));
    section.facts.extend(deadlines(cx, own, state)?);
    section.facts.extend(words::facts(&own.card));
    if state.is_open() {
        let submit = format!("{}{LIST}/submission", cx.stand.base_path);
        let send = Action::post(submit, Text::new("family-submit"), Weight::Main);
        section = section
            .action(send.carrying("card", own.card.id.to_string()))
            .action(Action::link(own.href(cx.stand, "/edit"), Text::new("family-edit")));
    }
    if own.card.account.is_none() {
        let delete = Action::post(own.href(cx.stand, "/deletion"), Text::new("family-delete"), Weight::Danger);
        section = section.action(delete);
    }
    Ok(section)
}

/// Since when registries are asked, and when they should have answered.
fn deadlines(cx: &Cx<'_>, own: &Own, state: CardState) -> Result<Vec<Fact>, Stop> {
    if !matches!(state, CardState::Checking | CardState::Late) {
        return Ok(Vec::new());
    }
    let subject = CheckSubject::Card(own.card.id);
    let Some(started_at) = checks::list(cx.sql, subject)?.iter().map(|check| check.started_at).min() else {
        return Ok(Vec::new());
    };
    let time = |key, rule| {
        let at = cx.at(started_at).ends(rule);
        Fact::new(Text::new(key), Text::plain(outbox::time_at(cx, at)))
    };
    let sent = Fact::new(Text::new("family-sent-at"), Text::plain(outbox::time_at(cx, started_at)));
    let earliest = time("family-earliest", Rule::ChildCheckEarliest);
    Ok(vec![sent, earliest, time("family-latest", Rule::ChildCheckLatest)])
}

/// `POST /profile/family/{id}/deletion`: the card is taken away.
pub async fn delete(stand: OfStand, Posted(own, _): Posted<Own>) -> Answered {
    let done = own.transact(&stand, |cx, parent, card| cards::delete(cx, parent.oid, card.id)).await?;
    Ok(match done {
        Ok(()) => profile::done(&stand, LIST, "deleted"),
        Err(_) => pages::see(&stand, &own.path("")),
    })
}
