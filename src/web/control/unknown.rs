//! Below `/_mock/`: what is told where there is no such call, or not by that method.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use strsim::damerau_levenshtein;

use crate::web::control::openapi::call::API;
use crate::web::control::openapi::call::Calls;
use crate::web::errors::problem::Problem;
use crate::web::route::Routes;

/// The most words of an address that are said back.
const LONGEST: usize = 200;

/// Nothing is there.
pub async fn call(http: HttpRequest, calls: Data<Calls>) -> HttpResponse {
    let path: String = http.path().chars().take(LONGEST).collect();
    let near = nearest(calls.0.iter().map(|call| call.row.path), &path);
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

/// The call whose path has as many parts, all of them the same but one that is nearly the same.
fn nearest<'a>(known: impl Iterator<Item = &'a str>, path: &str) -> Option<&'a str> {
    let given = match path.strip_prefix("/_mock/") {
        Some(rest) if !rest.starts_with("api/") => format!("{API}/{rest}"),
        _ => path.to_owned(),
    };
    let far = |known: &str| {
        let (known, given): (Vec<_>, Vec<_>) = (known.split('/').collect(), given.split('/').collect());
        let parts = known.iter().zip(&given).filter(|(known, given)| !known.starts_with('{') && known != given);
        (known.len() == given.len())
            .then(|| parts.map(|(known, given)| damerau_levenshtein(known, given)).sum::<usize>())
    };
    let near = known.filter_map(|path| Some((far(path)?, path))).min();
    near.filter(|(far, _)| *far <= 2).map(|(_, path)| path)
}
