//! `/idp/ext/Logout`: the session ends, and the browser returns to the client or stays on a page. A path of ЕСИА, but
//! the citizen's browser opens it, and what it shows is a page.
//!
//! «Другой пользователь» ends the session as well, and goes on in the login that waits.

use actix_web::HttpRequest;

use crate::flow::account::sessions;
use crate::flow::login;
use crate::flow::login::progress::Visitor;
use crate::flow::login::request;
use crate::flow::logout;
use crate::flow::stand::Stand;
use crate::flow::taken;
use crate::texts::Language;
use crate::web::answer::redirect;
use crate::web::cookies;
use crate::web::errors;
use crate::web::errors::exit;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;

/// `GET`; the session ends whatever becomes of the address.
pub async fn logout(stand: OfStand, http: HttpRequest, By(visitor): By<Visitor>) -> Answered {
    let Visitor { browser, session, language } = visitor;
    stand.write(move |cx| sessions::end_of_cookie(cx, session.as_deref(), None)).await?;
    let goes_on = stand.read(|cx| login::is_on_its_way(cx, &browser))?;
    let left = leave(&stand, &http, language, goes_on);
    cookies::of_session(&stand).into_iter().fold(left, |left, cookie| exit::with(left, Some(cookie)))
}

/// `GET /login/another`: whoever is in goes, and the same login asks who comes.
pub async fn another(stand: OfStand, Query(asked): Query, By(visitor): By<Visitor>) -> Answered {
    let session = visitor.session;
    stand.write(move |cx| sessions::end_of_cookie(cx, session.as_deref(), None)).await?;
    let browser = visitor.browser;
    let waiting =
        stand.read(|cx| login::load(cx, &Visitor { browser, ..Visitor::default() }, asked.get("interaction")))?;
    let on = match waiting {
        Some(progress) => pages::see_login(&stand, &progress.id),
        None => pages::see(&stand, "/login"),
    };
    Ok(cookies::signed_out(on, &stand))
}

fn leave(stand: &Stand, http: &HttpRequest, language: Language, goes_on: bool) -> Answered {
    let sent = request::read(http.query_string().as_bytes(), b"")?;
    if let Some(uri) = logout::destination(stand, &sent)? {
        return Ok(redirect(uri.url().as_str()));
    }
    let mut page = notices::logged_out(stand, language, goes_on);
    // «Выйти» of the stand's own pages stays there on purpose.
    if !is_from_own_page(http) {
        errors::warned(&mut page, taken::of_logout(&sent).as_slice());
    }
    Ok(page)
}

fn is_from_own_page(http: &HttpRequest) -> bool {
    http.headers().get("sec-fetch-site").is_some_and(|site| site == "same-origin")
}
