//! `/esia-rs/api/public/v1/orgs/ext-app/{key}/tkn`: a token of an organisation for its API-Key.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use serde_json::json;

use crate::faults::kind::Kind;
use crate::flow::login::request;
use crate::flow::token::api_key;
use crate::flow::token::issuing;
use crate::web::answer::json_answer;
use crate::web::aside::aside;
use crate::web::errors::exit::Answered;
use crate::web::meeting;
use crate::web::state::OfStand;

/// `GET`, the signature in the query.
pub async fn token(stand: OfStand, http: HttpRequest) -> Answered {
    let query = request::read(http.query_string().as_bytes(), b"")?;
    let (checking, key) = (Arc::clone(&stand), http.match_info().query("key").to_owned());
    let party = aside(move || api_key::check(&checking, &key, &query)).await??;
    let prepared = stand.write(|cx| api_key::exchange(cx, party)).await?;
    let wrong = meeting::with_tokens(&http, prepared.about());
    let answer = json!({ "accessTkn": issuing::sign(&stand, prepared, &wrong)?.access_token });
    Ok(json_answer(StatusCode::OK, &meeting::changed(answer, &wrong, Kind::Response)))
}
