//! `POST /oidc/introspect` (RFC 7662).

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;

use crate::flow::oidc::introspection;
use crate::web::answer::json_answer;
use crate::web::client_keys;
use crate::web::errors;
use crate::web::errors::exit::Answered;
use crate::web::oidc;
use crate::web::state::OfStand;

/// Says what a token is good for.
pub async fn introspect(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    let sent = oidc::body(body)?;
    client_keys::bring(&stand, &sent).await;
    let question = introspection::check(&stand, oidc::authorization(&http).as_deref(), &sent)?;
    let (told, why) = stand.write(move |cx| introspection::answer(cx, question)).await?;
    let mut answer = json_answer(StatusCode::OK, &told);
    if let Some(why) = why {
        errors::beside(&mut answer, &why.in_standard_words());
    }
    Ok(answer)
}
