//! A code by letter on paper: ordered to an address, shown in the stand's log of such letters, entered once.
//!
//! The words of the letter in the log are those of the test contour, which tools of testers look for.

use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

use crate::crypto::digest;
use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::address::AddressKind;
use crate::domain::address::AddressParts;
use crate::domain::challenge::plain_code;
use crate::domain::event::EventKind;
use crate::domain::message::MessageKind;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::levels;
use crate::flow::account::levels::Proof;
use crate::flow::jobs::queue;
use crate::flow::jobs::queue::About;
use crate::flow::jobs::queue::JobKind;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::flow::profile::addresses;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::jobs::Job;
use crate::storage::people;
use crate::storage::post_codes;
use crate::storage::post_codes::PostCode;
use crate::texts::Text;

/// Digits of a code.
pub const LENGTH: usize = 6;

/// The kind of job that brings a letter.
pub const KIND: JobKind = JobKind {
    name: "post_letter",
    doc: "a letter on paper with a code arrives, after the rule post_code.delay",
    run,
    replan: None,
    about,
};

#[derive(Serialize, Deserialize)]
struct Payload {
    oid: Oid,
    code: String,
    to: String,
}

/// Why no code is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOrdered {
    /// It is confirmed already.
    AlreadyConfirmed,
    /// Documents are not checked yet, or it is a child's account.
    NotStandard,
}

/// Why a code is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It is another one; so many more are forgiven.
    Wrong(u32),
    /// It is too old, was used or was never sent.
    None,
    /// There were too many wrong ones.
    Exhausted,
    /// The account does not wait for a code: it is confirmed already.
    AlreadyConfirmed,
}

impl NotOrdered {
    /// The word for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::AlreadyConfirmed => "already_confirmed",
            Self::NotStandard => "not_standard",
        }
    }
}

impl Mistake {
    /// The word for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wrong(_) => "wrong_code",
            Self::None => "no_code",
            Self::Exhausted => "exhausted",
            Self::AlreadyConfirmed => "already_confirmed",
        }
    }
}

/// Does a letter wait to be opened, or is it on its way (`containsUpCfmCode`)?
pub fn waiting(cx: &Cx<'_>, oid: Oid) -> Result<Option<PostCode>, Stop> {
    Ok(post_codes::find(cx.sql, oid)?.filter(|code| code.is_open(cx.now)))
}

/// Orders a code to an address, in the place of an earlier one; the address becomes that of residence.
pub fn order(cx: &WriteCx<'_>, oid: Oid, address: AddressParts) -> Result<Result<PostCode, NotOrdered>, Stop> {
    match accounts::find(cx.sql, oid)?.map(|account| account.level) {
        Some(AccountLevel::Standard) => {}
        Some(AccountLevel::Confirmed) => return Ok(Err(NotOrdered::AlreadyConfirmed)),
        _ => return Ok(Err(NotOrdered::NotStandard)),
    }
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(Err(NotOrdered::NotStandard)) };
    let to = format!("{}, {}", person.name, one_line(&address));
    addresses::save(cx, oid, AddressKind::Residence, address)?;
    let arrives = cx.ends(Rule::PostCodeDelay);
    let code = PostCode {
        code: cx.stand.random.digits(LENGTH),
        attempts_left: cx.stand.config.rules.count(Rule::PostCodeAttempts),
        expires_at: cx.at(arrives).ends(Rule::PostCodeLifetime),
    };
    post_codes::replace(cx.sql, oid, &code)?;
    accounts::touch(cx.sql, oid, cx.now)?;
    account::happened(cx, oid, EventKind::PostCodeOrdered, json!({ "expires_at": code.expires_at.to_rfc3339() }))?;
    outbox::write(cx, oid, &letters::POST_CODE_ORDERED, &[("Адрес", to.clone())])?;
    let letter = Payload { oid, code: code.code.clone(), to };
    if arrives > cx.now {
        let key = format!("{oid} {}", cx.stand.random.uuid());
        queue::schedule(cx, KIND.name, key, arrives, &letter)?;
    } else {
        deliver(cx, &letter)?;
    }
    Ok(Ok(code))
}

fn about(_: &Cx<'_>, job: &Job) -> Result<About, Stop> {
    let Payload { oid, to, .. } = queue::payload(job)?;
    Ok(About { person: Some(oid), words: Some(Text::plain(to)) })
}

fn run(cx: &WriteCx<'_>, job: &Job) -> Result<(), Stop> {
    let letter: Payload = queue::payload(job)?;
    // Another code was ordered meanwhile, or none is wanted any more.
    let is_current = post_codes::find(cx.sql, letter.oid)?.is_some_and(|code| code.code == letter.code);
    if is_current { deliver(cx, &letter) } else { Ok(()) }
}

fn deliver(cx: &WriteCx<'_>, letter: &Payload) -> Result<(), Stop> {
    let person = people::find(cx.sql, letter.oid)?;
    let snils = person.and_then(|person| person.snils).map(|snils| snils.to_string()).unwrap_or_default();
    let text = format!("Post code ({snils}): {}", letter.code);
    outbox::send(cx, Some(letter.oid), MessageKind::Post, letter.to.clone(), text)
}

/// An address on an envelope.
pub fn one_line(address: &AddressParts) -> String {
    let house = [&address.house, &address.frame, &address.building, &address.flat];
    let street = [&address.zip_code, &address.region, &address.city, &address.settlement, &address.street];
    let whole = address.address.is_some() && address.street.is_none();
    let head = if whole { vec![&address.zip_code, &address.address] } else { street.to_vec() };
    let parts: Vec<&str> = head.into_iter().chain(house).filter_map(|part| part.as_deref()).collect();
    parts.join(", ")
}

/// Takes the code, or counts it as wrong. A right one is used up, and confirms.
pub fn enter(cx: &WriteCx<'_>, account: &Account, typed: &str) -> Result<Result<(), Mistake>, Stop> {
    let oid = account.oid;
    // Read again: the level may have been raised since the page was drawn.
    let level = accounts::find(cx.sql, oid)?.map(|account| account.level);
    if level == Some(AccountLevel::Confirmed) {
        post_codes::delete(cx.sql, oid)?;
        return Ok(Err(Mistake::AlreadyConfirmed));
    }
    let Some(known) = post_codes::find(cx.sql, oid)?.filter(|code| code.expires_at > cx.now) else {
        return Ok(Err(Mistake::None));
    };
    if level != Some(AccountLevel::Standard) {
        return Ok(Err(Mistake::None));
    }
    if known.attempts_left == 0 {
        return Ok(Err(Mistake::Exhausted));
    }
    let typed = plain_code(typed);
    if !digest::same(known.code.as_bytes(), typed.as_bytes()) {
        let attempts_left = known.attempts_left - 1;
        post_codes::replace(cx.sql, oid, &PostCode { attempts_left, ..known })?;
        return Ok(Err(if attempts_left == 0 { Mistake::Exhausted } else { Mistake::Wrong(attempts_left) }));
    }
    post_codes::delete(cx.sql, oid)?;
    levels::raise(cx, oid, Proof::PostCode)?;
    Ok(Ok(()))
}
