//! `/login/language`: a language is chosen, and the browser goes back to where it was.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::web::Data;
use url::Url;

use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::web::answer::see_other;
use crate::web::cookies;
use crate::web::origin;
use crate::web::pages::notices;
use crate::web::query::Query;
use crate::web::route::Routes;
use crate::web::state::OfStand;

/// Where this is; nobody is sent back here.
const PATH: &str = "/login/language";

/// `GET /login/language?to=`: what every page's header links to.
pub async fn choose(stand: OfStand, http: HttpRequest, Query(asked): Query, routes: Data<Routes>) -> HttpResponse {
    let Some(language) = asked.get("to").and_then(Language::from_code) else {
        return notices::no_such_language(&stand, cookies::language(&http));
    };
    let from = came_from(&stand, &http, &routes).unwrap_or_else(|| "/".to_owned());
    let mut response = see_other(&format!("{}{from}", stand.base_path));
    let _ = response.add_cookie(&cookies::chosen_language(&stand, language));
    response
}

/// The page of this stand that the link was followed on. A page that answered a form has no address to go to: what is
/// above it has.
fn came_from(stand: &Stand, http: &HttpRequest, routes: &Routes) -> Option<String> {
    let referer = Url::parse(said(http, &header::REFERER)?).ok().filter(|url| is_own(stand, http, url))?;
    let path = referer.path().strip_prefix(&stand.base_path)?;
    let path = path.strip_suffix('/').unwrap_or(path);
    let is_page = |path: &str| path != PATH && routes.is_got(path);
    if is_page(path) {
        let query = referer.query().map(|query| format!("?{query}")).unwrap_or_default();
        return Some(format!("{path}{query}"));
    }
    let above = path.rmatch_indices('/').map(|(at, _)| &path[..at]);
    above.into_iter().find(|path| is_page(path)).map(ToOwned::to_owned)
}

/// Does the address belong to the stand, by its public name or by the one that it was asked under just now?
fn is_own(stand: &Stand, http: &HttpRequest, address: &Url) -> bool {
    let asked = said(http, &header::HOST).unwrap_or_default();
    origin::is_own(&stand.platform.config, address, asked)
}

fn said<'a>(http: &'a HttpRequest, name: &HeaderName) -> Option<&'a str> {
    http.headers().get(name).and_then(|value| value.to_str().ok())
}
