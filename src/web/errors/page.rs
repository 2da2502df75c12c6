//! The page of a refusal or a breakage that has nowhere to be sent back to.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::http::header::HeaderValue;

use crate::flow::stand::Stand;
use crate::protocol::error::EsiaCode;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::errors::status;
use crate::web::errors::telling;
use crate::web::views::Developer;
use crate::web::views::ErrorPage;
use crate::web::views::PageLink;
use crate::web::views::response;

/// A refusal that has nowhere to be redirected to.
pub fn esia(stand: &Stand, language: Language, refusal: &Refusal) -> HttpResponse {
    let code = refusal.esia_code();
    let (heading, happened, advice) = words(code, refusal.row.station);
    let developer = for_developers(stand, language, refusal);
    let page = ErrorPage {
        frame: response::frame(stand, language),
        heading,
        happened,
        why: why(code),
        code: Some(code.to_string()),
        advice,
        link: Some(PageLink::new(format!("{}/", stand.base_path), Text::new("common-stand-page"))),
        developer,
    };
    response::html(status::esia(code), &page)
}

/// The page of planned works: nobody is asked what they wanted.
pub fn maintenance(stand: &Stand, language: Language) -> HttpResponse {
    let refusal = reasons::calls::temporarily_unavailable();
    let page = ErrorPage {
        frame: response::frame(stand, language),
        heading: Text::new("error-works-title"),
        happened: Text::new("error-works-happened"),
        why: None,
        code: None,
        advice: Text::new("error-works-advice"),
        link: None,
        developer: for_developers(stand, language, &refusal),
    };
    let mut answer = response::html(status::esia(EsiaCode::Unavailable), &page);
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(status::RETRY_AFTER_WORKS));
    telling::refused(&mut answer, "maintenance", &refusal);
    answer
}

/// A refusal of the standard endpoints that has nowhere to be redirected to.
pub fn standard(stand: &Stand, language: Language, refusal: &Refusal) -> HttpResponse {
    let (heading, happened, advice) = words(EsiaCode::InvalidRequest, refusal.row.station);
    let page = ErrorPage {
        frame: response::frame(stand, language),
        heading,
        happened,
        why: None,
        code: Some(refusal.standard_error().to_string()),
        advice,
        link: Some(PageLink::new(format!("{}/", stand.base_path), Text::new("common-stand-page"))),
        developer: for_developers(stand, language, refusal),
    };
    response::html(status::STANDARD_PAGE, &page)
}

/// The reason, in the language of the page where the row has it; nothing where pages give no hints.
fn for_developers(stand: &Stand, language: Language, refusal: &Refusal) -> Option<Developer> {
    let facts = refusal.facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let russian = refusal.russian.as_deref().filter(|_| language == Language::Russian);
    let (language, detail, cure) = match russian {
        Some((reason, cure)) => (Language::Russian, reason.clone(), cure.clone()),
        None => (Language::English, refusal.reason.clone(), refusal.cure.clone()),
    };
    let developer = Developer { language, detail, cure, id: refusal.row.id, facts: facts.collect() };
    (stand.config.hints && !(developer.detail.is_empty() && developer.cure.is_empty())).then_some(developer)
}

/// What happened, as a heading and at length, and what to do now.
fn words(code: EsiaCode, station: &str) -> (Text, Text, Text) {
    match code {
        _ if station == "logout" => {
            (Text::new("error-logout-title"), Text::new("error-logout-happened"), Text::new("error-logout-advice"))
        }
        EsiaCode::ServerError => {
            (Text::new("error-broken-title"), Text::new("error-broken-happened"), Text::new("error-broken-advice"))
        }
        EsiaCode::Unavailable => {
            (Text::new("error-busy-title"), Text::new("error-busy-happened"), Text::new("error-busy-advice"))
        }
        EsiaCode::ObjectNotFound => (
            Text::new("error-not-found-title"),
            Text::new("error-not-found-happened"),
            Text::new("error-not-found-advice"),
        ),
        _ => (Text::new("error-refused-title"), Text::new("error-refused-happened"), Text::new("error-refused-advice")),
    }
}

fn why(code: EsiaCode) -> Option<Text> {
    match code {
        EsiaCode::ClientUnknown => Some(Text::new("error-client-unknown")),
        EsiaCode::RedirectNotAllowed => Some(Text::new("error-redirect-not-allowed")),
        EsiaCode::MissingParameter => Some(Text::new("error-missing-parameter")),
        EsiaCode::UnreadableRequest => Some(Text::new("error-unreadable-request")),
        EsiaCode::InvalidRequest => Some(Text::new("error-invalid-request")),
        _ => None,
    }
}
