//! Consents outside the login: what a citizen allowed, until when, and what becomes of it when they take it back.

use chrono::DateTime;
use chrono::Utc;
use serde_json::json;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::event::EventKind;
use crate::domain::person::Person;
use crate::domain::rule::Rule;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::account::closing;
use crate::flow::ages;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::protocol::scope::Scope;
use crate::storage::accounts;
use crate::storage::child_consents;
use crate::storage::child_consents::ChildConsent;
use crate::storage::children;
use crate::storage::consents;
use crate::storage::consents::Given;
use crate::storage::people;
use crate::storage::permissions;

/// The scopes that a person allows a client now; none where the consent is too old.
pub fn given(cx: &Cx<'_>, oid: Oid, client: &Mnemonic) -> Result<Vec<Scope>, Stop> {
    let found = consents::find(cx.sql, oid, client)?.filter(|given| !is_over(cx, given));
    Ok(found.map(|given| given.scopes).unwrap_or_default())
}

/// Every consent of a person that holds.
pub fn all(cx: &Cx<'_>, oid: Oid) -> Result<Vec<Given>, Stop> {
    let mut all = consents::list_of(cx.sql, oid)?;
    all.retain(|given| !is_over(cx, given));
    Ok(all)
}

/// Until when a consent holds; always, where there is no end.
pub fn end(cx: &Cx<'_>, given: &Given) -> Option<DateTime<Utc>> {
    Some(cx.at(given.given_at).ends(Rule::ConsentLifetime)).filter(|end| *end != DateTime::<Utc>::MAX_UTC)
}

fn is_over(cx: &Cx<'_>, given: &Given) -> bool {
    end(cx, given).is_some_and(|end| end <= cx.now)
}

/// Adds scopes to a consent; one that is over starts again.
pub fn give(cx: &WriteCx<'_>, oid: Oid, client: &Mnemonic, scopes: &[Scope]) -> Result<(), Stop> {
    if consents::find(cx.sql, oid, client)?.is_some_and(|given| is_over(cx, &given)) {
        consents::delete(cx.sql, oid, Some(client))?;
    }
    Ok(consents::insert(cx.sql, oid, client, scopes, cx.now)?)
}

/// Takes back whatever a person allowed a client: its tokens are worthless at once. Tells whether there was anything.
pub fn revoke(cx: &WriteCx<'_>, oid: Oid, client: &Mnemonic, name: &str) -> Result<bool, Stop> {
    let is_given =
        consents::find(cx.sql, oid, client)?.is_some() || !permissions::list(cx.sql, oid, client, cx.now)?.is_empty();
    if is_given {
        consents::delete(cx.sql, oid, Some(client))?;
        permissions::delete(cx.sql, oid, Some(client))?;
        closing::revoke_tokens(cx, oid, Some(client))?;
        told(cx, oid, client, name)?;
    }
    Ok(is_given)
}

/// Takes back one digital-profile consent.
pub fn revoke_permission(
    cx: &WriteCx<'_>,
    oid: Oid,
    (client, name): (&Mnemonic, &str),
    sysname: &str,
) -> Result<bool, Stop> {
    let is_given = permissions::delete_one(cx.sql, oid, client, sysname)?;
    if is_given {
        // Tokens name the consents under which they were given.
        closing::revoke_tokens(cx, oid, Some(client))?;
        told(cx, oid, client, name)?;
    }
    Ok(is_given)
}

fn told(cx: &WriteCx<'_>, oid: Oid, client: &Mnemonic, name: &str) -> Result<(), Stop> {
    account::happened(cx, oid, EventKind::ConsentRevoked, json!({ "client": client.as_str() }))?;
    outbox::write(cx, oid, &letters::CONSENT_REVOKED, &[("Система", name.to_owned()), ("Когда", outbox::time(cx))])
}

/// Must a child ask a parent before it gives its data to a system?
pub fn asks_parent(cx: &Cx<'_>, account: &Account, person: &Person, client: &Mnemonic) -> Result<bool, Stop> {
    if !cx.stand.config.rules.is_on(Rule::ParentConsent) || decides_alone(cx, account, person) {
        return Ok(false);
    }
    let parents = children::list_by_account(cx.sql, account.oid)?;
    let allowed = child_consents::list(cx.sql, account.oid)?;
    // Whoever is no parent any more has nothing to allow.
    let counts = |consent: &ChildConsent| parents.iter().any(|(parent, _)| *parent == consent.parent);
    Ok(!allowed.iter().any(|consent| consent.client == *client && counts(consent)))
}

/// A child does from its 14th birthday on (ПП РФ 04.02.2022 № 111).
fn decides_alone(cx: &Cx<'_>, account: &Account, person: &Person) -> bool {
    let is_old_enough = person.birth_date.is_some_and(|born| ages::age(cx, born) >= ages::OWN_PASSPORT);
    account.level != AccountLevel::Child || is_old_enough
}

/// The children of a parent who have accounts: their numbers and names.
pub fn wards(cx: &Cx<'_>, parent: Oid) -> Result<Vec<(Oid, String)>, Stop> {
    let cards = children::list(cx.sql, parent)?;
    Ok(cards.into_iter().filter_map(|card| Some((card.account?, card.person.name.to_string()))).collect())
}

/// What a parent alone allowed one of the children.
pub fn of_ward(cx: &Cx<'_>, parent: Oid, child: Oid) -> Result<Vec<ChildConsent>, Stop> {
    let all = child_consents::list(cx.sql, child)?;
    Ok(all.into_iter().filter(|consent| consent.parent == parent).collect())
}

fn is_ward(cx: &Cx<'_>, parent: Oid, child: Oid) -> Result<bool, Stop> {
    Ok(wards(cx, parent)?.iter().any(|(ward, _)| *ward == child))
}

/// A parent allows a child a system; false if it is not their child.
pub fn allow_ward(cx: &WriteCx<'_>, parent: Oid, child: Oid, client: &Mnemonic) -> Result<bool, Stop> {
    if !is_ward(cx, parent, child)? {
        return Ok(false);
    }
    let consent = ChildConsent { client: client.clone(), parent, given_at: cx.now };
    child_consents::insert(cx.sql, child, &consent)?;
    told_ward(cx, child, client, "given")?;
    Ok(true)
}

/// A parent takes it back: what the child allowed goes with it, unless the child decides alone by now.
pub fn refuse_ward(cx: &WriteCx<'_>, parent: Oid, child: Oid, (client, name): (&Mnemonic, &str)) -> Result<bool, Stop> {
    let is_own = of_ward(cx, parent, child)?.iter().any(|consent| consent.client == *client);
    if !is_own || !is_ward(cx, parent, child)? || !child_consents::delete(cx.sql, child, client)? {
        return Ok(false);
    }
    let (account, person) = (accounts::find(cx.sql, child)?, people::find(cx.sql, child)?);
    if account.zip(person).is_some_and(|(account, person)| !decides_alone(cx, &account, &person)) {
        revoke(cx, child, client, name)?;
    }
    told_ward(cx, child, client, "revoked")?;
    Ok(true)
}

fn told_ward(cx: &WriteCx<'_>, child: Oid, client: &Mnemonic, state: &str) -> Result<(), Stop> {
    let data = json!({ "client": client.as_str(), "state": state });
    account::happened(cx, child, EventKind::ChildConsentChanged, data)
}
