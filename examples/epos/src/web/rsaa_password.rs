//! `/rsaa/forgotten` and `/rsaa/reset`: a forgotten password is made anew by a letter.

use actix_web::http::StatusCode;
use actix_web::web::Query;
use askama::Template;
use chrono::TimeDelta;
use serde::Deserialize;

use super::answer::Message;
use super::answer::Shown;
use super::answer::Trouble;
use super::frame::Frame;
use super::posted::Posted;
use super::rsaa::is_of_2020;
use super::rsaa::member;
use super::visit::Visit;
use crate::rules::password;
use crate::secrets;
use crate::store::documents::Letter;
use crate::store::documents::Reset;
use crate::store::documents::StaffMember;

#[derive(Template)]
#[template(path = "rsaa_forgotten.html")]
struct Forgotten {
    frame: Frame,
}

/// The page.
pub(super) async fn show(visit: Visit) -> Shown {
    is_of_2020(&visit)?;
    visit.shows(StatusCode::OK, &Forgotten { frame: visit.frame("Забыли пароль?")? })
}

/// Sends a letter, if there is such an employee; the page says the same in any case.
pub(super) async fn send(posted: Posted) -> Shown {
    let visit = &posted.visit;
    is_of_2020(visit)?;
    if let Some((login, member)) = member(visit, &posted.trimmed("login").to_lowercase())? {
        let token = secrets::token()?;
        let until = visit.now + TimeDelta::hours(1);
        visit.app.store.put(&secrets::hash(&token), &Reset { login, until })?;
        visit.app.store.push(&Letter {
            to: member.email,
            subject: "Восстановление пароля РСАА".to_owned(),
            text: format!(
                "Новый пароль задаётся по ссылке до {}:\n{}/rsaa/reset?token={token}",
                until.format("%d.%m.%Y %H:%M"),
                visit.app.base
            ),
            at: visit.now,
        })?;
    }
    let text = vec!["Если такой пользователь есть, на его адрес отправлено письмо.".to_owned()];
    let link = Some(("/rsaa/login".to_owned(), "Авторизация".to_owned()));
    visit.shows(StatusCode::OK, &Message { frame: visit.frame("Письмо отправлено")?, text, link })
}

#[derive(Template)]
#[template(path = "rsaa_reset.html")]
struct NewPassword {
    frame: Frame,
    token: String,
    broken: Vec<&'static str>,
}

/// The token of the letter.
#[derive(Deserialize)]
pub(super) struct Token {
    #[serde(default)]
    token: String,
}

/// The page that the link leads to. Looking at it uses nothing up.
pub(super) async fn ask(visit: Visit, query: Query<Token>) -> Shown {
    is_of_2020(&visit)?;
    let token = query.into_inner().token;
    if is_alive(&visit, &token)? { shows(&visit, token, Vec::new(), StatusCode::OK) } else { expired(&visit) }
}

fn is_alive(visit: &Visit, token: &str) -> Result<bool, Trouble> {
    let reset = visit.app.store.get::<Reset>(&secrets::hash(token))?;
    Ok(reset.is_some_and(|reset| visit.now < reset.until))
}

fn shows(visit: &Visit, token: String, broken: Vec<&'static str>, status: StatusCode) -> Shown {
    visit.shows(status, &NewPassword { frame: visit.frame("Новый пароль")?, token, broken })
}

fn expired(visit: &Visit) -> Shown {
    let text = vec!["Ссылка уже использована или устарела.".to_owned()];
    let link = Some(("/rsaa/forgotten".to_owned(), "Запросить ещё раз".to_owned()));
    visit.shows(StatusCode::GONE, &Message { frame: visit.frame("Ссылка не действует")?, text, link })
}

/// A new password; the link serves once.
pub(super) async fn reset(posted: Posted) -> Shown {
    let visit = &posted.visit;
    is_of_2020(visit)?;
    let (token, new) = (posted.field("token"), posted.field("password"));
    if !is_alive(visit, token)? {
        return expired(visit);
    }
    let mut broken: Vec<&str> = password::broken(new).into_iter().map(password::PasswordRule::words).collect();
    if new != posted.field("repeat") {
        broken.push("пароли не совпадают");
    }
    if !broken.is_empty() {
        return shows(visit, token.to_owned(), broken, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let Some(reset) = visit.app.store.take::<Reset>(&secrets::hash(token))? else { return expired(visit) };
    let hash = secrets::hash_password(new)?;
    visit.app.store.change(&reset.login, |member: &mut StaffMember| member.password_hash = hash)?;
    let text = vec!["Войдите с новым паролем.".to_owned()];
    let link = Some(("/rsaa/login".to_owned(), "Авторизация".to_owned()));
    visit.shows(StatusCode::OK, &Message { frame: visit.frame("Пароль изменён")?, text, link })
}
