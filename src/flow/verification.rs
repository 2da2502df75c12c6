//! A phone or an e-mail is verified: by a code that was sent to it, or by a letter with a link.
//!
//! Whoever waits for it ([`Purpose`] and a subject) has one code or link of a kind at a time; a new one makes the old
//! one worthless. While it lives, nobody else gets the contact, if it is one to be held.

use chrono::TimeDelta;

use crate::crypto::digest;
use crate::domain::challenge::plain_code;
use crate::domain::contact::ContactKind;
use crate::domain::message::MessageKind;
use crate::domain::rule::Rule;
use crate::domain::verification::PendingVerification;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::contacts;
use crate::flow::account::contacts::Holder;
use crate::flow::outbox;
use crate::flow::outbox::Addressee;
use crate::flow::outbox::letters::LetterDef;
use crate::protocol::ids::Oid;
use crate::storage::verifications;

/// Digits of a code.
pub const LENGTH: usize = 6;

/// Something to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What for.
    pub purpose: Purpose,
    /// Who waits for it: an OID, the id of a registration.
    pub subject: &'a str,
    /// Whose account it is, where there is one already.
    pub whose: Option<Oid>,
    /// What kind of contact.
    pub kind: ContactKind,
    /// The contact in its one spelling.
    pub value: &'a str,
    /// Is the contact to be held meanwhile, so that nobody else gets it?
    pub holds: bool,
    /// Whom a letter greets.
    pub name: &'a str,
    /// The letter to an e-mail; its path gets the token.
    pub letter: &'a LetterDef,
}

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsent {
    /// Somebody else has the contact.
    Taken(Holder),
    /// The last one was sent a moment ago.
    TooSoon,
    /// There were too many within an hour.
    TooMany,
}

/// Why a code is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing was typed.
    Empty,
    /// It is another one.
    Wrong,
    /// It is too old, or none was sent.
    Expired,
    /// There were too many wrong ones.
    Exhausted,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// To what it was made for.
    Valid(PendingVerification),
    /// It is too old.
    Expired(PendingVerification),
    /// It was used, replaced by a newer one, or never made.
    Unknown,
}

/// Sends a code or a letter, in place of an earlier one; gives what is waited for now.
pub fn send(cx: &WriteCx<'_>, wanted: &Wanted<'_>) -> Result<Result<PendingVerification, Unsent>, Stop> {
    let (pending, token) = match prepare(cx, wanted)? {
        Ok(prepared) => prepared,
        Err(unsent) => return Ok(Err(unsent)),
    };
    deliver(cx, wanted, &pending, token.as_deref())?;
    Ok(Ok(pending))
}

/// Does the same, but nobody gets anything: for a contact that nobody has, where that is not to be told.
pub fn pretend(cx: &WriteCx<'_>, wanted: &Wanted<'_>) -> Result<Result<PendingVerification, Unsent>, Stop> {
    Ok(prepare(cx, wanted)?.map(|(pending, _)| pending))
}

type Prepared = (PendingVerification, Option<String>);

/// Forgets what nobody came for, and with it who holds which contact: whoever asks for that calls this first.
pub fn sweep(cx: &WriteCx<'_>) -> Result<(), Stop> {
    Ok(verifications::delete_expired(cx.sql, cx.now - TimeDelta::days(1))?)
}

fn prepare(cx: &WriteCx<'_>, wanted: &Wanted<'_>) -> Result<Result<Prepared, Unsent>, Stop> {
    sweep(cx)?;
    if let Some(unsent) = hindrance(cx, wanted)? {
        return Ok(Err(unsent));
    }
    let is_letter = wanted.kind == ContactKind::Email;
    let token = is_letter.then(|| cx.stand.random.token());
    let code = (!is_letter).then(|| cx.stand.random.digits(LENGTH));
    let lifetime = if is_letter { Rule::ContactLinkLifetime } else { Rule::ContactCodeLifetime };
    let pending = PendingVerification {
        number: 0,
        purpose: wanted.purpose,
        subject: wanted.subject.to_owned(),
        kind: wanted.kind,
        value: wanted.value.to_owned(),
        code,
        attempts_left: cx.stand.config.rules.count(Rule::ContactCodeAttempts),
        made_at: cx.now,
        expires_at: cx.ends(lifetime),
    };
    let key = wanted.kind.login_key(wanted.value).filter(|_| wanted.holds);
    verifications::delete(cx.sql, wanted.purpose, wanted.subject, wanted.kind)?;
    let stored = token.as_deref().map(|token| cx.stand.fingerprint(token));
    verifications::insert(cx.sql, &pending, stored.as_deref(), key.as_deref())?;
    verifications::insert_sending(cx.sql, wanted.purpose, wanted.subject, cx.now)?;
    Ok(Ok((pending, token)))
}

fn hindrance(cx: &Cx<'_>, wanted: &Wanted<'_>) -> Result<Option<Unsent>, Stop> {
    let own = Holder::Pending(wanted.purpose, wanted.subject.to_owned());
    // Whoever has given a contact that was never verified may verify it.
    let is_own = |holder: &Holder| match holder {
        Holder::Account(oid) => wanted.purpose == Purpose::Contact && oid.to_string() == wanted.subject,
        Holder::Pending(..) => *holder == own,
    };
    let holder = contacts::holder(cx, wanted.kind, wanted.value)?.filter(|holder| wanted.holds && !is_own(holder));
    if let Some(holder) = holder {
        return Ok(Some(Unsent::Taken(holder)));
    }
    let last = verifications::find(cx.sql, wanted.purpose, wanted.subject, wanted.kind)?;
    let pause_ends = |last: &PendingVerification| cx.at(last.made_at).ends(Rule::ContactPause);
    // Another contact is another matter: whoever has mistyped a phone need not wait.
    if last.is_some_and(|last| last.value == wanted.value && cx.now < pause_ends(&last)) {
        return Ok(Some(Unsent::TooSoon));
    }
    let sent = verifications::count_sendings(cx.sql, wanted.purpose, wanted.subject, cx.now - TimeDelta::hours(1))?;
    Ok((sent >= cx.stand.config.rules.count(Rule::ContactPerHour)).then_some(Unsent::TooMany))
}

fn deliver(
    cx: &WriteCx<'_>,
    wanted: &Wanted<'_>,
    pending: &PendingVerification,
    token: Option<&str>,
) -> Result<(), Stop> {
    if let Some(token) = token {
        let deadline = ("Ссылка действует до", outbox::time_at(cx, pending.expires_at));
        let addressee = Addressee { whose: wanted.whose, to: wanted.value, name: wanted.name };
        return outbox::write_to(cx, addressee, wanted.letter, &[deadline], &format!("?token={token}"));
    }
    let code = pending.code.as_deref().unwrap_or_default();
    let text = format!("Тестовый стенд: {code} — код {}. Никому его не сообщайте.", purpose_in_words(wanted.purpose));
    outbox::send(cx, wanted.whose, MessageKind::Sms, wanted.value.to_owned(), text)
}

fn purpose_in_words(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Registration => "для регистрации",
        Purpose::Contact => "для подтверждения телефона",
        Purpose::Child => "для телефона учётной записи ребёнка",
        Purpose::LinkChild => "для привязки учётной записи ребёнка",
        Purpose::Recovery => "для восстановления доступа",
        Purpose::TrustedContact => "доверенного контакта",
        Purpose::FirstPassword => "для создания пароля",
    }
}

/// Takes the code that was sent to a phone, or counts it as wrong. A right one is used up.
pub fn verify_code(
    cx: &WriteCx<'_>,
    purpose: Purpose,
    subject: &str,
    typed: &str,
) -> Result<Result<PendingVerification, Mistake>, Stop> {
    let typed = plain_code(typed);
    let Some(pending) = verifications::find(cx.sql, purpose, subject, ContactKind::Mobile)? else {
        return Ok(Err(Mistake::Expired));
    };
    if pending.attempts_left == 0 {
        return Ok(Err(Mistake::Exhausted));
    }
    if pending.expires_at <= cx.now {
        return Ok(Err(Mistake::Expired));
    }
    if typed.is_empty() {
        return Ok(Err(Mistake::Empty));
    }
    let code = pending.code.as_deref().unwrap_or_default();
    if digest::same(code.as_bytes(), typed.as_bytes()) {
        verifications::delete(cx.sql, purpose, subject, ContactKind::Mobile)?;
        return Ok(Ok(pending));
    }
    let attempts_left = pending.attempts_left - 1;
    verifications::update_attempts(cx.sql, pending.number, attempts_left)?;
    Ok(Err(if attempts_left == 0 { Mistake::Exhausted } else { Mistake::Wrong }))
}

/// What the link of a letter leads to. Looking does not use it up: [`cancel`] does.
pub fn open(cx: &Cx<'_>, purpose: Purpose, token: &str) -> Result<Opened, Stop> {
    let found = verifications::find_by_token(cx.sql, &cx.stand.fingerprint(token))?;
    Ok(match found.filter(|pending| pending.purpose == purpose) {
        None => Opened::Unknown,
        Some(pending) if pending.expires_at <= cx.now => Opened::Expired(pending),
        Some(pending) => Opened::Valid(pending),
    })
}

/// Makes a code or link worthless and lets its contact go.
pub fn cancel(cx: &WriteCx<'_>, purpose: Purpose, subject: &str, kind: ContactKind) -> Result<(), Stop> {
    Ok(verifications::delete(cx.sql, purpose, subject, kind)?)
}
