//! The way to the tester's own pages: open, or by the control token where the server has one, typed once a browser.
//!
//! The cookie that stands for it is made with a key of the platform, and holds for every stand. It opens pages; calls
//! that come with it say the guard as well, which only pages of ours know.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::form;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;
use crate::web::views::response::frame;
use crate::web::views::response::html;

/// Where the form is sent.
pub const ENTER: &str = "/_mock/enter";

/// The header of calls by cookie.
pub const GUARD: &str = "x-esia-mock-guard";

/// The form for the token; `back` is where it leads then.
pub fn ask(stand: &Stand, http: &HttpRequest, back: &str, error: Option<Text>) -> HttpResponse {
    let (visitor, cookie) = cookies::arrival(http, stand);
    let action = format!("{}{ENTER}", stand.base_path);
    let token = FormField::new("token", Text::new("mfc-token"), FieldKind::Password { new: false }).error(error);
    let csrf = form::token(stand, &visitor);
    let page = FormPage::new(frame(stand, visitor.language), csrf, action, Text::new("mfc-token-title"))
        .intro(Text::new("mfc-token-why"))
        .hidden("back", back)
        .field(token)
        .button(Button::main(Text::new("mfc-token-enter")));
    cookies::with(html(StatusCode::UNAUTHORIZED, &page), cookie)
}

/// A page of the tester's, or the first of them where somebody has made up another address.
pub fn way_back(back: &str) -> &str {
    let is_testers = ["/_mock/", "/logs/"].iter().any(|begin| back.starts_with(begin));
    let is_ours = is_testers && !back.contains(['\\', '\r', '\n']) && !back.contains("//");
    if is_ours { back } else { "/_mock/people" }
}

/// Has whoever calls shown the token in this browser, and does a page of ours call?
pub fn is_guarded(stand: &Stand, http: &HttpRequest) -> bool {
    let said = http.headers().get(GUARD).and_then(|value| value.to_str().ok()).unwrap_or_default();
    cookies::is_operator(stand, http) && cookies::guard(stand).is_some_and(|guard| cookies::is_same(&guard, said))
}
