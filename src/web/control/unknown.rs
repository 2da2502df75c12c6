//! Below `/_mock/`: what is told where there is no such call, or not by that method.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;

use crate::web::control::openapi::call::API;
use crate::web::control::openapi::call::Calls;
use crate::web::errors::problem::Problem;
use crate::web::route::Routes;
use crate::web::route::nearest_pattern;

/// The most words of an address that are said back.
const LONGEST: usize = 200;

/// Nothing is there.
pub async fn call(http: HttpRequest, calls: Data<Calls>) -> HttpResponse {
    let path: String = http.path().chars().take(LONGEST).collect();
    let asked = match path.strip_prefix("/_mock/") {
        Some(rest) if !rest.starts_with("api/") => format!("{API}/{rest}"),
        _ => path.clone(),
    };
    let near = nearest_pattern(calls.0.iter().map(|call| call.row.path), &asked);
    let near = near.map(|path| format!("; did you mean {path}?")).unwrap_or_default();
    Problem::NotFound(format!("there is nothing at {path:?}{near}; /_mock/openapi.json lists every call")).answer()
}

/// The path is there, the method is not.
pub async fn wrong_method(http: HttpRequest, routes: Data<Routes>) -> HttpResponse {
    let allowed = routes.allowed(&http.match_pattern().unwrap_or_default());
    let method: String = http.method().as_str().chars().take(LONGEST).collect();
    let path: String = http.path().chars().take(LONGEST).collect();
    Problem::WrongMethod(format!("{method} is not possible at {path:?}, only {allowed}"), allowed).answer()
}
