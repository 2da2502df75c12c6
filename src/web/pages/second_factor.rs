//! The step `second_factor`: its form and what becomes of it.

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;
use actix_web::http::StatusCode;

use crate::crypto::totp;
use crate::domain::account::SecondFactor;
use crate::domain::challenge::Mistake;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::contacts;
use crate::flow::account::sessions::Opened;
use crate::flow::login;
use crate::flow::login::outcome::Outcome;
use crate::flow::login::outcome::settle;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::SignedIn;
use crate::flow::login::progress::Visitor;
use crate::flow::login::second_factor;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::outcome;
use crate::web::pages::step;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::Posted;
use crate::web::views::PageLink;
use crate::web::views::SecondFactorPage;
use crate::web::views::SentCode;
use crate::web::views::second_factor::CodeKind;

/// What was pressed.
enum Wish {
    /// «Продолжить», with this code.
    Verify(String),
    /// «Получить новый код».
    Again,
}

/// What came of it.
enum Done {
    /// The login goes on; with a new cookie if the code was right.
    Settled(Box<Outcome>, Option<Opened>),
    /// The same page again, saying why.
    Wrong(Mistake),
}

/// `POST /login/second_factor`.
pub async fn post(stand: OfStand, http: HttpRequest, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    let wish = wish(&typed);
    match step::settled(&stand, &visitor, &typed, move |cx, progress| act(cx, progress, &wish)).await? {
        Done::Settled(outcome, opened) => {
            outcome::answer_opened(&stand, &http, visitor.language, *outcome, opened).await
        }
        Done::Wrong(mistake) => {
            let progress = step::of_form(&stand, &visitor, &typed)?;
            match &progress.citizen {
                Some(citizen) => page(&stand, &visitor, (&progress, citizen), Some(mistake)),
                None => Ok(pages::see_login(&stand, &progress.id)),
            }
        }
    }
}

fn wish(typed: &Typed) -> Wish {
    if typed.has("again") { Wish::Again } else { Wish::Verify(typed.code(second_factor::LENGTH)) }
}

fn act(cx: &WriteCx<'_>, mut progress: Progress, wish: &Wish) -> Result<Done, Stop> {
    if login::next(&progress).second_factor().is_none() || second_factor::is_to_begin(&progress) {
        return settle(cx, progress).map(|outcome| Done::Settled(Box::new(outcome), None));
    }
    let done = match wish {
        Wish::Verify(typed) => second_factor::verify(cx, &mut progress, typed)?.map(Some),
        Wish::Again => second_factor::again(cx, &mut progress)?.map(|()| None),
    };
    match done {
        Ok(opened) => settle(cx, progress).map(|outcome| Done::Settled(Box::new(outcome), opened)),
        Err(mistake) => Ok(Done::Wrong(mistake)),
    }
}

/// Draws the page.
pub fn page(
    stand: &Stand,
    visitor: &Visitor,
    (progress, citizen): (&Progress, &SignedIn),
    mistake: Option<Mistake>,
) -> Answered {
    let phone = stand.read(|cx| contacts::mobile(cx, citizen.account.oid))?;
    let phone = phone.map(|phone| second_factor::masked(&phone));
    let factor = citizen.account.second_factor;
    let why = Text::new("second-factor-why").with("factor", factor.name());
    let mut hints = step::hints(stand, visitor.language, progress, why);
    if let Some(hints) = &mut hints {
        hints.sent = sent(stand, citizen);
    }
    let kind = kind(factor);
    let page = SecondFactorPage {
        frame: pages::frame(stand, visitor.language),
        csrf: form::token(stand, visitor),
        interaction: progress.id.clone(),
        client: Some(step::asking(progress, visitor.language)),
        kind,
        phone,
        error: mistake.or_else(|| closed(stand, citizen)).map(|mistake| words(mistake, kind)),
        other_user: step::other_user(stand, progress),
        hints,
    };
    Ok(pages::html(StatusCode::OK, &page))
}

fn kind(factor: SecondFactor) -> CodeKind {
    match factor {
        SecondFactor::Sms | SecondFactor::None => CodeKind::Sms,
        SecondFactor::Totp => CodeKind::Application,
        SecondFactor::Max => CodeKind::Max,
    }
}

/// A reload tells it as well if the code is of no use any more.
fn closed(stand: &Stand, citizen: &SignedIn) -> Option<Mistake> {
    let challenge = second_factor::challenge(citizen)?;
    if challenge.is_open(stand.clock.now()) {
        return None;
    }
    Some(if challenge.attempts_left == 0 { Mistake::Exhausted } else { Mistake::Expired })
}

/// The code that would be right, for the hints.
fn sent(stand: &Stand, citizen: &SignedIn) -> Option<SentCode> {
    let now = stand.clock.now();
    let challenge = second_factor::challenge(citizen).filter(|challenge| challenge.is_open(now))?;
    if let Some(code) = &challenge.code {
        let log = PageLink::new(format!("{}/logs/sms/", stand.base_path), Text::new("second-factor-all-sent"));
        return Some(SentCode { code: code.clone(), log: Some(log) });
    }
    let code = totp::code(citizen.account.totp_secret.as_deref()?, now).ok()?;
    Some(SentCode { code, log: None })
}

fn words(mistake: Mistake, kind: CodeKind) -> Text {
    match (mistake, kind) {
        (Mistake::Empty, _) => Text::new("second-factor-empty"),
        (Mistake::Wrong, CodeKind::Application) => Text::new("second-factor-wrong-application"),
        (Mistake::Wrong, _) => Text::new("second-factor-wrong"),
        (Mistake::Expired, _) => Text::new("second-factor-expired"),
        (Mistake::Exhausted, CodeKind::Application) => Text::new("second-factor-exhausted-application"),
        (Mistake::Exhausted, _) => Text::new("second-factor-exhausted"),
        (Mistake::TooSoon, CodeKind::Application) => Text::new("second-factor-too-soon-application"),
        (Mistake::TooSoon, _) => Text::new("second-factor-too-soon"),
    }
}
