//! Who works at the desk: whoever the entrance has let in.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;

use crate::flow::login::progress::Visitor;
use crate::web::cookies;
use crate::web::errors::exit::Exit;
use crate::web::pages;
use crate::web::pages::extract::Visiting;
use crate::web::state::OfStand;
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

impl Visiting for Operator {
    async fn arrive(stand: &OfStand, http: &HttpRequest) -> Result<Self, Exit> {
        let (visitor, cookie) = cookies::arrival(http, stand);
        Ok(Self { visitor, cookie })
    }
}
