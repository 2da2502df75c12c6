//! A stand as it was before: `/_mock/api/v1/reset` and `/_mock/api/v1/snapshots`.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use serde_json::Value;
use serde_json::json;

use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::flow::stands::error::Unmade;
use crate::flow::stands::template::Template;
use crate::web::answer::json_answer;
use crate::web::control::body::Answered;
use crate::web::control::body::OptionalFields;
use crate::web::control::stands::described;
use crate::web::state::OfStand;

/// `POST /_mock/api/v1/reset`: the stand as it was made.
pub async fn reset(stands: Data<Stands>, stand: OfStand, _: OptionalFields) -> Answered {
    Ok(json_answer(StatusCode::OK, &described(&*stands.reset(&stand.name).await?)))
}

/// `GET /_mock/api/v1/snapshots`.
pub async fn list(stands: Data<Stands>, stand: OfStand) -> Answered {
    let kept = stands.snapshots(&stand.name)?;
    let shown: Vec<_> = kept.iter().map(|(name, kept)| told(&stand, name, kept)).collect();
    Ok(json_answer(StatusCode::OK, &json!({ "snapshots": shown })))
}

/// `PUT /_mock/api/v1/snapshots/{name}`: the stand as it is now, in place of an earlier snapshot of that name.
pub async fn keep(stands: Data<Stands>, stand: OfStand, name: Path<String>, _: OptionalFields) -> Answered {
    let (kept, is_new) = stands.keep(&stand.name, name.clone()).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok(json_answer(status, &told(&stand, &name, &kept)))
}

/// `GET /_mock/api/v1/snapshots/{name}`.
pub async fn show(stands: Data<Stands>, stand: OfStand, name: Path<String>) -> Answered {
    Ok(json_answer(StatusCode::OK, &told(&stand, &name, &*stands.snapshot(&stand.name, &name)?)))
}

/// `DELETE /_mock/api/v1/snapshots/{name}`; one that is not there is deleted already.
pub async fn forget(stands: Data<Stands>, stand: OfStand, name: Path<String>) -> Answered {
    match stands.forget(&stand.name, &name) {
        Ok(()) | Err(Unmade::NoSnapshot(_)) => Ok(HttpResponse::NoContent().finish()),
        Err(unmade) => Err(unmade.into()),
    }
}

/// `POST /_mock/api/v1/snapshots/{name}/restore`.
pub async fn restore(stands: Data<Stands>, stand: OfStand, name: Path<String>, _: OptionalFields) -> Answered {
    Ok(json_answer(StatusCode::OK, &described(&*stands.restore(&stand.name, &name).await?)))
}

fn told(stand: &Stand, name: &str, kept: &Template) -> Value {
    json!({
        "name": name,
        "size": kept.size(),
        "now": stand.config.zone.local(kept.starts_at()).to_rfc3339(),
    })
}
