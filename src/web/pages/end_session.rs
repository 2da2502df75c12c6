//! `/oidc/end_session` (RP-Initiated Logout 1.0): ends the session, after asking where the client cannot prove that it
//! is the citizen's own wish.
//!
//! A path of the standard endpoints, but the citizen's browser opens it, and what it shows is a page.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;

use crate::flow::login;
use crate::flow::login::progress::Visitor;
use crate::flow::oidc;
use crate::flow::oidc::end_session;
use crate::flow::oidc::end_session::LogoutRequest;
use crate::flow::stand::Stand;
use crate::flow::taken;
use crate::protocol::parameters::Parameters;
use crate::protocol::refusal::Refusal;
use crate::texts::Language;
use crate::web::answer::redirect;
use crate::web::cookies;
use crate::web::errors;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::LogoutPage;

/// Parameters that the page of the question carries on.
const CARRIED: [&str; 5] = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales"];

/// The longest query that a posted request is turned into.
const LONGEST_QUERY: usize = 8 * 1024;

/// `GET` and `POST`, by a client or by the page of the question.
pub async fn end_session(
    stand: OfStand,
    http: HttpRequest,
    By(visitor): By<Visitor>,
    body: Result<Bytes, actix_web::Error>,
) -> Answered {
    let (sent, answered) = read(&stand, &http, body)?;
    // A posted request says it in its body.
    let language = sent.get("ui_locales").and_then(Language::preferred).unwrap_or(visitor.language);
    let visitor = Visitor { language, ..visitor };
    let warning = taken::of_end_session(&sent);
    let mut left = leave(&stand, &http, visitor, (sent, answered)).await?;
    errors::warned(&mut left, warning.as_slice());
    Ok(left)
}

/// Ends the session, asks, or stays, as was answered.
async fn leave(
    stand: &OfStand,
    http: &HttpRequest,
    visitor: Visitor,
    (sent, answered): (Parameters, Option<String>),
) -> Answered {
    let language = visitor.language;
    let asked = end_session::read(stand, &sent)?;
    match answered.as_deref() {
        Some("leave") => return end(stand, asked, visitor).await,
        Some(_) => return Ok(notices::stayed(stand, visitor.language)),
        None => {}
    }
    // Posted by another site, the request comes without cookies (SameSite=Lax): what follows a redirect has them.
    let query = sent.encoded();
    if http.method() == Method::POST
        && visitor.session.is_none()
        && asked.hint.is_none()
        && query.len() <= LONGEST_QUERY
    {
        return Ok(redirect(&format!("{}/oidc/end_session?{query}", stand.base_path)));
    }
    if stand.read(|cx| asked.needs_asking(cx, visitor.session.as_deref()))? {
        return Ok(question(stand, http, &asked, &sent, language));
    }
    end(stand, asked, visitor).await
}

/// The parameters, and what was answered to the question if this is its form.
fn read(
    stand: &Stand,
    http: &HttpRequest,
    body: Result<Bytes, actix_web::Error>,
) -> Result<(Parameters, Option<String>), Refusal> {
    let query = oidc::parameters(http.query_string().as_bytes())?;
    if http.method() != Method::POST {
        return Ok((query, None));
    }
    let body = form::body(body)?;
    let answered = form::read(stand, &cookies::visitor(http), &body);
    let decision = answered.and_then(|fields| fields.get("decision").map(ToOwned::to_owned));
    Ok((oidc::parameters(&body)?.or_from_query(query), decision))
}

async fn end(stand: &OfStand, asked: LogoutRequest, visitor: Visitor) -> Answered {
    let (wish, language, browser) = (asked.clone(), visitor.language, visitor.browser);
    stand.write(move |cx| wish.end(cx, visitor.session.as_deref())).await?;
    let goes_on = stand.read(|cx| login::is_on_its_way(cx, &browser))?;
    let stays = || notices::logged_out(stand, language, goes_on);
    let response = asked.address().map_or_else(stays, |address| redirect(&address));
    Ok(cookies::signed_out(response, stand))
}

fn question(
    stand: &Stand,
    http: &HttpRequest,
    asked: &LogoutRequest,
    sent: &Parameters,
    language: Language,
) -> HttpResponse {
    let (visitor, cookie) = cookies::arrival(http, stand);
    let carried = CARRIED.into_iter().filter_map(|name| Some((name.to_owned(), sent.get(name)?.to_owned())));
    let page = LogoutPage {
        frame: pages::frame(stand, language),
        csrf: form::token(stand, &visitor),
        client: asked.party.as_ref().map(|party| party.client.name.clone()),
        carried: carried.collect(),
    };
    let response = pages::html(StatusCode::OK, &page);
    cookies::with(response, cookie)
}
