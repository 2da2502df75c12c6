//! Accounts of ЭПОС: logins and passwords of РСААГ.

use actix_web::web::Data;
use actix_web::web::Json;
use actix_web::web::Path;
use serde::Deserialize;
use serde_json::json;

use super::problem::Called;
use super::problem::Problem;
use super::problem::ok;
use crate::app::App;
use crate::rules::card::Card;
use crate::secrets;
use crate::store::documents::Account;

/// What an account is to be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wish {
    password: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    oid: Option<i64>,
}

/// An account without its password.
pub(super) async fn show(app: Data<App>, login: Path<String>) -> Called {
    let account = app.store.get::<Account>(&login)?.ok_or_else(|| Problem::absent("such account"))?;
    ok(&json!({ "login": *login, "phone": account.phone, "email": account.email, "oid": account.oid }))
}

/// Makes an account, or makes it anew.
pub(super) async fn put(app: Data<App>, login: Path<String>, wish: Json<Wish>) -> Called {
    if login.is_empty() || login.chars().count() > 60 || login.to_lowercase() != *login {
        return Err(Problem::value("a login has up to 60 signs and no capital letters"));
    }
    let wish = wish.into_inner();
    let password_hash = secrets::hash_password(&wish.password)?;
    let account = Account { password_hash, phone: wish.phone, email: wish.email, oid: wish.oid };
    app.store.put(&login, &account)?;
    show(app, login).await
}

/// Unlinks Госуслуги, which no page offers.
pub(super) async fn unlink(app: Data<App>, login: Path<String>) -> Called {
    app.store.change(&login, |account: &mut Account| account.oid = None)?;
    for (key, card) in app.store.all::<Card>()? {
        if card.account.as_ref() == Some(&*login) {
            app.store.change(&key, |card: &mut Card| card.esia_oid = None)?;
        }
    }
    show(app, login).await
}
