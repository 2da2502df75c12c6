//! Codes that were sent by letter on paper, the newest of each account.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

/// A code that somebody waits for, or has in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostCode {
    /// The code.
    pub code: String,
    /// How many wrong codes are forgiven.
    pub attempts_left: u32,
    /// Until when it is taken.
    pub expires_at: DateTime<Utc>,
}

impl PostCode {
    /// Can it still be entered?
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.attempts_left > 0 && self.expires_at > now
    }
}

/// The code of an account, whatever became of it.
pub fn find(sql: &Sql, oid: Oid) -> Result<Option<PostCode>, StorageError> {
    let found: Option<(String, u32, i64)> = sql
        .prepare_cached("SELECT code, attempts_left, expires_at FROM post_codes WHERE oid = ?1")?
        .query_row([rows::integer(oid)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let read =
        |(code, attempts_left, expires_at)| Ok(PostCode { code, attempts_left, expires_at: rows::time(expires_at)? });
    found.map(read).transpose()
}

/// Puts a code in the place of an earlier one.
pub fn replace(sql: &WriteSql, oid: Oid, code: &PostCode) -> Result<(), StorageError> {
    sql.prepare_cached("REPLACE INTO post_codes (oid, code, attempts_left, expires_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![rows::integer(oid), code.code, code.attempts_left, code.expires_at.timestamp()])?;
    Ok(())
}

/// Takes the code of an account away.
pub fn delete(sql: &WriteSql, oid: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM post_codes WHERE oid = ?1")?.execute([rows::integer(oid)])?;
    Ok(())
}
