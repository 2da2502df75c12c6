//! `/idp/ext/Logout`: the session ends, and the browser returns to the client or stays on a page.
//!
//! A path of ЕСИА, but the citizen's browser opens it, and what it shows is a page.

use actix_web::HttpRequest;
use actix_web::HttpResponse;

use crate::flow::account::sessions;
use crate::flow::login::request;
use crate::flow::logout;
use crate::web::answer::redirect;
use crate::web::cookies;
use crate::web::errors::Shape;
use crate::web::pages::notices;
use crate::web::state::OfStand;

/// `GET`; the session ends whatever becomes of the address.
pub async fn logout(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let (session, language) = (cookies::visitor(&http).session, cookies::language(&http));
    if let Err(stop) = stand.write(move |cx| sessions::end_of_cookie(cx, session.as_deref())).await {
        return Shape::Page(language).stop(&stand, "logout", &stop);
    }
    let destination =
        request::read(http.query_string().as_bytes(), b"").and_then(|sent| logout::destination(&stand, &sent));
    let mut response = match destination {
        Ok(Some(uri)) => redirect(uri.url().as_str()),
        Ok(None) => notices::logged_out(&stand, language),
        Err(refusal) => Shape::Page(language).refuse(&stand, "logout", &refusal),
    };
    let _ = response.add_cookie(&cookies::no_session(&stand));
    response
}
