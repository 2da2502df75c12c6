//! `/rsaag/login`: РСААГ, where parents and pupils of 2020 sign in by login and password of ЭПОС.

use actix_web::http::StatusCode;
use actix_web::web;
use askama::Template;

use super::answer::Shown;
use super::answer::see_other;
use super::callback::only;
use super::frame::Frame;
use super::posted::Posted;
use super::rsaa::is_of_2020;
use super::visit::Visit;
use crate::rules::card::Card;
use crate::secrets;
use crate::store::documents::Account;
use crate::store::documents::Session;
use crate::store::documents::Way;

#[derive(Template)]
#[template(path = "rsaag_login.html")]
struct SignIn {
    frame: Frame,
    login: String,
    wrong: bool,
}

/// The page.
pub(super) async fn show(visit: Visit) -> Shown {
    is_of_2020(&visit)?;
    shows(&visit, String::new(), false)
}

fn shows(visit: &Visit, login: String, wrong: bool) -> Shown {
    let status = if wrong { StatusCode::UNAUTHORIZED } else { StatusCode::OK };
    let title = "Региональный сервис аутентификации и авторизации гражданина Пермского края";
    visit.shows(status, &SignIn { frame: visit.frame(title)?, login, wrong })
}

/// Login and password.
pub(super) async fn enter(posted: Posted) -> Shown {
    let visit = &posted.visit;
    is_of_2020(visit)?;
    let login = posted.trimmed("login").to_lowercase();
    let account = visit.app.store.get::<Account>(&login)?;
    let (hash, password) = (account.map(|account| account.password_hash), posted.field("password").to_owned());
    if !web::block(move || secrets::verify_password(hash.as_deref(), &password)).await.unwrap_or(false) {
        return shows(visit, login, true);
    }
    let cards: Vec<Card> = visit.app.cards(visit.now)?.into_iter().filter(|card| !card.archived).collect();
    let cards: Vec<Card> = cards.into_iter().filter(|card| card.account.as_ref() == Some(&login)).collect();
    let session = Session {
        name: cards.first().map_or_else(|| login.clone(), |card| card.name().line()),
        way: Way::Rsaag,
        role: only(&cards),
        children: cards.iter().flat_map(|card| card.children.clone()).collect(),
        cards: cards.into_iter().map(|card| card.id).collect(),
        account: Some(login),
        pending: None,
        began_at: visit.now,
    };
    visit.begin(&session, see_other("/role"))
}
