//! Pages that say something in plain words: what is not built yet, what is over, who is here.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::flow::stand::Stand;
use crate::texts::Language;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::pages;
use crate::web::query;
use crate::web::state::OfStand;
use crate::web::views::NoticePage;
use crate::web::views::PageLink;

/// A page that says something, and leads to the page of the stand.
pub fn notice(stand: &Stand, language: Language, heading: Text, paragraphs: Vec<Text>) -> NoticePage {
    NoticePage::new(pages::frame(stand, language), heading, paragraphs)
}

/// Leads back to the login that the page was opened from, if it was.
fn back_to_login(stand: &Stand, http: &HttpRequest, mut page: NoticePage) -> NoticePage {
    page.links.insert(0, login_link(stand, asked_interaction(http).as_deref()));
    page
}

/// The login that a page was opened from, as its address says; what cannot be an id of ours counts as absent.
pub fn asked_interaction(http: &HttpRequest) -> Option<String> {
    let asked = query::of(http);
    asked.get("interaction").filter(|id| may_be_id(id)).map(ToOwned::to_owned)
}

/// Could a login have this id?
pub fn may_be_id(id: &str) -> bool {
    id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// The way back to a login.
pub fn login_link(stand: &Stand, interaction: Option<&str>) -> PageLink {
    let query = interaction.map(|id| format!("?interaction={id}")).unwrap_or_default();
    PageLink::new(format!("{}/login{query}", stand.base_path), Text::new("notices-back-to-login"))
}

/// `GET /login/where`.
pub async fn where_else(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let mut page = notice(
        &stand,
        cookies::language(&http),
        Text::new("notices-where-title"),
        vec![Text::new("notices-where-list")],
    );
    page.items = stand.clients.iter().map(|party| party.client.name.clone()).collect();
    pages::html(StatusCode::OK, &back_to_login(&stand, &http, page))
}

/// There is no login on its way in this browser.
pub fn nothing_to_continue(stand: &Stand, language: Language) -> HttpResponse {
    let page = notice(
        stand,
        language,
        Text::new("notices-no-login-title"),
        vec![Text::new("notices-no-login"), Text::new("notices-no-login-developer")],
    );
    pages::html(StatusCode::OK, &page)
}

/// A child wants to enter a system that no parent has allowed.
pub fn ask_parent(stand: &Stand, language: Language, client: &str) -> HttpResponse {
    let mut page = notice(
        stand,
        language,
        Text::new("notices-ask-parent-title"),
        vec![Text::new("notices-ask-parent").with("client", client), Text::new("notices-ask-parent-where")],
    );
    page.links.insert(0, PageLink::new(format!("{}/login", stand.base_path), Text::new("notices-ask-parent-again")));
    pages::html(StatusCode::OK, &page)
}

/// The citizen was asked, and did not want to leave.
pub fn stayed(stand: &Stand, language: Language) -> HttpResponse {
    let page = notice(stand, language, Text::new("notices-stayed-title"), vec![Text::new("notices-stayed")]);
    pages::html(StatusCode::OK, &page)
}

/// After a logout that leads nowhere else: on with the login of this browser, if there is one, or to the cabinet.
pub fn logged_out(stand: &Stand, language: Language, goes_on: bool) -> HttpResponse {
    let mut page =
        notice(stand, language, Text::new("notices-logged-out-title"), vec![Text::new("notices-logged-out")]);
    let path = if goes_on { "/login" } else { "/profile" };
    let link = PageLink::new(format!("{}{path}", stand.base_path), Text::new("notices-sign-in-again"));
    page.links.insert(0, link);
    pages::html(StatusCode::OK, &page)
}

/// The account is deleted.
pub fn deleted(stand: &Stand, language: Language) -> HttpResponse {
    let page = notice(
        stand,
        language,
        Text::new("notices-deleted-title"),
        vec![Text::new("notices-deleted"), Text::new("notices-deleted-again")],
    );
    pages::html(StatusCode::OK, &page)
}

/// An e-mail is verified by the link of a letter.
pub fn contact_verified(stand: &Stand, language: Language) -> HttpResponse {
    let mut page = notice(
        stand,
        language,
        Text::new("notices-contact-verified-title"),
        vec![Text::new("notices-contact-verified")],
    );
    page.links.insert(0, profile_link(stand));
    pages::html(StatusCode::OK, &page)
}

/// The link of a letter does nothing any more, for this reason.
pub fn contact_link_over(stand: &Stand, language: Language, why: Text) -> HttpResponse {
    let mut page =
        notice(stand, language, Text::new("notices-link-over-title"), vec![why, Text::new("notices-link-over-advice")]);
    page.links.insert(0, profile_link(stand));
    pages::html(StatusCode::OK, &page)
}

fn profile_link(stand: &Stand) -> PageLink {
    PageLink::new(format!("{}/profile/data", stand.base_path), Text::new("common-own-pages"))
}

/// A language was asked for that the pages do not have.
pub fn no_such_language(stand: &Stand, language: Language) -> HttpResponse {
    let page = notice(stand, language, Text::new("notices-language-title"), vec![Text::new("notices-language")]);
    pages::html(StatusCode::BAD_REQUEST, &page)
}
