//! Answers that every surface gives in the same way: a JSON body, a redirect, a header that holds any text.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;

/// A JSON body as ЕСИА serves it.
pub fn json_answer(status: StatusCode, body: &impl serde::Serialize) -> HttpResponse {
    match serde_json::to_vec(body) {
        Ok(text) => HttpResponse::build(status)
            .insert_header((header::CONTENT_TYPE, "application/json;charset=UTF-8"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(text),
        Err(error) => {
            tracing::error!(target: "esia_mock::broken", "a body cannot be written: {error}");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// A redirect that nobody keeps.
pub fn redirect(address: &str) -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, address))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish()
}

/// What a form is answered with: the browser goes on by `GET`.
pub fn see_other(address: &str) -> HttpResponse {
    let mut response = redirect(address);
    *response.status_mut() = StatusCode::SEE_OTHER;
    response
}

/// Header values are ASCII; everything else is written as an escape.
pub fn ascii(text: &str) -> String {
    text.chars()
        .take(1_000)
        .flat_map(|c| if c.is_ascii_graphic() || c == ' ' { vec![c] } else { c.escape_unicode().collect() })
        .collect()
}
