//! What a parent does with the child's account from its card: password, e-mail and phone, deletion.
//!
//! Only with an account that is a child's and is linked to the parent's own card; contacts and deletion only below 14.

use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::child::ChildCard;
use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::event::EventKind;
use crate::domain::verification::Purpose;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::closing;
use crate::flow::account::contacts;
use crate::flow::account::contacts::Holder;
use crate::flow::account::passwords;
use crate::flow::ages;
use crate::flow::children::contacts as child_contacts;
use crate::flow::verification;
use crate::flow::verification::Mistake;
use crate::flow::verification::Unsent;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::contacts as stored_contacts;
use crate::storage::people;
use crate::storage::verifications;

/// The account of a card's child, as its parent sees it.
#[derive(Clone, Debug)]
pub struct Managed {
    /// It.
    pub account: Account,
    /// Its phones and e-mails.
    pub contacts: Vec<Contact>,
    /// May the parent set its password?
    pub is_managed: bool,
    /// May they change its contacts and delete it?
    pub is_small: bool,
}

/// The account that is linked to a card.
pub fn managed(cx: &Cx<'_>, card: &ChildCard) -> Result<Option<Managed>, Stop> {
    let Some(oid) = card.account else { return Ok(None) };
    let Some(account) = accounts::find(cx.sql, oid)?.filter(|account| account.status != AccountStatus::Deleted) else {
        return Ok(None);
    };
    let born = people::find(cx.sql, oid)?.and_then(|person| person.birth_date);
    let is_managed = account.level == AccountLevel::Child;
    let is_small = is_managed && born.is_some_and(|born| ages::age(cx, born) < ages::OWN_PASSPORT);
    Ok(Some(Managed { account, contacts: stored_contacts::list(cx.sql, oid)?, is_managed, is_small }))
}

impl Managed {
    /// The contact of a kind.
    pub fn contact(&self, kind: ContactKind) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.kind == kind)
    }
}

/// A new password, hashed before; every session of the child ends. False where the parent may not set it.
pub fn set_password(cx: &WriteCx<'_>, card: &ChildCard, hash: &str) -> Result<bool, Stop> {
    let Some(managed) = managed(cx, card)?.filter(|managed| managed.is_managed) else { return Ok(false) };
    passwords::set(cx, managed.account.oid, hash)?;
    closing::end_sessions(cx, managed.account.oid, None)?;
    Ok(true)
}

/// Sends a letter or a code to a new contact of the child, or to one that is not verified yet. True if something is
/// waited for, false if the contact is the child's and verified.
pub fn change_contact(
    cx: &WriteCx<'_>,
    card: &ChildCard,
    kind: ContactKind,
    value: &str,
) -> Result<Result<bool, Unsent>, Stop> {
    let Some(managed) = managed(cx, card)?.filter(|managed| managed.is_small) else { return Ok(Ok(false)) };
    let known = managed.contact(kind);
    if known.is_some_and(|known| known.value == value && known.verification.is_verified()) {
        return Ok(Ok(false));
    }
    let own = [Holder::Account(managed.account.oid), Holder::Pending(Purpose::Child, card.id.to_string())];
    if let Some(holder) = contacts::holder(cx, kind, value)?.filter(|holder| !own.contains(holder)) {
        return Ok(Err(Unsent::Taken(holder)));
    }
    Ok(child_contacts::send(cx, card, kind, value)?.map(|()| true))
}

/// The phone that waits for its code.
pub fn waiting_phone(cx: &Cx<'_>, card: &ChildCard) -> Result<Option<String>, Stop> {
    let pending = verifications::find(cx.sql, Purpose::Child, &card.id.to_string(), ContactKind::Mobile)?;
    Ok(pending.map(|pending| pending.value))
}

/// Takes the code that was sent to the child's new phone.
pub fn verify_phone(cx: &WriteCx<'_>, card: &ChildCard, code: &str) -> Result<Result<(), Mistake>, Stop> {
    let Some(managed) = managed(cx, card)?.filter(|managed| managed.is_small) else {
        return Ok(Err(Mistake::Expired));
    };
    Ok(match verification::verify_code(cx, Purpose::Child, &card.id.to_string(), code)? {
        Err(mistake) => Err(mistake),
        Ok(pending) => {
            contacts::put_verified(cx, managed.account.oid, ContactKind::Mobile, &pending.value)?;
            child_contacts::copy(cx, managed.account.oid)?;
            Ok(())
        }
    })
}

/// Deletes the child's account; every card of the child lets go of it. False where the parent may not.
pub fn delete(cx: &WriteCx<'_>, parent: Oid, card: &ChildCard) -> Result<bool, Stop> {
    let Some(managed) = managed(cx, card)?.filter(|managed| managed.is_small) else { return Ok(false) };
    closing::delete(cx, managed.account.oid)?;
    let data = json!({ "card": card.id, "child": managed.account.oid, "reason": "deleted" });
    account::happened(cx, parent, EventKind::ChildUnlinked, data)?;
    Ok(true)
}
