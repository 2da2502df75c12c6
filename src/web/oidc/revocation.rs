//! `POST /oidc/revoke` (RFC 7009).

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;

use crate::flow::oidc::revocation;
use crate::web::client_keys;
use crate::web::errors;
use crate::web::errors::exit::Answered;
use crate::web::oidc;
use crate::web::state::OfStand;

/// Answers with an empty body, whether there was something to revoke or not.
pub async fn revoke(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    let sent = oidc::body(body)?;
    client_keys::bring(&stand, &sent).await;
    let wish = revocation::check(&stand, oidc::authorization(&http).as_deref(), &sent)?;
    let warnings = stand.write(move |cx| revocation::revoke(cx, &wish)).await?;
    let mut answer = HttpResponse::Ok().finish();
    errors::warned(&mut answer, &warnings);
    Ok(answer)
}
