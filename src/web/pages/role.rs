//! The step `role`: what becomes of the choice on «Войти как».

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;

use crate::flow::login;
use crate::flow::login::role;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::error::Door;
use crate::web::form;
use crate::web::pages::login::Outcome;
use crate::web::pages::login::answer;
use crate::web::pages::login::of_form;
use crate::web::pages::login::role_page;
use crate::web::pages::login::settle;
use crate::web::pages::notices;
use crate::web::state::OfStand;

/// `POST /login/role`.
pub async fn post(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    let visitor = cookies::visitor(&http);
    let language = visitor.language;
    let Some(fields) = body.ok().and_then(|body| form::read(&stand, &visitor, &body)) else {
        return notices::stale(&stand, language);
    };
    let writer = visitor.clone();
    let (id, choice) = (fields.sent("interaction").to_owned(), fields.sent("role").to_owned());
    let chosen = stand
        .write(move |cx| {
            let Some(mut progress) = login::load(cx, &writer, Some(&id))? else {
                return Ok(Some(Outcome::Gone));
            };
            if role::choose(cx, &mut progress, &choice)? { settle(cx, progress).map(Some) } else { Ok(None) }
        })
        .await;
    match chosen {
        Ok(Some(outcome)) => answer(&stand, language, outcome),
        Ok(None) => match of_form(&stand, &visitor, &fields) {
            Ok(Some(progress)) => match &progress.citizen {
                Some(citizen) => {
                    let error = Some(Text::new("role-nothing-chosen"));
                    role_page(&stand, &visitor, (&progress, citizen), error)
                }
                None => answer(&stand, language, Outcome::GoesOn(progress.id)),
            },
            Ok(None) => notices::stale(&stand, language),
            Err(stop) => Door::Page(language).stop(&stand, role::STEP.name, &stop),
        },
        Err(stop) => Door::Page(language).stop(&stand, role::STEP.name, &stop),
    }
}
