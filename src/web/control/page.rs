//! `/_mock/api/`: the page of the tester's API.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;

use crate::web::control::openapi::call::Calls;
use crate::web::control::openapi::manual;
use crate::web::cookies;
use crate::web::state::OfStand;
use crate::web::views::ApiPage;
use crate::web::views::response;

/// `GET /_mock/api/`: every call, to be read, and to be tried where there are scripts.
pub async fn show(stand: OfStand, http: HttpRequest, calls: Data<Calls>) -> HttpResponse {
    let manual = manual::of(calls.0);
    let page = ApiPage {
        frame: response::frame(&stand, cookies::language(&http)),
        guard: cookies::guard(&stand).unwrap_or_default(),
        groups: manual.groups,
        shapes: manual.shapes,
    };
    let mut answer = response::html(StatusCode::OK, &page);
    response::allow_calls(&mut answer);
    answer
}
