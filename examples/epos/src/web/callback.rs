//! `/callback`: what the browser brings back from ЕСИА.
//!
//! A state serves once, and only in the browser that was sent away with it. Nobody is signed in unless everything fits.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web::Query;
use askama::Template;
use chrono::TimeDelta;

use super::answer::Message;
use super::answer::Shown;
use super::answer::Trouble;
use super::answer::see_other;
use super::frame::Frame;
use super::visit::Visit;
use crate::app::App;
use crate::esia::client;
use crate::esia::error::EsiaError;
use crate::esia::error::refusal_words;
use crate::esia::talk::Talk;
use crate::esia::wire::Wire;
use crate::rules::came::Came;
use crate::rules::card::Card;
use crate::rules::decision::Decision;
use crate::rules::decision::Outcome;
use crate::rules::matching::decide;
use crate::rules::subsystems::categories;
use crate::secrets;
use crate::store::documents::Account;
use crate::store::documents::Attempt;
use crate::store::documents::PendingLink;
use crate::store::documents::Purpose;
use crate::store::documents::Session;
use crate::store::documents::Way;
use crate::store::documents::mark_entry;
use crate::store::trace::Trace;

/// Whoever takes longer begins again.
const MINUTES: i64 = 30;

#[derive(Template)]
#[template(path = "not_entered.html")]
struct NotEntered {
    frame: Frame,
    reason: Option<String>,
    topic: Option<&'static str>,
    debug: i64,
}

/// The browser has come back.
pub(super) async fn arrive(visit: Visit, query: Query<Vec<(String, String)>>) -> Shown {
    let mut brought = BTreeMap::new();
    for (name, value) in query.into_inner() {
        if brought.insert(name, value).is_some() {
            return nobody(&visit, "В адресе возврата повторяется параметр. Войдите ещё раз.", StatusCode::BAD_REQUEST);
        }
    }
    let text = |name: &str| brought.get(name).map_or("", String::as_str);
    let Some(attempt) = attempt(&visit, text("state"))? else {
        let words = "Этот вход уже завершён, начат в другом браузере или слишком давно. Войдите ещё раз.";
        return nobody(&visit, words, StatusCode::BAD_REQUEST);
    };
    let wire = visit.app.wire();
    let issuer = text("iss").trim_end_matches('/');
    if !issuer.is_empty() && issuer != visit.app.esia.base {
        // RFC 9207: another provider answers in ЕСИА's place.
        trace(&visit, &attempt, &wire, Err(format!("iss of the callback: {issuer}")))?;
        return nobody(&visit, EsiaError::Token(String::new()).words(), StatusCode::BAD_REQUEST);
    }
    if !text("error").is_empty() || text("code").is_empty() {
        let (error, description) = (text("error"), text("error_description"));
        trace(&visit, &attempt, &wire, Err(format!("{error}: {description}")))?;
        return nobody(&visit, refusal_words(error, description), StatusCode::FORBIDDEN);
    }
    let party = visit.app.party(attempt.client);
    let talk = Talk { party, attempt: &attempt, wire: &wire, now: visit.now };
    match client::finish(&visit.app.esia, talk, text("code")).await {
        Ok(came) => greet(&visit, &attempt, &wire, &came),
        Err(error) => {
            trace(&visit, &attempt, &wire, Err(error.to_string()))?;
            nobody(&visit, error.words(), StatusCode::BAD_GATEWAY)
        }
    }
}

/// The attempt that this state belongs to: in this browser, not too long ago, and never again.
fn attempt(visit: &Visit, state: &str) -> Result<Option<Attempt>, Trouble> {
    let key = secrets::hash(state);
    let known = visit.app.store.get::<Attempt>(&key)?;
    if known.is_none_or(|attempt| attempt.browser != visit.key()) {
        return Ok(None);
    }
    let attempt = visit.app.store.take::<Attempt>(&key)?;
    Ok(attempt.filter(|attempt| {
        let age = visit.now.signed_duration_since(attempt.began_at);
        TimeDelta::zero() <= age && age < TimeDelta::minutes(MINUTES)
    }))
}

fn nobody(visit: &Visit, words: &str, status: StatusCode) -> Shown {
    let link = Some(("/login".to_owned(), "Войти ещё раз".to_owned()));
    let frame = visit.frame("Вход не выполнен")?;
    visit.shows(status, &Message { frame, text: vec![words.to_owned()], link })
}

fn greet(visit: &Visit, attempt: &Attempt, wire: &Wire, came: &Came) -> Shown {
    let settings = visit.settings()?;
    if let Purpose::Link(login) = &attempt.purpose {
        trace(visit, attempt, wire, Ok((came, None)))?;
        return link(visit, login, came);
    }
    let cards = visit.app.cards(visit.now)?;
    let decision = decide(came, &cards, &settings, visit.now.date_naive());
    let number = trace(visit, attempt, wire, Ok((came, Some(decision.clone()))))?;
    match decision.outcome {
        Outcome::Entered { cards: own, children, .. } => {
            let remember = settings.is("epos.remember_oid", "true");
            for id in &own {
                let mark = |card: &mut Card| mark_entry(card, came, visit.now, remember);
                visit.app.store.change(id, mark)?;
            }
            enter(visit, came, own, children, &cards)
        }
        other => refuse(visit, &other, number),
    }
}

fn enter(visit: &Visit, came: &Came, own: Vec<String>, children: Vec<String>, cards: &[Card]) -> Shown {
    let own_cards: Vec<Card> = cards.iter().filter(|card| own.contains(&card.id)).cloned().collect();
    let session = Session {
        name: came.name.line(),
        way: Way::Esia,
        account: own_cards.iter().find_map(|card| card.account.clone()),
        role: only(&own_cards),
        cards: own,
        children,
        pending: None,
        began_at: visit.now,
    };
    visit.begin(&session, see_other("/role"))
}

/// Whoever has one category only is not asked.
pub(super) fn only(cards: &[Card]) -> Option<crate::rules::card::Category> {
    match categories(cards).as_slice() {
        [category] => Some(*category),
        _ => None,
    }
}

fn refuse(visit: &Visit, outcome: &Outcome, debug: i64) -> Shown {
    let (title, reason, topic) = match outcome {
        Outcome::SeveralFound => ("Нашлось больше одного пользователя", None, Some("several")),
        Outcome::Refused { reason } => ("Вход не разрешён", Some(reason.clone()), None),
        Outcome::NoSnils => {
            let reason = "в профиле пользователя на сайте Госуслуг должен быть указан СНИЛС";
            ("Вход не разрешён", Some(reason.to_owned()), None)
        }
        Outcome::NotFound | Outcome::Entered { .. } => ("Пользователь не найден", None, Some("not_found")),
    };
    let page = NotEntered { frame: visit.frame(title)?, reason, topic, debug };
    visit.shows(StatusCode::FORBIDDEN, &page)
}

/// A profile has come for an account that is signed in: it waits for «Сохранить».
fn link(visit: &Visit, login: &str, came: &Came) -> Shown {
    if visit.signed_in()?.account.as_deref() != Some(login) {
        return Err(Trouble::SignIn);
    }
    let taken = visit.app.store.all::<Account>()?.into_iter().find(|(_, account)| account.oid == Some(came.oid));
    if taken.is_some_and(|(other, _)| other != login) {
        let words = "Этот профиль Госуслуг уже привязан к другой учётной записи ЭПОС.";
        return nobody(visit, words, StatusCode::CONFLICT);
    }
    let settings = visit.settings()?;
    let cards = visit.own_cards()?;
    let foreign = cards.iter().any(|card| came.name.differs(&card.name(), settings.folding()).is_some());
    if foreign && settings.is("epos.link_check", "refuse") {
        let words = "Это профиль другого человека: ФИО в Госуслугах и в ЭПОС не совпадают.";
        return nobody(visit, words, StatusCode::CONFLICT);
    }
    let pending = PendingLink { oid: came.oid, name: came.name.line(), foreign };
    visit.change(|session| session.pending = Some(pending))?;
    Ok(see_other("/cabinet"))
}

/// Writes down what happened; says under which number.
fn trace(
    visit: &Visit,
    attempt: &Attempt,
    wire: &Wire,
    end: Result<(&Came, Option<Decision>), String>,
) -> Result<i64, Trouble> {
    let app: &App = &visit.app;
    let (came, decision, error) = match end {
        Ok((came, decision)) => (Some(came.clone()), decision, None),
        Err(error) => (None, None, Some(error)),
    };
    Ok(app.store.push(&Trace {
        at: visit.now,
        client: app.party(attempt.client).registration.client_id.clone(),
        protocol: attempt.protocol,
        purpose: match &attempt.purpose {
            Purpose::SignIn => "вход".to_owned(),
            Purpose::Link(login) => format!("привязка к {login}"),
        },
        exchanges: wire.exchanges(),
        came,
        decision,
        error,
    })?)
}
