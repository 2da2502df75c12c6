//! Messages that would have been sent; testers read them.

use rusqlite::params;

use crate::domain::message::Message;
use crate::domain::message::MessageKind;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::rows;

/// So many of the newest messages are kept.
const KEPT: i64 = 1_000;

/// The newest messages, the very newest first.
pub fn list(sql: &Sql, most: usize) -> Result<Vec<Message>, StorageError> {
    let mut query =
        sql.prepare_cached("SELECT kind, recipient, text, made_at FROM outbox ORDER BY number DESC LIMIT ?1")?;
    let mut found = query.query([i64::try_from(most).unwrap_or(KEPT)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(Message {
            kind: rows::named(&row.get::<_, String>(0)?, MessageKind::from_name)?,
            to: row.get(1)?,
            text: row.get(2)?,
            made_at: rows::time(row.get(3)?)?,
        });
    }
    Ok(list)
}

/// Adds a message.
pub fn insert(sql: &Sql, message: &Message) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO outbox (kind, recipient, text, made_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![message.kind.name(), message.to, message.text, message.made_at.timestamp()])?;
    sql.prepare_cached("DELETE FROM outbox WHERE number <= (SELECT max(number) FROM outbox) - ?1")?.execute([KEPT])?;
    Ok(())
}
