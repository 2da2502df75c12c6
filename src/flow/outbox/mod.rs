//! Letters and messages: the one place where the product writes them.
//!
//! They go to the stand's outbox with the transaction that has a reason for them; testers read them there. Letters to
//! addresses that nobody real can have wait there for the relay, where the stand has one (`--smtp`).

pub mod letters;
mod look;

use crate::domain::contact::ContactKind;
use crate::domain::message::Message;
use crate::domain::message::MessageKind;
use crate::domain::message::Relay;
use crate::domain::recipient;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::outbox::letters::LetterDef;
use crate::flow::outbox::look::Look;
use crate::protocol::ids::Oid;
use crate::storage::browsers;
use crate::storage::outbox;
use crate::storage::people;

/// The longest line that comes from outside, such as the name of a client.
const LONGEST_LINE: usize = 1_000;

/// What a letter says beside the words of its kind: what, and its value.
pub type Facts<'a> = [(&'a str, String)];

/// Writes a letter to an account, to its first e-mail that was verified; without one there is nobody to write to.
pub fn write(cx: &Cx<'_>, oid: Oid, letter: &LetterDef, facts: &Facts<'_>) -> Result<(), Stop> {
    let Some(to) = email(cx, oid)? else { return Ok(()) };
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(()) };
    let look = Look {
        subject: letter.subject,
        greeting: line(&person.name.to_string()),
        opening: letter.opening,
        facts: facts.iter().map(|(what, value)| (line(what), line(value))).collect(),
        advice: letter.advice,
        action: letter.action,
        link: cx.url(letter.path),
        stand: cx.url("/"),
    };
    put(
        cx,
        &Message {
            kind: MessageKind::Email,
            letter: Some(letter.name.to_owned()),
            subject: Some(letter.subject.to_owned()),
            text: look.text()?,
            html: Some(look.html()?),
            link: Some(look.link),
            made_at: cx.now,
            relay: relay(cx, &to),
            to,
        },
    )
}

/// Sends a short message, which never leaves the stand.
pub fn send(cx: &Cx<'_>, kind: MessageKind, to: String, text: String) -> Result<(), Stop> {
    let reason = "such messages never leave the stand".to_owned();
    put(
        cx,
        &Message {
            kind,
            letter: None,
            to,
            subject: None,
            text,
            html: None,
            link: None,
            made_at: cx.now,
            relay: Relay::Kept { reason },
        },
    )
}

/// Tells the holder of an account that somebody has signed in from a browser that never did so before.
///
/// A browser that keeps no cookies is a new one each time.
pub fn signed_in(cx: &Cx<'_>, oid: Oid, browser: &str, client: &str) -> Result<(), Stop> {
    if !browser.is_empty() && !browsers::insert(cx.sql, oid, browser, cx.now)? {
        return Ok(());
    }
    write(cx, oid, &letters::SIGN_IN_NOTICE, &[("Когда", time(cx)), ("Куда", client.to_owned())])
}

/// When it is, for people: by the stand's clock and zone.
pub fn time(cx: &Cx<'_>) -> String {
    cx.config.zone.local(cx.now).format("%d.%m.%Y %H:%M (UTC%:z)").to_string()
}

fn put(cx: &Cx<'_>, message: &Message) -> Result<(), Stop> {
    outbox::insert(cx.sql, message)?;
    cx.outbox_grew.set(true);
    Ok(())
}

fn relay(cx: &Cx<'_>, to: &str) -> Relay {
    let Some(smtp) = &cx.config.smtp else {
        return Relay::Kept { reason: "the stand has no --smtp".to_owned() };
    };
    match recipient::judge(to, &smtp.allow) {
        Ok(()) => Relay::Waiting,
        Err(error) => Relay::Kept { reason: error.to_string() },
    }
}

fn email(cx: &Cx<'_>, oid: Oid) -> Result<Option<String>, Stop> {
    let contacts = people::list_contacts(cx.sql, oid)?;
    let mut emails =
        contacts.into_iter().filter(|contact| contact.kind == ContactKind::Email && contact.verification.is_verified());
    Ok(emails.next().map(|contact| contact.value))
}

/// One line of bounded length, whatever came from outside.
fn line(text: &str) -> String {
    let is_break = |c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}';
    text.chars().take(LONGEST_LINE).map(|c| if is_break(c) { ' ' } else { c }).collect()
}
