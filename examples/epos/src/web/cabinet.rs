//! `/cabinet`: «Личный кабинет» with the linking of Госуслуги, which counts only after «Сохранить».

use actix_web::http::StatusCode;
use askama::Template;

use super::answer::Shown;
use super::answer::Trouble;
use super::answer::see_other;
use super::frame::Frame;
use super::posted::Posted;
use super::sign_in;
use super::visit::Visit;
use crate::rules::card::Card;
use crate::rules::numbers;
use crate::rules::password;
use crate::rules::password::PasswordRule;
use crate::secrets;
use crate::store::documents::Account;
use crate::store::documents::PendingLink;
use crate::store::documents::Purpose;

#[derive(Template)]
#[template(path = "cabinet.html")]
struct Cabinet {
    frame: Frame,
    login: Option<String>,
    phone: String,
    email: String,
    linked: bool,
    pending: Option<PendingLink>,
    rules: Vec<(PasswordRule, bool)>,
    mistakes: Vec<&'static str>,
    cards: Vec<Card>,
}

/// The page.
pub(super) async fn show(visit: Visit) -> Shown {
    shows(&visit, None, &[], Vec::new(), StatusCode::OK)
}

fn shows(
    visit: &Visit,
    typed: Option<(String, String)>,
    broken: &[PasswordRule],
    mistakes: Vec<&'static str>,
    status: StatusCode,
) -> Shown {
    let session = visit.signed_in()?;
    let account = match &session.account {
        Some(login) => visit.app.store.get::<Account>(login)?,
        None => None,
    };
    let known = account.as_ref().map(|account| (account.phone.clone(), account.email.clone()));
    let (phone, email) = typed.or(known).unwrap_or_default();
    let page = Cabinet {
        frame: visit.frame("Личный кабинет")?,
        login: account.as_ref().and(session.account.clone()),
        phone,
        email,
        linked: account.is_some_and(|account| account.oid.is_some()),
        pending: session.pending.clone(),
        rules: PasswordRule::ALL.into_iter().map(|rule| (rule, broken.contains(&rule))).collect(),
        mistakes,
        cards: visit.own_cards()?,
    };
    visit.shows(status, &page)
}

/// The button that links the account with Госуслуги: to ЕСИА, with a state of its own.
pub(super) async fn link(posted: Posted) -> Shown {
    let login = posted.visit.signed_in()?.account.clone().ok_or(Trouble::NotAllowed)?;
    sign_in::to_esia(&posted.visit, Purpose::Link(login)).await
}

/// «Сохранить».
pub(super) async fn save(posted: Posted) -> Shown {
    let visit = &posted.visit;
    let session = visit.signed_in()?;
    let login = session.account.clone().ok_or(Trouble::NotAllowed)?;
    let (phone, email) = (posted.trimmed("phone"), posted.trimmed("email"));
    let (new, again) = (posted.field("password"), posted.field("repeat"));
    let mut mistakes = Vec::new();
    if !email.is_empty() && !numbers::is_email(&email) {
        mistakes.push("Проверьте адрес электронной почты");
    }
    if phone.chars().count() > 30 {
        mistakes.push("Проверьте телефон");
    }
    let broken = if new.is_empty() { Vec::new() } else { password::broken(new) };
    if new != again {
        mistakes.push("Пароли не совпадают");
    }
    if !mistakes.is_empty() || !broken.is_empty() {
        return shows(visit, Some((phone, email)), &broken, mistakes, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let hash = if new.is_empty() { None } else { Some(secrets::hash_password(new)?) };
    let oid = session.pending.as_ref().map(|pending| pending.oid);
    let account = visit.app.store.change(&login, |account: &mut Account| {
        (account.phone, account.email) = (phone, email);
        account.oid = oid.or(account.oid);
        account.password_hash = hash.unwrap_or_else(|| std::mem::take(&mut account.password_hash));
    })?;
    let account = account.ok_or(Trouble::SignIn)?;
    for card in visit.app.cards(visit.now)?.into_iter().filter(|card| card.account.as_ref() == Some(&login)) {
        visit.app.store.change(&card.id, |card: &mut Card| {
            card.esia_oid = account.oid;
            card.email = Some(account.email.clone()).filter(|email| !email.is_empty());
        })?;
    }
    visit.change(|session| session.pending = None)?;
    Ok(see_other("/cabinet"))
}
