//! Accounts of children that their parents are about to make.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::domain::child::Application;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

/// The one of a card, expired or not.
pub fn find(sql: &Sql, card: i64) -> Result<Option<Application>, StorageError> {
    let mut query =
        sql.prepare_cached("SELECT email, email_verified, mobile, expires_at FROM child_applications WHERE card = ?1")?;
    let mut found = query.query([card])?;
    let Some(row) = found.next()? else { return Ok(None) };
    Ok(Some(Application {
        card,
        email: row.get(0)?,
        email_verification: Verification::of(row.get(1)?),
        mobile: row.get(2)?,
        expires_at: rows::time(row.get(3)?)?,
    }))
}

/// The card whose application holds a contact, given in its comparable spelling.
pub fn find_holder(sql: &Sql, login_key: &str, now: DateTime<Utc>) -> Result<Option<i64>, StorageError> {
    Ok(sql
        .prepare_cached(
            "SELECT card FROM child_applications WHERE (email_key = ?1 OR mobile_key = ?1) AND expires_at > ?2 LIMIT 1",
        )?
        .query_row(params![login_key, now.timestamp()], |row| row.get(0))
        .optional()?)
}

/// Puts one down, in place of an earlier one of its card.
pub fn insert(sql: &WriteSql, application: &Application) -> Result<(), StorageError> {
    let mobile_key = application.mobile.as_deref().and_then(|mobile| ContactKind::Mobile.login_key(mobile));
    sql.prepare_cached(
        "INSERT OR REPLACE INTO child_applications (card, email, email_key, email_verified, mobile, mobile_key, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        application.card,
        application.email,
        ContactKind::Email.login_key(&application.email),
        application.email_verification.is_verified(),
        application.mobile,
        mobile_key,
        application.expires_at.timestamp(),
    ])?;
    Ok(())
}

/// Forgets the one of a card.
pub fn delete(sql: &WriteSql, card: i64) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM child_applications WHERE card = ?1")?.execute([card])?;
    Ok(())
}
