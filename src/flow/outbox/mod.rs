//! Letters and messages: the one place where the product writes them.
//!
//! They go to the stand's outbox with the transaction that has a reason for them; testers read them there, and only then
//! letters are drawn ([`reading`]): under the database lock nothing is written but their facts. Letters to
//! addresses that nobody real can have wait there for the relay, where the stand has one (`--smtp`).

pub mod letters;
mod look;
pub mod reading;

use chrono::DateTime;
use chrono::Utc;

use crate::domain::contact::ContactKind;
use crate::domain::message::Content;
use crate::domain::message::MessageKind;
use crate::domain::message::Relay;
use crate::domain::message::Written;
use crate::domain::recipient;
use crate::domain::recipient::NotSent;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::contacts;
use crate::flow::outbox::letters::LetterDef;
use crate::protocol::ids::Oid;
use crate::storage::browsers;
use crate::storage::outbox;
use crate::storage::people;

/// The longest line that comes from outside, such as the name of a client.
const LONGEST_LINE: usize = 1_000;

/// What a letter says beside the words of its kind: what, and its value.
pub type Facts<'a> = [(&'a str, String)];

/// To whom a letter is written, at an address that may be no account's.
#[derive(Clone, Copy, Debug)]
pub struct Addressee<'a> {
    /// Whose account it is, where there is one.
    pub whose: Option<Oid>,
    /// The address.
    pub to: &'a str,
    /// The name, for the greeting.
    pub name: &'a str,
}

/// Writes a letter to an account, to its first e-mail that was verified; without one there is nobody to write to.
pub fn write(cx: &WriteCx<'_>, oid: Oid, letter: &LetterDef, facts: &Facts<'_>) -> Result<(), Stop> {
    let Some(to) = contacts::verified(cx, oid, ContactKind::Email)? else { return Ok(()) };
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(()) };
    write_to(cx, Addressee { whose: Some(oid), to: &to, name: &person.name.to_string() }, letter, facts, "")
}

/// Writes a letter to an address; `query` is put behind the path that it leads to.
pub fn write_to(
    cx: &WriteCx<'_>,
    addressee: Addressee<'_>,
    letter: &LetterDef,
    facts: &Facts<'_>,
    query: &str,
) -> Result<(), Stop> {
    let content = Content::Letter {
        name: letter.name.to_owned(),
        greeting: line(addressee.name),
        facts: facts.iter().map(|(what, value)| (line(what), line(value))).collect(),
        link: cx.stand.url(&format!("{}{query}", letter.path)),
    };
    let (to, relay) = (addressee.to.to_owned(), relay(cx, addressee.to));
    put(cx, &Written { number: 0, kind: MessageKind::Email, content, to, made_at: cx.now, relay, oid: addressee.whose })
}

/// Sends a short message, which never leaves the stand, to whoever has this account, or is to have one.
pub fn send(cx: &WriteCx<'_>, whose: Option<Oid>, kind: MessageKind, to: String, text: String) -> Result<(), Stop> {
    let (content, relay) = (Content::Words(text), NotSent::NeverSent.into());
    put(cx, &Written { number: 0, kind, content, to, made_at: cx.now, relay, oid: whose })
}

/// Tells the holder of an account that somebody has signed in from a browser that never did so before.
///
/// A browser that keeps no cookies is a new one each time.
pub fn signed_in(cx: &WriteCx<'_>, oid: Oid, browser: &str, client: &str) -> Result<(), Stop> {
    if !browser.is_empty() && !browsers::insert(cx.sql, oid, browser, cx.now)? {
        return Ok(());
    }
    write(cx, oid, &letters::SIGN_IN_NOTICE, &[("Когда", time(cx)), ("Куда", client.to_owned())])
}

/// Lets an account know a browser without a word to its holder.
pub fn knows_browser(cx: &WriteCx<'_>, oid: Oid, browser: &str) -> Result<(), Stop> {
    browsers::insert(cx.sql, oid, browser, cx.now)?;
    Ok(())
}

/// When it is, for people: by the stand's clock and zone.
pub fn time(cx: &Cx<'_>) -> String {
    time_at(cx, cx.now)
}

/// The same of another time, such as a deadline.
pub fn time_at(cx: &Cx<'_>, time: DateTime<Utc>) -> String {
    cx.stand.config.zone.local(time).format("%d.%m.%Y %H:%M (UTC%:z)").to_string()
}

fn put(cx: &WriteCx<'_>, message: &Written) -> Result<(), Stop> {
    outbox::insert(cx.sql, message)?;
    cx.after.tell_of_message();
    Ok(())
}

fn relay(cx: &Cx<'_>, to: &str) -> Relay {
    let Some(smtp) = &cx.stand.platform.config.smtp else {
        return NotSent::NoSmtp.into();
    };
    match recipient::judge(to, &smtp.allow) {
        Ok(()) => Relay::Waiting,
        Err(why) => why.into(),
    }
}

/// One line of bounded length, whatever came from outside.
fn line(text: &str) -> String {
    let is_break = |c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}';
    text.chars().take(LONGEST_LINE).map(|c| if is_break(c) { ' ' } else { c }).collect()
}
