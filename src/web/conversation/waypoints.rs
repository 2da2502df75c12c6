//! What lies between the steps: offers that are declined, and asking what is due.
//!
//! A robot that declines or solves what was not asked for is told how it goes on, and nothing else happens.

use crate::domain::offer::Offer;
use crate::flow::login;
use crate::flow::login::due::Due;
use crate::flow::login::offers;
use crate::flow::login::progress::Visitor;
use crate::web::conversation::turn;
use crate::web::conversation::turn::Turn;
use crate::web::errors::exit::Answered;
use crate::web::json::Nothing;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// `GET /aas/oauth2/api/login/next-step`.
pub async fn next_step(stand: OfStand, By(visitor): By<Visitor>) -> Answered {
    turn::take(&stand, visitor, Turn::due).await
}

/// `POST …/login/poll`: has what we wait for happened? Likewise of checks of unusual behaviour.
pub async fn pass(stand: OfStand, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    turn::take(&stand, visitor, Turn::due).await
}

/// `POST …/login/promo-mfa/fill-mfa?decision=false`; a second factor cannot be switched on from here.
pub async fn no_mfa(stand: OfStand, By(visitor): By<Visitor>, Query(sent): Query, _: Nothing) -> Answered {
    if sent.get("decision").is_some_and(|decision| decision != "false") {
        return turn::take(&stand, visitor, Turn::due).await;
    }
    decline(&stand, visitor, Offer::FillMfa).await
}

/// `POST …/login/quiz-max/skip`.
pub async fn no_max(stand: OfStand, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    decline(&stand, visitor, Offer::MaxQuiz).await
}

/// `POST …/login/change-password/skip`.
pub async fn same_password(stand: OfStand, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    decline(&stand, visitor, Offer::ChangePassword).await
}

async fn decline(stand: &OfStand, visitor: Visitor, offer: Offer) -> Answered {
    turn::take(stand, visitor, move |cx, mut progress| {
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
