//! What protects a sign-in beside the password: the second factor and the security question.

use chrono::TimeDelta;
use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

use crate::crypto::totp;
use crate::domain::account::SecondFactor;
use crate::domain::challenge::Mistake;
use crate::domain::challenge::SecondProof;
use crate::domain::challenge::plain_code;
use crate::domain::event::EventKind;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::contacts;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::drafts;
use crate::storage::drafts::Place;
use crate::storage::protection;
use crate::storage::sessions;
use crate::texts::Language;

const KIND: &str = "totp";
const LIFETIME: TimeDelta = TimeDelta::minutes(30);

/// The longest question, and the longest answer.
pub const LONGEST: usize = 200;

/// The secret of an application that has not shown a right code yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Enrolment {
    oid: Oid,
    /// In base32.
    pub secret: String,
}

/// Why a second factor cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// Codes would be sent to a phone, and none is verified.
    NoPhone,
}

/// Switches on a second factor by codes that are sent, or the second factor off. The session that does it has given it.
pub fn choose(cx: &WriteCx<'_>, oid: Oid, session: &str, factor: SecondFactor) -> Result<Result<(), Hindrance>, Stop> {
    let needs_phone = matches!(factor, SecondFactor::Sms | SecondFactor::Max);
    if needs_phone && contacts::mobile(cx, oid)?.is_none() {
        return Ok(Err(Hindrance::NoPhone));
    }
    set(cx, oid, session, (factor, None)).map(Ok)
}

fn set(cx: &WriteCx<'_>, oid: Oid, session: &str, (factor, secret): (SecondFactor, Option<&str>)) -> Result<(), Stop> {
    accounts::update_second_factor(cx.sql, oid, factor, secret, cx.now)?;
    // Sessions that are open elsewhere are asked when they come next.
    for other in sessions::list(cx.sql, oid, cx.now)? {
        let proof = if other.id == session { SecondProof::Given } else { SecondProof::NotAsked };
        sessions::update_second_factor(cx.sql, &other.id, &proof)?;
    }
    account::happened(cx, oid, EventKind::SecondFactorChanged, json!({ "factor": factor.name() }))?;
    let key = match factor {
        SecondFactor::None => "protection-factor-none",
        SecondFactor::Sms => "protection-factor-sms",
        SecondFactor::Totp => "protection-factor-totp",
        SecondFactor::Max => "protection-factor-max",
    };
    changed(cx, oid, "Вход с подтверждением", Language::Russian.t(key))
}

fn changed(cx: &WriteCx<'_>, oid: Oid, what: &str, value: String) -> Result<(), Stop> {
    outbox::write(cx, oid, &letters::PROTECTION_CHANGED, &[(what, value), ("Когда", outbox::time(cx))])
}

fn place(browser: &str) -> Place<'_> {
    Place { kind: KIND, browser }
}

/// The secret that an application is to be told; the same until it has shown a code.
pub fn enrol(cx: &WriteCx<'_>, oid: Oid, browser: &str) -> Result<Enrolment, Stop> {
    if let Some(begun) = enrolment(cx, oid, browser)? {
        return Ok(begun);
    }
    let enrolment = Enrolment { oid, secret: totp::secret(cx.stand.random.bytes()) };
    let id = cx.stand.random.uuid().to_string();
    drafts::insert(cx.sql, place(browser), &id, &enrolment, (cx.now, cx.now + LIFETIME))?;
    Ok(enrolment)
}

/// The secret that was made and not confirmed yet.
pub fn enrolment(cx: &Cx<'_>, oid: Oid, browser: &str) -> Result<Option<Enrolment>, Stop> {
    let found: Option<(String, Enrolment)> = drafts::find(cx.sql, place(browser), None, cx.now)?;
    Ok(found.map(|(_, enrolment)| enrolment).filter(|enrolment| enrolment.oid == oid))
}

/// Takes the first code of an application; from then on it is the second factor.
pub fn confirm(
    cx: &WriteCx<'_>,
    oid: Oid,
    (browser, session): (&str, &str),
    typed: &str,
) -> Result<Result<(), Mistake>, Stop> {
    let Some(Enrolment { secret, .. }) = enrolment(cx, oid, browser)? else {
        return Ok(Err(Mistake::Expired));
    };
    let typed = plain_code(typed);
    if typed.is_empty() {
        return Ok(Err(Mistake::Empty));
    }
    let Some(period) = totp::period(&secret, &typed, cx.now)? else {
        return Ok(Err(Mistake::Wrong));
    };
    set(cx, oid, session, (SecondFactor::Totp, Some(&secret)))?;
    // The code that proved it does not serve for a sign-in as well.
    accounts::update_totp_step(cx.sql, oid, period)?;
    drafts::delete_kind(cx.sql, place(browser))?;
    Ok(Ok(()))
}

/// The question of an account, and the hash of its answer.
pub fn question(cx: &Cx<'_>, oid: Oid) -> Result<Option<(String, String)>, Stop> {
    Ok(protection::find_question(cx.sql, oid)?)
}

/// Sets the question with the hash of its answer, or takes it away.
pub fn set_question(cx: &WriteCx<'_>, oid: Oid, question: Option<(&str, &str)>) -> Result<(), Stop> {
    match question {
        Some((question, answer)) => protection::put_question(cx.sql, oid, question, answer)?,
        None => protection::delete_question(cx.sql, oid)?,
    }
    account::happened(cx, oid, EventKind::QuestionChanged, json!({ "is_set": question.is_some() }))?;
    let key = if question.is_some() { "protection-question-set" } else { "protection-question-none" };
    changed(cx, oid, "Контрольный вопрос", Language::Russian.t(key))
}

/// An answer as it is compared: nobody remembers capitals and spaces.
pub fn plain_answer(typed: &str) -> String {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
