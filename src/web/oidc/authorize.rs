//! `/oidc/authorize`: stations `request` and `client_check`, then off to `/login`, or back at once.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::web::Bytes;

use crate::flow::Stop;
use crate::flow::oidc;
use crate::flow::oidc::begin;
use crate::flow::oidc::begin::Begun;
use crate::flow::oidc::client_check;
use crate::flow::oidc::client_check::CheckedRequest;
use crate::flow::oidc::client_check::Denied;
use crate::flow::oidc::pushed_request;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::texts::Language;
use crate::web::answer::redirect;
use crate::web::cookies;
use crate::web::errors::Shape;
use crate::web::errors::standard::deliver;
use crate::web::form;
use crate::web::state::OfStand;

/// The longest query that a posted request is turned into.
const LONGEST_QUERY: usize = 8 * 1024;

/// `GET`, and `POST` as a form; parameters of a body win over those of the query (OpenID Connect Core, 3.1.2.1).
pub async fn authorize(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    let language = cookies::language(&http);
    let sent = match read(&http, body) {
        Ok(sent) => sent,
        Err(refusal) => return Shape::StandardPage(language).refuse(&stand, "request", &refusal),
    };
    let as_query = sent.encoded();
    let checked = match check(&stand, sent).await {
        Ok(Ok(checked)) => checked,
        Ok(Err(denied)) => return deny(&stand, language, denied),
        Err(stop) => return Shape::StandardPage(language).stop(&stand, "request", &stop),
    };
    // A form posted by another site comes without cookies (SameSite=Lax), so that nobody seems to have signed in;
    // what follows a redirect comes with them.
    let blind = http.method() == Method::POST && cookies::visitor(&http).session.is_none();
    if blind && checked.silently && as_query.len() <= LONGEST_QUERY && !as_query.contains("request_uri=") {
        return redirect(&format!("{}/oidc/authorize?{as_query}", stand.base_path));
    }
    begin(&stand, &http, checked).await
}

fn read(http: &HttpRequest, body: Result<Bytes, actix_web::Error>) -> Result<Parameters, Refusal> {
    let query = oidc::parameters(http.query_string().as_bytes())?;
    if http.method() != Method::POST {
        return Ok(query);
    }
    let body = form::body(body).map_err(reasons::request::body_unreadable)?;
    Ok(oidc::parameters(&body)?.or_from_query(query))
}

async fn check(stand: &OfStand, sent: Parameters) -> Result<Result<CheckedRequest, Denied>, Stop> {
    if !pushed_request::is_named(&sent) {
        return Ok(client_check::check(stand, sent));
    }
    let pushed = stand.write(move |cx| pushed_request::take(cx, &sent)).await?;
    Ok(client_check::check(stand, pushed))
}

async fn begin(stand: &OfStand, http: &HttpRequest, checked: CheckedRequest) -> HttpResponse {
    let (visitor, cookie) = cookies::arrival(http, stand);
    let language = visitor.language;
    let begun = stand.write(move |cx| begin::begin(cx, checked, &visitor)).await;
    let response = match begun {
        Ok(Begun::Login) => redirect(&format!("{}/login", stand.base_path)),
        Ok(Begun::Answered(answer)) => return deliver(stand, language, "request", &answer),
        Err(stop) => return Shape::StandardPage(language).stop(stand, "request", &stop),
    };
    cookies::with(response, cookie)
}

/// Tells a refusal to the client, or by a page where there is no way back.
fn deny(stand: &OfStand, language: Language, denied: Denied) -> HttpResponse {
    match denied.way_back {
        Some(way_back) => deliver(stand, language, "client_check", &way_back.refused(*denied.refusal)),
        None => Shape::StandardPage(language).refuse(stand, "client_check", &denied.refusal),
    }
}
