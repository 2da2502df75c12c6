//! The step `consent`: what becomes of «Предоставить» and «Отказать».

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;

use crate::flow::login;
use crate::flow::login::code;
use crate::flow::login::consent;
use crate::web::cookies;
use crate::web::error::Door;
use crate::web::form;
use crate::web::pages::login::Outcome;
use crate::web::pages::login::answer;
use crate::web::pages::login::is_due;
use crate::web::pages::login::settle;
use crate::web::pages::notices;
use crate::web::state::OfStand;

/// `POST /login/consent`; anything but a clear yes or no asks again.
pub async fn post(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    let visitor = cookies::visitor(&http);
    let language = visitor.language;
    let Some(fields) = body.ok().and_then(|body| form::read(&stand, &visitor, &body)) else {
        return notices::stale(&stand, language);
    };
    let (id, decision) = (fields.sent("interaction").to_owned(), fields.sent("decision").to_owned());
    let decided = stand
        .write(move |cx| {
            let Some(mut progress) = login::load(cx, &visitor, Some(&id))? else {
                return Ok(Outcome::Gone);
            };
            if !is_due(&progress, consent::STEP.name) {
                return Ok(Outcome::GoesOn(progress.id));
            }
            match decision.as_str() {
                "allow" => consent::allow(cx, &mut progress)?,
                "deny" => return code::refuse(cx, &progress).map(Outcome::Ended),
                _ => return Ok(Outcome::GoesOn(progress.id)),
            }
            settle(cx, progress)
        })
        .await;
    match decided {
        Ok(outcome) => answer(&stand, language, outcome),
        Err(stop) => Door::Page(language).stop(&stand, consent::STEP.name, &stop),
    }
}
