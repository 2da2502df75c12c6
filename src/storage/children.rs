//! Cards of children in their parents' profiles.

use rusqlite::types::Value;

use crate::domain::child::ChildCard;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::people;
use crate::storage::people::DocumentOwner;
use crate::storage::rows;

/// The cards of a parent, with their documents.
pub fn list(sql: &Sql, parent: Oid) -> Result<Vec<ChildCard>, StorageError> {
    let query = format!(
        "SELECT id, account, email, mobile, {} FROM children WHERE parent = ?1 ORDER BY id",
        rows::PERSON_COLUMNS
    );
    let mut query = sql.prepare_cached(&query)?;
    let mut found = query.query([rows::integer(parent)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        let id = row.get(0)?;
        list.push(ChildCard {
            id,
            account: row.get::<_, Option<i64>>(1)?.map(rows::oid).transpose()?,
            contacts: (row.get(2)?, row.get(3)?),
            person: rows::person(row, 4)?,
            documents: people::list_documents(sql, DocumentOwner::Card(id))?,
        });
    }
    Ok(list)
}

/// Adds a card and its documents.
pub fn insert(sql: &Sql, parent: Oid, card: &ChildCard) -> Result<(), StorageError> {
    let query = format!(
        "INSERT INTO children ({}, id, parent, account, email, mobile)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        rows::PERSON_COLUMNS
    );
    let text = |value: &Option<String>| value.clone().map_or(Value::Null, Value::Text);
    let own = [
        Value::Integer(card.id),
        Value::Integer(rows::integer(parent)),
        card.account.map_or(Value::Null, |oid| Value::Integer(rows::integer(oid))),
        text(&card.contacts.0),
        text(&card.contacts.1),
    ];
    let values = rows::person_values(&card.person).into_iter().chain(own);
    sql.prepare_cached(&query)?.execute(rusqlite::params_from_iter(values))?;
    for document in &card.documents {
        people::insert_document(sql, DocumentOwner::Card(card.id), document)?;
    }
    Ok(())
}
