//! `POST /oidc/token`: station `token`.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderValue;
use actix_web::web::Bytes;

use crate::faults::kind::Kind;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::oidc::token;
use crate::flow::oidc::token::issuing;
use crate::flow::taken;
use crate::web::answer::json_answer;
use crate::web::client_keys;
use crate::web::errors;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::meeting;
use crate::web::oidc;
use crate::web::state::OfStand;

/// Answers with tokens, never to be cached (RFC 6749, 5.1).
pub async fn token(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    let sent = oidc::body(body)?;
    client_keys::bring(&stand, &sent).await;
    let checked = token::check(&stand, oidc::authorization(&http).as_deref(), &sent)?;
    let prepared = stand.write(|cx| token::exchange(cx, checked)).await?;
    let wrong = meeting::with_tokens(&http, prepared.about());
    let answer = serde_json::to_value(issuing::sign(&stand, prepared, &wrong)?);
    let answer = answer.map_err(|error| Stop::from(Broken::Page(format!("tokens cannot be written: {error}"))))?;
    let warnings: Vec<_> = taken::of_names(&sent, &[]).into_iter().chain(form::warning(&http)).collect();
    let mut response = json_answer(StatusCode::OK, &meeting::changed(answer, &wrong, Kind::Response));
    response.headers_mut().insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    errors::warned(&mut response, &warnings);
    Ok(response)
}
