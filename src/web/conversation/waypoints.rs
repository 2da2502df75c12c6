//! What lies between the steps: offers that are declined, and asking what is due.
//!
//! A robot that declines or solves what was not asked for is told how it goes on, and nothing else happens.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;
use serde::de::IgnoredAny;

use crate::domain::offer::Offer;
use crate::flow::login;
use crate::flow::login::due::Due;
use crate::flow::login::offers;
use crate::protocol::parameters::Parameters;
use crate::web::conversation::turn;
use crate::web::conversation::turn::STATION;
use crate::web::conversation::turn::Turn;
use crate::web::errors::Shape;
use crate::web::json;
use crate::web::state::OfStand;

type Body = Result<Bytes, actix_web::Error>;

/// `GET /aas/oauth2/api/login/next-step`.
pub async fn next_step(stand: OfStand, http: HttpRequest) -> HttpResponse {
    turn::take(&stand, &http, Turn::due).await
}

/// `POST …/login/poll`: has what we wait for happened? Likewise of checks of unusual behaviour.
pub async fn pass(stand: OfStand, http: HttpRequest, body: Body) -> HttpResponse {
    if let Err(refusal) = json::read::<Option<IgnoredAny>>(&http, body) {
        return Shape::Conversation.refuse(&stand, STATION, &refusal);
    }
    turn::take(&stand, &http, Turn::due).await
}

/// `POST …/login/promo-mfa/fill-mfa?decision=false`; a second factor cannot be switched on from here.
pub async fn no_mfa(stand: OfStand, http: HttpRequest, body: Body) -> HttpResponse {
    let sent = Parameters::parse(http.query_string().as_bytes()).unwrap_or_default();
    if sent.get("decision").is_some_and(|decision| decision != "false") {
        return pass(stand, http, body).await;
    }
    decline(stand, http, body, Offer::FillMfa).await
}

/// `POST …/login/quiz-max/skip`.
pub async fn no_max(stand: OfStand, http: HttpRequest, body: Body) -> HttpResponse {
    decline(stand, http, body, Offer::MaxQuiz).await
}

/// `POST …/login/change-password/skip`.
pub async fn same_password(stand: OfStand, http: HttpRequest, body: Body) -> HttpResponse {
    decline(stand, http, body, Offer::ChangePassword).await
}

async fn decline(stand: OfStand, http: HttpRequest, body: Body, offer: Offer) -> HttpResponse {
    if let Err(refusal) = json::read::<Option<IgnoredAny>>(&http, body) {
        return Shape::Conversation.refuse(&stand, STATION, &refusal);
    }
    turn::take(&stand, &http, move |cx, mut progress| {
        // Nothing is offered before it is certain who is there.
        if !matches!(login::next(&progress), Due::SecondFactor(_)) {
            offers::decline(cx, &mut progress, offer)?;
        }
        Turn::due(cx, progress)
    })
    .await
}
