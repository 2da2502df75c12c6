//! `/login/recovery/first_password`: whoever the desk has opened an account for makes up its password.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::Stop;
use crate::flow::account::passwords;
use crate::flow::confirmation::first_password;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::exit::Answered;
use crate::web::form;
use crate::web::pages;
use crate::web::query::Query;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::Arrival;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::typed::mistakes::Told as _;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

/// `GET /login/recovery/first_password?token=`.
pub async fn get(stand: OfStand, Query(asked): Query, By(arrival): By<Arrival>) -> Answered {
    let token = asked.sent("token");
    let Arrival { visitor, cookie } = arrival;
    let response = match stand.read(|cx| first_password::open(cx, token))? {
        Some(_) => draw(&stand, &visitor, token, &Typed::default()),
        None => over(&stand, &visitor),
    };
    Ok(cookies::with(response, cookie))
}

/// `POST /login/recovery/first_password`.
pub async fn post(stand: OfStand, Posted(visitor, mut typed): Posted<Visitor>) -> Answered {
    let token = typed.text("token").to_owned();
    Ok(match set(&stand, &token, &mut typed).await? {
        Some(true) => done(&stand, &visitor),
        Some(false) => over(&stand, &visitor),
        None => draw(&stand, &visitor, &token, &typed),
    })
}

/// Was it set? Nothing, where it has to be typed again.
async fn set(stand: &OfStand, token: &str, typed: &mut Typed) -> Result<Option<bool>, Stop> {
    let Some(oid) = stand.read(|cx| first_password::open(cx, token))? else { return Ok(Some(false)) };
    // A password may begin or end with any sign: it is taken as it was typed.
    let (password, again) = (typed.secret("password").to_owned(), typed.secret("again").to_owned());
    if let Err(mistake) = passwords::check_new(stand, oid, &password, &again)? {
        let field = if mistake == passwords::Mistake::Different { "again" } else { "password" };
        typed.wrong(field, mistake.told());
        return Ok(None);
    }
    let (token, hash) = (token.to_owned(), passwords::hash(stand, &password)?);
    stand.write(move |cx| first_password::set(cx, &token, &hash)).await.map(Some)
}

fn form_page(stand: &Stand, visitor: &Visitor, heading: Text) -> FormPage {
    let action = format!("{}/login/recovery/first_password", stand.base_path);
    FormPage::new(pages::frame(stand, visitor.language), form::token(stand, visitor), action, heading)
}

fn draw(stand: &Stand, visitor: &Visitor, token: &str, typed: &Typed) -> HttpResponse {
    let field = |name, key| {
        let kind = FieldKind::Password { new: true };
        FormField::new(name, Text::new(key), kind).error(typed.mistake(name))
    };
    let page = form_page(stand, visitor, Text::new("first-password-title"))
        .hidden("token", token)
        .field(field("password", "first-password-password"))
        .field(field("again", "first-password-again"))
        .button(Button::main(Text::new("first-password-done")));
    pages::html(StatusCode::OK, &page)
}

fn done(stand: &Stand, visitor: &Visitor) -> HttpResponse {
    let page = form_page(stand, visitor, Text::new("first-password-set-title"))
        .intro(Text::new("first-password-set"))
        .link(format!("{}/login", stand.base_path), Text::new("first-password-enter"));
    pages::html(StatusCode::OK, &page)
}

fn over(stand: &Stand, visitor: &Visitor) -> HttpResponse {
    let page = form_page(stand, visitor, Text::new("first-password-over-title"))
        .intro(Text::new("first-password-over"))
        .link(format!("{}/", stand.base_path), Text::new("common-stand-page"));
    pages::html(StatusCode::OK, &page)
}
