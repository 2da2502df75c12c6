//! The telephone of a citizen, as far as QR codes go: approves that somebody signs in where a code is shown.

use actix_web::web::Path;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::flow::account::finding;
use crate::flow::login::qr::QrError;
use crate::flow::tester::phone;
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
        Ok(match whom::one(finding::meant(cx, &name)?, &name) {
            Ok(account) => Ok(phone::approve(cx, &id, &account)?),
            Err(problem) => Err(problem),
        })
    });
    let refused = |reason, code| Approval { approved: false, reason, code };
    Ok(Shown(match done.await?? {
        phone::Approval::Approved => Approval { approved: true, reason: None, code: None },
        phone::Approval::Unusable(status) => refused(Some(format!("account_{}", status.name())), None),
        phone::Approval::Wrong(QrError::NotFound) => return Err(missing),
        phone::Approval::Wrong(error) => refused(None, Some(error.wire())),
    }))
}
