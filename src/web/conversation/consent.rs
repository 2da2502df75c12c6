//! The step `consent`: «Предоставить» and «Отказать».

use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::login;
use crate::flow::login::consent;
use crate::flow::login::progress::Progress;
use crate::flow::login::progress::Visitor;
use crate::web::conversation::turn;
use crate::web::conversation::turn::Turn;
use crate::web::errors::exit::Answered;
use crate::web::json::Nothing;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// `POST /aas/oauth2/api/scope/allow`.
pub async fn allow(stand: OfStand, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    decided(&stand, visitor, consent::allow).await
}

/// `POST /aas/oauth2/api/scope/deny`; how the real page refuses is not known.
pub async fn deny(stand: OfStand, By(visitor): By<Visitor>, _: Nothing) -> Answered {
    decided(&stand, visitor, consent::refuse).await
}

/// A decision about a consent that is not due changes nothing: the answer says what is due.
async fn decided(
    stand: &OfStand,
    visitor: Visitor,
    decide: fn(&WriteCx<'_>, &mut Progress) -> Result<(), Stop>,
) -> Answered {
    turn::take(stand, visitor, move |cx, mut progress| {
        if login::next(&progress).consent().is_some() {
            decide(cx, &mut progress)?;
        }
        Turn::due(cx, progress)
    })
    .await
}
