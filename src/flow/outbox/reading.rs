//! Messages as they are read: letters get their words, as text and as HTML.

use crate::domain::message::Content;
use crate::domain::message::Message;
use crate::domain::message::Numbered;
use crate::domain::message::Written;
use crate::flow::Broken;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::outbox::letters::LETTERS;
use crate::flow::outbox::look::Look;
use crate::storage::outbox;
use crate::storage::outbox::Filter;

/// Messages from the oldest on.
pub fn list(cx: &Cx<'_>, filter: &Filter, most: u32) -> Result<Vec<Numbered>, Stop> {
    outbox::list(cx.sql, filter, most)?.into_iter().map(|written| read(cx, written)).collect()
}

/// Messages from the newest on.
pub fn list_newest(cx: &Cx<'_>, filter: &Filter, most: u32) -> Result<Vec<Numbered>, Stop> {
    outbox::list_newest(cx.sql, filter, most)?.into_iter().map(|written| read(cx, written)).collect()
}

/// Messages in which a part of a text stands, from the newest on, behind a number: recipient, person, subject and words
/// are looked at, in capitals or not.
pub fn search(
    cx: &Cx<'_>,
    filter: &Filter,
    part: &str,
    before: Option<i64>,
    most: usize,
) -> Result<Vec<Numbered>, Stop> {
    let part = part.to_lowercase();
    let all = outbox::list_newest(cx.sql, filter, outbox::MOST)?.into_iter();
    let earlier = all.filter(|written| before.is_none_or(|before| written.number < before));
    let found = earlier.filter(|written| part.is_empty() || has(written, &part));
    found.take(most).map(|written| read(cx, written)).collect()
}

fn has(written: &Written, part: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(part);
    has(&written.to)
        || match &written.content {
            Content::Words(words) => has(words),
            Content::Letter { name, greeting, facts, link } => {
                let subject =
                    LETTERS.iter().find(|letter| letter.name == name).is_some_and(|letter| has(letter.subject));
                subject || has(greeting) || has(link) || facts.iter().any(|(_, value)| has(value))
            }
        }
}

/// Finds a message.
pub fn find(cx: &Cx<'_>, number: i64) -> Result<Option<Numbered>, Stop> {
    outbox::find(cx.sql, number)?.map(|written| read(cx, written)).transpose()
}

/// Finds the first letter that waits for the relay.
pub fn find_waiting(cx: &Cx<'_>) -> Result<Option<Numbered>, Stop> {
    outbox::find_waiting(cx.sql)?.map(|written| read(cx, written)).transpose()
}

fn read(cx: &Cx<'_>, written: Written) -> Result<Numbered, Stop> {
    let Written { number, kind, content, to, made_at, relay, oid } = written;
    let message = match content {
        Content::Words(text) => {
            Message { kind, letter: None, to, subject: None, text, html: None, link: None, made_at, relay, oid }
        }
        Content::Letter { name, greeting, facts, link } => {
            let look = look(cx, &name, greeting, facts, link)?;
            Message {
                kind,
                letter: Some(name),
                to,
                subject: Some(look.subject.to_owned()),
                text: look.text()?,
                html: Some(look.html()?),
                link: Some(look.link),
                made_at,
                relay,
                oid,
            }
        }
    };
    Ok(Numbered { number, message })
}

fn look(cx: &Cx<'_>, name: &str, greeting: String, facts: Vec<(String, String)>, link: String) -> Result<Look, Broken> {
    let letter = LETTERS.iter().find(|letter| letter.name == name);
    let letter = letter.ok_or_else(|| Broken::Page(format!("{name:?} is no letter")))?;
    Ok(Look {
        subject: letter.subject,
        greeting,
        opening: letter.opening,
        facts,
        advice: letter.advice,
        action: letter.action,
        link,
        stand: cx.stand.url("/"),
    })
}
