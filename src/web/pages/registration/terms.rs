//! What one agrees to by registering: two short pages which say that this is a test stand.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::registration::CONDITIONS;
use crate::domain::registration::PRIVACY;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::pages;
use crate::web::pages::notices;
use crate::web::pages::registration::parts::PATH;
use crate::web::state::OfStand;
use crate::web::views::PageLink;

/// `GET /login/registration/terms`.
pub async fn conditions(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let said = ["registration-terms-test", "registration-terms-data"].map(Text::new);
    show(&stand, &http, Text::new("registration-terms"), said, CONDITIONS)
}

/// `GET /login/registration/privacy`.
pub async fn privacy(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let said = ["registration-privacy-stay", "registration-privacy-seen"].map(Text::new);
    show(&stand, &http, Text::new("registration-privacy"), said, PRIVACY)
}

fn show(stand: &OfStand, http: &HttpRequest, heading: Text, said: [Text; 2], edition: &str) -> HttpResponse {
    let edition = Text::new("registration-edition").with("edition", edition);
    let paragraphs = said.into_iter().chain([edition]).collect();
    let mut page = notices::notice(stand, cookies::language(http), heading, paragraphs);
    // Whoever comes back on this page goes on with the login that the registration began in.
    let query = notices::asked_interaction(http).map(|id| format!("?interaction={id}")).unwrap_or_default();
    page.links.insert(0, PageLink::new(format!("{}{PATH}{query}", stand.base_path), Text::new("registration-back")));
    pages::html(StatusCode::OK, &page)
}
