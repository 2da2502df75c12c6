//! Cards of children in their parents' profiles.

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;
use rusqlite::ToSql;
use rusqlite::params;

use crate::domain::child::ChildCard;
use crate::domain::name::FullName;
use crate::domain::person::Person;
use crate::domain::snils::Snils;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::columns;
use crate::storage::columns::Columns as _;
use crate::storage::documents;
use crate::storage::documents::DocumentOwner;
use crate::storage::rows;

/// The cards of a parent, with their documents.
pub fn list(sql: &Sql, parent: Oid) -> Result<Vec<ChildCard>, StorageError> {
    let query =
        format!("SELECT id, account, email, mobile, {} FROM children WHERE parent = ?1 ORDER BY id", Person::NAMES);
    let mut query = sql.prepare_cached(&query)?;
    let mut found = query.query([rows::integer(parent)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        let id = row.get(0)?;
        list.push(ChildCard {
            id,
            account: row.get::<_, Option<i64>>(1)?.map(rows::oid).transpose()?,
            contacts: (row.get(2)?, row.get(3)?),
            person: columns::read(row, 4)?,
            documents: documents::list(sql, DocumentOwner::Card(id))?,
        });
    }
    Ok(list)
}

/// Finds a card, whoever its parent is; gives the parent too.
pub fn find(sql: &Sql, id: i64) -> Result<Option<(Oid, ChildCard)>, StorageError> {
    let parent: Option<i64> = sql
        .prepare_cached("SELECT parent FROM children WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(parent) = parent.map(rows::oid).transpose()? else { return Ok(None) };
    Ok(list(sql, parent)?.into_iter().find(|card| card.id == id).map(|card| (parent, card)))
}

/// The cards that are linked to a child's account, with their parents.
pub fn list_by_account(sql: &Sql, account: Oid) -> Result<Vec<(Oid, i64)>, StorageError> {
    let mut query = sql.prepare_cached("SELECT parent, id FROM children WHERE account = ?1 ORDER BY id")?;
    let mut found = query.query([rows::integer(account)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push((rows::oid(row.get(0)?)?, row.get(1)?));
    }
    Ok(list)
}

/// A number that no card has.
pub fn next_id(sql: &Sql) -> Result<i64, StorageError> {
    Ok(sql.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM children")?.query_row([], |row| row.get(0))?)
}

/// Links a card to the child's account, or unlinks it.
pub fn update_account(sql: &WriteSql, id: i64, account: Option<Oid>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE children SET account = ?2 WHERE id = ?1")?
        .execute(params![id, account.map(rows::integer)])?;
    Ok(())
}

/// Replaces what a card says of the child, and its contacts.
pub fn update(sql: &WriteSql, card: &ChildCard) -> Result<(), StorageError> {
    let (email, mobile) = &card.contacts;
    columns::update(sql, "children", &card.person, &[("email", email), ("mobile", mobile)], ("id", card.id))
}

/// Cards with СНИЛС of children who have this name and this date of birth, whoever their parents are.
pub fn list_by_name(sql: &Sql, name: &FullName, born: NaiveDate) -> Result<Vec<i64>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT id FROM children WHERE last_name = ?1 AND first_name = ?2 AND middle_name IS ?3 AND birth_date = ?4
         AND snils IS NOT NULL ORDER BY id",
    )?;
    let found = query.query_map(rows::name_and_birth(name, born), |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Has any card this СНИЛС?
pub fn has_snils(sql: &Sql, snils: &Snils) -> Result<bool, StorageError> {
    let mut query = sql.prepare_cached("SELECT EXISTS (SELECT 1 FROM children WHERE snils = ?1)")?;
    Ok(query.query_row([snils.digits()], |row| row.get(0))?)
}

/// Unlinks whatever an account is linked to: as a child's, and as a parent's.
pub fn release(sql: &WriteSql, account: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE children SET account = NULL WHERE account = ?1 OR parent = ?1")?
        .execute([rows::integer(account)])?;
    Ok(())
}

/// Takes a card away, and its documents.
pub fn delete(sql: &WriteSql, id: i64) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM documents WHERE card = ?1")?.execute([id])?;
    sql.prepare_cached("DELETE FROM child_applications WHERE card = ?1")?.execute([id])?;
    sql.prepare_cached("DELETE FROM children WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Adds a card and its documents.
pub fn insert(sql: &WriteSql, parent: Oid, card: &ChildCard) -> Result<(), StorageError> {
    let (email, mobile) = &card.contacts;
    let (parent, account) = (rows::integer(parent), card.account.map(rows::integer));
    let own: [(&str, &dyn ToSql); 5] =
        [("id", &card.id), ("parent", &parent), ("account", &account), ("email", email), ("mobile", mobile)];
    columns::insert(sql, "INSERT INTO children", &card.person, &own)?;
    for document in &card.documents {
        documents::insert(sql, DocumentOwner::Card(card.id), document)?;
    }
    Ok(())
}
