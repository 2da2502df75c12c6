//! Messages that the stand has written: testers read them, and letters wait here for the relay.

use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;

use crate::domain::message::MessageKind;
use crate::domain::message::Relay;
use crate::domain::message::Written;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::shapes::kept;

/// So many of the newest messages are kept; the oldest give way.
pub const KEPT: i64 = 2_000;

/// As many as there can be.
pub const MOST: u32 = 2_000;

const COLUMNS: &str = "number, kind, content, recipient, made_at, relay, owner";

/// Which messages are meant; what is left open fits every one.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of these kinds; of all where there is none.
    pub kinds: Vec<MessageKind>,
    /// To this phone or address, exactly.
    pub to: Option<String>,
    /// To this account.
    pub oid: Option<Oid>,
    /// Later than the message of this number.
    pub after: i64,
}

impl Filter {
    /// As parameters 1 to 4 of [`CONDITION`].
    fn parameters(&self) -> (String, Option<&str>, i64, Option<i64>) {
        let names: Vec<_> = self.kinds.iter().map(|kind| format!(",{},", kind.name())).collect();
        (names.concat(), self.to.as_deref(), self.after, self.oid.map(rows::integer))
    }
}

const CONDITION: &str = "(?1 = '' OR instr(?1, ',' || kind || ',')) AND (?2 IS NULL OR recipient = ?2) AND number > ?3 \
                         AND (?4 IS NULL OR owner = ?4)";

/// Messages from the oldest on.
pub fn list(sql: &Sql, filter: &Filter, most: u32) -> Result<Vec<Written>, StorageError> {
    query(sql, filter, "ASC", most)
}

/// Messages from the newest on.
pub fn list_newest(sql: &Sql, filter: &Filter, most: u32) -> Result<Vec<Written>, StorageError> {
    query(sql, filter, "DESC", most)
}

fn query(sql: &Sql, filter: &Filter, order: &str, most: u32) -> Result<Vec<Written>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM outbox WHERE {CONDITION} ORDER BY number {order} LIMIT ?5");
    let (kinds, to, after, oid) = filter.parameters();
    let mut query = sql.prepare_cached(&query)?;
    let mut found = query.query(params![kinds, to, after, oid, most])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(read(row)?);
    }
    Ok(list)
}

/// Finds a message.
pub fn find(sql: &Sql, number: i64) -> Result<Option<Written>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM outbox WHERE number = ?1");
    sql.prepare_cached(&query)?.query_row([number], |row| Ok(read(row))).optional()?.transpose()
}

/// Finds the first letter that waits for the relay.
pub fn find_waiting(sql: &Sql) -> Result<Option<Written>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM outbox WHERE waiting ORDER BY number LIMIT 1");
    sql.prepare_cached(&query)?.query_row([], |row| Ok(read(row))).optional()?.transpose()
}

/// Adds a message; it gets a number of its own.
pub fn insert(sql: &WriteSql, message: &Written) -> Result<(), StorageError> {
    sql.prepare_cached(
        "INSERT INTO outbox (kind, content, recipient, made_at, relay, waiting, owner) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        message.kind.name(),
        kept::text(&message.content)?,
        message.to,
        message.made_at.timestamp(),
        kept::text(&message.relay)?,
        message.relay == Relay::Waiting,
        message.oid.map(rows::integer),
    ])?;
    sql.prepare_cached("DELETE FROM outbox WHERE number <= (SELECT max(number) FROM outbox) - ?1")?.execute([KEPT])?;
    Ok(())
}

/// Remembers what became of a message.
pub fn update_relay(sql: &WriteSql, number: i64, relay: &Relay) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE outbox SET relay = ?2, waiting = ?3 WHERE number = ?1")?.execute(params![
        number,
        kept::text(relay)?,
        *relay == Relay::Waiting
    ])?;
    Ok(())
}

/// Takes messages away and tells how many they were.
pub fn delete(sql: &WriteSql, filter: &Filter) -> Result<usize, StorageError> {
    let (kinds, to, after, oid) = filter.parameters();
    let query = format!("DELETE FROM outbox WHERE {CONDITION}");
    Ok(sql.prepare_cached(&query)?.execute(params![kinds, to, after, oid])?)
}

fn read(row: &Row<'_>) -> Result<Written, StorageError> {
    Ok(Written {
        number: row.get(0)?,
        kind: rows::named(&row.get::<_, String>(1)?, MessageKind::from_name)?,
        content: kept::of_text(&row.get::<_, String>(2)?)?,
        to: row.get(3)?,
        made_at: rows::time(row.get(4)?)?,
        relay: kept::of_text(&row.get::<_, String>(5)?)?,
        oid: row.get::<_, Option<i64>>(6)?.map(rows::oid).transpose()?,
    })
}
