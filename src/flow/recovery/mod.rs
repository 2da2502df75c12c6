//! «Восстановление доступа»: whoever does not know the password proves who they are otherwise and sets another one.
//!
//! A login that nobody has is led through the same steps with the same words: what is missing is that nothing is sent.
//! That an account has no document to ask about is not told either: an empty answer leads on for everybody, and whose
//! account has one simply gets no code. A draft in the browser says how far it is; wrong answers are counted by
//! account, whatever the browser.

pub mod codes;
pub mod draft;
pub mod ending;
pub mod sending;

use crate::domain::account::AccountLevel;
use crate::domain::login::Login;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::attempts as account_attempts;
use crate::flow::account::finding;
use crate::flow::account::protection;
use crate::flow::recovery::draft::Named;
use crate::flow::recovery::draft::Recovery;
use crate::flow::recovery::draft::Step;
use crate::protocol::ids::Oid;
use crate::storage::attempts;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;

/// Why an answer is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It is not right.
    Wrong,
    /// There were too many wrong ones.
    Exhausted,
}

/// Begins a recovery; gives its id.
pub fn begin(cx: &WriteCx<'_>, browser: &str, login: &Login, interaction: Option<String>) -> Result<String, Stop> {
    let account = finding::by_login(cx, login)?.filter(|account| draft::is_recoverable(account.status));
    let recovery = Recovery {
        step: Step::Document,
        named: match login {
            Login::Phone(_) => Named::Phone,
            Login::Email(_) => Named::Email,
            Login::Snils(_) => Named::Snils,
        },
        login: spelling(login),
        interaction,
        key: account_attempts::key(login, account.as_ref()),
        oid: account.map(|account| account.oid),
    };
    draft::keep(cx, browser, &recovery)
}

fn spelling(login: &Login) -> String {
    match login {
        Login::Phone(phone) => phone.to_string(),
        Login::Email(email) => email.to_string(),
        Login::Snils(snils) => snils.to_string(),
    }
}

/// Takes a passport, СНИЛС or ИНН, or nothing, which leads on as well.
pub fn document(cx: &WriteCx<'_>, recovery: &mut Recovery, typed: &str) -> Result<Result<(), Mistake>, Stop> {
    if is_exhausted(cx, recovery)? {
        return Ok(Err(Mistake::Exhausted));
    }
    let account = draft::account(cx, recovery)?;
    let is_asked = account.as_ref().is_some_and(|account| account.level.reaches(AccountLevel::Standard));
    let typed = plain(typed);
    if !typed.is_empty() {
        let is_right = match account.as_ref().filter(|_| is_asked) {
            Some(account) => is_of(cx, account.oid, &typed)?,
            None => false,
        };
        return if is_right { go_on(cx, recovery, Step::Question).map(Ok) } else { miss(cx, recovery).map(Err) };
    }
    if is_asked {
        recovery.oid = None;
        recovery.key = format!("login:{}", recovery.login);
    }
    go_on(cx, recovery, Step::Question).map(Ok)
}

/// Letters and digits alone: nobody knows where the spaces belong.
fn plain(typed: &str) -> String {
    typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn is_of(cx: &Cx<'_>, oid: Oid, typed: &str) -> Result<bool, Stop> {
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(false) };
    let is_number = person.snils.as_ref().is_some_and(|snils| snils.digits() == typed)
        || person.inn.as_ref().is_some_and(|inn| inn.to_string() == typed);
    let documents = documents::list(cx.sql, DocumentOwner::Person(oid))?;
    let is_document = documents.iter().filter(|document| document.kind.is_identity()).any(|document| {
        let parts = [document.data.series.as_deref(), document.data.number.as_deref()];
        plain(&parts.map(Option::unwrap_or_default).concat()) == typed
    });
    Ok(is_number || is_document)
}

/// Takes whether the answer to the security question was right.
pub fn question(cx: &WriteCx<'_>, recovery: &mut Recovery, is_right: bool) -> Result<Result<(), Mistake>, Stop> {
    if is_exhausted(cx, recovery)? {
        return Ok(Err(Mistake::Exhausted));
    }
    if is_right { go_on(cx, recovery, Step::TrustedContact).map(Ok) } else { miss(cx, recovery).map(Err) }
}

/// The security question, and the hash of its answer.
pub fn asked(cx: &Cx<'_>, recovery: &Recovery) -> Result<Option<(String, String)>, Stop> {
    match recovery.oid {
        Some(oid) => protection::question(cx, oid),
        None => Ok(None),
    }
}

/// Goes on to a step, or past it where there is nothing to be asked, and sends what it needs.
fn go_on(cx: &WriteCx<'_>, recovery: &mut Recovery, step: Step) -> Result<(), Stop> {
    recovery.step = match step {
        Step::Question if asked(cx, recovery)?.is_none() => return go_on(cx, recovery, Step::TrustedContact),
        Step::TrustedContact if draft::trusted_phone(cx, recovery)?.is_none() => {
            return go_on(cx, recovery, Step::Code);
        }
        other => other,
    };
    // That a code was sent a moment ago is no reason to stand still: it is still good.
    sending::send(cx, recovery).map(|_| ())
}

fn counter(recovery: &Recovery) -> String {
    format!("{} recovery", recovery.key)
}

fn is_exhausted(cx: &Cx<'_>, recovery: &Recovery) -> Result<bool, Stop> {
    Ok(wrong_answers(cx, recovery)? >= cx.stand.config.rules.count(Rule::DocumentAttempts).max(1))
}

fn wrong_answers(cx: &Cx<'_>, recovery: &Recovery) -> Result<u32, Stop> {
    let found = attempts::find(cx.sql, &counter(recovery))?;
    let counts = found.filter(|found| cx.at(found.changed_at).ends(Rule::DocumentPause) > cx.now);
    Ok(counts.map_or(0, |found| found.wrong))
}

fn miss(cx: &WriteCx<'_>, recovery: &Recovery) -> Result<Mistake, Stop> {
    let wrong = wrong_answers(cx, recovery)?.saturating_add(1);
    attempts::put(cx.sql, &counter(recovery), wrong, cx.now)?;
    Ok(if is_exhausted(cx, recovery)? { Mistake::Exhausted } else { Mistake::Wrong })
}
