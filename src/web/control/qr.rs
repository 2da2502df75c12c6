//! The telephone of a citizen, as far as QR codes go: approves that somebody signs in where a code is shown.

use actix_web::web::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::flow::account::finding;
use crate::flow::login::qr;
use crate::flow::login::qr::QrError;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::Shown;
use crate::web::control::whom;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// Who approves.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approver {
    /// A persona, an oid or a login.
    person: String,
}

/// What became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Approval {
    /// Is the browser that shows the code signed in?
    approved: bool,
    /// Why the person cannot sign in: `account_blocked`, `account_deleted`, `account_locked`.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// What is wrong with the code, in the words of ЕСИА.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
}

/// `POST /_mock/api/v1/qr/{qr_id}/approve`.
pub async fn approve(
    stand: OfStand,
    id: Path<String>,
    Body(approver): Body<Approver>,
) -> Result<Shown<Approval>, Problem> {
    let (id, name) = (id.into_inner(), approver.person);
    let missing = Problem::NotFound(format!("there is no QR code {id:?}, or it was approved already"));
    let done = stand.write(move |cx| {
        let account = match whom::one(finding::meant(cx, &name)?, &name) {
            Ok(account) => account,
            Err(problem) => return Ok(Err(problem)),
        };
        if account.blocked().is_some() {
            let reason = Some(format!("account_{}", account.status.name()));
            return Ok(Ok(Approval { approved: false, reason, code: None }));
        }
        Ok(match qr::approve(cx, &id, &account)? {
            Ok(()) => Ok(Approval { approved: true, reason: None, code: None }),
            Err(QrError::NotFound) => Err(missing),
            Err(error) => Ok(Approval { approved: false, reason: None, code: Some(error.wire()) }),
        })
    });
    Ok(Shown(done.await??))
}
