//! The step `sign_in` by electronic signature: a text to be signed, then a detached CMS message over it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use crate::domain::session::SignInMethod;
use crate::flow::Stop;
use crate::flow::confirmation::signature;
use crate::flow::confirmation::signature::Bearer;
use crate::flow::confirmation::signature::Rejected;
use crate::flow::login::entry;
use crate::flow::login::entry::Entry;
use crate::flow::login::progress::Visitor;
use crate::web::answer::json_answer;
use crate::web::conversation::turn;
use crate::web::conversation::turn::Turn;
use crate::web::errors;
use crate::web::errors::exit::Answered;
use crate::web::json::Json;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// What is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    challenge: String,
    signature: String,
}

/// `GET /aas/oauth2/api/login/eds/challenge`.
pub async fn challenge(stand: OfStand, By(visitor): By<Visitor>) -> Answered {
    let made = stand.read(|cx| {
        turn::load(cx, &visitor)?;
        Ok(signature::challenge(cx, &visitor.browser))
    })?;
    let body = json!({ "challenge": made.text, "expires_at": made.expires_at.to_rfc3339() });
    Ok(json_answer(StatusCode::OK, &body))
}

/// `POST /aas/oauth2/api/login/eds`.
pub async fn post(stand: OfStand, By(visitor): By<Visitor>, Json(sent): Json<Sent>) -> Answered {
    // Without a login on its way nobody learns whether a signature is right.
    stand.read(|cx| turn::load(cx, &visitor).map(|_| ()))?;
    let bearer = match signature::verify(&stand, &sent.challenge, &sent.signature) {
        Ok(bearer) => bearer,
        Err(rejected) => return Ok(failed(&rejected)),
    };
    Ok(match enter(&stand, visitor, sent.challenge, bearer).await? {
        Ok(turn) => turn.answer(&stand),
        Err(rejected) => failed(&rejected),
    })
}

fn failed(rejected: &Rejected) -> HttpResponse {
    let body = json!({ "failed": rejected.name(), "message": rejected.detail() });
    let mut answer = json_answer(StatusCode::OK, &body);
    if let Some(why) = turn::refusal(&body) {
        errors::beside(&mut answer, &why);
    }
    answer
}

async fn enter(
    stand: &OfStand,
    visitor: Visitor,
    text: String,
    bearer: Bearer,
) -> Result<Result<Turn, Rejected>, Stop> {
    let entered = stand.write(move |cx| {
        let destination = turn::load(cx, &visitor)?.interaction.destination;
        if let Err(rejected) = signature::spend(cx, &visitor.browser, &text)? {
            return Ok(Err(rejected));
        }
        let account = match signature::enter(cx, &bearer, Some(&destination))? {
            Ok(account) => account,
            Err(rejected) => return Ok(Err(rejected)),
        };
        let entry = Entry {
            visitor: &visitor,
            interaction: None,
            account: &account,
            method: SignInMethod::Signature,
            foreign_computer: false,
        };
        let (opened, progress) = entry::enter(cx, &entry)?;
        Turn::entered(cx, opened, progress).map(Ok)
    });
    entered.await
}
