//! A recovery on its way, as a draft in the browser keeps it.

use serde::Deserialize;
use serde::Serialize;

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::trusted_contacts;
use crate::protocol::ids::Oid;
use crate::storage::drafts;
use crate::storage::drafts::Place;

const KIND: &str = "recovery";
const LIFETIME: chrono::TimeDelta = chrono::TimeDelta::hours(1);

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A passport, СНИЛС or ИНН.
    Document,
    /// The answer to the security question.
    Question,
    /// The code that the trusted contact got.
    TrustedContact,
    /// The code or letter that the holder got.
    Code,
    /// The new password.
    Password,
    /// Nothing any more.
    Done,
}

/// By what the holder was named: it decides what they get.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    /// A phone: an SMS.
    Phone,
    /// An e-mail: a letter.
    Email,
    /// СНИЛС: an SMS, or a letter where there is no phone.
    Snils,
}

/// A recovery on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// What is asked now.
    pub step: Step,
    /// By what the holder was named.
    pub named: Named,
    /// The login in its one spelling.
    pub login: String,
    /// The login on its way that goes on afterwards.
    pub interaction: Option<String>,
    /// Whose password it is; nobody's from the moment when it is certain that nobody will get a code.
    pub(super) oid: Option<Oid>,
    /// Under which name wrong answers are counted and codes are sent.
    pub(super) key: String,
}

pub(super) fn place(browser: &str) -> Place<'_> {
    Place { kind: KIND, browser }
}

pub(super) fn keep(cx: &WriteCx<'_>, browser: &str, recovery: &Recovery) -> Result<String, Stop> {
    let id = cx.stand.random.token();
    drafts::insert(cx.sql, place(browser), &id, recovery, (cx.now, cx.now + LIFETIME))?;
    Ok(id)
}

/// Finds a recovery of this browser.
pub fn find(cx: &Cx<'_>, browser: &str, id: &str) -> Result<Option<Recovery>, Stop> {
    Ok(drafts::find(cx.sql, place(browser), Some(id), cx.now)?.map(|(_, recovery)| recovery))
}

pub(super) fn trusted_phone(cx: &Cx<'_>, recovery: &Recovery) -> Result<Option<(Oid, String)>, Stop> {
    match recovery.oid {
        Some(oid) => trusted_contacts::phone(cx, oid),
        None => Ok(None),
    }
}

/// Remembers how far a recovery is.
pub fn update(cx: &WriteCx<'_>, id: &str, recovery: &Recovery) -> Result<(), Stop> {
    Ok(drafts::update(cx.sql, id, recovery)?)
}

/// A lock after wrong passwords is what a recovery is for; who was blocked goes to a service centre.
pub(super) fn is_recoverable(status: AccountStatus) -> bool {
    match status {
        AccountStatus::Registered | AccountStatus::Locked | AccountStatus::Limited => true,
        AccountStatus::Deleted | AccountStatus::Blocked => false,
    }
}

/// Of those who were named: whose account it is, as it is now.
pub(super) fn account(cx: &Cx<'_>, recovery: &Recovery) -> Result<Option<Account>, Stop> {
    let Some(oid) = recovery.oid else { return Ok(None) };
    let found = crate::storage::accounts::find(cx.sql, oid)?;
    Ok(found.filter(|account| is_recoverable(account.status)))
}
