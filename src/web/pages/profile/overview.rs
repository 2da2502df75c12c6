//! «Обзор»: what is known of the citizen, and what they can do next.

use actix_web::HttpRequest;

use crate::domain::account::AccountLevel;
use crate::domain::check::CheckSubject;
use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::storage::checks;
use crate::storage::contacts;
use crate::texts::Text;
use crate::web::cookies;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::Done;
use crate::web::pages::profile::data;
use crate::web::state::OfStand;
use crate::web::typed::extract::By;
use crate::web::views::Action;
use crate::web::views::Fact;
use crate::web::views::ProfilePage;
use crate::web::views::Section;
use crate::web::views::Tab;

/// What is said here after something was done.
const DONE: Done = &[("registered", "profile-done-registered")];

/// `GET /profile`.
pub async fn get(stand: OfStand, http: HttpRequest, By(visit): By<Visit>) -> Answered {
    let response = profile::answer_after(&http, DONE, draw(&stand, &visit)?);
    Ok(cookies::with(response, Some(cookies::holder(&stand, visit.holder.oid()))))
}

fn draw(stand: &Stand, visit: &Visit) -> Result<ProfilePage, Stop> {
    let person = &visit.holder.person;
    let oid = visit.holder.oid();
    let (contacts, checks) =
        stand.read(|cx| Ok((contacts::list(cx.sql, oid)?, checks::list(cx.sql, CheckSubject::Person(oid))?)))?;
    let known = Section::new("known", Text::new("profile-known"))
        .fact(Fact::new(Text::new("profile-name"), Text::plain(person.name.to_string())))
        .fact(data::snils(visit, Text::new("profile-snils"), &checks));
    let known = contacts.iter().filter(|contact| contact.kind.is_login()).map(fact).fold(known, Section::fact);
    let next = Section::new("next", Text::new("profile-next")).intro(advice(visit.holder.account.level));
    let next = way_on(visit.holder.account.level)
        .map(|(path, key)| Action::main_link(format!("{}{path}", stand.base_path), Text::new(key)))
        .into_iter()
        .fold(next, Section::action);
    let hints = profile::hints(stand, Text::new("profile-hint-overview"));
    Ok(profile::page(stand, visit, Tab::Overview)?.section(known).section(next).hints(hints))
}

fn fact(contact: &Contact) -> Fact {
    let label = match contact.kind {
        ContactKind::Email => Text::new("profile-email"),
        _ => Text::new("profile-mobile"),
    };
    Fact::new(label, Text::plain(contact.value.clone())).badge(profile::badge(contact.kind, contact.verification))
}

/// Where the account is brought further: a page, and the words of the link to it.
fn way_on(level: AccountLevel) -> Option<(&'static str, &'static str)> {
    match level {
        AccountLevel::Simplified => Some(("/profile/data/edit", "profile-fill")),
        AccountLevel::Standard => Some(("/profile/confirm", "profile-confirm")),
        AccountLevel::Confirmed => Some(("/profile/family", "profile-family")),
        AccountLevel::SimplifiedReady | AccountLevel::Child => None,
    }
}

/// What brings the account further.
fn advice(level: AccountLevel) -> Text {
    Text::new(match level {
        AccountLevel::Simplified => "profile-next-simplified",
        AccountLevel::SimplifiedReady => "profile-next-ready",
        AccountLevel::Standard => "profile-next-standard",
        AccountLevel::Confirmed => "profile-next-confirmed",
        AccountLevel::Child => "profile-next-child",
    })
}
