//! Single sign-on sessions.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::params;

use crate::domain::challenge::SecondProof;
use crate::domain::offer::Offer;
use crate::domain::session::ActingAs;
use crate::domain::session::Session;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::columns;
use crate::storage::columns::columns;
use crate::storage::rows;
use crate::storage::shapes::kept;

/// The most sessions of one account; the oldest give way.
const MOST_OF_ONE_ACCOUNT: i64 = 50;

columns! {
    Session {
        id "id",
        oid "oid",
        method "method",
        role "role",
        auth_time "auth_time",
        expires_at "expires_at",
        second_factor "second_factor",
        foreign_computer "foreign_computer",
        declined "declined",
    }
}

/// Finds the session of a cookie (its SHA-256) that has not expired.
pub fn find(sql: &Sql, cookie: &str, now: DateTime<Utc>) -> Result<Option<Session>, StorageError> {
    columns::find(sql, "FROM sessions WHERE cookie = ?1 AND expires_at > ?2", params![cookie, now.timestamp()])
}

/// Finds a session by its id, if it has not expired.
pub fn find_by_id(sql: &Sql, id: &str, now: DateTime<Utc>) -> Result<Option<Session>, StorageError> {
    columns::find(sql, "FROM sessions WHERE id = ?1 AND expires_at > ?2", params![id, now.timestamp()])
}

/// The sessions of an account that have not expired, the newest first.
pub fn list(sql: &Sql, oid: Oid, now: DateTime<Utc>) -> Result<Vec<Session>, StorageError> {
    let alive = "FROM sessions WHERE oid = ?1 AND expires_at > ?2 ORDER BY number DESC";
    columns::list(sql, alive, [rows::integer(oid), now.timestamp()])
}

/// Adds a session under the SHA-256 of its cookie.
pub fn insert(sql: &WriteSql, session: &Session, cookie: &str) -> Result<(), StorageError> {
    columns::insert(sql, "INSERT INTO sessions", session, &[("cookie", &cookie)])?;
    sql.prepare_cached(
        "DELETE FROM sessions WHERE oid = ?1 AND number <=
         (SELECT number FROM sessions WHERE oid = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)",
    )?
    .execute(params![rows::integer(session.oid), MOST_OF_ONE_ACCOUNT])?;
    Ok(())
}

/// Remembers in whose name the citizen acts.
pub fn update_role(sql: &WriteSql, id: &str, role: ActingAs) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE sessions SET role = ?2 WHERE id = ?1")?.execute(params![id, kept::text(&role)?])?;
    Ok(())
}

/// Lets every session of an account that acts so forget it: the citizen is asked again.
pub fn update_role_forgotten(sql: &WriteSql, oid: Oid, role: ActingAs) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE sessions SET role = NULL WHERE oid = ?1 AND role = ?2")?
        .execute(params![rows::integer(oid), kept::text(&role)?])?;
    Ok(())
}

/// Remembers how far the session is with its second factor.
pub fn update_second_factor(sql: &WriteSql, id: &str, proof: &SecondProof) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE sessions SET second_factor = ?2 WHERE id = ?1")?
        .execute(params![id, kept::text(proof)?])?;
    Ok(())
}

/// Remembers which offers were declined.
pub fn update_declined(sql: &WriteSql, id: &str, declined: &[Offer]) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE sessions SET declined = ?2 WHERE id = ?1")?
        .execute(params![id, kept::text(&declined.to_vec())?])?;
    Ok(())
}

/// Gives the session another cookie (its SHA-256).
pub fn update_cookie(sql: &WriteSql, id: &str, cookie: &str) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE sessions SET cookie = ?2 WHERE id = ?1")?.execute(params![id, cookie])?;
    Ok(())
}

/// Ends the session of a cookie (its SHA-256).
pub fn delete(sql: &WriteSql, cookie: &str) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM sessions WHERE cookie = ?1")?.execute([cookie])?;
    Ok(())
}

/// Ends a session by its id.
pub fn delete_by_id(sql: &WriteSql, id: &str) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM sessions WHERE id = ?1")?.execute([id])?;
    Ok(())
}
