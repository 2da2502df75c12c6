//! `POST /oidc/introspect` (RFC 7662).

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use serde_json::Value;

use crate::flow::Stop;
use crate::flow::oidc::introspection;
use crate::web::answer::json_answer;
use crate::web::errors::Shape;
use crate::web::oidc;
use crate::web::state::OfStand;

/// Says what a token is good for.
pub async fn introspect(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    match answer(&stand, &http, body).await {
        Ok(answer) => json_answer(StatusCode::OK, &answer),
        Err(stop) => Shape::StandardJson.stop(&stand, "introspect", &stop),
    }
}

async fn answer(stand: &OfStand, http: &HttpRequest, body: Result<Bytes, actix_web::Error>) -> Result<Value, Stop> {
    let sent = oidc::body(body)?;
    let question = introspection::check(stand, oidc::authorization(http).as_deref(), &sent)?;
    stand.write(move |cx| introspection::answer(cx, question)).await
}
