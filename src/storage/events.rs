//! What happened to citizens, for «Лента уведомлений».

use rusqlite::Row;
use rusqlite::params;

use crate::domain::event::Event;
use crate::domain::event::EventKind;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::shapes::kept;

/// Adds an event.
pub fn insert(sql: &WriteSql, event: &Event) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO events (oid, kind, happened_at, data) VALUES (?1, ?2, ?3, ?4)")?.execute(
        params![rows::integer(event.oid), event.kind.name(), event.happened_at.timestamp(), kept::text(&event.data)?,],
    )?;
    Ok(())
}

/// Forgets what happened to somebody.
pub fn delete(sql: &WriteSql, oid: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM events WHERE oid = ?1")?.execute([rows::integer(oid)])?;
    Ok(())
}

/// The newest events of an account, the newest first.
pub fn list_of(sql: &Sql, oid: Oid, most: u32) -> Result<Vec<Event>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT oid, kind, happened_at, data FROM events WHERE oid = ?1 ORDER BY number DESC LIMIT ?2",
    )?;
    query.query_map(params![rows::integer(oid), most], |row| Ok(event(row)))?.map(|row| row?).collect()
}

/// Events from the oldest on: those after a number, of one account or of all.
pub fn list_after(sql: &Sql, after: i64, oid: Option<Oid>, most: u32) -> Result<Vec<(i64, Event)>, StorageError> {
    let query = if oid.is_some() {
        "SELECT oid, kind, happened_at, data, number FROM events WHERE oid = ?3 AND number > ?1 ORDER BY number LIMIT ?2"
    } else {
        "SELECT oid, kind, happened_at, data, number FROM events WHERE number > ?1 AND ?3 IS NULL ORDER BY number LIMIT ?2"
    };
    let mut query = sql.prepare_cached(query)?;
    let numbered = |row: &Row<'_>| Ok((row.get(4)?, event(row)));
    let found = query.query_map(params![after, most, oid.map(rows::integer)], numbered)?;
    found.map(|row| row.map_err(StorageError::from).and_then(|(number, event)| Ok((number, event?)))).collect()
}

fn event(row: &Row<'_>) -> Result<Event, StorageError> {
    Ok(Event {
        oid: rows::oid(row.get(0)?)?,
        kind: rows::named(&row.get::<_, String>(1)?, EventKind::from_name)?,
        happened_at: rows::time(row.get(2)?)?,
        data: kept::of_text(&row.get::<_, String>(3)?)?,
    })
}
