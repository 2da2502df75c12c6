//! `POST /oidc/par` (RFC 9126, 2).

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use serde_json::json;

use crate::flow::oidc::pushed_request;
use crate::web::answer::json_answer;
use crate::web::client_keys;
use crate::web::errors::exit::Answered;
use crate::web::oidc;
use crate::web::state::OfStand;

/// Answers with the address of the stored request.
pub async fn push(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    let sent = oidc::body(body)?;
    client_keys::bring(&stand, &sent).await;
    let checked = pushed_request::check(&stand, oidc::authorization(&http).as_deref(), sent)?;
    let address = stand.write(move |cx| pushed_request::push(cx, &checked)).await?;
    let answer = json!({ "request_uri": address, "expires_in": pushed_request::LIFETIME });
    Ok(json_answer(StatusCode::CREATED, &answer))
}
