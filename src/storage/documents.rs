//! Documents of people, and those on cards of children.

use chrono::NaiveDate;
use rusqlite::params;

use crate::domain::document::Document;
use crate::domain::document::DocumentKind;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::columns;
use crate::storage::columns::columns;
use crate::storage::rows;

columns!(Document { id "id", kind "kind", verified "verified", data "data" });

/// Whose documents: a person's, or those on a child's card.
#[derive(Clone, Copy, Debug)]
pub enum DocumentOwner {
    /// A person.
    Person(Oid),
    /// A child's card.
    Card(i64),
}

/// Documents of a person or of a child's card.
pub fn list(sql: &Sql, owner: DocumentOwner) -> Result<Vec<Document>, StorageError> {
    let (column, id) = match owner {
        DocumentOwner::Person(oid) => ("owner", rows::integer(oid)),
        DocumentOwner::Card(id) => ("card", id),
    };
    columns::list(sql, &format!("FROM documents WHERE {column} = ?1 ORDER BY id"), [id])
}

/// Adds a document.
pub fn insert(sql: &WriteSql, owner: DocumentOwner, document: &Document) -> Result<(), StorageError> {
    let (person, card) = match owner {
        DocumentOwner::Person(oid) => (Some(rows::integer(oid)), None),
        DocumentOwner::Card(id) => (None, Some(id)),
    };
    columns::insert(sql, "INSERT INTO documents", document, &[("owner", &person), ("card", &card)])
}

/// A number that no document has.
pub fn next_id(sql: &Sql) -> Result<i64, StorageError> {
    Ok(sql.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM documents")?.query_row([], |row| row.get(0))?)
}

/// Replaces the fields of a document, and whether it is verified.
pub fn update(sql: &WriteSql, document: &Document) -> Result<(), StorageError> {
    columns::update(sql, "documents", document, &[], ("id", document.id))
}

/// Takes a document away.
pub fn delete(sql: &WriteSql, id: i64) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM documents WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Takes away the documents on a child's card.
pub fn delete_of_card(sql: &WriteSql, card: i64) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM documents WHERE card = ?1")?.execute([card])?;
    Ok(())
}

/// The days of issue of the verified passports of everybody who was born on a day and is there.
pub fn list_passports_of(sql: &Sql, born: NaiveDate) -> Result<Vec<(Oid, NaiveDate)>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT people.oid, data ->> 'issue_date' FROM people JOIN accounts ON accounts.oid = people.oid
         JOIN documents ON documents.owner = people.oid
         WHERE birth_date = ?1 AND status <> 'deleted' AND kind = 'domestic_passport' AND documents.verified
         AND data ->> 'issue_date' IS NOT NULL
         ORDER BY people.oid",
    )?;
    let mut found = query.query([born.to_string()])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push((rows::oid(row.get(0)?)?, rows::parsed(&row.get::<_, String>(1)?, str::parse)?));
    }
    Ok(list)
}

/// The verified documents of everybody that have this number, with whose they are.
pub fn list_verified(
    sql: &Sql,
    kind: DocumentKind,
    series: Option<&str>,
    number: &str,
) -> Result<Vec<DocumentOwner>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT owner, card FROM documents WHERE verified AND kind = ?1
         AND data ->> 'series' IS ?2 AND data ->> 'number' = ?3 ORDER BY id",
    )?;
    let mut found = query.query(params![kind.name(), series, number])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        match (row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?) {
            (Some(oid), _) => list.push(DocumentOwner::Person(rows::oid(oid)?)),
            (None, Some(card)) => list.push(DocumentOwner::Card(card)),
            (None, None) => {}
        }
    }
    Ok(list)
}
