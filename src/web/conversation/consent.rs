//! The step `consent`: «Предоставить» and «Отказать».

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;
use serde::de::IgnoredAny;

use crate::flow::login;
use crate::flow::login::consent;
use crate::flow::login::due::Due;
use crate::flow::login::progress::Progress;
use crate::web::conversation::turn;
use crate::web::conversation::turn::STATION;
use crate::web::conversation::turn::Turn;
use crate::web::errors::Shape;
use crate::web::json;
use crate::web::state::OfStand;

/// `POST /aas/oauth2/api/scope/allow`.
pub async fn allow(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    if let Err(refusal) = json::read::<Option<IgnoredAny>>(&http, body) {
        return Shape::Conversation.refuse(&stand, STATION, &refusal);
    }
    turn::take(&stand, &http, |cx, mut progress| {
        if is_due(&progress) {
            consent::allow(cx, &mut progress)?;
        }
        Turn::due(cx, progress)
    })
    .await
}

/// `POST /aas/oauth2/api/scope/deny`; how the real page refuses is not known.
pub async fn deny(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    if let Err(refusal) = json::read::<Option<IgnoredAny>>(&http, body) {
        return Shape::Conversation.refuse(&stand, STATION, &refusal);
    }
    turn::take(&stand, &http, |cx, mut progress| {
        if is_due(&progress) {
            consent::refuse(cx, &mut progress)?;
        }
        Turn::due(cx, progress)
    })
    .await
}

fn is_due(progress: &Progress) -> bool {
    matches!(login::next(progress), Due::Consent(_))
}
