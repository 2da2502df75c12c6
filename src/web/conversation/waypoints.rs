//! Calls that settle nothing here: what is due is told, whatever was said.
//!
//! The real page passes offers (a second factor, MAX, another password) and checks of unusual behaviour on its way.
//! The stand makes none of them, so there is nothing to skip or to solve; a robot that tries is told how it goes on.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;
use serde::de::IgnoredAny;

use crate::web::conversation::turn;
use crate::web::conversation::turn::STATION;
use crate::web::conversation::turn::Turn;
use crate::web::error::Door;
use crate::web::json;
use crate::web::state::OfStand;

/// `GET /aas/oauth2/api/login/next-step`.
pub async fn next_step(stand: OfStand, http: HttpRequest) -> HttpResponse {
    turn::take(&stand, &http, Turn::due).await
}

/// `POST` to what the stand never asks for, and `…/login/poll`: has what we wait for happened?
pub async fn pass(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    if let Err(refusal) = json::read::<Option<IgnoredAny>>(&http, body) {
        return Door::Conversation.refuse(&stand, STATION, &refusal);
    }
    turn::take(&stand, &http, Turn::due).await
}
