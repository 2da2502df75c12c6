//! The desk of a центр обслуживания (МФЦ): its operator finds an account, compares it with the documents on the table,
//! confirms or refuses, and blocks.

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::contact::ContactKind;
use crate::domain::event::EventKind;
use crate::domain::login::Login;
use crate::domain::message::MessageKind;
use crate::domain::name::FullName;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::closing;
use crate::flow::account::contacts;
use crate::flow::account::creation;
use crate::flow::account::creation::NewAccount;
use crate::flow::account::levels::Proof;
use crate::flow::confirmation;
use crate::flow::confirmation::hindrance::NotConfirmed;
use crate::flow::confirmation::papers::Papers;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::contacts as contact_rows;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;

/// By what an account is looked for.
#[derive(Clone, Debug)]
pub enum Sought {
    /// By a phone, an e-mail or a СНИЛС.
    Login(Login),
    /// By name and date of birth.
    Person(FullName, NaiveDate),
}

/// The accounts that are meant, deleted ones left out.
pub fn find(cx: &Cx<'_>, sought: &Sought) -> Result<Vec<Account>, Stop> {
    let oids = match sought {
        Sought::Login(Login::Phone(phone)) => owner(cx, ContactKind::Mobile, phone.as_str())?,
        Sought::Login(Login::Email(email)) => owner(cx, ContactKind::Email, email.as_str())?,
        Sought::Login(Login::Snils(snils)) => {
            accounts::list_by_snils(cx.sql, snils)?.into_iter().map(|account| account.oid).collect()
        }
        Sought::Person(name, born) => people::list_named(cx.sql, name, *born)?,
    };
    let mut found = Vec::new();
    for oid in oids {
        found.extend(account_of(cx, oid)?);
    }
    Ok(found)
}

/// An account that was not deleted.
pub fn account_of(cx: &Cx<'_>, oid: Oid) -> Result<Option<Account>, Stop> {
    Ok(accounts::find(cx.sql, oid)?.filter(|account| account.status != AccountStatus::Deleted))
}

fn owner(cx: &Cx<'_>, kind: ContactKind, value: &str) -> Result<Vec<Oid>, Stop> {
    let Some(key) = kind.login_key(value) else { return Ok(Vec::new()) };
    Ok(contact_rows::find_owner(cx.sql, &key)?.into_iter().collect())
}

/// «Подтвердить»; gives the number of the account, another one than before only by the rule `child.keep_oid=off`.
pub fn confirm(cx: &WriteCx<'_>, oid: Oid, papers: &Papers) -> Result<Result<Oid, NotConfirmed>, Stop> {
    let before = match confirmation::confirm(cx, oid, papers, Proof::ServiceCentre)? {
        Ok(account) => account,
        Err(why) => return Ok(Err(why)),
    };
    if let Some(phone) = contacts::verified(cx, oid, ContactKind::Mobile)? {
        let text = "Тестовый стенд: ваша личность подтверждена в центре обслуживания.".to_owned();
        outbox::send(cx, Some(oid), MessageKind::Sms, phone, text)?;
    }
    let is_renewed = before.level == AccountLevel::Child && !cx.stand.config.rules.is_on(Rule::ChildKeepOid);
    if is_renewed { renew(cx, &before).map(Ok) } else { Ok(Ok(oid)) }
}

/// Makes the account again under another number, and deletes the old one.
fn renew(cx: &WriteCx<'_>, old: &Account) -> Result<Oid, Stop> {
    let kept = contact_rows::list(cx.sql, old.oid)?;
    let papers = documents::list(cx.sql, DocumentOwner::Person(old.oid))?;
    let Some(person) = people::find(cx.sql, old.oid)? else { return Ok(old.oid) };
    closing::delete(cx, old.oid)?;
    let contacts: Vec<_> =
        kept.into_iter().map(|contact| (contact.kind, contact.value, contact.verification)).collect();
    let new = NewAccount {
        level: AccountLevel::Confirmed,
        person: &person,
        password_hash: old.password_hash.clone(),
        contacts: &contacts,
        created_by: old.created_by,
        way: Proof::ServiceCentre.name(),
    };
    let oid = creation::create(cx, &new)?;
    for document in papers {
        let document = crate::domain::document::Document { id: documents::next_id(cx.sql)?, ..document };
        documents::insert(cx.sql, DocumentOwner::Person(oid), &document)?;
    }
    Ok(oid)
}

/// «Отказать», for a reason in the operator's words; `false` where there is no such account.
pub fn refuse(cx: &WriteCx<'_>, oid: Oid, reason: &str) -> Result<bool, Stop> {
    if account_of(cx, oid)?.is_none() {
        return Ok(false);
    }
    confirmation::tell_refusal(cx, oid, Proof::ServiceCentre, reason, &[])?;
    Ok(true)
}

/// «Заблокировать»: every session ends; false where there is no such account, or it is blocked already.
pub fn block(cx: &WriteCx<'_>, oid: Oid, reason: &str) -> Result<bool, Stop> {
    let account = account_of(cx, oid)?;
    if account.is_none_or(|account| account.status == AccountStatus::Blocked) {
        return Ok(false);
    }
    closing::end_sessions(cx, oid, None)?;
    accounts::update_status(cx.sql, oid, AccountStatus::Blocked, cx.now)?;
    account::happened(cx, oid, EventKind::Blocked, json!({ "reason": reason }))?;
    outbox::write(cx, oid, &letters::ACCOUNT_BLOCKED, &[("Когда", outbox::time(cx))])?;
    Ok(true)
}
