//! Somebody as a tester looks at them: everything that matters at once.

use serde_json::Value;
use serde_json::json;

use crate::domain::account::Account;
use crate::domain::child::ChildCard;
use crate::domain::contact::Contact;
use crate::domain::document::Document;
use crate::domain::person::Person;
use crate::fixtures::PersonFixture;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::ages;
use crate::flow::consents;
use crate::flow::oidc::claims;
use crate::flow::tester::fixture::person_fixture;
use crate::flow::tester::listing;
use crate::flow::tester::sessions;
use crate::flow::tester::wrong_passwords;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::children;
use crate::storage::consents::Given;
use crate::storage::contacts;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;

/// Somebody.
#[derive(Debug)]
pub struct Card {
    /// The account.
    pub account: Account,
    /// The person.
    pub person: Person,
    /// The same as fixtures have it.
    pub fixture: PersonFixture,
    /// How old they are.
    pub age: Option<u32>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// What they can sign in with now.
    pub logins: Vec<String>,
    /// How many wrong passwords count.
    pub wrong_passwords: u32,
    /// How many sessions are open.
    pub sessions: usize,
    /// What they allow systems.
    pub consents: Vec<Given>,
    /// Their children.
    pub children: Vec<ChildCard>,
    /// Their parent's number and name, where one made the account.
    pub parent: Option<(Oid, String)>,
    /// What systems are told of them that may ask for everything.
    pub told: Value,
}

/// The card of an account; nothing where there is none.
pub fn of(cx: &Cx<'_>, oid: Oid) -> Result<Option<Card>, Stop> {
    let Some(account) = accounts::find(cx.sql, oid)? else { return Ok(None) };
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(None) };
    let Some(fixture) = person_fixture(cx, oid)? else { return Ok(None) };
    let contacts = contacts::list(cx.sql, oid)?;
    let parent = match account.created_by {
        Some(parent) => people::find(cx.sql, parent)?.map(|person| (parent, person.name.to_string())),
        None => None,
    };
    Ok(Some(Card {
        age: person.birth_date.map(|born| ages::age(cx, born)),
        documents: documents::list(cx.sql, DocumentOwner::Person(oid))?,
        told: told(cx, &account, &contacts)?,
        wrong_passwords: wrong_passwords::count(cx, &account)?,
        logins: listing::logins(cx, oid)?,
        sessions: sessions::list(cx, oid)?.len(),
        consents: consents::all(cx, oid)?,
        children: children::list(cx.sql, oid)?,
        account,
        person,
        fixture,
        contacts,
        parent,
    }))
}

fn told(cx: &Cx<'_>, account: &Account, contacts: &[Contact]) -> Result<Value, Stop> {
    let contact = |contact: &Contact| json!({ "type": contact.kind.wire(), "vrfStu": contact.verification.wire(), "value": contact.value });
    let contacts: Vec<Value> = contacts.iter().map(contact).collect();
    Ok(
        json!({ "/oidc/userinfo": claims::everything(cx, account)?, format!("/rs/prns/{}/ctts", account.oid): contacts }),
    )
}
