//! `/_mock/api/v1/jobs` and `/_mock/api/v1/events`: what time will bring, and what it has brought.

use actix_web::http::StatusCode;
use chrono::DateTime;
use chrono::Utc;
use serde_json::Value;
use serde_json::json;

use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::storage::accounts;
use crate::storage::events;
use crate::storage::jobs;
use crate::storage::rows;
use crate::web::answer::json_answer;
use crate::web::control::body::Answered;
use crate::web::state::OfStand;

/// The most rows of one answer.
const MOST: u32 = 1000;

/// `GET /_mock/api/v1/jobs`: those that wait, the next one first, then those that were done, the last one first.
pub async fn jobs(stand: OfStand) -> Answered {
    list(&stand, |cx| {
        let rows = jobs::list(cx.sql, MOST)?.into_iter().map(|job| {
            Ok(json!({
                "id": job.id,
                "kind": job.kind,
                "due_at": time(&stand, job.due_at),
                "payload": rows::from_json::<Value>(&job.payload)?,
                "done_at": job.done_at.map(|done_at| time(&stand, done_at)),
                "error": job.error,
            }))
        });
        Ok(json!({ "jobs": rows.collect::<Result<Vec<_>, Stop>>()? }))
    })
}

/// `GET /_mock/api/v1/events`: what happened to citizens, the newest first.
pub async fn events(stand: OfStand) -> Answered {
    list(&stand, |cx| {
        let rows = events::list(cx.sql, MOST)?.into_iter().map(|event| {
            Ok(json!({
                "oid": event.oid,
                "persona": accounts::find_persona(cx.sql, event.oid)?,
                "kind": event.kind.name(),
                "happened_at": time(&stand, event.happened_at),
                "data": event.data,
            }))
        });
        Ok(json!({ "events": rows.collect::<Result<Vec<_>, Stop>>()? }))
    })
}

fn list(stand: &Stand, read: impl FnOnce(&Cx<'_>) -> Result<Value, Stop>) -> Answered {
    Ok(json_answer(StatusCode::OK, &stand.read(read)?))
}

fn time(stand: &Stand, time: DateTime<Utc>) -> String {
    stand.config.zone.local(time).to_rfc3339()
}
