//! Where the links of letters to children lead: an e-mail is verified, or the child agrees to be linked to a parent.
//!
//! They are opened in whatever browser; nobody has signed in there.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::verification::Purpose;
use crate::flow::children::creation;
use crate::flow::children::creation::Confirmed;
use crate::flow::children::linking;
use crate::flow::children::linking::Asked;
use crate::flow::children::linking::Wish;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::flow::verification;
use crate::flow::verification::Opened;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::own_pages::OVERVIEW;
use crate::web::query;
use crate::web::state::OfStand;
use crate::web::typed::extract::Arrival;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::Fact;
use crate::web::views::FormPage;

/// Where an e-mail is verified.
const EMAIL: &str = "/login/child/email";

/// Where a decision is posted to.
const LINK: &str = "/login/child/link";

/// `GET /login/child/email`: is the e-mail to be verified? Mail programs look at links by themselves, so looking does
/// nothing.
pub async fn ask(stand: OfStand, http: HttpRequest, By(arrival): By<Arrival>) -> Answered {
    let Some(token) = token(&http) else { return Ok(pages::see(&stand, OVERVIEW)) };
    let Arrival { visitor, cookie } = arrival;
    let response = match stand.read(|cx| verification::open(cx, Purpose::Child, &token))? {
        Opened::Valid(pending) => {
            let (frame, csrf) = (pages::frame(&stand, visitor.language), form::token(&stand, &visitor));
            let page =
                FormPage::new(frame, csrf, format!("{}{EMAIL}", stand.base_path), Text::new("contact-link-title"))
                    .intro(Text::new("family-email-ask"))
                    .fact(Fact::new(Text::new("profile-email"), Text::plain(pending.value)))
                    .hidden("token", token)
                    .button(Button::main(Text::new("contact-link-confirm")));
            pages::html(StatusCode::OK, &page)
        }
        Opened::Expired(_) => over(&stand, &visitor, "family-link-expired"),
        Opened::Unknown => over(&stand, &visitor, "family-link-unknown"),
    };
    Ok(cookies::with(response, cookie))
}

/// `POST /login/child/email`: it is.
pub async fn email(stand: OfStand, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    let token = typed.text("token").to_owned();
    Ok(match stand.write(move |cx| creation::confirm_email(cx, &token)).await? {
        Confirmed::Email(email) => {
            let fact = Fact::new(Text::new("profile-email"), Text::plain(email));
            let page = said(&stand, &visitor, "family-email-done-title", "family-email-done").fact(fact);
            pages::html(StatusCode::OK, &page)
        }
        Confirmed::Expired => over(&stand, &visitor, "family-link-expired"),
        Confirmed::Unknown => over(&stand, &visitor, "family-link-unknown"),
    })
}

/// The token of the letter; without one there is nothing here to see.
fn token(http: &HttpRequest) -> Option<String> {
    query::of(http).get("token").map(str::to_owned)
}

/// A page that only says something.
fn said(stand: &Stand, visitor: &Visitor, title: &'static str, words: &'static str) -> FormPage {
    FormPage::new(pages::frame(stand, visitor.language), "", "", Text::new(title))
        .intro(Text::new(words))
        .link(format!("{}{OVERVIEW}", stand.base_path), Text::new("common-own-pages"))
}

/// A link that leads nowhere any more.
fn over(stand: &Stand, visitor: &Visitor, words: &'static str) -> HttpResponse {
    pages::html(StatusCode::NOT_FOUND, &said(stand, visitor, "family-link-over-title", words))
}

/// `GET /login/child/link`: what a parent wants.
pub async fn link(stand: OfStand, http: HttpRequest, By(arrival): By<Arrival>) -> Answered {
    let Some(token) = token(&http) else { return Ok(pages::see(&stand, OVERVIEW)) };
    let Arrival { visitor, cookie } = arrival;
    let response = match stand.read(|cx| linking::look(cx, &token))? {
        Asked::Open(wish) => pages::html(StatusCode::OK, &question(&stand, &visitor, &wish, token)),
        Asked::Expired => over(&stand, &visitor, "family-link-expired"),
        Asked::Unknown => over(&stand, &visitor, "family-link-unknown"),
    };
    Ok(cookies::with(response, cookie))
}

fn question(stand: &Stand, visitor: &Visitor, wish: &Wish, token: String) -> FormPage {
    let action = format!("{}{LINK}", stand.base_path);
    let frame = pages::frame(stand, visitor.language);
    FormPage::new(frame, form::token(stand, visitor), action, Text::new("family-wish-title"))
        .intro(Text::new("family-wish").with("parent", wish.parent.to_string()))
        .fact(Fact::new(Text::new("family-child"), Text::plain(wish.child.to_string())))
        .fact(Fact::new(Text::new("profile-email"), Text::plain(wish.email.clone())))
        .hidden("token", token)
        .button(Button::main(Text::new("family-agree")).sends("decision", "agree"))
        .button(Button::plain(Text::new("family-decline")).sends("decision", "decline"))
}

/// `POST /login/child/link`: the child agrees, or does not.
pub async fn decide(stand: OfStand, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    let (token, agrees) = (typed.text("token").to_owned(), typed.text("decision") == "agree");
    Ok(match stand.write(move |cx| linking::decide(cx, &token, agrees)).await? {
        Asked::Open(_) => {
            let (title, words) = if agrees {
                ("family-agreed-title", "family-agreed")
            } else {
                ("family-declined-title", "family-declined")
            };
            pages::html(StatusCode::OK, &said(&stand, &visitor, title, words))
        }
        Asked::Expired => over(&stand, &visitor, "family-link-expired"),
        Asked::Unknown => over(&stand, &visitor, "family-link-unknown"),
    })
}
