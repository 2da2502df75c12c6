//! The step `role`: «Войти как». How the real page says it is not known.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;
use serde::Deserialize;

use crate::flow::login;
use crate::flow::login::due::Due;
use crate::flow::login::role;
use crate::web::conversation::turn;
use crate::web::conversation::turn::STATION;
use crate::web::conversation::turn::Turn;
use crate::web::errors::Shape;
use crate::web::json;
use crate::web::state::OfStand;

/// What is sent: `person`, or the number of an organisation.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Sent {
    role: String,
}

/// `POST /aas/oauth2/api/login/role`.
pub async fn post(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    let sent: Sent = match json::read(&http, body) {
        Ok(sent) => sent,
        Err(refusal) => return Shape::Conversation.refuse(&stand, STATION, &refusal),
    };
    turn::take(&stand, &http, move |cx, mut progress| {
        let is_due = matches!(login::next(&progress), Due::Role(_));
        if is_due && !role::choose(cx, &mut progress, &sent.role)? {
            return Ok(Turn::failed("INVALID_ROLE"));
        }
        Turn::due(cx, progress)
    })
    .await
}
