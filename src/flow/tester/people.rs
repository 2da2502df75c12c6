//! People who are put, changed and deleted by testers: by the rules of fixtures, against who is there.
//!
//! Somebody who is put in their own place is reborn: what they did and were given ends, their number stays. A change
//! sets the data and ends nothing.

use std::collections::BTreeSet;

use crate::domain::account::Account;
use crate::domain::account::AccountStatus;
use crate::fixtures::Citizen;
use crate::fixtures::Mistake;
use crate::fixtures::Parts;
use crate::fixtures::PersonFixture;
use crate::fixtures::PersonGiven;
use crate::fixtures::World;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::closing;
use crate::flow::ages;
use crate::flow::tester::fixture::person_fixture;
use crate::flow::tester::force;
use crate::flow::tester::life;
use crate::flow::tester::listing::logins;
use crate::flow::tester::made_up::completed;
use crate::flow::tester::names;
use crate::flow::tester::neighbours;
use crate::flow::tester::put::Hashes;
use crate::flow::tester::put::NotPut;
use crate::flow::tester::put::Put;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::personas;

/// Makes somebody under a name of their own.
pub fn make(cx: &WriteCx<'_>, given: &PersonGiven, hashes: &Hashes) -> Result<Result<Put, NotPut>, Stop> {
    if let Some(persona) = taken_persona(cx, given)? {
        return Ok(Err(NotPut::Conflict(format!("the persona {persona:?} is there already: PUT makes them anew"))));
    }
    match completed(cx, given, None)? {
        Ok(fixture) => put_fixture(cx, fixture, hashes),
        Err(not_put) => Ok(Err(not_put)),
    }
}

/// Puts somebody under this name, in the place of the one who has it.
pub fn put(cx: &WriteCx<'_>, persona: &str, given: PersonGiven, hashes: &Hashes) -> Result<Result<Put, NotPut>, Stop> {
    let given = match given.named(persona) {
        Ok(given) => given,
        Err(mistakes) => return Ok(Err(NotPut::Mistakes(mistakes))),
    };
    match completed(cx, &given, None)? {
        Ok(fixture) => put_fixture(cx, fixture, hashes),
        Err(not_put) => Ok(Err(not_put)),
    }
}

/// Makes a child with an account that this parent made, and a card in the parent's profile.
pub fn make_child(
    cx: &WriteCx<'_>,
    parent: Oid,
    given: &PersonGiven,
    hashes: &Hashes,
) -> Result<Result<Put, NotPut>, Stop> {
    let Some(known) = person_fixture(cx, parent)? else {
        return Ok(Err(NotPut::Conflict(format!("the account {parent} is nobody's"))));
    };
    if known.account.status == AccountStatus::Deleted {
        return Ok(Err(NotPut::Conflict(format!("the account of `{}` was deleted", known.persona))));
    }
    if let Some(persona) = taken_persona(cx, given)? {
        return Ok(Err(NotPut::Conflict(format!("the persona {persona:?} is there already"))));
    }
    let fixture = match completed(cx, given, Some(&known))? {
        Ok(fixture) => fixture,
        Err(not_put) => return Ok(Err(not_put)),
    };
    let age = fixture.born(cx.today()).map(|born| ages::age(cx, born));
    if let Some(age) = age.filter(|age| *age >= ages::GROWN_UP) {
        let message = format!("{age}: a child must be younger than {}", ages::GROWN_UP);
        return Ok(Err(NotPut::Mistakes(vec![Mistake::of_field("age", message)])));
    }
    let put = put_fixture(cx, fixture, hashes)?;
    if let Ok(put) = &put {
        life::give_card(cx, parent, put.oid)?;
    }
    Ok(put)
}

/// The persona that is given, if somebody has it.
fn taken_persona(cx: &Cx<'_>, given: &PersonGiven) -> Result<Option<String>, Stop> {
    let Some(persona) = given.persona() else { return Ok(None) };
    Ok(names::account(cx, persona)?.map(|_| persona.to_owned()))
}

/// Puts people together, each in the place of the one of the same persona: all of them or nobody. Gives them in the order
/// of their numbers, and what is odd about them.
pub fn put_all(
    cx: &WriteCx<'_>,
    fixtures: Vec<PersonFixture>,
    hashes: &Hashes,
) -> Result<Result<World, Vec<Mistake>>, Stop> {
    let mut reborn = BTreeSet::new();
    let mut settled = Vec::new();
    for fixture in fixtures {
        let known = standing_for(cx, &fixture)?;
        let oid = fixture.oid.or(known.as_ref().map(|account| account.oid.0));
        reborn.extend(known.map(|account| account.oid));
        settled.push(PersonFixture { oid, ..fixture });
    }
    let mut world = match understood(cx, settled, &reborn)? {
        Ok(world) => world,
        Err(mistakes) => return Ok(Err(mistakes)),
    };
    for citizen in &world.citizens {
        if reborn.contains(&citizen.account.oid) {
            life::end(cx, citizen.account.oid)?;
        }
    }
    // Contacts change hands only after all of those who had them have let go.
    for citizen in &mut world.citizens {
        life::clear(cx, citizen)?;
    }
    for citizen in &world.citizens {
        let hash = citizen.password.as_ref().and_then(|password| hashes.get(password)).cloned();
        life::settle(cx, citizen, hash)?;
    }
    for citizen in &world.citizens {
        life::tell_parents(cx, citizen)?;
    }
    Ok(Ok(world))
}

fn put_fixture(cx: &WriteCx<'_>, fixture: PersonFixture, hashes: &Hashes) -> Result<Result<Put, NotPut>, Stop> {
    let known = standing_for(cx, &fixture)?;
    if let Some((account, oid)) = known.as_ref().zip(fixture.oid.map(Oid)).filter(|(account, oid)| account.oid != *oid)
    {
        let message = format!("{oid}: `{}` has the number {}, which stays", fixture.persona, account.oid);
        return Ok(Err(NotPut::Mistakes(vec![Mistake::of_field("oid", message)])));
    }
    let is_told_of = match &known {
        Some(account) => personas::find_password(cx.sql, account.oid)?.is_some(),
        None => false,
    };
    let is_new = known.is_none();
    match put_all(cx, vec![fixture], hashes)? {
        Err(mistakes) => Ok(Err(NotPut::Mistakes(mistakes))),
        Ok(world) => {
            let World { citizens, warnings, .. } = world;
            let put = citizens.into_iter().next().map(|citizen| shown(cx, &citizen, warnings));
            let put = put.unwrap_or_else(|| Ok(Err(NotPut::Conflict("nobody was put".to_owned()))))?;
            Ok(put.map(|put| Put { is_new, is_told_of, ..put }))
        }
    }
}

fn shown(cx: &Cx<'_>, citizen: &Citizen, warnings: Vec<Mistake>) -> Result<Result<Put, NotPut>, Stop> {
    let oid = citizen.account.oid;
    let Some(mut person) = person_fixture(cx, oid)? else {
        return Ok(Err(NotPut::Conflict(format!("the account {oid} is nobody's"))));
    };
    if citizen.password.is_some() {
        (person.account.password, person.account.password_hash) = (citizen.password.clone(), None);
    }
    let logins = logins(cx, oid)?;
    Ok(Ok(Put { oid, is_new: false, person, logins, warnings, is_told_of: false }))
}

/// Somebody as they are now.
pub fn seen(cx: &Cx<'_>, oid: Oid) -> Result<Result<Put, NotPut>, Stop> {
    let Some(person) = person_fixture(cx, oid)? else {
        return Ok(Err(NotPut::Conflict(format!("the account {oid} is nobody's"))));
    };
    // What pages have made of somebody, the rules of fixtures need not like.
    let world = understood(cx, vec![person.clone()], &BTreeSet::from([oid]))?;
    let warnings = world.map(|world| world.warnings).unwrap_or_default();
    Ok(Ok(Put { oid, is_new: false, person, logins: logins(cx, oid)?, warnings, is_told_of: false }))
}

/// Whose place somebody takes: of the same persona, or of a deleted account that has lost its name and has their number.
fn standing_for(cx: &Cx<'_>, fixture: &PersonFixture) -> Result<Option<Account>, Stop> {
    if let Some(account) = names::account(cx, &fixture.persona)? {
        return Ok(Some(account));
    }
    let oid = fixture.number();
    let is_nameless = accounts::find_persona(cx.sql, oid)?.is_none();
    Ok(accounts::find(cx.sql, oid)?.filter(|account| is_nameless && account.status == AccountStatus::Deleted))
}

fn understood(
    cx: &Cx<'_>,
    fixtures: Vec<PersonFixture>,
    reborn: &BTreeSet<Oid>,
) -> Result<Result<World, Vec<Mistake>>, Stop> {
    let there = neighbours::of(cx, &fixtures, reborn)?;
    let world = Parts::beside(cx.now, cx.stand.config.zone.offset(), there).next(fixtures, Vec::new());
    Ok(world.map_err(|found| found.mistakes))
}

/// Changes somebody by force: a merge patch over what they are now.
pub fn change(cx: &WriteCx<'_>, oid: Oid, given: PersonGiven, hashes: &Hashes) -> Result<Result<Put, NotPut>, Stop> {
    let Some(before) = person_fixture(cx, oid)? else {
        return Ok(Err(NotPut::Conflict(format!("the account {oid} is nobody's"))));
    };
    let wanted = match given.over(before.clone()) {
        Ok(wanted) if is_deleted(&wanted) && !is_deleted(&before) => {
            let mistake = Mistake::of_field("account.status", "deleted: DELETE the person instead");
            return Ok(Err(NotPut::Mistakes(vec![mistake])));
        }
        Ok(wanted) => wanted,
        Err(mistakes) => return Ok(Err(NotPut::Mistakes(mistakes))),
    };
    let mut world = match understood(cx, vec![wanted.clone()], &BTreeSet::from([oid]))? {
        Ok(world) => world,
        Err(mistakes) => return Ok(Err(NotPut::Mistakes(mistakes))),
    };
    let Some(mut citizen) = world.citizens.pop() else {
        return Ok(Err(NotPut::Conflict("nobody was changed".to_owned())));
    };
    let is_told_of = personas::find_password(cx.sql, oid)?.is_some();
    let kept = accounts::find(cx.sql, oid)?.and_then(|account| account.password_hash);
    let is_same_password = wanted.account.password == before.account.password;
    let hash = if is_same_password {
        kept.filter(|_| citizen.password.is_some())
    } else {
        citizen.password.as_ref().and_then(|password| hashes.get(password)).cloned()
    };
    life::clear(cx, &mut citizen)?;
    life::settle(cx, &citizen, hash)?;
    life::tell_parents(cx, &citizen)?;
    let mut warnings = force::skipped(&before, &wanted);
    warnings.append(&mut world.warnings);
    let put = shown(cx, &citizen, warnings)?;
    Ok(put.map(|put| Put { is_told_of, ..put }))
}

fn is_deleted(person: &PersonFixture) -> bool {
    person.account.status == AccountStatus::Deleted
}

/// Deletes somebody as they would themselves, and sets their name free; one who is deleted stays so. Tells whether the
/// pages named them.
pub fn delete(cx: &WriteCx<'_>, account: &Account) -> Result<bool, Stop> {
    let oid = account.oid;
    if account.status != AccountStatus::Deleted {
        closing::delete(cx, oid)?;
    }
    cx.after.tell_of_person();
    accounts::update_persona(cx.sql, oid, None)?;
    Ok(personas::delete(cx.sql, oid)?)
}
