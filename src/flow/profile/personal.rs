//! Name, birth, СНИЛС and identity document: saved, and given to МВД and СФР to be checked.

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::check::CheckSubject;
use crate::domain::check::Registry;
use crate::domain::declaration::Declared;
use crate::domain::declaration::Written;
use crate::domain::document::Document;
use crate::domain::document::main_identity;
use crate::domain::person::Person;
use crate::domain::reading::Mistake;
use crate::domain::snils::Snils;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account::birthday;
use crate::flow::account::holder::Holder;
use crate::flow::account::levels;
use crate::flow::account::names;
use crate::flow::registry::asking;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::checks;
use crate::storage::corrections;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::people;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Registries were asked.
    Checking,
    /// Nothing that has to be checked is different.
    Unchanged,
}

/// Why nothing was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The data of a child are written by a parent.
    Child,
    /// Another sure account has this СНИЛС.
    SnilsTaken,
    /// A new name needs a new passport.
    OldPassport,
}

/// Are the data of this account sure, so that they change by the word of registries alone?
pub fn is_sure(account: &Account) -> bool {
    account.level.reaches(AccountLevel::Standard)
}

/// Reads what the holder of an account has written, by the rules and the day of the stand.
pub fn read(stand: &Stand, holder: &Holder, written: &Written) -> Result<Declared, Vec<Mistake>> {
    let declared = written.read(is_sure(&holder.account).then_some(&holder.person), stand.today())?;
    match names::mistake(&stand.config.rules, &declared.person.name) {
        Some((part, error)) => Err(vec![(part.field(), error.into())]),
        None => Ok(declared),
    }
}

/// Saves what was declared and has it checked; what somebody saved before and is still being checked gives way.
pub fn save(cx: &WriteCx<'_>, oid: Oid, declared: &Declared) -> Result<Result<Saved, Refused>, Stop> {
    let (Some(account), Some(known)) = (accounts::find(cx.sql, oid)?, people::find(cx.sql, oid)?) else {
        return Ok(Err(Refused::Child));
    };
    if account.level == AccountLevel::Child {
        return Ok(Err(Refused::Child));
    }
    if is_sure(&account) {
        return replace(cx, oid, &known, declared);
    }
    if declared.person.snils.as_ref().map_or(Ok(false), |snils| is_taken(cx, oid, snils))? {
        return Ok(Err(Refused::SnilsTaken));
    }
    people::update(cx.sql, oid, &Person { self_employed: known.self_employed, ..declared.person.clone() })?;
    birthday::plan(cx)?;
    remove_identities(cx, oid, |_| true)?;
    add_identity(cx, oid, declared)?;
    levels::ready(cx, oid)?;
    asking::ask_anew(cx, CheckSubject::Person(oid), &[Registry::Mvd, Registry::Sfr])?;
    Ok(Ok(Saved::Checking))
}

/// Another passport of a sure account, perhaps with another name: what was verified before counts until registries agree.
fn replace(cx: &WriteCx<'_>, oid: Oid, known: &Person, declared: &Declared) -> Result<Result<Saved, Refused>, Stop> {
    let held = documents::list(cx.sql, DocumentOwner::Person(oid))?;
    let is_same = main_identity(&held).is_some_and(|document| document.verified && is_of(document, declared));
    let is_renamed = declared.person.name != known.name;
    if is_same && is_renamed {
        return Ok(Err(Refused::OldPassport));
    }
    people::update(cx.sql, oid, &Person { inn: declared.person.inn.clone(), ..known.clone() })?;
    accounts::touch(cx.sql, oid, cx.now)?;
    withdraw(cx, oid)?;
    if is_same {
        return Ok(Ok(Saved::Unchanged));
    }
    add_identity(cx, oid, declared)?;
    let asked: &[Registry] = if is_renamed {
        let person = Person { name: declared.person.name.clone(), inn: declared.person.inn.clone(), ..known.clone() };
        corrections::insert(cx.sql, oid, &person)?;
        &[Registry::Mvd, Registry::Sfr]
    } else {
        &[Registry::Mvd]
    };
    asking::ask_anew(cx, CheckSubject::Person(oid), asked)?;
    Ok(Ok(Saved::Checking))
}

/// Takes back a replacement that was not verified; answers that are on their way come too late.
pub fn withdraw(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    corrections::delete(cx.sql, oid)?;
    checks::delete(cx.sql, CheckSubject::Person(oid))?;
    remove_identities(cx, oid, |document| !document.verified)
}

/// Has another account this СНИЛС for certain?
pub fn is_taken(cx: &Cx<'_>, oid: Oid, snils: &Snils) -> Result<bool, Stop> {
    let others = accounts::list_by_snils(cx.sql, snils)?;
    let is_other = |account: &Account| account.oid != oid && account.status != AccountStatus::Deleted;
    Ok(others.iter().any(|account| is_other(account) && is_sure(account)))
}

fn is_of(document: &Document, declared: &Declared) -> bool {
    let numbers = (&document.data.series, &document.data.number);
    document.kind == declared.kind && numbers == (&declared.document.series, &declared.document.number)
}

/// Takes away identity documents of somebody.
pub fn remove_identities(cx: &WriteCx<'_>, oid: Oid, which: impl Fn(&Document) -> bool) -> Result<(), Stop> {
    let held = documents::list(cx.sql, DocumentOwner::Person(oid))?;
    for document in held.iter().filter(|document| document.kind.is_identity() && which(document)) {
        documents::delete(cx.sql, document.id)?;
    }
    Ok(())
}

fn add_identity(cx: &WriteCx<'_>, oid: Oid, declared: &Declared) -> Result<(), Stop> {
    let id = documents::next_id(cx.sql)?;
    let document = Document { id, kind: declared.kind, verified: false, data: declared.document.clone() };
    Ok(documents::insert(cx.sql, DocumentOwner::Person(oid), &document)?)
}
