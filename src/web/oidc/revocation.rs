//! `POST /oidc/revoke` (RFC 7009).

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;

use crate::flow::Stop;
use crate::flow::oidc::revocation;
use crate::web::errors::Shape;
use crate::web::oidc;
use crate::web::state::OfStand;

/// Answers with an empty body, whether there was something to revoke or not.
pub async fn revoke(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    match carry_out(&stand, &http, body).await {
        Ok(()) => HttpResponse::Ok().finish(),
        Err(stop) => Shape::StandardJson.stop(&stand, "revoke", &stop),
    }
}

async fn carry_out(stand: &OfStand, http: &HttpRequest, body: Result<Bytes, actix_web::Error>) -> Result<(), Stop> {
    let sent = oidc::body(body)?;
    let wish = revocation::check(stand, oidc::authorization(http).as_deref(), &sent)?;
    stand.write(move |cx| revocation::revoke(cx, &wish)).await
}
