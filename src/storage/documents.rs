//! Documents of people, and those on cards of children.

use chrono::NaiveDate;
use rusqlite::params;

use crate::domain::document::Document;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::rows;

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
    let query = format!("SELECT id, kind, verified, data FROM documents WHERE {column} = ?1 ORDER BY id");
    let mut query = sql.prepare_cached(&query)?;
    let mut found = query.query([id])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(Document {
            id: row.get(0)?,
            kind: rows::named(&row.get::<_, String>(1)?, DocumentKind::from_name)?,
            verified: row.get(2)?,
            data: rows::from_json(&row.get::<_, String>(3)?)?,
        });
    }
    Ok(list)
}

/// Adds a document.
pub fn insert(sql: &Sql, owner: DocumentOwner, document: &Document) -> Result<(), StorageError> {
    let (person, card) = match owner {
        DocumentOwner::Person(oid) => (Some(rows::integer(oid)), None),
        DocumentOwner::Card(id) => (None, Some(id)),
    };
    sql.prepare_cached(
        "INSERT INTO documents (id, owner, card, kind, verified, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        document.id,
        person,
        card,
        document.kind.name(),
        document.verified,
        rows::to_json(&document.data)?,
    ])?;
    Ok(())
}

/// A number that no document has.
pub fn next_id(sql: &Sql) -> Result<i64, StorageError> {
    Ok(sql.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM documents")?.query_row([], |row| row.get(0))?)
}

/// Replaces the fields of a document, and whether it is verified.
pub fn update(sql: &Sql, document: &Document) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE documents SET kind = ?2, verified = ?3, data = ?4 WHERE id = ?1")?.execute(params![
        document.id,
        document.kind.name(),
        document.verified,
        rows::to_json(&document.data)?,
    ])?;
    Ok(())
}

/// Takes a document away.
pub fn delete(sql: &Sql, id: i64) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM documents WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The verified passports of everybody who is there and whose date of birth is known, with both.
pub fn list_passports(sql: &Sql) -> Result<Vec<(Oid, NaiveDate, DocumentData)>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT people.oid, birth_date, data FROM documents JOIN people ON people.oid = owner
         JOIN accounts ON accounts.oid = owner
         WHERE kind = 'domestic_passport' AND verified AND birth_date IS NOT NULL AND status != 'deleted'
         ORDER BY people.oid",
    )?;
    let mut found = query.query([])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        let born = rows::parsed(&row.get::<_, String>(1)?, str::parse)?;
        list.push((rows::oid(row.get(0)?)?, born, rows::from_json(&row.get::<_, String>(2)?)?));
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
