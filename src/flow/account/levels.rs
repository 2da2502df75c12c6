//! The level of an account rises here, by a proof, and nowhere else; and here it falls.

use serde_json::json;

use crate::domain::account::AccountLevel;
use crate::domain::event::EventKind;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::texts::Language;

/// Makes a child's account of one that a child below 14 had made alone: beside the ladder, by the verified card of a
/// parent who links it.
pub fn become_child(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    Ok(accounts::update_level(cx.sql, oid, AccountLevel::Child, cx.now)?)
}

/// What makes ЕСИА sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// МВД and СФР know the data.
    Registries,
    /// An operator has compared the documents (центр обслуживания).
    ServiceCentre,
    /// A code that came by registered letter.
    PostCode,
    /// A qualified electronic signature with the same СНИЛС.
    Signature,
    /// A bank that knows its client.
    Bank,
}

impl Proof {
    /// The name in the feed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Registries => "registries",
            Self::ServiceCentre => "service_centre",
            Self::PostCode => "post_code",
            Self::Signature => "signature",
            Self::Bank => "bank",
        }
    }

    /// The level that it proves.
    pub fn level(self) -> AccountLevel {
        match self {
            Self::Registries => AccountLevel::Standard,
            Self::ServiceCentre | Self::PostCode | Self::Signature | Self::Bank => AccountLevel::Confirmed,
        }
    }
}

/// Raises the level to what the proof proves; an account that is there already stays as it is.
pub fn raise(cx: &WriteCx<'_>, oid: Oid, proof: Proof) -> Result<bool, Stop> {
    let Some(account) = accounts::find(cx.sql, oid)? else { return Ok(false) };
    let level = proof.level();
    if account.level.reaches(level) {
        return Ok(false);
    }
    accounts::update_level(cx.sql, oid, level, cx.now)?;
    account::happened(cx, oid, EventKind::LevelRaised, json!({ "level": level.name(), "proof": proof.name() }))?;
    outbox::write(
        cx,
        oid,
        &letters::LEVEL_RAISED,
        &[("Уровень", Language::Russian.t(level.title_key())), ("Когда", outbox::time(cx))],
    )?;
    Ok(true)
}

/// The data are complete and wait for registries.
pub fn ready(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    Ok(accounts::update_level(cx.sql, oid, AccountLevel::SimplifiedReady, cx.now)?)
}

/// A confirmed account is standard again, until it is confirmed by another document.
pub fn lower(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    let level = AccountLevel::Standard;
    accounts::update_level(cx.sql, oid, level, cx.now)?;
    account::happened(cx, oid, EventKind::LevelLowered, json!({ "level": level.name() }))
}
