//! «Семья и дети»: cards of children in their parents' profiles, and the accounts that are made of them or linked to them.
//!
//! A card is made and sent ([`cards`]); ЗАГС and СФР answer ([`crate::flow::registry`]); of a verified card the
//! parent makes an account ([`creation`]), or links the one that the child has ([`linking`]), and manages it
//! ([`managing`]). Whatever a parent does is checked again in the transaction that does it ([`obstacle`]).

pub mod cards;
mod contacts;
pub mod creation;
pub mod linking;
pub mod managing;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::check::CheckState;
use crate::domain::check::CheckSubject;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::child::CardState;
use crate::domain::child::ChildCard;
use crate::domain::rule::Rule;
use crate::domain::snils::Snils;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::ages;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::children;

/// Why no account can be made of a card, or linked to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It has one.
    HasAccount,
    /// The certificate is of another country or of the Soviet form.
    ForeignCertificate,
    /// The certificate or СНИЛС is not certain.
    NotVerified,
    /// The parent's own account is not confirmed.
    ParentNotConfirmed,
    /// The child is older than this.
    TooOld(u32),
    /// There is an account with this СНИЛС: it is to be linked.
    AccountExists,
}

/// The card of a parent that has this number; those of others are not there.
pub fn card(cx: &Cx<'_>, parent: Oid, id: i64) -> Result<Option<ChildCard>, Stop> {
    Ok(children::list(cx.sql, parent)?.into_iter().find(|card| card.id == id))
}

/// How far a card is.
pub fn state(cx: &Cx<'_>, card: &ChildCard) -> Result<CardState, Stop> {
    let all = checks::list(cx.sql, CheckSubject::Card(card.id))?;
    if let Some(running) = all.iter().find(|check| check.state == CheckState::Running) {
        let latest = cx.at(running.started_at).ends(Rule::ChildCheckLatest);
        return Ok(if cx.now >= latest { CardState::Late } else { CardState::Checking });
    }
    let failure = |registry: Registry| {
        all.iter().find(|check| check.registry == registry).and_then(|check| match check.state {
            CheckState::Answered(outcome) if outcome != Outcome::Found => Some(outcome),
            CheckState::Answered(_) | CheckState::Running => None,
        })
    };
    if let Some(outcome) = failure(Registry::Zags) {
        return Ok(CardState::CertificateFailed(outcome));
    }
    if let Some(outcome) = failure(Registry::Sfr) {
        return Ok(CardState::SnilsFailed(outcome));
    }
    let is_certain = card.person.snils.is_some() && card.certificate().is_some_and(|document| document.verified);
    Ok(if is_certain { CardState::Verified } else { CardState::Draft })
}

/// What keeps a parent from making an account of a card; nothing, if they may.
pub fn obstacle(cx: &Cx<'_>, parent: &Account, card: &ChildCard) -> Result<Option<Obstacle>, Stop> {
    if let Some(obstacle) = link_obstacle(cx, parent, card)? {
        return Ok(Some(obstacle));
    }
    if let Some(snils) = &card.person.snils
        && account_with(cx, snils)?.is_some()
    {
        return Ok(Some(Obstacle::AccountExists));
    }
    let most = cx.stand.config.rules.count(Rule::ChildMaxAge);
    let is_too_old = card.person.birth_date.is_some_and(|born| ages::age(cx, born) > most);
    Ok(is_too_old.then_some(Obstacle::TooOld(most)))
}

/// What keeps a parent from linking the account that the child of a card has.
pub fn link_obstacle(cx: &Cx<'_>, parent: &Account, card: &ChildCard) -> Result<Option<Obstacle>, Stop> {
    let most = ages::GROWN_UP - 1;
    Ok(if card.account.is_some() {
        Some(Obstacle::HasAccount)
    } else if !card.is_russian() {
        Some(Obstacle::ForeignCertificate)
    } else if state(cx, card)? != CardState::Verified {
        Some(Obstacle::NotVerified)
    } else if parent.level != AccountLevel::Confirmed {
        Some(Obstacle::ParentNotConfirmed)
    } else {
        let is_grown_up = card.person.birth_date.is_some_and(|born| ages::age(cx, born) > most);
        is_grown_up.then_some(Obstacle::TooOld(most))
    })
}

/// The account whose СНИЛС this is for certain.
fn account_with(cx: &Cx<'_>, snils: &Snils) -> Result<Option<Oid>, Stop> {
    let is_there = |account: &Account| account.status != AccountStatus::Deleted && account.level.shows_snils();
    Ok(accounts::list_by_snils(cx.sql, snils)?.into_iter().find(is_there).map(|account| account.oid))
}

/// Is an account linked to a parent's card? A service centre confirms it only when it is not.
pub fn is_linked(cx: &Cx<'_>, account: Oid) -> Result<bool, Stop> {
    Ok(!children::list_by_account(cx.sql, account)?.is_empty())
}
