//! What lies between the steps: offers that are declined, and asking what is due.
//!
//! A robot that declines or solves what was not asked for is told how it goes on, and nothing else happens.

use actix_web::HttpRequest;

use crate::domain::offer::Offer;
use crate::flow::login;
use crate::flow::login::due::Due;
use crate::flow::login::offers;
use crate::web::conversation::turn;
use crate::web::conversation::turn::Turn;
use crate::web::errors::exit::Answered;
use crate::web::json::Nothing;
use crate::web::query::Query;
use crate::web::state::OfStand;

/// `GET /aas/oauth2/api/login/next-step`.
pub async fn next_step(stand: OfStand, http: HttpRequest) -> Answered {
    turn::take(&stand, &http, Turn::due).await
}

/// `POST …/login/poll`: has what we wait for happened? Likewise of checks of unusual behaviour.
pub async fn pass(stand: OfStand, http: HttpRequest, _: Nothing) -> Answered {
    turn::take(&stand, &http, Turn::due).await
}

/// `POST …/login/promo-mfa/fill-mfa?decision=false`; a second factor cannot be switched on from here.
pub async fn no_mfa(stand: OfStand, http: HttpRequest, Query(sent): Query, _: Nothing) -> Answered {
    if sent.get("decision").is_some_and(|decision| decision != "false") {
        return turn::take(&stand, &http, Turn::due).await;
    }
    decline(&stand, &http, Offer::FillMfa).await
}

/// `POST …/login/quiz-max/skip`.
pub async fn no_max(stand: OfStand, http: HttpRequest, _: Nothing) -> Answered {
    decline(&stand, &http, Offer::MaxQuiz).await
}

/// `POST …/login/change-password/skip`.
pub async fn same_password(stand: OfStand, http: HttpRequest, _: Nothing) -> Answered {
    decline(&stand, &http, Offer::ChangePassword).await
}

async fn decline(stand: &OfStand, http: &HttpRequest, offer: Offer) -> Answered {
    turn::take(stand, http, move |cx, mut progress| {
        match login::next(&progress) {
            // Nothing is offered before it is certain who is there.
            Due::SecondFactor(_) => {}
            Due::SignIn | Due::Offer { .. } | Due::Role(_) | Due::Consent(_) | Due::Code => {
                offers::decline(cx, &mut progress, offer)?;
            }
        }
        Turn::due(cx, progress)
    })
    .await
}
