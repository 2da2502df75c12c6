//! `/login/contact`: the link of a letter that verifies an e-mail. It is opened in any browser, signed in or not; mail
//! programs look at links by themselves, so looking does nothing, and a button verifies.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::verification::PendingVerification;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::login::progress::Visitor;
use crate::flow::profile::contacts;
use crate::flow::stand::Stand;
use crate::flow::verification;
use crate::flow::verification::Opened;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::extract::Arrival;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::Fact;
use crate::web::views::FormPage;

const PATH: &str = "/login/contact";

/// `GET /login/contact?token=`.
pub async fn get(stand: OfStand, Query(asked): Query, By(arrival): By<Arrival>) -> Answered {
    let token = asked.sent("token").to_owned();
    let Arrival { visitor, cookie } = arrival;
    let response = match stand.read(|cx| open(cx, &token))? {
        Opened::Valid(pending) => pages::html(StatusCode::OK, &question(&stand, &visitor, pending, token)),
        opened => over(&stand, &visitor, &opened),
    };
    Ok(cookies::with(response, cookie))
}

fn question(stand: &Stand, visitor: &Visitor, pending: PendingVerification, token: String) -> FormPage {
    let (frame, csrf) = (pages::frame(stand, visitor.language), form::token(stand, visitor));
    FormPage::new(frame, csrf, format!("{}{PATH}", stand.base_path), Text::new("contact-link-title"))
        .intro(Text::new("contact-link-intro"))
        .fact(Fact::new(Text::new("profile-email"), Text::plain(pending.value)))
        .hidden("token", token)
        .button(Button::main(Text::new("contact-link-confirm")))
}

/// `POST /login/contact`.
pub async fn post(stand: OfStand, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    let token = typed.text("token").to_owned();
    let settled = stand.write(move |cx| {
        let opened = open(cx, &token)?;
        if let Opened::Valid(pending) = &opened {
            contacts::settle(cx, pending)?;
        }
        Ok(opened)
    });
    Ok(match settled.await? {
        Opened::Valid(_) => notices::contact_verified(&stand, visitor.language),
        opened => over(&stand, &visitor, &opened),
    })
}

fn open(cx: &Cx<'_>, token: &str) -> Result<Opened, Stop> {
    verification::open(cx, Purpose::Contact, token)
}

/// A link that does nothing any more; whose it was is not told.
fn over(stand: &Stand, visitor: &Visitor, opened: &Opened) -> HttpResponse {
    let is_late = matches!(opened, Opened::Expired(_));
    let key = if is_late { "contact-link-expired" } else { "contact-link-unknown" };
    notices::contact_link_over(stand, visitor.language, Text::new(key))
}
