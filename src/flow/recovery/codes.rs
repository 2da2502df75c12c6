//! Codes and letters of a recovery: to the trusted contact first, then to the holder.

use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::contacts;
use crate::flow::outbox::letters;
use crate::flow::recovery;
use crate::flow::recovery::Named;
use crate::flow::recovery::Recovery;
use crate::flow::recovery::Step;
use crate::flow::verification;
use crate::flow::verification::Mistake;
use crate::flow::verification::Opened;
use crate::flow::verification::Unsent;
use crate::flow::verification::Wanted;
use crate::protocol::ids::Oid;
use crate::storage::contacts as stored;
use crate::storage::drafts;
use crate::storage::people;

/// Sends what the step waits for, if it waits for anything.
pub fn send(cx: &Cx<'_>, recovery: &Recovery) -> Result<Result<(), Unsent>, Stop> {
    match recovery.step {
        Step::TrustedContact => to_trusted(cx, recovery),
        Step::Code => to_holder(cx, recovery),
        Step::Document | Step::Question | Step::Password | Step::Done => Ok(Ok(())),
    }
}

fn to_trusted(cx: &Cx<'_>, recovery: &Recovery) -> Result<Result<(), Unsent>, Stop> {
    let Some(phone) = recovery::trusted_phone(cx, recovery)? else { return Ok(Ok(())) };
    let subject = recovery.key.as_str();
    let wanted = wanted(Purpose::TrustedContact, subject, (ContactKind::Mobile, &phone), "");
    Ok(verification::send(cx, &wanted)?.map(|_| ()))
}

fn wanted<'a>(purpose: Purpose, subject: &'a str, (kind, value): (ContactKind, &'a str), name: &'a str) -> Wanted<'a> {
    Wanted { purpose, subject, kind, value, holds: false, name, letter: &letters::RECOVERY }
}

/// Where the holder gets a code or letter.
fn address(cx: &Cx<'_>, oid: Oid, recovery: &Recovery) -> Result<Option<(ContactKind, String)>, Stop> {
    // Spelled as it was verified, not as it was typed.
    let named = |kind: ContactKind| {
        let key = kind.login_key(&recovery.login);
        let same = |contact: &Contact| contact.kind == kind && kind.login_key(&contact.value) == key;
        let own = stored::list(cx.sql, oid)?.into_iter().find(same);
        Ok(own.map(|contact| (kind, contact.value)))
    };
    match recovery.named {
        Named::Phone => named(ContactKind::Mobile),
        Named::Email => named(ContactKind::Email),
        Named::Snils => {
            if let Some(phone) = contacts::verified(cx, oid, ContactKind::Mobile)? {
                return Ok(Some((ContactKind::Mobile, phone)));
            }
            let email = contacts::verified(cx, oid, ContactKind::Email)?;
            Ok(email.map(|email| (ContactKind::Email, email)))
        }
    }
}

fn to_holder(cx: &Cx<'_>, recovery: &Recovery) -> Result<Result<(), Unsent>, Stop> {
    let account = recovery::account(cx, recovery)?;
    let found = match &account {
        Some(account) => address(cx, account.oid, recovery)?.map(|address| (account.oid, address)),
        None => None,
    };
    let Some((oid, (kind, value))) = found else { return nothing(cx, recovery) };
    let name = people::find(cx.sql, oid)?.map(|person| person.name.to_string()).unwrap_or_default();
    let sent = verification::send(cx, &wanted(Purpose::Recovery, &recovery.key, (kind, &value), &name))?;
    if recovery.named == Named::Snils && kind == ContactKind::Email {
        // Whoever types a code there is to be told the same as everybody else.
        let _ = nothing(cx, recovery)?;
    }
    Ok(sent.map(|_| ()))
}

/// What is done where nobody gets anything: the same, but for the sending.
fn nothing(cx: &Cx<'_>, recovery: &Recovery) -> Result<Result<(), Unsent>, Stop> {
    let kind = if recovery.named == Named::Email { ContactKind::Email } else { ContactKind::Mobile };
    let wanted = wanted(Purpose::Recovery, &recovery.key, (kind, &recovery.login), "");
    Ok(verification::pretend(cx, &wanted)?.map(|_| ()))
}

/// Takes the code that the step waits for.
pub fn verify(cx: &Cx<'_>, recovery: &mut Recovery, typed: &str) -> Result<Result<(), Mistake>, Stop> {
    let (purpose, next) = match recovery.step {
        Step::TrustedContact => (Purpose::TrustedContact, Step::Code),
        Step::Code => (Purpose::Recovery, Step::Password),
        Step::Document | Step::Question | Step::Password | Step::Done => return Ok(Err(Mistake::Expired)),
    };
    if let Err(mistake) = verification::verify_code(cx, purpose, &recovery.key, typed)? {
        return Ok(Err(mistake));
    }
    if recovery.oid.is_none() {
        // By chance the code that nobody got.
        return Ok(Err(Mistake::Expired));
    }
    recovery::go_on(cx, recovery, next).map(Ok)
}

/// Uses up the link of a letter; gives the recovery that goes on in this browser, if the link is good.
pub fn follow(cx: &Cx<'_>, browser: &str, token: &str) -> Result<Option<String>, Stop> {
    let Opened::Valid(pending) = verification::open(cx, Purpose::Recovery, token)? else { return Ok(None) };
    verification::cancel(cx, Purpose::Recovery, &pending.subject, ContactKind::Email)?;
    let newest: Option<(String, Recovery)> = drafts::find(cx.sql, recovery::place(browser), None, cx.now)?;
    let begun_here = newest.map(|(_, recovery)| recovery).filter(|recovery| recovery.key == pending.subject);
    let oid = pending.subject.strip_prefix("account:").and_then(|oid| oid.parse().ok()).map(Oid);
    let recovery = Recovery {
        step: Step::Password,
        named: Named::Email,
        login: pending.value,
        interaction: begun_here.and_then(|recovery| recovery.interaction),
        oid,
        key: pending.subject,
    };
    recovery::keep(cx, browser, &recovery).map(Some)
}
