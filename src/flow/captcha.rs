//! A stand-in for a captcha: a picture with digits that anybody can read, robots of testers included.
//!
//! Belongs to a browser, and is used up by being right, by three wrong answers or by time. What it gives is a token
//! that is taken once.

use chrono::TimeDelta;
use serde::Deserialize;
use serde::Serialize;

use crate::crypto::digest;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::storage::drafts;
use crate::storage::drafts::Place;

/// Digits of a picture.
pub const LENGTH: usize = 5;

const KIND: &str = "captcha";
const LIFETIME: TimeDelta = TimeDelta::minutes(10);
const ATTEMPTS: u32 = 3;

/// A picture.
#[derive(Clone, Debug)]
pub struct Captcha {
    /// Its id.
    pub id: String,
    /// What is to be read in it.
    pub answer: String,
}

#[derive(Serialize, Deserialize)]
struct Draft {
    answer: String,
    attempts_left: u32,
    token: Option<String>,
}

fn place(browser: &str) -> Place<'_> {
    Place { kind: KIND, browser }
}

/// Makes a picture for a browser.
pub fn make(cx: &WriteCx<'_>, browser: &str) -> Result<Captcha, Stop> {
    let captcha = Captcha { id: cx.stand.random.uuid().to_string(), answer: cx.stand.random.digits(LENGTH) };
    let draft = Draft { answer: captcha.answer.clone(), attempts_left: ATTEMPTS, token: None };
    drafts::insert(cx.sql, place(browser), &captcha.id, &draft, (cx.now, cx.now + LIFETIME))?;
    Ok(captcha)
}

/// Finds a picture of a browser that can still be answered: the one with this id, or the newest.
pub fn find(cx: &Cx<'_>, browser: &str, id: Option<&str>) -> Result<Option<Captcha>, Stop> {
    let found: Option<(String, Draft)> = drafts::find(cx.sql, place(browser), id, cx.now)?;
    let open = found.filter(|(_, draft)| draft.attempts_left > 0 && draft.token.is_none());
    Ok(open.map(|(id, draft)| Captcha { id, answer: draft.answer }))
}

/// Takes what was read in a picture; gives a token if it is right.
pub fn solve(cx: &WriteCx<'_>, browser: &str, id: Option<&str>, typed: &str) -> Result<Option<String>, Stop> {
    let found: Option<(String, Draft)> = drafts::find(cx.sql, place(browser), id, cx.now)?;
    let Some((id, mut draft)) = found.filter(|(_, draft)| draft.attempts_left > 0 && draft.token.is_none()) else {
        return Ok(None);
    };
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digest::same(draft.answer.as_bytes(), typed.as_bytes()) {
        draft.token = Some(cx.stand.random.token());
    } else {
        draft.attempts_left -= 1;
    }
    drafts::update(cx.sql, &id, &draft)?;
    Ok(draft.token)
}

/// Takes a token, once.
pub fn redeem(cx: &WriteCx<'_>, browser: &str, token: &str) -> Result<bool, Stop> {
    let found: Option<(String, Draft)> = drafts::find(cx.sql, place(browser), None, cx.now)?;
    let Some((id, _)) = found.filter(|(_, draft)| {
        draft.token.as_ref().is_some_and(|known| digest::same(known.as_bytes(), token.as_bytes()))
    }) else {
        return Ok(false);
    };
    drafts::delete(cx.sql, &id)?;
    Ok(true)
}

/// Is this what the picture shows? The picture is used up, whatever the answer.
pub fn answer(cx: &WriteCx<'_>, browser: &str, id: &str, typed: &str) -> Result<bool, Stop> {
    let is_right = solve(cx, browser, Some(id), typed)?.is_some();
    // Only a picture of this browser: an id that was sent may be that of anything.
    if drafts::find::<Draft>(cx.sql, place(browser), Some(id), cx.now)?.is_some() {
        drafts::delete(cx.sql, id)?;
    }
    Ok(is_right)
}
