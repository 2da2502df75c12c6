//! The citizen's own pages («Личный кабинет»): one file for each part of the navigation, and what they share.

pub mod address;
pub mod confirm;
pub mod consents;
pub mod contact;
pub mod contact_list;
pub mod countries;
pub mod data;
pub mod delete;
pub mod document_form;
pub mod document_words;
pub mod documents;
pub mod edit;
pub mod family;
pub mod notifications;
pub mod organizations;
pub mod overview;
pub mod password;
pub mod paths;
pub mod protection;
pub mod security;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;

use crate::domain::check::CheckSubject;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::domain::dates::SHAPE;
use crate::flow::Stop;
use crate::flow::registry::asking;
use crate::flow::stand::Stand;
use crate::protocol::lack::Lack;
use crate::protocol::reasons;
use crate::texts::Text;
use crate::web::errors::exit::Exit;
use crate::web::form;
use crate::web::pages;
use crate::web::pages::own_pages::Visit;
use crate::web::query;
use crate::web::views::Badge;
use crate::web::views::FormPage;
use crate::web::views::Hints;
use crate::web::views::Notice;
use crate::web::views::ProfilePage;
use crate::web::views::Tab;
use crate::web::views::Tone;

/// What is said on a page after something was done: the word in its address, and the text.
pub type Done = &'static [(&'static str, &'static str)];

/// A part of the cabinet without its sections.
pub fn page(stand: &Stand, visit: &Visit, tab: Tab) -> Result<ProfilePage, Stop> {
    let Visit { visitor, holder } = visit;
    let oid = holder.oid();
    let is_verifying = stand.read(|cx| asking::is_running(cx, CheckSubject::Person(oid)))?;
    let frame = pages::frame(stand, visitor.language);
    let (csrf, who) = (form::token(stand, visitor), holder.person.name.to_string());
    Ok(ProfilePage::new(frame, csrf, tab, who, holder.account.level).verifying(is_verifying))
}

/// Why nothing is done: the holder has nothing such. Whether somebody else has it is not told.
pub fn absent(what: Lack) -> Exit {
    reasons::calls::holder_lacks(what).into()
}

/// A form of the cabinet without its fields.
pub fn form_page(stand: &Stand, visit: &Visit, path: &str, heading: Text) -> FormPage {
    let frame = pages::frame(stand, visit.visitor.language);
    FormPage::new(frame, form::token(stand, &visit.visitor), format!("{}{path}", stand.base_path), heading)
}

/// Answers with a form.
pub fn answer_form(page: &FormPage) -> HttpResponse {
    pages::html(StatusCode::OK, page)
}

/// A parameter of an address.
pub fn asked(http: &HttpRequest, name: &str) -> String {
    let asked = query::of(http);
    asked.sent(name).to_owned()
}

/// A time of the stand, for people.
pub fn time(stand: &Stand, time: DateTime<Utc>) -> Text {
    Text::plain(stand.config.zone.local(time).format("%d.%m.%Y %H:%M").to_string())
}

/// A date, for people.
pub fn date(date: NaiveDate) -> String {
    date.format(SHAPE).to_string()
}

/// Answers with a part of the cabinet.
pub fn answer(page: &ProfilePage) -> HttpResponse {
    pages::html(StatusCode::OK, page)
}

/// «Подсказки стенда» of a page of the cabinet, if the stand shows them.
pub fn hints(stand: &Stand, why: Text) -> Option<Hints> {
    stand.config.hints.then(|| Hints::new(why))
}

/// Answers with a part of the cabinet, which says what was done just before.
pub fn answer_after(http: &HttpRequest, done: Done, page: ProfilePage) -> HttpResponse {
    answer(&page.notice(notice(http, done)))
}

/// Back to a page after a form was accepted, where it says what was done (a word of its table).
pub fn done(stand: &Stand, path: &str, word: &'static str) -> HttpResponse {
    pages::see(stand, &format!("{path}?done={word}"))
}

/// What a page says because of the word in its address; any other word says nothing.
pub fn notice(http: &HttpRequest, table: Done) -> Option<Notice> {
    let asked = query::of(http);
    let word = asked.get("done")?;
    table.iter().find(|(known, _)| *known == word).map(|(_, key)| Notice::ok(Text::new(key)))
}

/// Is a contact verified? The word agrees with the kind: a Russian telephone is masculine, an address feminine.
pub fn badge(kind: ContactKind, verification: Verification) -> Badge {
    let [verified, not_verified] = if kind == ContactKind::Email {
        ["profile-email-verified", "profile-email-not-verified"]
    } else {
        ["profile-phone-verified", "profile-phone-not-verified"]
    };
    match verification {
        Verification::Verified => Badge::new(Tone::Good, "VERIFIED", Text::new(verified)),
        Verification::NotVerified => Badge::new(Tone::Waiting, "NOT_VERIFIED", Text::new(not_verified)),
    }
}
