//! What the citizen sees. Each page has a handler here and its look in [`views`].
//!
//! Pages of the login are drawn at `/login` by [`login`], whichever step is due; forms are posted to
//! `/login/<station>` and come back there.

pub mod assets;
pub mod child_letters;
pub mod consent;
pub mod contact_link;
pub mod desk;
pub mod eds;
pub mod eds_form;
pub mod end_session;
pub mod error;
pub mod extract;
pub mod first_password;
pub mod form_post;
pub mod front;
pub mod language;
pub mod login;
pub mod logout;
pub mod logs;
pub mod mistakes;
pub mod notices;
pub mod offer;
pub mod outcome;
pub mod own_pages;
pub mod papers_form;
pub mod profile;
pub mod reaction;
pub mod recovery;
pub mod refusals;
pub mod registration;
pub mod role;
pub mod second_factor;
pub mod sign_in;
pub mod step;
pub mod typed;
pub mod views;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderValue;
use askama::Template;

use crate::flow::Broken;
use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::web::answer::see_other;
use crate::web::pages::views::Frame;

/// Where a page of this stand stands, and in which language.
pub fn frame(stand: &Stand, language: Language) -> Frame {
    Frame { base: stand.base_path.clone(), stand: "default".to_owned(), language }
}

/// A page with the headers that every page has.
pub fn html(status: StatusCode, page: &impl Template) -> HttpResponse {
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

/// After a form: where the browser goes next. The login is named, for other tabs may have others.
pub fn see_login(stand: &Stand, id: &str) -> HttpResponse {
    see(stand, &format!("/login?interaction={id}"))
}

/// On to a page of ours.
pub fn see(stand: &Stand, path: &str) -> HttpResponse {
    see_other(&format!("{}{path}", stand.base_path))
}
