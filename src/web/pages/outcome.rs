//! What a step of the login comes to: on to the next one, back to the relying party, or to a page of ours.

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpResponse;

use crate::flow::ending::Ending;
use crate::flow::login::code;
use crate::flow::login::consent;
use crate::flow::login::outcome::Outcome;
use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::web::answer::redirect;
use crate::web::errors::Shape;
use crate::web::errors::standard::deliver;
use crate::web::pages;
use crate::web::pages::notices;

/// Answers a form; signatures are made here, after the commit.
pub fn answer(stand: &Stand, language: Language, outcome: Outcome) -> HttpResponse {
    match outcome {
        Outcome::GoesOn(id) => pages::see_login(stand, &id),
        Outcome::Gone => notices::stale(stand, language),
        Outcome::Ended(Ending::Denied(denied)) => {
            let shape = denied.way_back.as_ref().map_or(Shape::Page(language), Shape::Redirect);
            shape.refuse(stand, consent::STEP.name, &denied.refusal)
        }
        Outcome::Ended(Ending::Own(path)) => pages::see(stand, &path),
        Outcome::Ended(Ending::Standard(answer)) => deliver(stand, language, code::STEP.name, &answer),
        Outcome::Ended(Ending::Code(issued)) => match code::sign(stand, &issued) {
            Ok(address) => redirect(&address),
            Err(stop) => Shape::Page(language).stop(stand, code::STEP.name, &stop),
        },
    }
}
