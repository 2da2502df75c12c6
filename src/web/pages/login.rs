//! `/login`: draws the step that is due, or ends the login.

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;

use crate::flow::login;
use crate::flow::login::due::Due;
use crate::flow::login::outcome::Outcome;
use crate::flow::login::outcome::settle;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::flow::login::second_factor;
use crate::protocol::reasons;
use crate::web::cookies;
use crate::web::errors;
use crate::web::errors::exit;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::pages::outcome;
use crate::web::pages::own_pages;
use crate::web::pages::own_pages::OVERVIEW;
use crate::web::pages::step;
use crate::web::query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// `GET /login`: the newest login of the browser, or the one that is named.
pub async fn login(stand: OfStand, http: HttpRequest, By(visitor): By<Visitor>) -> Answered {
    let (visitor, taken_up) = cookies::take_up(&stand, visitor).await?;
    exit::with(show(&stand, visitor, &http).await, taken_up)
}

async fn show(stand: &OfStand, visitor: Visitor, http: &HttpRequest) -> Answered {
    let asked = query::of(http);
    match stand.read(|cx| login::load(cx, &visitor, asked.get("interaction")))? {
        Some(progress) => draw(stand, http, visitor, progress).await,
        None if asked.get("interaction").is_some() => Ok(notices::nothing_to_continue(stand, visitor.language)),
        None => {
            let mut page = own_pages::enter(stand, http, OVERVIEW).await?;
            errors::warned(&mut page, &[reasons::taken::taken_without_login()]);
            Ok(page)
        }
    }
}

/// Draws the step that is due, unless something has to be written first.
async fn draw(stand: &OfStand, http: &HttpRequest, visitor: Visitor, progress: Progress) -> Answered {
    match login::next(&progress) {
        Due::SignIn => Ok(pages::sign_in::page(stand, &visitor, &progress, pages::sign_in::Again::hinted(&progress))),
        Due::SecondFactor(_) if second_factor::is_to_begin(&progress) => {
            settle_now(stand, http, visitor, progress.id).await
        }
        Due::SecondFactor(citizen) => pages::second_factor::page(stand, &visitor, (&progress, citizen), None),
        Due::Offer { .. } => Ok(pages::offer::page(stand, &visitor, &progress, None)),
        Due::Role(citizen) => Ok(pages::role::page(stand, &visitor, (&progress, citizen), None)),
        Due::Consent(citizen) if citizen.asks_parent => {
            let mut page = notices::ask_parent(stand, visitor.language, &step::asking(&progress, visitor.language));
            let client = &progress.interaction.client;
            errors::beside(&mut page, &reasons::person::parent_consent_absent(citizen.account.oid, client));
            Ok(page)
        }
        Due::Consent(citizen) => pages::consent::page(stand, &visitor, &progress, citizen),
        Due::Code => settle_now(stand, http, visitor, progress.id).await,
    }
}

/// Ends a login of which nothing is pending and sends the browser back, or sends the code of a second factor.
async fn settle_now(stand: &OfStand, http: &HttpRequest, visitor: Visitor, id: String) -> Answered {
    let language = visitor.language;
    let settled = stand.write(move |cx| match login::load(cx, &visitor, Some(&id))? {
        Some(progress) => settle(cx, progress),
        None => Ok(Outcome::Gone),
    });
    outcome::answer(stand, http, language, settled.await?).await
}
