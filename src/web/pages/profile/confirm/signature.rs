//! Who has signed in confirms the account by an electronic signature of their own.

use actix_web::http::StatusCode;

use crate::domain::account::AccountLevel;
use crate::flow::Stop;
use crate::flow::confirmation::signature;
use crate::flow::confirmation::signature::Rejected;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::eds_form;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile::confirm;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;

/// `GET /profile/confirm/signature`.
pub async fn get(stand: OfStand, By(visit): By<Visit>) -> Answered {
    draw(&stand, &visit, &Typed::default(), None)
}

/// `POST /profile/confirm/signature`.
pub async fn post(stand: OfStand, Posted(visit, typed): Posted<Visit>) -> Answered {
    match confirm(&stand, &visit, &typed).await? {
        Ok(()) => Ok(confirm::done(&stand, "confirmed")),
        Err(rejected) => draw(&stand, &visit, &typed, Some(rejected.told())),
    }
}

async fn confirm(stand: &OfStand, visit: &Visit, typed: &Typed) -> Result<Result<(), Rejected>, Stop> {
    let bearer = match eds_form::bearer(stand, typed)? {
        Ok(bearer) => bearer,
        Err(rejected) => return Ok(Err(rejected)),
    };
    let (oid, browser) = (visit.holder.oid(), visit.visitor.browser.clone());
    let text = typed.text("challenge").to_owned();
    let confirmed = stand.write(move |cx| match signature::spend(cx, &browser, &text)? {
        Ok(()) => signature::confirm(cx, oid, &bearer),
        Err(rejected) => Ok(Err(rejected)),
    });
    Ok(confirmed.await?.map(|_| ()))
}

fn draw(stand: &Stand, visit: &Visit, typed: &Typed, error: Option<Text>) -> Answered {
    let title = Text::new("confirm-way-signature");
    let account = &visit.holder.account;
    if account.level != AccountLevel::Standard {
        let why = if account.level == AccountLevel::Confirmed { "confirm-already" } else { "confirm-not-standard" };
        return Ok(confirm::plain(stand, visit, title, vec![Text::new(why)]));
    }
    let page = confirm::form_page(stand, visit, "signature", title).intro(Text::new("signature-what")).error(error);
    let page = eds_form::fields(stand, page, (&visit.visitor.browser, Some(account.oid)), typed)?;
    Ok(pages::html(StatusCode::OK, &page))
}
