//! The password of whoever the desk has opened an account for: drawn and sent by SMS, or made up behind a link.

use crate::domain::account::AccountStatus;
use crate::domain::contact::ContactKind;
use crate::domain::message::MessageKind;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::attempts;
use crate::flow::account::closing;
use crate::flow::account::passwords;
use crate::flow::confirmation::desk;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::stand::Stand;
use crate::flow::verification;
use crate::flow::verification::Opened;
use crate::flow::verification::Wanted;
use crate::protocol::ids::Oid;
use crate::storage::people;

/// A password for somebody, and its hash, made outside the transaction.
#[derive(Clone, Debug)]
pub struct Drawn {
    text: String,
    hash: String,
}

/// Draws one that meets every demand on passwords.
pub fn draw(stand: &Stand) -> Result<Drawn, Stop> {
    let token = stand.random.token();
    let letters: String = token.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    let text = format!("Gu{}-{letters}", stand.random.digits(4));
    let hash = passwords::hash(stand, &text)?;
    Ok(Drawn { text, hash })
}

/// Gives an account the drawn password by SMS; one without a phone gets a letter with a link. `false` where it has
/// neither.
pub fn give(cx: &WriteCx<'_>, oid: Oid, drawn: &Drawn) -> Result<bool, Stop> {
    let contact = |kind| crate::flow::account::contacts::verified(cx, oid, kind);
    if let Some(phone) = contact(ContactKind::Mobile)? {
        passwords::set(cx, oid, &drawn.hash)?;
        let text = format!("Тестовый стенд: пароль вашей учётной записи {} — смените его после входа.", drawn.text);
        outbox::send(cx, Some(oid), MessageKind::Sms, phone, text)?;
        return Ok(true);
    }
    let Some(email) = contact(ContactKind::Email)? else { return Ok(false) };
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(false) };
    let wanted = Wanted {
        purpose: Purpose::FirstPassword,
        subject: &oid.to_string(),
        whose: Some(oid),
        kind: ContactKind::Email,
        value: &email,
        holds: false,
        name: &person.name.to_string(),
        letter: &letters::FIRST_PASSWORD,
    };
    // Too many letters within an hour: the last one still serves.
    let _sent = verification::send(cx, &wanted)?;
    Ok(true)
}

/// Whose password a link is for: the account, as its subject names it, unless it was blocked meanwhile.
pub fn open(cx: &Cx<'_>, token: &str) -> Result<Option<Oid>, Stop> {
    let oid = match verification::open(cx, Purpose::FirstPassword, token)? {
        Opened::Valid(pending) => pending.subject.parse().ok(),
        Opened::Expired(_) | Opened::Unknown => None,
    };
    let account = oid.map_or(Ok(None), |oid| desk::account_of(cx, oid))?;
    Ok(account.filter(|account| account.status != AccountStatus::Blocked).map(|account| account.oid))
}

/// Stores the password that was made up, which uses the link up, and ends every session: until now the old password was
/// good, so that somebody else may have begun one. False where the link leads nowhere any more.
pub fn set(cx: &WriteCx<'_>, token: &str, hash: &str) -> Result<bool, Stop> {
    let Some(oid) = open(cx, token)? else { return Ok(false) };
    passwords::set(cx, oid, hash)?;
    attempts::forget(cx, &attempts::key_of(oid))?;
    closing::end_sessions(cx, oid, None)?;
    Ok(true)
}
