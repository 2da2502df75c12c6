//! `/login/recovery`: «Я не знаю пароль», step after step.

mod parts;
mod steps;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use crate::domain::login::Login;
use crate::flow::captcha;
use crate::flow::captcha::Captcha;
use crate::flow::login::progress::Visitor;
use crate::flow::recovery;
use crate::flow::recovery::codes;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::exit;
use crate::web::errors::exit::Answered;
use crate::web::pages;
use crate::web::pages::reaction;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::Arrival;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;

/// `GET /login/recovery`: who has forgotten the password?
pub async fn start(stand: OfStand, Query(asked): Query, By(arrival): By<Arrival>) -> Answered {
    let drawn = ask(&stand, &arrival.visitor, asked.sent("interaction"), &Typed::default()).await;
    exit::with(drawn, arrival.cookie)
}

async fn ask(stand: &OfStand, visitor: &Visitor, interaction: &str, typed: &Typed) -> Answered {
    let browser = visitor.browser.clone();
    let picture = stand.write(move |cx| captcha::make(cx, &browser)).await?;
    Ok(draw_start(stand, visitor, (interaction, typed), picture))
}

fn draw_start(
    stand: &Stand,
    visitor: &Visitor,
    (interaction, typed): (&str, &Typed),
    picture: Captcha,
) -> HttpResponse {
    let login = FormField::new("login", Text::new("sign-in-login"), FieldKind::Text).autocomplete("username");
    let answer = FormField::new("captcha", Text::new("reaction-captcha-digits"), FieldKind::Digits);
    let wrong = typed.mistake("captcha");
    let page = parts::form_page(stand, visitor, "/login/recovery", Text::new("recovery-title"))
        .intro(Text::new("recovery-intro"))
        .drawing(reaction::drawing(&picture))
        .hidden("picture", picture.id.as_str())
        .hidden("interaction", interaction)
        .field(typed.fill(login))
        .field(answer.autocomplete("off").error(wrong))
        .button(Button::main(Text::new("recovery-go-on")))
        .link(parts::back(stand, interaction), Text::new("notices-back-to-login"))
        .hints(reaction::hints(stand, Some(picture), Text::new("recovery-why")));
    pages::html(StatusCode::OK, &page)
}

/// `POST /login/recovery`.
pub async fn begin(stand: OfStand, Posted(visitor, mut typed): Posted<Visitor>) -> Answered {
    let login = typed.read("login", |text| Login::parse(text).ok_or(Unreadable));
    let (browser, interaction) = (visitor.browser.clone(), typed.text("interaction").to_owned());
    let (picture, answer) = (typed.text("picture").to_owned(), typed.text("captcha").to_owned());
    let kept = Some(interaction.clone()).filter(|id| !id.is_empty());
    let begun = stand.write(move |cx| {
        let is_read = captcha::answer(cx, &browser, &picture, &answer)?;
        match login.filter(|_| is_read) {
            Some(login) => recovery::begin(cx, &browser, &login, kept).map(Ok),
            None => Ok(Err(is_read)),
        }
    });
    match begun.await? {
        Ok(id) => Ok(pages::see(&stand, &format!("/login/recovery/{id}"))),
        Err(is_read) => {
            if !is_read {
                typed.wrong("captcha", Text::new("reaction-captcha-wrong"));
            }
            ask(&stand, &visitor, &interaction, &typed).await
        }
    }
}

/// A login that is none.
struct Unreadable;

impl Told for Unreadable {
    fn told(&self) -> Text {
        Text::new("sign-in-login-unreadable")
    }
}

/// `GET /login/recovery/{recovery}`: the step that is due.
pub async fn step(stand: OfStand, id: Path<String>, By(visitor): By<Visitor>) -> Answered {
    steps::draw(&stand, &visitor, &id, None)
}

/// `POST /login/recovery/{recovery}`: its answer.
pub async fn take(stand: OfStand, id: Path<String>, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    steps::act(&stand, &visitor, &id, &typed).await
}

/// `GET /login/recovery/letter?token=`: the link of a letter. Opening it uses nothing up: programs open links as well.
pub async fn letter(stand: OfStand, Query(asked): Query, By(arrival): By<Arrival>) -> HttpResponse {
    let Arrival { visitor, cookie } = arrival;
    let page = parts::form_page(&stand, &visitor, "/login/recovery/letter", Text::new("recovery-title"))
        .intro(Text::new("recovery-letter-intro"))
        .hidden("token", asked.sent("token"))
        .button(Button::main(Text::new("recovery-letter-go-on")));
    let response = pages::html(StatusCode::OK, &page);
    cookies::with(response, cookie)
}

/// `POST /login/recovery/letter`: the link is used, once.
pub async fn follow(stand: OfStand, Posted(visitor, typed): Posted<Visitor>) -> Answered {
    let (browser, token) = (visitor.browser.clone(), typed.text("token").to_owned());
    if let Some(id) = stand.write(move |cx| codes::follow(cx, &browser, &token)).await? {
        return Ok(pages::see(&stand, &format!("/login/recovery/{id}")));
    }
    let page = parts::form_page(&stand, &visitor, "/login/recovery", Text::new("recovery-title"))
        .error(Text::new("recovery-letter-gone"))
        .link(format!("{}/login/recovery", stand.base_path), Text::new("recovery-anew"));
    Ok(pages::html(StatusCode::OK, &page))
}
