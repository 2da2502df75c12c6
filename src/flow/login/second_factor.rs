//! Station 4, `second_factor`: is it still the same person?
//!
//! A code of six digits, sent by SMS or MAX or made by an application (TOTP). It is made as soon as the step is due,
//! belongs to the session, and is used up by being right, by three wrong ones or by time. A session that has given
//! its second factor is not asked again.

use crate::crypto::digest;
use crate::crypto::totp;
use crate::domain::account::Account;
use crate::domain::account::SecondFactor;
use crate::domain::challenge::Challenge;
use crate::domain::challenge::Mistake;
use crate::domain::challenge::SecondProof;
use crate::domain::challenge::plain_code;
use crate::domain::message::MessageKind;
use crate::domain::session::Session;
use crate::domain::session::SignInMethod;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::contacts;
use crate::flow::account::sessions as account_sessions;
use crate::flow::account::sessions::Opened;
use crate::flow::login::due::Due;
use crate::flow::login::due::Step;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::outbox;
use crate::storage::accounts;
use crate::storage::sessions;

/// The account wants a second factor, and the session has not given it.
pub const STEP: Step = Step {
    name: "second_factor",
    due: |progress| {
        let citizen = progress.citizen.as_ref().filter(|citizen| is_wanted(&citizen.account, &citizen.session));
        citizen.map(Due::SecondFactor)
    },
};

/// Does an account want a second factor that its session has not given? A signature needs none: its key is with its
/// owner.
pub fn is_wanted(account: &Account, session: &Session) -> bool {
    account.second_factor != SecondFactor::None
        && session.method == SignInMethod::Password
        && session.second_factor != SecondProof::Given
}

/// Digits of a code.
pub const LENGTH: usize = 6;

/// What is asked of somebody, if it is asked already.
pub fn challenge(citizen: &SignedIn) -> Option<&Challenge> {
    match &citizen.session.second_factor {
        SecondProof::Asked(challenge) if challenge.factor == citizen.account.second_factor => Some(challenge),
        SecondProof::Asked(_) | SecondProof::NotAsked | SecondProof::Given => None,
    }
}

/// Is the step due, and no code was made so far?
pub fn is_to_begin(progress: &Progress) -> bool {
    matches!((STEP.due)(progress), Some(Due::SecondFactor(citizen)) if challenge(citizen).is_none())
}

/// Makes the code, and sends it where it is one to be sent.
pub fn begin(cx: &WriteCx<'_>, progress: &mut Progress) -> Result<(), Stop> {
    let Some(citizen) = progress.citizen.as_mut() else { return Ok(()) };
    let way = match citizen.account.second_factor {
        SecondFactor::Sms => Some(MessageKind::Sms),
        SecondFactor::Max => Some(MessageKind::Max),
        SecondFactor::None | SecondFactor::Totp => None,
    };
    let code = way.map(|_| cx.stand.random.digits(LENGTH));
    if let (Some(kind), Some(code)) = (way, &code) {
        let to = contacts::mobile(cx, citizen.account.oid)?.unwrap_or_default();
        let text = format!("Тестовый стенд: {code} — код для входа. Никому его не сообщайте.");
        outbox::send(cx, Some(citizen.account.oid), kind, to, text)?;
    }
    let challenge = Challenge {
        factor: citizen.account.second_factor,
        expires_at: code.as_ref().map(|_| cx.now + cx.stand.config.second_factor.lifetime),
        code,
        made_at: cx.now,
        attempts_left: cx.stand.config.second_factor.attempts,
    };
    keep(cx, citizen, SecondProof::Asked(challenge))
}

/// Makes another code in place of the last one, whatever became of it.
pub fn again(cx: &WriteCx<'_>, progress: &mut Progress) -> Result<Result<(), Mistake>, Stop> {
    let last = progress.citizen.as_ref().and_then(challenge);
    if last.is_some_and(|last| cx.now < last.made_at + cx.stand.config.second_factor.pause) {
        return Ok(Err(Mistake::TooSoon));
    }
    begin(cx, progress).map(Ok)
}

/// Takes a code or counts it as wrong. A right one gives the session another cookie.
pub fn verify(cx: &WriteCx<'_>, progress: &mut Progress, typed: &str) -> Result<Result<Opened, Mistake>, Stop> {
    let Some(citizen) = progress.citizen.as_mut() else { return Ok(Err(Mistake::Expired)) };
    let Some(mut challenge) = challenge(citizen).cloned() else { return Ok(Err(Mistake::Expired)) };
    let typed = plain_code(typed);
    if challenge.attempts_left == 0 {
        return Ok(Err(Mistake::Exhausted));
    }
    if challenge.is_expired(cx.now) {
        return Ok(Err(Mistake::Expired));
    }
    if typed.is_empty() {
        return Ok(Err(Mistake::Empty));
    }
    let right = match &challenge.code {
        Some(code) => digest::same(code.as_bytes(), typed.as_bytes()),
        None => is_of_application(cx, &citizen.account, &typed)?,
    };
    if right {
        return given(cx, progress).map(Ok);
    }
    challenge.attempts_left -= 1;
    let mistake = if challenge.attempts_left == 0 { Mistake::Exhausted } else { Mistake::Wrong };
    keep(cx, citizen, SecondProof::Asked(challenge))?;
    Ok(Err(mistake))
}

/// The second factor was given: the session can do more, and gets another cookie.
fn given(cx: &WriteCx<'_>, progress: &mut Progress) -> Result<Opened, Stop> {
    let nobody = || Broken::Page("a second factor was given before anybody signed in".to_owned());
    let citizen = progress.citizen.as_mut().ok_or_else(nobody)?;
    keep(cx, citizen, SecondProof::Given)?;
    outbox::signed_in(cx, citizen.account.oid, &progress.browser, &progress.party.client.name)?;
    account_sessions::renew(cx, &citizen.session)
}

/// Enters the code that would be right, in place of the citizen. What was sent is really entered; an application shows
/// a code for half a minute and it serves once, so that of an application stays good for whoever types it.
pub fn enter_right(cx: &WriteCx<'_>, progress: &mut Progress) -> Result<Result<Opened, Mistake>, Stop> {
    let is_open = |citizen: &SignedIn| challenge(citizen).is_some_and(|challenge| challenge.is_open(cx.now));
    if !progress.citizen.as_ref().is_some_and(is_open) {
        begin(cx, progress)?;
    }
    let sent = progress.citizen.as_ref().and_then(challenge).and_then(|challenge| challenge.code.clone());
    match sent {
        Some(code) => verify(cx, progress, &code),
        None => given(cx, progress).map(Ok),
    }
}

/// Does the application of this account show this code now, and was it not used before?
fn is_of_application(cx: &WriteCx<'_>, account: &Account, typed: &str) -> Result<bool, Stop> {
    let Some(secret) = &account.totp_secret else { return Ok(false) };
    let Some(period) = totp::period(secret, typed, cx.now)? else { return Ok(false) };
    Ok(accounts::update_totp_step(cx.sql, account.oid, period)?)
}

fn keep(cx: &WriteCx<'_>, citizen: &mut SignedIn, proof: SecondProof) -> Result<(), Stop> {
    sessions::update_second_factor(cx.sql, &citizen.session.id, &proof)?;
    citizen.session.second_factor = proof;
    Ok(())
}

/// A phone as it is shown to somebody who may be somebody else: its last four digits.
pub fn masked(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let end: String = digits.iter().skip(digits.len().saturating_sub(4)).collect();
    format!("+7 *** ***-{}-{}", end.get(..2).unwrap_or_default(), end.get(2..).unwrap_or_default())
}
