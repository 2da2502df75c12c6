//! What a recovery sends: to the trusted contact first, then to the holder.

use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::contacts;
use crate::flow::outbox::letters;
use crate::flow::recovery::draft;
use crate::flow::recovery::draft::Named;
use crate::flow::recovery::draft::Recovery;
use crate::flow::recovery::draft::Step;
use crate::flow::verification;
use crate::flow::verification::Unsent;
use crate::flow::verification::Wanted;
use crate::protocol::ids::Oid;
use crate::storage::contacts as stored;
use crate::storage::people;

/// Sends what the step waits for, if it waits for anything.
pub fn send(cx: &WriteCx<'_>, recovery: &Recovery) -> Result<Result<(), Unsent>, Stop> {
    match recovery.step {
        Step::TrustedContact => to_trusted(cx, recovery),
        Step::Code => to_holder(cx, recovery),
        Step::Document | Step::Question | Step::Password | Step::Done => Ok(Ok(())),
    }
}

fn to_trusted(cx: &WriteCx<'_>, recovery: &Recovery) -> Result<Result<(), Unsent>, Stop> {
    let Some((whose, phone)) = draft::trusted_phone(cx, recovery)? else { return Ok(Ok(())) };
    let subject = recovery.key.as_str();
    let wanted = wanted(Purpose::TrustedContact, subject, (ContactKind::Mobile, &phone), "");
    Ok(verification::send(cx, &Wanted { whose: Some(whose), ..wanted })?.map(|_| ()))
}

fn wanted<'a>(purpose: Purpose, subject: &'a str, (kind, value): (ContactKind, &'a str), name: &'a str) -> Wanted<'a> {
    Wanted { purpose, subject, whose: None, kind, value, holds: false, name, letter: &letters::RECOVERY }
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

fn to_holder(cx: &WriteCx<'_>, recovery: &Recovery) -> Result<Result<(), Unsent>, Stop> {
    let account = draft::account(cx, recovery)?;
    let found = match &account {
        Some(account) => address(cx, account.oid, recovery)?.map(|address| (account.oid, address)),
        None => None,
    };
    let Some((oid, (kind, value))) = found else { return nothing(cx, recovery) };
    let name = people::find(cx.sql, oid)?.map(|person| person.name.to_string()).unwrap_or_default();
    let wanted = wanted(Purpose::Recovery, &recovery.key, (kind, &value), &name);
    let sent = verification::send(cx, &Wanted { whose: Some(oid), ..wanted })?;
    if recovery.named == Named::Snils && kind == ContactKind::Email {
        // Whoever types a code there is to be told the same as everybody else.
        let _ = nothing(cx, recovery)?;
    }
    Ok(sent.map(|_| ()))
}

/// What is done where nobody gets anything: the same, but for the sending.
fn nothing(cx: &WriteCx<'_>, recovery: &Recovery) -> Result<Result<(), Unsent>, Stop> {
    let kind = if recovery.named == Named::Email { ContactKind::Email } else { ContactKind::Mobile };
    let wanted = wanted(Purpose::Recovery, &recovery.key, (kind, &recovery.login), "");
    Ok(verification::pretend(cx, &wanted)?.map(|_| ()))
}
