//! A request by a name that is not the stand's own: nothing of the stand is shown, a page least of all.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;

use crate::protocol::refusal::Refusal;
use crate::web::errors::problem::Problem;

/// 421, as problem+json to the tester's calls, else as a line of plain text.
pub fn answer(is_tester: bool, refusal: &Refusal) -> HttpResponse {
    if is_tester {
        return Problem::ForeignHost(refusal.detail()).answer();
    }
    HttpResponse::build(StatusCode::MISDIRECTED_REQUEST)
        .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(format!("{}\n", refusal.detail()))
}
