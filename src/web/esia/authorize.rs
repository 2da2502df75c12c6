//! `/aas/oauth2/ac` and `/aas/oauth2/v2/ac`: stations `request` and `client_check`, then off to `/login`.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;

use crate::flow::login;
use crate::flow::login::client_check;
use crate::flow::login::client_check::CheckedRequest;
use crate::flow::login::client_check::Denied;
use crate::flow::login::request;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::protocol::signed_text::Generation;
use crate::texts::Language;
use crate::web::answer::redirect;
use crate::web::cookies;
use crate::web::errors::Shape;
use crate::web::form;
use crate::web::state::OfStand;

/// `/aas/oauth2/ac`, `GET` and `POST`; parameters of a body win over those of the query.
pub async fn v1(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    authorize(&stand, Generation::V1, &http, form::body(body)).await
}

/// `/aas/oauth2/v2/ac`, likewise.
pub async fn v2(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    authorize(&stand, Generation::V3, &http, form::body(body)).await
}

async fn authorize(
    stand: &OfStand,
    generation: Generation,
    http: &HttpRequest,
    body: Result<Bytes, String>,
) -> HttpResponse {
    let checked = match check(stand, generation, http, body) {
        Ok(checked) => checked,
        Err(stopped) => return deny(stand, cookies::language(http), stopped.0, &stopped.1),
    };
    let (browser, cookie) = cookies::browser(http, stand);
    let begun = stand.write(move |cx| login::begin(cx, &checked, &browser)).await;
    if let Err(stop) = begun {
        return Shape::Page(cookies::language(http)).stop(stand, "request", &stop);
    }
    let response = redirect(&format!("{}/login", stand.base_path));
    cookies::with(response, cookie)
}

type Stopped = Box<(&'static str, Denied)>;

fn check(
    stand: &Stand,
    generation: Generation,
    http: &HttpRequest,
    body: Result<Bytes, String>,
) -> Result<CheckedRequest, Stopped> {
    let sent = body
        .map_err(reasons::request::body_unreadable)
        .and_then(|body| request::read(http.query_string().as_bytes(), &body))
        .map_err(|refusal| Box::new(("request", refusal.into())))?;
    let addressed = request::addressed(&sent).map_err(|refusal| Box::new(("request", refusal.into())))?;
    client_check::check(stand, generation, &sent, addressed).map_err(|denied| Box::new(("client_check", denied)))
}

/// Tells a refusal by redirect, or by a page where there is no way back.
fn deny(stand: &Stand, language: Language, station: &'static str, denied: &Denied) -> HttpResponse {
    let shape = denied.way_back.as_ref().map_or(Shape::Page(language), Shape::Redirect);
    shape.refuse(stand, station, &denied.refusal)
}
