//! `/rsaa/…`: РСАА, where employees of 2020 sign in by a user name and a password.

use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;

use super::answer::Message;
use super::answer::Shown;
use super::answer::Trouble;
use super::answer::see_other;
use super::callback::only;
use super::frame::Frame;
use super::posted::Posted;
use super::visit::Visit;
use crate::rules::card::Card;
use crate::rules::card::Category;
use crate::rules::names::same_email;
use crate::rules::settings::Generation;
use crate::secrets;
use crate::store::documents::Session;
use crate::store::documents::StaffMember;
use crate::store::documents::Way;

#[derive(Template)]
#[template(path = "rsaa_login.html")]
struct SignIn {
    frame: Frame,
    login: String,
    wrong: bool,
}

/// Local sign-in was closed in November 2023.
pub(super) fn is_of_2020(visit: &Visit) -> Result<(), Trouble> {
    match visit.settings()?.generation() {
        Generation::Of2020 => Ok(()),
        Generation::Of2023 => Err(Trouble::NoPage),
    }
}

/// The page.
pub(super) async fn show(visit: Visit) -> Shown {
    is_of_2020(&visit)?;
    shows(&visit, String::new(), false)
}

fn shows(visit: &Visit, login: String, wrong: bool) -> Shown {
    let status = if wrong { StatusCode::UNAUTHORIZED } else { StatusCode::OK };
    visit.shows(status, &SignIn { frame: visit.frame("Вход в ЭПОС")?, login, wrong })
}

/// A user name or an e-mail, and a password.
pub(super) async fn enter(posted: Posted) -> Shown {
    let visit = &posted.visit;
    is_of_2020(visit)?;
    let login = posted.trimmed("login").to_lowercase();
    let member = member(visit, &login)?.map(|(_, member)| member);
    let (hash, password) =
        (member.as_ref().map(|member| member.password_hash.clone()), posted.field("password").to_owned());
    let fits = web::block(move || secrets::verify_password(hash.as_deref(), &password)).await.unwrap_or(false);
    let Some(member) = member.filter(|_| fits) else { return shows(visit, login, true) };
    let folding = visit.settings()?.folding();
    let is_own = |card: &Card| {
        card.category == Category::Staff
            && !card.archived
            && card.email.as_deref().is_some_and(|email| same_email(email, &member.email))
            && card.name().differs(&member.name, folding).is_none()
    };
    let cards: Vec<Card> = visit.app.cards(visit.now)?.into_iter().filter(is_own).collect();
    let session = Session {
        name: member.name.line(),
        way: Way::Rsaa,
        role: only(&cards),
        cards: cards.into_iter().map(|card| card.id).collect(),
        children: Vec::new(),
        account: None,
        pending: None,
        began_at: visit.now,
    };
    visit.begin(&session, see_other("/subsystems"))
}

/// The employee of this user name or e-mail.
pub(super) fn member(visit: &Visit, login: &str) -> Result<Option<(String, StaffMember)>, Trouble> {
    if let Some(member) = visit.app.store.get::<StaffMember>(login)? {
        return Ok(Some((login.to_owned(), member)));
    }
    let all = visit.app.store.all::<StaffMember>()?;
    Ok(all.into_iter().find(|(_, member)| same_email(&member.email, login)))
}

/// The list of documents in the menu.
pub(super) async fn documents(visit: Visit) -> Shown {
    is_of_2020(&visit)?;
    let text = [
        "Инструкция для регистрации в РСАА в рамках СДО",
        "Подключение к РСАА",
        "Руководство администратора",
        "Руководство пользователя",
    ];
    let link = Some(("/rsaa/register".to_owned(), "Регистрация".to_owned()));
    let text = text.into_iter().map(str::to_owned).collect();
    visit.shows(StatusCode::OK, &Message { frame: visit.frame("Документы")?, text, link })
}
