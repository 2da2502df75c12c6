//! A page as an answer: where it stands, and the headers that every page has.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderValue;
pub use askama::Template as Page;

use crate::flow::Broken;
use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::web::answer::see_other;
use crate::web::views::Frame;
use crate::web::views::layout::Desk;

/// Where a page of this stand stands, and in which language.
pub fn frame(stand: &Stand, language: Language) -> Frame {
    let desk = if stand.config.hints { Desk::Linked } else { Desk::Absent };
    Frame { base: stand.base_path.clone(), stand: stand.name.to_string(), language, desk }
}

/// On to a page of ours.
pub fn see(stand: &Stand, path: &str) -> HttpResponse {
    see_other(&format!("{}{path}", stand.base_path))
}

/// A page with the headers that every page has.
pub fn html(status: StatusCode, page: &impl Page) -> HttpResponse {
    match page.render() {
        Ok(text) => HttpResponse::build(status)
            .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
            .insert_header((header::X_FRAME_OPTIONS, "DENY"))
            .insert_header((header::REFERRER_POLICY, "same-origin"))
            .insert_header(("X-Robots-Tag", "noindex"))
            .body(text),
        Err(error) => {
            tracing::error!(target: "esia_mock::broken", "{}", Broken::Page(error.to_string()));
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// Nothing from elsewhere, nothing inline. Where forms lead is left open: browsers hold `form-action` against every
/// redirect that follows, and a relying party leads on to whatever it likes, an application's own scheme included.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";

/// Lets a page show a document of the stand inside itself.
pub fn allow_frames(page: &mut HttpResponse) {
    let policy = format!("{POLICY}; frame-src 'self'");
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Lets a page open an address of a system inside itself.
pub fn allow_foreign_frames(page: &mut HttpResponse) {
    if let Ok(policy) = HeaderValue::from_str(&format!("{POLICY}; frame-src http: https:")) {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Lets the script of a page call the stand.
pub fn allow_calls(page: &mut HttpResponse) {
    if let Ok(policy) = HeaderValue::from_str(&format!("{POLICY}; connect-src 'self'")) {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// A document that is shown inside one of our pages: wherever it is opened, it can do nothing but open its links.
pub fn framed(html: String) -> HttpResponse {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; \
                  base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        .insert_header((header::X_FRAME_OPTIONS, "SAMEORIGIN"))
        .insert_header((header::REFERRER_POLICY, "same-origin"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(html)
}
