//! The citizen's own pages («Личный кабинет»): one file for each part of the navigation, and what they share.

pub mod consents;
pub mod overview;
pub mod protection;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::domain::check::CheckSubject;
use crate::domain::contact::Verification;
use crate::flow::Stop;
use crate::flow::registry;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::texts::Text;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::login;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::views::Badge;
use crate::web::pages::views::Hints;
use crate::web::pages::views::Notice;
use crate::web::pages::views::ProfilePage;
use crate::web::pages::views::Tab;
use crate::web::pages::views::Tone;

/// What is said on a page after something was done: the word in its address, and the text.
pub type Done = &'static [(&'static str, &'static str)];

/// A part of the cabinet without its sections.
pub fn page(stand: &Stand, visit: &Visit, tab: Tab) -> Result<ProfilePage, Stop> {
    let Visit { visitor, holder } = visit;
    let oid = holder.oid();
    let is_verifying = stand.read(|cx| registry::is_running(cx, CheckSubject::Person(oid)))?;
    let frame = pages::frame(stand, visitor.language);
    let (csrf, who) = (form::token(stand, visitor), holder.person.name.to_string());
    Ok(ProfilePage::new(frame, csrf, tab, who, holder.account.level).verifying(is_verifying))
}

/// Answers with a part of the cabinet.
pub fn answer(page: &ProfilePage) -> HttpResponse {
    pages::html(StatusCode::OK, page, None)
}

/// «Подсказки стенда» of a page of the cabinet, if the stand shows them.
pub fn hints(stand: &Stand, why: Text) -> Option<Hints> {
    stand.config.hints.then(|| Hints::new(why))
}

/// Back to a page after a form was carried out, where it says what was done (a word of its table).
pub fn done(stand: &Stand, path: &str, word: &'static str) -> HttpResponse {
    login::see(stand, &format!("{path}?done={word}"))
}

/// What a page says because of the word in its address; any other word says nothing.
pub fn notice(http: &HttpRequest, table: Done) -> Option<Notice> {
    let asked = Parameters::parse(http.query_string().as_bytes()).unwrap_or_default();
    let word = asked.get("done")?;
    table.iter().find(|(known, _)| *known == word).map(|(_, key)| Notice::ok(Text::new(key)))
}

/// Is a contact or document verified?
pub fn badge(verification: Verification) -> Badge {
    match verification {
        Verification::Verified => Badge::new(Tone::Good, "VERIFIED", Text::new("profile-verified")),
        Verification::NotVerified => Badge::new(Tone::Waiting, "NOT_VERIFIED", Text::new("profile-not-verified")),
    }
}
