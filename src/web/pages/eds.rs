//! `/login/eds`: sign-in by electronic signature.

#![deny(clippy::wildcard_enum_match_arm)]

use actix_web::HttpRequest;
use actix_web::http::StatusCode;

use crate::domain::session::SignInMethod;
use crate::flow::Stop;
use crate::flow::account::sessions::Opened;
use crate::flow::confirmation::signature;
use crate::flow::confirmation::signature::Bearer;
use crate::flow::confirmation::signature::Rejected;
use crate::flow::login::entry;
use crate::flow::login::entry::Entry;
use crate::flow::login::outcome;
use crate::flow::login::outcome::Outcome;
use crate::flow::login::progress::Visitor;
use crate::flow::login::sign_in;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::exit;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::eds_form;
use crate::web::pages::outcome::answer_opened;
use crate::web::pages::own_pages::OVERVIEW;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::Arrival;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::views::FormPage;

/// What a signature comes to: a session and where the login is then; none, where no login was on its way.
type Entered = Result<(Opened, Option<Outcome>), Rejected>;

/// `GET /login/eds`.
pub async fn get(stand: OfStand, Query(asked): Query, By(arrival): By<Arrival>) -> Answered {
    let drawn = draw(&stand, &arrival.visitor, asked.sent("interaction"), &Typed::default(), None);
    exit::with(drawn, arrival.cookie)
}

/// `POST /login/eds`.
pub async fn post(stand: OfStand, http: HttpRequest, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    match sign_in(&stand, &visitor, &typed).await? {
        Ok((opened, Some(outcome))) => answer_opened(&stand, &http, visitor.language, outcome, Some(opened)).await,
        Ok((opened, None)) => Ok(cookies::with(pages::see(&stand, OVERVIEW), Some(cookies::session(&stand, &opened)))),
        Err(rejected) => draw(&stand, &visitor, typed.text("interaction"), &typed, Some(rejected.told())),
    }
}

async fn sign_in(stand: &OfStand, visitor: &Visitor, typed: &Typed) -> Result<Entered, Stop> {
    let bearer = match eds_form::bearer(stand, typed)? {
        Ok(bearer) => bearer,
        Err(rejected) => return Ok(Err(rejected)),
    };
    let (text, id) = (typed.text("challenge").to_owned(), typed.text("interaction").to_owned());
    enter(stand, visitor.clone(), (text, id), bearer).await
}

async fn enter(
    stand: &OfStand,
    visitor: Visitor,
    (text, id): (String, String),
    bearer: Bearer,
) -> Result<Entered, Stop> {
    let entered = stand.write(move |cx| {
        if let Err(rejected) = signature::spend(cx, &visitor.browser, &text)? {
            return Ok(Err(rejected));
        }
        let interaction = Some(id.as_str()).filter(|id| !id.is_empty());
        let destination = sign_in::destination(cx, &visitor, interaction)?;
        let account = match signature::enter(cx, &bearer, destination.as_ref())? {
            Ok(account) => account,
            Err(rejected) => return Ok(Err(rejected)),
        };
        let entry = Entry {
            visitor: &visitor,
            interaction,
            account: &account,
            method: SignInMethod::Signature,
            foreign_computer: false,
        };
        let (opened, progress) = entry::enter(cx, &entry)?;
        let outcome = progress.map(|progress| outcome::settle(cx, progress)).transpose()?;
        Ok(Ok((opened, outcome)))
    });
    entered.await
}

fn draw(stand: &Stand, visitor: &Visitor, id: &str, typed: &Typed, error: Option<Text>) -> Answered {
    let action = format!("{}/login/eds", stand.base_path);
    let ours = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let query = if ours { format!("?interaction={id}") } else { String::new() };
    let (frame, csrf) = (pages::frame(stand, visitor.language), form::token(stand, visitor));
    let page = FormPage::new(frame, csrf, action, Text::new("signature-title"))
        .intro(Text::new("signature-what"))
        .error(error)
        .hidden("interaction", if ours { id } else { "" })
        .link(format!("{}/login{query}", stand.base_path), Text::new("notices-back-to-login"));
    let page = eds_form::fields(stand, page, (&visitor.browser, None), typed)?;
    Ok(pages::html(StatusCode::OK, &page))
}
