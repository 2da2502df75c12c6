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

/// Adds an event.
pub fn insert(sql: &WriteSql, event: &Event) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO events (oid, kind, happened_at, data) VALUES (?1, ?2, ?3, ?4)")?.execute(
        params![
            rows::integer(event.oid),
            event.kind.name(),
            event.happened_at.timestamp(),
            rows::to_json(&event.data)?,
        ],
    )?;
    Ok(())
}

/// The newest events of an account, the newest first.
pub fn list_of(sql: &Sql, oid: Oid, most: u32) -> Result<Vec<Event>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT oid, kind, happened_at, data FROM events WHERE oid = ?1 ORDER BY number DESC LIMIT ?2",
    )?;
    query.query_map(params![rows::integer(oid), most], |row| Ok(event(row)))?.map(|row| row?).collect()
}

/// The newest events of everybody, the newest first.
pub fn list(sql: &Sql, most: u32) -> Result<Vec<Event>, StorageError> {
    let mut query =
        sql.prepare_cached("SELECT oid, kind, happened_at, data FROM events ORDER BY number DESC LIMIT ?1")?;
    query.query_map([most], |row| Ok(event(row)))?.map(|row| row?).collect()
}

fn event(row: &Row<'_>) -> Result<Event, StorageError> {
    Ok(Event {
        oid: rows::oid(row.get(0)?)?,
        kind: rows::named(&row.get::<_, String>(1)?, EventKind::from_name)?,
        happened_at: rows::time(row.get(2)?)?,
        data: rows::from_json(&row.get::<_, String>(3)?)?,
    })
}
