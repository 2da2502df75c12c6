//! Style and scripts of the pages, from inside the program.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;

use crate::protocol::reasons;
use crate::web::errors::exit::Answered;

const STYLE: &str = include_str!("../assets/style.css");
const DESK: &str = include_str!("../assets/desk.css");
const COMFORT: &str = include_str!("../assets/comfort.js");
const API: &str = include_str!("../assets/api.js");
const DESK_SCRIPT: &str = include_str!("../assets/desk.js");
const SUBMIT: &str = include_str!("../assets/submit.js");
const TWICE: &str = include_str!("../assets/twice.js");

/// `GET /_assets/{file}`.
pub async fn asset(file: Path<String>) -> Answered {
    let (kind, text) = match file.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE),
        "desk.css" => ("text/css; charset=utf-8", DESK),
        "api.js" => ("text/javascript; charset=utf-8", API),
        "comfort.js" => ("text/javascript; charset=utf-8", COMFORT),
        "desk.js" => ("text/javascript; charset=utf-8", DESK_SCRIPT),
        "submit.js" => ("text/javascript; charset=utf-8", SUBMIT),
        "twice.js" => ("text/javascript; charset=utf-8", TWICE),
        other => return Err(reasons::calls::asset_unknown(other).into()),
    };
    Ok(HttpResponse::Ok().content_type(kind).insert_header((header::CACHE_CONTROL, "max-age=300")).body(text))
}

/// `GET /favicon.ico`: browsers ask by themselves; there is none, and no need to log that.
pub async fn icon() -> HttpResponse {
    HttpResponse::NoContent().finish()
}
