//! The way to the tester's pages: open, or by the control token where the stand has one, typed once a browser.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;

use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::exit::Exit;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::desk::parts::DESK;
use crate::web::pages::extract::Posted;
use crate::web::pages::extract::Visiting;
use crate::web::state::OfStand;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

/// Somebody who may work at the desk, and their browser.
#[derive(Debug)]
pub struct Operator {
    /// Their browser.
    pub visitor: Visitor,
    cookie: Option<Cookie<'static>>,
}

impl Operator {
    /// Answers with a page, and lets a browser that is new be known again.
    pub fn sees(self, page: &FormPage, status: StatusCode) -> HttpResponse {
        cookies::with(pages::html(status, page), self.cookie)
    }
}

fn arrive(stand: &Stand, http: &HttpRequest) -> Operator {
    let (browser, cookie) = cookies::browser(http, stand);
    Operator { visitor: Visitor { browser, ..cookies::visitor(http) }, cookie }
}

impl Visiting for Operator {
    async fn arrive(stand: &OfStand, http: &HttpRequest) -> Result<Self, Exit> {
        let operator = arrive(stand, http);
        if cookies::is_operator(stand, http) { Ok(operator) } else { Err(ask(stand, operator, None).into()) }
    }
}

fn ask(stand: &Stand, operator: Operator, error: Option<Text>) -> HttpResponse {
    let (frame, csrf) = (pages::frame(stand, operator.visitor.language), form::token(stand, &operator.visitor));
    let action = format!("{}{DESK}/enter", stand.base_path);
    let token = FormField::new("token", Text::new("mfc-token"), FieldKind::Password { new: false }).error(error);
    let page = FormPage::new(frame, csrf, action, Text::new("mfc-token-title"))
        .intro(Text::new("mfc-token-why"))
        .field(token)
        .button(Button::main(Text::new("mfc-token-enter")));
    operator.sees(&page, StatusCode::UNAUTHORIZED)
}

/// `POST /_mock/mfc/enter`.
pub async fn enter(stand: OfStand, http: HttpRequest, Posted(_, typed): Posted<Visitor>) -> HttpResponse {
    match cookies::operator(&stand, typed.secret("token")) {
        Some(cookie) => cookies::with(pages::see(&stand, DESK), Some(cookie)),
        None if stand.platform.config.control_token.is_none() => pages::see(&stand, DESK),
        None => ask(&stand, arrive(&stand, &http), Some(Text::new("mfc-token-wrong"))),
    }
}
