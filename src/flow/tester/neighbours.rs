//! Who is there already of all that people name or take who are about to be put: for the rules of fixtures.

use std::collections::BTreeSet;
use std::collections::HashSet;

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::domain::contact::Contact;
use crate::domain::contact::ContactKind;
use crate::domain::snils::Snils;
use crate::fixtures::Neighbour;
use crate::fixtures::Neighbours;
use crate::fixtures::NextIds;
use crate::fixtures::PersonFixture;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::contacts::Holder;
use crate::flow::account::contacts::holder;
use crate::flow::tester::names;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::children;
use crate::storage::contacts;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::organizations;
use crate::storage::people;

/// What there is beside these people; those of `reborn` make way for them.
pub fn of(cx: &Cx<'_>, fixtures: &[PersonFixture], reborn: &BTreeSet<Oid>) -> Result<Neighbours, Stop> {
    let mut found = Neighbours { next: next_ids(cx)?, ..Neighbours::default() };
    let together: HashSet<&str> = fixtures.iter().map(|fixture| fixture.persona.as_str()).collect();
    for fixture in fixtures {
        named(cx, fixture, &together, &mut found)?;
        taken(cx, fixture, reborn, &mut found)?;
    }
    Ok(found)
}

fn next_ids(cx: &Cx<'_>) -> Result<NextIds, Stop> {
    Ok(NextIds {
        contacts: contacts::next_id(cx.sql)?,
        documents: documents::next_id(cx.sql)?,
        addresses: people::next_address_id(cx.sql)?,
        vehicles: people::next_vehicle_id(cx.sql)?,
        children: children::next_id(cx.sql)?,
    })
}

/// The people and organisations that somebody names.
fn named(cx: &Cx<'_>, fixture: &PersonFixture, together: &HashSet<&str>, found: &mut Neighbours) -> Result<(), Stop> {
    let children = fixture.children.iter().filter_map(|child| child.persona.as_ref());
    let others = |persona: &&String| !together.contains(persona.as_str());
    for persona in children.chain(&fixture.account.created_by).filter(others) {
        match names::account(cx, persona)? {
            Some(account) => {
                found.people.extend(neighbour(cx, &account)?.map(|known| (persona.clone(), known)));
            }
            // Of those who are there one may have been meant.
            None => {
                for account in accounts::list_with_persona(cx.sql, MOST_COMPARED)? {
                    let persona = names::persona(cx, account.oid)?;
                    found.people.extend(neighbour(cx, &account)?.map(|known| (persona, known)));
                }
            }
        }
    }
    for role in &fixture.roles {
        let Some(oid) = names::organization(cx, &role.organization)? else { continue };
        let Some(data) = organizations::find(cx.sql, oid)? else { continue };
        for (employed, person) in organizations::list_employees(cx.sql, oid)? {
            let is_same = names::persona(cx, person)? == fixture.persona;
            if employed.chief && employed.active && !is_same {
                found.chiefs.insert(role.organization.clone(), whose(cx, person)?);
            }
        }
        found.organizations.insert(role.organization.clone(), (oid, data));
    }
    Ok(())
}

fn neighbour(cx: &Cx<'_>, account: &Account) -> Result<Option<Neighbour>, Stop> {
    let oid = account.oid;
    let Some(person) = people::find(cx.sql, oid)? else { return Ok(None) };
    let contacts = contacts::list(cx.sql, oid)?;
    let first = |kind: ContactKind| {
        let is_it = |contact: &&Contact| contact.kind == kind;
        contacts.iter().find(is_it).map(|contact| contact.value.clone())
    };
    let roles = organizations::list_roles(cx.sql, oid)?;
    let organizations: HashSet<_> = roles.iter().map(|(role, data)| data.fixture_name(role.organization)).collect();
    Ok(Some(Neighbour {
        oid,
        level: account.level,
        organizations,
        person,
        documents: documents::list(cx.sql, DocumentOwner::Person(oid))?,
        email: first(ContactKind::Email),
        mobile: first(ContactKind::Mobile),
    }))
}

/// What somebody wants to have and another one has.
fn taken(cx: &Cx<'_>, fixture: &PersonFixture, reborn: &BTreeSet<Oid>, found: &mut Neighbours) -> Result<(), Stop> {
    for contact in fixture.contacts.iter().filter(|contact| contact.kind.is_login()) {
        let Ok(value) = contact.kind.normalize(&contact.value) else { continue };
        let Some(key) = contact.kind.login_key(&value) else { continue };
        let by = match holder(cx, contact.kind, &value)? {
            Some(Holder::Account(oid)) if !reborn.contains(&oid) => whose(cx, oid)?,
            Some(Holder::Pending(_, subject)) if reborn.iter().all(|oid| oid.to_string() != subject) => {
                "somebody who has not verified it yet".to_owned()
            }
            Some(Holder::Account(_) | Holder::Pending(..)) | None => continue,
        };
        found.logins.insert(key, by);
    }
    if let Some(snils) = fixture.snils.as_deref().and_then(|text| Snils::parse(text).ok()) {
        let signs_in = |account: &Account| {
            account.level.signs_in_by_snils()
                && account.status != AccountStatus::Deleted
                && !reborn.contains(&account.oid)
        };
        if let Some(account) = accounts::list_by_snils(cx.sql, &snils)?.into_iter().find(signs_in) {
            found.snils.insert(snils, whose(cx, account.oid)?);
        }
    }
    if let Some(oid) = fixture.oid.map(Oid).filter(|oid| !reborn.contains(oid)) {
        if accounts::find(cx.sql, oid)?.is_some() {
            found.oids.insert(oid, whose(cx, oid)?);
        } else if let Some(data) = organizations::find(cx.sql, oid)? {
            found.oids.insert(oid, format!("the organization `{}`", data.fixture_name(oid)));
        }
    }
    for id in fixture.children.iter().filter_map(|child| child.id) {
        if let Some((parent, _)) = children::find(cx.sql, id)?.filter(|(parent, _)| !reborn.contains(parent)) {
            found.cards.insert(id, whose(cx, parent)?);
        }
    }
    Ok(())
}

fn whose(cx: &Cx<'_>, oid: Oid) -> Result<String, Stop> {
    Ok(format!("the person `{}`", names::persona(cx, oid)?))
}

/// Among more personas nobody looks for the one that was meant.
const MOST_COMPARED: u32 = 200;
