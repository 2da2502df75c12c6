//! QR codes to sign in with.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::sweeping;
use crate::storage::sweeping::Longest;

/// A code of a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrCode {
    /// Its id.
    pub id: String,
    /// The browser that shows it.
    pub browser: String,
    /// Has a citizen approved it?
    pub approved: bool,
    /// Until when it can be approved; once it is, until when the browser can go on with it.
    pub expires_at: DateTime<Utc>,
}

/// Finds a code by its id, however old.
pub fn find(sql: &Sql, id: &str) -> Result<Option<QrCode>, StorageError> {
    find_where(sql, "id = ?1", id)
}

/// Finds the code of a browser, however old.
pub fn find_by_browser(sql: &Sql, browser: &str) -> Result<Option<QrCode>, StorageError> {
    find_where(sql, "browser = ?1", browser)
}

fn find_where(sql: &Sql, condition: &str, value: &str) -> Result<Option<QrCode>, StorageError> {
    let query = format!("SELECT id, browser, approved, expires_at FROM qr_codes WHERE {condition}");
    let read = |row: &rusqlite::Row<'_>| {
        Ok(QrCode {
            id: row.get(0)?,
            browser: row.get(1)?,
            approved: row.get(2)?,
            expires_at: rows::time(row.get(3)?)?,
        })
    };
    sql.prepare_cached(&query)?.query_row([value], |row| Ok(read(row))).optional()?.transpose()
}

/// Adds a code in place of the one that the browser had.
pub fn insert(sql: &WriteSql, code: &QrCode) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT OR REPLACE INTO qr_codes (id, browser, approved, expires_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![code.id, code.browser, code.approved, code.expires_at.timestamp()])?;
    Ok(())
}

/// Lets the codes of a browser belong to its new name.
pub fn update_browser(sql: &WriteSql, from: &str, to: &str) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE qr_codes SET browser = ?2 WHERE browser = ?1")?.execute([from, to])?;
    Ok(())
}

/// Marks a code as approved.
pub fn update_approved(sql: &WriteSql, id: &str, expires_at: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE qr_codes SET approved = 1, expires_at = ?2 WHERE id = ?1")?
        .execute(params![id, expires_at.timestamp()])?;
    Ok(())
}

/// Forgets a code.
pub fn delete(sql: &WriteSql, id: &str) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM qr_codes WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Forgets codes that were over before this time.
pub fn delete_expired(sql: &WriteSql, before: DateTime<Utc>) -> Result<(), StorageError> {
    sweeping::sweep(sql, "qr_codes", before, Longest::Day)
}
