//! `/login/recovery/first_password`: whoever the desk has opened an account for makes up its password.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;

use crate::flow::Stop;
use crate::flow::account::passwords;
use crate::flow::confirmation::first_password;
use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::Shape;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::mistakes::Told as _;
use crate::web::pages::notices;
use crate::web::pages::typed::Typed;
use crate::web::state::OfStand;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

const STATION: &str = "first_password";

/// `GET /login/recovery/first_password?token=`.
pub async fn get(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let (visitor, cookie) = cookies::arrival(&http, &stand);
    let asked = Parameters::parse(http.query_string().as_bytes()).unwrap_or_default();
    let token = asked.sent("token").to_owned();
    let response = match stand.read(|cx| first_password::open(cx, &token)) {
        Ok(Some(_)) => draw(&stand, &visitor, &token, &Typed::default()),
        Ok(None) => over(&stand, &visitor),
        Err(stop) => return Shape::Page(visitor.language).stop(&stand, STATION, &stop),
    };
    cookies::with(response, cookie)
}

/// `POST /login/recovery/first_password`.
pub async fn post(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    let visitor = cookies::visitor(&http);
    let Some(fields) = body.ok().and_then(|body| form::read(&stand, &visitor, &body)) else {
        return notices::stale(&stand, visitor.language);
    };
    let mut typed = Typed::new(fields);
    let token = typed.text("token").to_owned();
    match set(&stand, &token, &mut typed).await {
        Ok(Some(true)) => done(&stand, &visitor),
        Ok(Some(false)) => over(&stand, &visitor),
        Ok(None) => draw(&stand, &visitor, &token, &typed),
        Err(stop) => Shape::Page(visitor.language).stop(&stand, STATION, &stop),
    }
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
