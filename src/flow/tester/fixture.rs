//! Somebody as they are now, written as a fixture: what changed since is in it, and it makes the same person again.
//!
//! What fixtures have no words for stays behind: sessions, consents, counters, jobs, checks by registries, letters.

use std::collections::BTreeMap;

use chrono::DateTime;
use chrono::Utc;

use crate::crypto::password;
use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::domain::child::ChildCard;
use crate::domain::document::Document;
use crate::domain::organization::Branch;
use crate::domain::organization::OrganizationData;
use crate::domain::organization::Role;
use crate::domain::person::Person;
use crate::fixtures::AccountFixture;
use crate::fixtures::ChildFixture;
use crate::fixtures::ContactFixture;
use crate::fixtures::DocumentFixture;
use crate::fixtures::PersonFixture;
use crate::fixtures::RoleFixture;
use crate::fixtures::written;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::limit_ends;
use crate::flow::tester::names;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::children;
use crate::storage::contacts;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::organizations;
use crate::storage::people;
use crate::storage::personas;

/// The person with this number as a fixture; nothing where nobody has it.
pub fn person_fixture(cx: &Cx<'_>, oid: Oid) -> Result<Option<PersonFixture>, Stop> {
    let Some(account) = accounts::find(cx.sql, oid)? else { return Ok(None) };
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(None) };
    let persona = names::persona(cx, oid)?;
    let Person { name, birth_date, birth_place, gender, citizenship, snils, inn, self_employed } = person;
    Ok(Some(PersonFixture {
        schema: None,
        about: accounts::find_about(cx.sql, oid)?.unwrap_or_default(),
        oid: Some(oid.0),
        account: account_fixture(cx, account, &persona)?,
        persona,
        last_name: name.last_name().to_string(),
        first_name: name.first_name().to_string(),
        middle_name: name.middle_name().map(ToString::to_string),
        birth_date: birth_date.map(|day| day.to_string()),
        age: None,
        birth_place,
        gender,
        citizenship,
        snils: snils.map(|snils| snils.to_string()),
        inn: inn.map(|inn| inn.to_string()),
        self_employed,
        contacts: contacts::list(cx.sql, oid)?.iter().map(ContactFixture::from).collect(),
        documents: written_documents(documents::list(cx.sql, DocumentOwner::Person(oid))?),
        addresses: people::list_addresses(cx.sql, oid)?.iter().map(Into::into).collect(),
        vehicles: people::list_vehicles(cx.sql, oid)?.iter().map(Into::into).collect(),
        children: children::list(cx.sql, oid)?
            .into_iter()
            .map(|card| child_fixture(cx, card))
            .collect::<Result<_, Stop>>()?,
        roles: roles(cx, oid)?,
        registries: registries(cx, oid)?,
        faults: accounts::find_faults(cx.sql, oid)?,
    }))
}

fn account_fixture(cx: &Cx<'_>, account: Account, persona: &str) -> Result<AccountFixture, Stop> {
    let Account { oid, level, status, password_hash, second_factor, totp_secret, offers, created_by, .. } = account;
    let published = personas::find_password(cx.sql, oid)?;
    // Somebody may have another one by now.
    let still = |typed: &String| password_hash.as_ref().is_some_and(|hash| password::verify(hash, typed));
    let password = published.filter(still);
    let ends_at = match status {
        AccountStatus::Limited => limit_ends::ends_at(cx, oid)?,
        AccountStatus::Registered | AccountStatus::Deleted | AccountStatus::Blocked | AccountStatus::Locked => None,
    };
    Ok(AccountFixture {
        level,
        status,
        limited_until: ends_at.map(|time| local(cx, time)),
        password_hash: password_hash.filter(|_| password.is_none()),
        password,
        second_factor,
        totp_secret: written::totp_secret(persona, totp_secret),
        offers,
        created_by: created_by.map(|parent| names::persona(cx, parent)).transpose()?,
    })
}

fn local(cx: &Cx<'_>, time: DateTime<Utc>) -> String {
    cx.stand.config.zone.local(time).to_rfc3339()
}

fn written_documents(documents: Vec<Document>) -> Vec<DocumentFixture> {
    documents.into_iter().map(DocumentFixture::from).collect()
}

/// A card; what is known of a child with an account is written there.
fn child_fixture(cx: &Cx<'_>, card: ChildCard) -> Result<ChildFixture, Stop> {
    let id = Some(card.id);
    if let Some(child) = card.account {
        return Ok(ChildFixture { persona: Some(names::persona(cx, child)?), id, ..ChildFixture::default() });
    }
    let (email, mobile) = card.contacts;
    let Person { name, birth_date, birth_place, gender, citizenship, snils, inn, self_employed: _ } = card.person;
    Ok(ChildFixture {
        persona: None,
        id,
        last_name: Some(name.last_name().to_string()),
        first_name: Some(name.first_name().to_string()),
        middle_name: name.middle_name().map(ToString::to_string),
        birth_date: birth_date.map(|day| day.to_string()),
        age: None,
        birth_place,
        gender,
        citizenship,
        snils: snils.map(|snils| snils.to_string()),
        inn: inn.map(|inn| inn.to_string()),
        email,
        mobile,
        documents: written_documents(card.documents),
    })
}

fn roles(cx: &Cx<'_>, oid: Oid) -> Result<Vec<RoleFixture>, Stop> {
    let written = |(role, data): (Role, OrganizationData)| {
        let branch = |oid| data.branches.iter().find(|branch| branch.oid == oid).map(Branch::fixture_name);
        RoleFixture {
            organization: data.fixture_name(role.organization),
            branch: role.branch.and_then(branch),
            position: role.position,
            chief: role.chief,
            admin: role.admin,
            active: role.active,
            phone: role.phone,
            email: role.email,
        }
    };
    Ok(organizations::list_roles(cx.sql, oid)?.into_iter().map(written).collect())
}

fn registries(cx: &Cx<'_>, oid: Oid) -> Result<BTreeMap<Registry, Outcome>, Stop> {
    let mut arranged = BTreeMap::new();
    for registry in Registry::ALL {
        if let Some(found) = checks::find_arranged(cx.sql, registry, &checks::person_key(oid))? {
            arranged.insert(registry, found.outcome);
        }
    }
    Ok(arranged)
}
