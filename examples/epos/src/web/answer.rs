//! Answers: pages, ways on, and troubles that are said in plain Russian.

use actix_web::HttpResponse;
use actix_web::ResponseError;
use actix_web::http::StatusCode;
use actix_web::http::header;
use askama::Template;

use super::frame::Frame;
use crate::secrets::NoRandomness;
use crate::store::StoreError;

/// What a handler of a page gives.
pub(super) type Shown = Result<HttpResponse, Trouble>;

/// Why a page is not shown.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// Nobody is signed in, or not for this.
    #[error("sign in first")]
    SignIn,
    /// There is no such page.
    #[error("there is no such page")]
    NoPage,
    /// The form is not from our page, or it is an old one.
    #[error("the form is too old")]
    Form,
    /// What was sent cannot be read.
    #[error("unreadable: {0}")]
    Unreadable(String),
    /// They may not do this.
    #[error("not allowed")]
    NotAllowed,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No random numbers.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// A page that cannot be written.
    #[error("a page: {0}")]
    Page(#[from] askama::Error),
}

/// A page that only tells something.
#[derive(Template)]
#[template(path = "message.html")]
pub(super) struct Message {
    /// What is around it.
    pub(super) frame: Frame,
    /// Paragraphs.
    pub(super) text: Vec<String>,
    /// A link: address and words.
    pub(super) link: Option<(String, String)>,
}

impl Trouble {
    fn words(&self) -> (&'static str, &'static str, StatusCode) {
        match self {
            Self::SignIn => ("Войдите в ЭПОС", "Эта страница открывается после входа.", StatusCode::UNAUTHORIZED),
            Self::NoPage => ("Страница не найдена", "Такой страницы в ЭПОС нет.", StatusCode::NOT_FOUND),
            Self::Form => (
                "Страница устарела",
                "Форма была открыта слишком давно или в другом браузере. Откройте её заново и повторите.",
                StatusCode::FORBIDDEN,
            ),
            Self::Unreadable(_) => (
                "Запрос не прочитан",
                "ЭПОС не может прочитать то, что прислал браузер. Откройте страницу заново и повторите.",
                StatusCode::BAD_REQUEST,
            ),
            Self::NotAllowed => ("Нет доступа", "У вашей роли нет доступа к этой странице.", StatusCode::FORBIDDEN),
            Self::Store(_) | Self::Random(_) | Self::Page(_) => (
                "Упс 😞 Что-то пошло не так",
                "Попробуйте ещё раз. Если не поможет, напишите в техподдержку.",
                StatusCode::INTERNAL_SERVER_ERROR,
            ),
        }
    }
}

impl ResponseError for Trouble {
    fn status_code(&self) -> StatusCode {
        self.words().2
    }

    fn error_response(&self) -> HttpResponse {
        let (title, text, status) = self.words();
        let link = match self {
            Self::SignIn => ("/login", "Войти"),
            _ => ("/", "Портал ЭПОС"),
        };
        let link = Some((link.0.to_owned(), link.1.to_owned()));
        let page = Message { frame: Frame::bare(title), text: vec![text.to_owned()], link };
        // A page that cannot be written leaves the words.
        let body = page.render().unwrap_or_else(|_| text.to_owned());
        HttpResponse::build(status).content_type("text/html; charset=utf-8").body(body)
    }
}

/// A page.
pub(super) fn page(status: StatusCode, template: &impl Template) -> Shown {
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(template.render()?))
}

/// The way on after a form. Only our own code says where to.
pub(super) fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address)).finish()
}
