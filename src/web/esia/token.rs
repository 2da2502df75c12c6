//! `/aas/oauth2/te` and `/aas/oauth2/v3/te`: station `token`.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::web::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::domain::quirk::Quirk;
use crate::faults::kind::Kind;
use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::login::request;
use crate::flow::stand::Stand;
use crate::flow::token;
use crate::flow::token::CheckedTokenRequest;
use crate::flow::token::issuing;
use crate::protocol::parameters::Parameters;
use crate::protocol::refusal::Warnings;
use crate::protocol::signed_text::Generation;
use crate::web::answer::json_answer;
use crate::web::aside::aside;
use crate::web::errors;
use crate::web::errors::exit::Answered;
use crate::web::errors::exit::Exit;
use crate::web::form;
use crate::web::meeting;
use crate::web::state::OfStand;

/// `POST /aas/oauth2/te`; parameters of the body win over those of the query.
pub async fn v1(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    token(&stand, Generation::V1, &http, body).await
}

/// `POST /aas/oauth2/v3/te` and `/aas/oauth2/v2/te`, likewise.
pub async fn v3(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    token(&stand, Generation::V3, &http, body).await
}

async fn token(
    stand: &OfStand,
    generation: Generation,
    http: &HttpRequest,
    body: Result<Bytes, actix_web::Error>,
) -> Answered {
    let body = form::body(body)?;
    let sent = with_basic(stand, http, request::read(http.query_string().as_bytes(), &body)?);
    let state = sent.get("state").map(ToOwned::to_owned);
    let checked = check(stand, generation, sent).await;
    let mut checked = checked.map_err(|stop| Exit::from(stop).echoing(state.clone()))?;
    let mut warnings = std::mem::take(&mut checked.warnings);
    warnings.extend(form::warning(http));
    let exchanged = exchange(stand, http, checked).await;
    let (answer, more) = exchanged.map_err(|stop| Exit::from(stop).echoing(state))?;
    warnings.extend(more);
    let mut answer = json_answer(StatusCode::OK, &answer);
    errors::warned(&mut answer, &warnings);
    Ok(answer)
}

/// Signatures are verified beside what answers requests: a wrong one costs more than a right one.
async fn check(stand: &OfStand, generation: Generation, sent: Parameters) -> Result<CheckedTokenRequest, Stop> {
    let stand = Arc::clone(stand);
    Ok(aside(move || token::check(&stand, generation, sent)).await??)
}

async fn exchange(stand: &OfStand, http: &HttpRequest, checked: CheckedTokenRequest) -> Result<Exchanged, Stop> {
    let mut prepared = stand.write(|cx| token::exchange(cx, checked)).await?;
    let warnings = prepared.take_warnings();
    let wrong = meeting::with_tokens(http, prepared.about());
    let answer = serde_json::to_value(issuing::sign(stand, prepared, &wrong)?);
    let answer = answer.map_err(|error| Broken::Page(format!("tokens cannot be written: {error}")))?;
    Ok((meeting::changed(answer, &wrong, Kind::Response), warnings))
}

/// The answer, and what was taken for it although the real ЕСИА may refuse it.
type Exchanged = (Value, Warnings);

/// Quirk `basic_auth`: client and signature from the header, where the form has none.
fn with_basic(stand: &Stand, http: &HttpRequest, mut sent: Parameters) -> Parameters {
    let basic = http
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Basic "))
        .and_then(|value| STANDARD.decode(value.trim()).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let Some((client_id, secret)) = basic.as_deref().and_then(|pair| pair.split_once(':')) else { return sent };
    let allowed = stand.clients.find(client_id).is_some_and(|party| party.client.has(Quirk::BasicAuth));
    if allowed && sent.get("client_secret").is_none() {
        sent.set("client_id", client_id.to_owned());
        sent.set("client_secret", secret.to_owned());
    }
    sent
}
