//! Phones and e-mails on their way to be verified. A link is known by the SHA-256 of its token.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;

use crate::domain::contact::ContactKind;
use crate::domain::verification::PendingVerification;
use crate::domain::verification::Purpose;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::sweeping;
use crate::storage::sweeping::Longest;

const COLUMNS: &str = "number, purpose, subject, type, value, code, attempts_left, made_at, expires_at";

/// The newest of a purpose and subject for a kind of contact, expired or not.
pub fn find(
    sql: &Sql,
    purpose: Purpose,
    subject: &str,
    kind: ContactKind,
) -> Result<Option<PendingVerification>, StorageError> {
    let query = format!(
        "SELECT {COLUMNS} FROM verifications WHERE purpose = ?1 AND subject = ?2 AND type = ?3 ORDER BY number DESC LIMIT 1"
    );
    sql.prepare_cached(&query)?
        .query_row([purpose.name(), subject, kind.wire()], |row| Ok(read(row)))
        .optional()?
        .transpose()
}

/// Finds the one whose link has this token (its SHA-256), expired or not.
pub fn find_by_token(sql: &Sql, token: &str) -> Result<Option<PendingVerification>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM verifications WHERE token = ?1");
    sql.prepare_cached(&query)?.query_row([token], |row| Ok(read(row))).optional()?.transpose()
}

/// Who holds a contact until it is verified: purpose and subject.
pub fn find_holder(sql: &Sql, login_key: &str, now: DateTime<Utc>) -> Result<Option<(Purpose, String)>, StorageError> {
    let holder: Option<(String, String)> = sql
        .prepare_cached(
            "SELECT purpose, subject FROM verifications WHERE login_key = ?1 AND expires_at > ?2 ORDER BY number LIMIT 1",
        )?
        .query_row(params![login_key, now.timestamp()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    holder.map(|(purpose, subject)| Ok((rows::named(&purpose, Purpose::from_name)?, subject))).transpose()
}

/// Adds one, with the SHA-256 of its link's token, and the comparable spelling of a contact that it holds.
pub fn insert(
    sql: &WriteSql,
    pending: &PendingVerification,
    token: Option<&str>,
    login_key: Option<&str>,
) -> Result<(), StorageError> {
    sql.prepare_cached(
        "INSERT INTO verifications (purpose, subject, type, value, code, attempts_left, made_at, expires_at, token, login_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        pending.purpose.name(),
        pending.subject,
        pending.kind.wire(),
        pending.value,
        pending.code,
        pending.attempts_left,
        pending.made_at.timestamp(),
        pending.expires_at.timestamp(),
        token,
        login_key,
    ])?;
    Ok(())
}

/// Counts a wrong code.
pub fn update_attempts(sql: &WriteSql, number: i64, attempts_left: u32) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE verifications SET attempts_left = ?2 WHERE number = ?1")?
        .execute(params![number, attempts_left])?;
    Ok(())
}

/// Forgets what a subject waits for, of one kind of contact.
pub fn delete(sql: &WriteSql, purpose: Purpose, subject: &str, kind: ContactKind) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM verifications WHERE purpose = ?1 AND subject = ?2 AND type = ?3")?.execute([
        purpose.name(),
        subject,
        kind.wire(),
    ])?;
    Ok(())
}

/// Forgets what nobody came for, a day after it has expired: until then it can be told that it was too late.
pub fn delete_expired(sql: &WriteSql, before: DateTime<Utc>) -> Result<(), StorageError> {
    sweeping::sweep(sql, "verifications", before, Longest::Month)?;
    sql.prepare_cached("DELETE FROM sendings WHERE made_at <= ?1 OR stored_at <= unixepoch() - ?2")?
        .execute([before.timestamp(), Longest::Day as i64])?;
    sweeping::keep_newest(sql, "sendings")
}

/// Remembers that something was sent.
pub fn insert_sending(sql: &WriteSql, purpose: Purpose, subject: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO sendings (purpose, subject, made_at) VALUES (?1, ?2, ?3)")?.execute(params![
        purpose.name(),
        subject,
        now.timestamp()
    ])?;
    Ok(())
}

/// How often something was sent after a time.
pub fn count_sendings(sql: &Sql, purpose: Purpose, subject: &str, after: DateTime<Utc>) -> Result<u32, StorageError> {
    Ok(sql
        .prepare_cached("SELECT count(*) FROM sendings WHERE purpose = ?1 AND subject = ?2 AND made_at > ?3")?
        .query_row(params![purpose.name(), subject, after.timestamp()], |row| row.get(0))?)
}

fn read(row: &Row<'_>) -> Result<PendingVerification, StorageError> {
    Ok(PendingVerification {
        number: row.get(0)?,
        purpose: rows::named(&row.get::<_, String>(1)?, Purpose::from_name)?,
        subject: row.get(2)?,
        kind: rows::named(&row.get::<_, String>(3)?, ContactKind::from_wire)?,
        value: row.get(4)?,
        code: row.get(5)?,
        attempts_left: row.get(6)?,
        made_at: rows::time(row.get(7)?)?,
        expires_at: rows::time(row.get(8)?)?,
    })
}
