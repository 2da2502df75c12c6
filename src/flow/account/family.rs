//! What an account has to do with cards of children, as a parent's and as a child's.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::contact::ContactKind;
use crate::domain::event::EventKind;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::ages;
use crate::flow::verification;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::child_applications;
use crate::storage::child_consents;
use crate::storage::children;

/// Lets go of all of it: links, contacts that an
/// account to be made or changed holds, and what a parent has allowed.
pub fn release(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    let own = children::list(cx.sql, oid)?.into_iter().map(|card| card.id);
    for card in own.chain(children::list_by_account(cx.sql, oid)?.into_iter().map(|(_, card)| card)) {
        forget_wishes(cx, card)?;
    }
    children::release(cx.sql, oid)?;
    Ok(child_consents::delete_of(cx.sql, oid)?)
}

/// Forgets what a parent wanted with a card: the account to be made, the contact to be verified, the letter that asks
/// whether to link. Their contacts are free.
pub fn forget_wishes(cx: &WriteCx<'_>, id: i64) -> Result<(), Stop> {
    let subject = id.to_string();
    for (purpose, kind) in [
        (Purpose::Child, ContactKind::Email),
        (Purpose::Child, ContactKind::Mobile),
        (Purpose::LinkChild, ContactKind::Email),
    ] {
        verification::cancel(cx, purpose, &subject, kind)?;
    }
    Ok(child_applications::delete(cx.sql, id)?)
}

/// Unlinks a card from the child's account; the account lives on.
pub fn unlink(cx: &WriteCx<'_>, parent: Oid, card: i64, child: Oid, reason: &'static str) -> Result<(), Stop> {
    children::update_account(cx.sql, card, None)?;
    let data = json!({ "card": card, "child": child, "reason": reason });
    account::happened(cx, parent, EventKind::ChildUnlinked, data)
}

/// The accounts of children that are linked to the cards of a parent, because of which the parent cannot leave yet:
/// their names.
pub fn linked_children(cx: &Cx<'_>, oid: Oid) -> Result<Vec<String>, Stop> {
    let mut names = Vec::new();
    for card in children::list(cx.sql, oid)? {
        let account = card.account.map(|child| accounts::find(cx.sql, child)).transpose()?.flatten();
        let is_child =
            |account: &Account| account.level == AccountLevel::Child && account.status != AccountStatus::Deleted;
        if account.as_ref().is_some_and(is_child) {
            names.push(card.person.name.to_string());
        }
    }
    Ok(names)
}

/// A child had the birthday of 14 or 18: its parents are told, and at 18 their links end.
pub fn grew(cx: &WriteCx<'_>, child: Oid, age: u32) -> Result<(), Stop> {
    for (parent, card) in children::list_by_account(cx.sql, child)? {
        let data = json!({ "card": card, "child": child, "age": age });
        account::happened(cx, parent, EventKind::ChildBirthday, data)?;
        if age >= ages::GROWN_UP {
            unlink(cx, parent, card, child, "age")?;
        }
    }
    Ok(())
}
