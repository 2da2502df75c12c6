//! The step `role`: «Войти как». How the real page says it is not known.

use serde::Deserialize;

use crate::flow::login;
use crate::flow::login::progress::Visitor;
use crate::flow::login::role;
use crate::web::conversation::turn;
use crate::web::conversation::turn::Turn;
use crate::web::errors::exit::Answered;
use crate::web::json::Json;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// What is sent: `person`, or the number of an organisation.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    role: String,
}

/// `POST /aas/oauth2/api/login/role`.
pub async fn post(stand: OfStand, By(visitor): By<Visitor>, Json(sent): Json<Sent>) -> Answered {
    turn::take(&stand, visitor, move |cx, mut progress| {
        let is_due = login::next(&progress).role().is_some();
        if is_due && !role::choose(cx, &mut progress, &sent.role)? {
            return Ok(Turn::failed("INVALID_ROLE"));
        }
        Turn::due(cx, progress)
    })
    .await
}
