//! The telephone of a citizen, as far as QR codes go: approves that somebody signs in where a code is shown.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Deserialize;
use serde_json::json;

use crate::domain::account::Account;
use crate::flow::login::qr;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::storage::accounts;
use crate::web::answer::json_answer;
use crate::web::errors::exit::Answered;
use crate::web::json::Json;
use crate::web::state::OfStand;

/// Who approves: by the name in fixtures, or by number.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sent {
    persona: Option<String>,
    oid: Option<Oid>,
}

/// `POST /_mock/api/v1/qr/{qr_id}/approve`.
pub async fn approve(stand: OfStand, id: Path<String>, Json(sent): Json<Sent>) -> Answered {
    let id = id.into_inner();
    let approved = stand.write(move |cx| {
        let account = match (&sent.persona, sent.oid) {
            (Some(persona), None) => accounts::find_by_persona(cx.sql, persona)?,
            (None, Some(oid)) => accounts::find(cx.sql, oid)?,
            (Some(_), Some(_)) | (None, None) => {
                return Err(reasons::calls::approver_unnamed().into());
            }
        };
        let account = account.ok_or_else(reasons::calls::approver_unknown)?;
        may_sign_in(&account)?;
        qr::approve(cx, &id, &account)
    });
    Ok(match approved.await? {
        Ok(()) => json_answer(StatusCode::OK, &json!({ "approved": true })),
        Err(error) => {
            json_answer(StatusCode::CONFLICT, &json!({ "code": error.wire(), "message": "nothing is approved" }))
        }
    })
}

fn may_sign_in(account: &Account) -> Result<(), Refusal> {
    match account.blocked() {
        Some(_) => Err(reasons::calls::approver_blocked(account.oid, account.status.name())),
        None => Ok(()),
    }
}
