//! `POST /oidc/token`: station `token`.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderValue;
use actix_web::web::Bytes;

use crate::flow::oidc::token;
use crate::flow::oidc::token::issuing;
use crate::web::answer::json_answer;
use crate::web::client_keys;
use crate::web::errors::exit::Answered;
use crate::web::oidc;
use crate::web::state::OfStand;

/// Answers with tokens, never to be cached (RFC 6749, 5.1).
pub async fn token(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    let sent = oidc::body(body)?;
    client_keys::bring(&stand, &sent).await;
    let checked = token::check(&stand, oidc::authorization(&http).as_deref(), &sent)?;
    let prepared = stand.write(|cx| token::exchange(cx, checked)).await?;
    let mut response = json_answer(StatusCode::OK, &issuing::sign(&stand, prepared)?);
    response.headers_mut().insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    Ok(response)
}
