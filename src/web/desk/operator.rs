//! Who works at the desk: whoever the entrance has let in.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;

use crate::flow::login::progress::Visitor;
use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::web::cookies;
use crate::web::errors::exit::Exit;
use crate::web::state::OfStand;
use crate::web::typed::extract::Visiting;
use crate::web::typed::stale;
use crate::web::views::FormPage;
use crate::web::views::response;

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
        cookies::with(response::html(status, page), self.cookie)
    }
}

impl Visiting for Operator {
    async fn arrive(stand: &OfStand, http: &HttpRequest) -> Result<Self, Exit> {
        let (visitor, cookie) = cookies::arrival(http, stand);
        Ok(Self { visitor, cookie })
    }

    fn stale(stand: &Stand, language: Language) -> HttpResponse {
        stale::to_tester(stand, language)
    }
}
