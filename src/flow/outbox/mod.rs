//! Letters and messages: the one place where the product writes them.
//!
//! They go to the stand's outbox with the transaction that has a reason for them; testers read them there. Letters to
//! addresses that nobody real can have wait there for the relay, where the stand has one (`--smtp`).

pub mod letters;
mod look;

use chrono::DateTime;
use chrono::Utc;

use crate::domain::contact::ContactKind;
use crate::domain::message::Message;
use crate::domain::message::MessageKind;
use crate::domain::message::Relay;
use crate::domain::recipient;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::contacts;
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

/// To whom a letter is written that no account has its address yet.
#[derive(Clone, Copy, Debug)]
pub struct Addressee<'a> {
    /// The address.
    pub to: &'a str,
    /// The name, for the greeting.
    pub name: &'a str,
}

/// Writes a letter to an account, to its first e-mail that was verified; without one there is nobody to write to.
pub fn write(cx: &Cx<'_>, oid: Oid, letter: &LetterDef, facts: &Facts<'_>) -> Result<(), Stop> {
    let Some(to) = contacts::verified(cx, oid, ContactKind::Email)? else { return Ok(()) };
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(()) };
    write_to(cx, Addressee { to: &to, name: &person.name.to_string() }, letter, facts, "")
}

/// Writes a letter to an address; `query` is put behind the path that it leads to.
pub fn write_to(
    cx: &Cx<'_>,
    addressee: Addressee<'_>,
    letter: &LetterDef,
    facts: &Facts<'_>,
    query: &str,
) -> Result<(), Stop> {
    let look = Look {
        subject: letter.subject,
        greeting: line(addressee.name),
        opening: letter.opening,
        facts: facts.iter().map(|(what, value)| (line(what), line(value))).collect(),
        advice: letter.advice,
        action: letter.action,
        link: cx.url(&format!("{}{query}", letter.path)),
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
            relay: relay(cx, addressee.to),
            to: addressee.to.to_owned(),
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
    time_at(cx, cx.now)
}

/// The same of another time, such as a deadline.
pub fn time_at(cx: &Cx<'_>, time: DateTime<Utc>) -> String {
    cx.config.zone.local(time).format("%d.%m.%Y %H:%M (UTC%:z)").to_string()
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

/// One line of bounded length, whatever came from outside.
fn line(text: &str) -> String {
    let is_break = |c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}';
    text.chars().take(LONGEST_LINE).map(|c| if is_break(c) { ' ' } else { c }).collect()
}
