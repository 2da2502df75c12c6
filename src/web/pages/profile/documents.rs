//! «Документы»: the one of identity with how it stands with it, and others that were added.

use actix_web::HttpRequest;

use crate::domain::account::AccountLevel;
use crate::domain::check::DocumentState;
use crate::domain::document::Document;
use crate::domain::document::DocumentKind;
use crate::domain::passport::IssuerCode;
use crate::domain::passport::PassportState;
use crate::domain::passport::passport_state;
use crate::flow::Stop;
use crate::flow::profile::documents;
use crate::flow::profile::personal;
use crate::flow::registry;
use crate::flow::registry::words;
use crate::flow::stand::Stand;
use crate::protocol::lack::Lack;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::Done;
use crate::web::pages::profile::data;
use crate::web::pages::profile::document_words;
use crate::web::pages::profile::paths;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Action;
use crate::web::views::Badge;
use crate::web::views::Fact;
use crate::web::views::Item;
use crate::web::views::ProfilePage;
use crate::web::views::Section;
use crate::web::views::Tab;
use crate::web::views::Tone;
use crate::web::views::Weight;

const REMOVE: &str = "/profile/documents/remove";

/// What is said here after something was done.
const DONE: Done = &[("added", "documents-done-added"), ("removed", "documents-done-removed")];

/// `GET /profile/documents`.
pub async fn get(stand: OfStand, http: HttpRequest, By(visit): By<Visit>) -> Answered {
    Ok(profile::answer_after(&http, DONE, draw(&stand, &visit)?))
}

fn draw(stand: &Stand, visit: &Visit) -> Result<ProfilePage, Stop> {
    let all = stand.read(|cx| registry::documents(cx, visit.holder.oid()))?;
    let (identities, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(document, _)| document.kind.is_identity());
    let is_child = visit.holder.account.level == AccountLevel::Child;
    let edit = format!("{}/profile/data/edit", stand.base_path);
    let identity = Section::new("identity", Text::new("documents-identity"));
    let identity = if is_child {
        identity
    } else if identities.is_empty() {
        identity.action(Action::main_link(edit, Text::new("documents-add-identity")))
    } else {
        let is_verified = identities.iter().all(|(document, _)| document.verified);
        let label = if is_verified { "documents-replace" } else { "documents-correct" };
        identity.action(Action::link(edit, Text::new(label)))
    };
    let items = identities.iter().map(|(document, state)| item(stand, visit, document, *state));
    let identity = identity.items(items, Text::new("documents-no-identity"));
    let items = others.iter().map(|(document, state)| item(stand, visit, document, *state));
    let others = Section::new("others", Text::new("documents-others")).items(items, Text::new("documents-none"));
    let add = |kind: DocumentKind| {
        let path = format!("{}{}?kind={}", stand.base_path, document_words::ADD, kind.name());
        Action::link(path, document_words::add_label(kind))
    };
    let others = if is_child { others } else { documents::ADDED.into_iter().map(add).fold(others, Section::action) };
    let hints = profile::hints(stand, Text::new("documents-hint"));
    Ok(profile::page(stand, visit, Tab::Documents)?.section(identity).section(others).hints(hints))
}

fn item(stand: &Stand, visit: &Visit, document: &Document, state: DocumentState) -> Item {
    let data = &document.data;
    let day = |date: Option<chrono::NaiveDate>| date.map(profile::date);
    let code = data
        .issuer_code
        .as_deref()
        .map(|code| IssuerCode::parse(code).map_or(code.to_owned(), |code| code.to_string()));
    let latin = data.last_name.iter().chain(&data.first_name).cloned().collect::<Vec<_>>().join(" ");
    let facts = [
        ("documents-number", Some(number(document))),
        ("documents-issued-by", data.issued_by.clone()),
        ("documents-issue-date", day(data.issue_date)),
        ("documents-issuer-code", code),
        ("documents-expires-on", day(data.expires_on)),
        ("documents-latin-name", Some(latin).filter(|name| !name.is_empty())),
        ("documents-act-number", data.act_number.clone()),
        ("documents-act-date", day(data.act_date)),
        ("documents-insurer", data.medical_organization.clone()),
    ];
    let known = facts.into_iter().filter_map(|(label, value)| Some(Fact::new(Text::new(label), Text::plain(value?))));
    let item = known
        .fold(Item::new(document.id.to_string(), document_words::title(document.kind)).badge(badge(state)), Item::fact);
    let reason = match state {
        DocumentState::NotVerified(Some((registry, outcome))) => words::reason(registry, outcome),
        DocumentState::NotVerified(None) | DocumentState::Verified | DocumentState::Verifying => None,
    };
    let item = match reason {
        Some(reason) => item.fact(Fact::new(Text::new("documents-reason"), reason)),
        None => item,
    };
    let item = match outdated(stand, visit, document) {
        Some(fact) => item.fact(fact),
        None => item,
    };
    match removal(visit, document) {
        Some(label) => {
            let action = Action::post(format!("{}{REMOVE}", stand.base_path), Text::new(label), Weight::Plain);
            item.action(action.carrying("id", document.id.to_string()))
        }
        None => item,
    }
}

/// `57 09 000702`.
fn number(document: &Document) -> String {
    let number = document.data.number.as_deref().unwrap_or_default();
    match document.data.series.as_deref() {
        Some(series) if document.kind == DocumentKind::DomesticPassport && series.is_ascii() && series.len() == 4 => {
            format!("{} {} {number}", &series[..2], &series[2..])
        }
        Some(series) => format!("{series} {number}"),
        None => number.to_owned(),
    }
}

fn badge(state: DocumentState) -> Badge {
    match state {
        DocumentState::Verified => Badge::new(Tone::Good, "VERIFIED", Text::new("data-verified")),
        DocumentState::Verifying => data::verifying(),
        DocumentState::NotVerified(Some(_)) => data::not_verified(),
        DocumentState::NotVerified(None) => Badge::new(Tone::Neutral, "NOT_VERIFIED", Text::new("documents-unchecked")),
    }
}

/// Should the passport have been renewed, or must it be soon?
fn outdated(stand: &Stand, visit: &Visit, document: &Document) -> Option<Fact> {
    if document.kind != DocumentKind::DomesticPassport || !document.verified {
        return None;
    }
    let (born, issued) = (visit.holder.person.birth_date?, document.data.issue_date?);
    let badge = match passport_state(born, issued, stand.today()) {
        PassportState::Valid | PassportState::Invalid => return None,
        PassportState::Grace => Badge::new(Tone::Waiting, "GRACE", Text::new("documents-grace")),
        PassportState::Expired => Badge::new(Tone::Bad, "OUTDATED", Text::new("documents-outdated")),
    };
    let advice = Text::new("documents-renewal-advice");
    Some(Fact::new(Text::new("documents-renewal"), advice).badge(badge))
}

/// What taking it away is called, where it can be.
fn removal(visit: &Visit, document: &Document) -> Option<&'static str> {
    let account = &visit.holder.account;
    if account.level == AccountLevel::Child {
        return None;
    }
    if document.kind.is_identity() {
        return (personal::is_sure(account) && !document.verified).then_some("documents-withdraw");
    }
    Some("documents-remove")
}

/// `POST /profile/documents/remove`.
pub async fn remove(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    let (oid, id) = (visit.holder.oid(), typed.text("id").parse().unwrap_or_default());
    if visit.holder.account.level == AccountLevel::Child {
        return Err(profile::absent(Lack::Document));
    }
    Ok(if stand.write(move |cx| documents::remove(cx, oid, id)).await? {
        profile::done(&stand, paths::DOCUMENTS, "removed")
    } else {
        return Err(profile::absent(Lack::Document));
    })
}
