//! What a step of the login comes to: on to the next one, back to the relying party, or to a page of ours.

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;

use crate::flow::account::sessions::Opened;
use crate::flow::login::outcome::Outcome;
use crate::texts::Language;
use crate::web::cookies;
use crate::web::ended;
use crate::web::errors::exit;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::state::OfStand;
use crate::web::typed::stale;

/// Answers a form.
pub async fn answer(stand: &OfStand, http: &HttpRequest, language: Language, outcome: Outcome) -> Answered {
    Ok(match outcome {
        Outcome::GoesOn(id) => pages::see_login(stand, &id),
        Outcome::Gone => stale::to_citizen(stand, language),
        Outcome::Ended(ending) => return ended::answer(stand, http, language, ending).await,
    })
}

/// The same for somebody who has entered in this very step; their session is open however it goes on.
pub async fn answer_opened(
    stand: &OfStand,
    http: &HttpRequest,
    language: Language,
    outcome: Outcome,
    opened: Option<Opened>,
) -> Answered {
    let cookie = opened.map(|opened| cookies::session(stand, &opened));
    exit::with(answer(stand, http, language, outcome).await, cookie)
}
