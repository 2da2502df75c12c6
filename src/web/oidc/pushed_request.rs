//! `POST /oidc/par` (RFC 9126, 2).

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use serde_json::json;

use crate::flow::Stop;
use crate::flow::oidc::pushed_request;
use crate::web::answer::json_answer;
use crate::web::errors::Shape;
use crate::web::oidc;
use crate::web::state::OfStand;

/// Answers with the address of the stored request.
pub async fn push(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    match store(&stand, &http, body).await {
        Ok(address) => {
            let answer = json!({ "request_uri": address, "expires_in": pushed_request::LIFETIME });
            json_answer(StatusCode::CREATED, &answer)
        }
        Err(stop) => Shape::StandardJson.stop(&stand, "request", &stop),
    }
}

async fn store(stand: &OfStand, http: &HttpRequest, body: Result<Bytes, actix_web::Error>) -> Result<String, Stop> {
    let sent = oidc::body(body)?;
    let checked = pushed_request::check(stand, oidc::authorization(http).as_deref(), sent)?;
    stand.write(move |cx| pushed_request::push(cx, &checked)).await
}
