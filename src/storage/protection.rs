//! What protects an account beside its password: old passwords, a question, a trusted contact, offers declined.

use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;

use crate::domain::offer::Offer;
use crate::domain::trusted_contact::TrustedContact;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::shapes::kept;

/// The hashes of the newest passwords before the present one.
pub fn list_old_passwords(sql: &Sql, oid: Oid, most: u32) -> Result<Vec<String>, StorageError> {
    let mut query =
        sql.prepare_cached("SELECT hash FROM old_passwords WHERE oid = ?1 ORDER BY number DESC LIMIT ?2")?;
    Ok(query.query_map(params![rows::integer(oid), most], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Keeps the hash of a password that is replaced, and no more than so many of them.
pub fn insert_old_password(sql: &WriteSql, oid: Oid, hash: &str, most: u32) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO old_passwords (oid, hash) VALUES (?1, ?2)")?
        .execute(params![rows::integer(oid), hash])?;
    sql.prepare_cached(
        "DELETE FROM old_passwords WHERE oid = ?1 AND number <=
         (SELECT number FROM old_passwords WHERE oid = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)",
    )?
    .execute(params![rows::integer(oid), most])?;
    Ok(())
}

/// The question of an account, and the hash of its answer.
pub fn find_question(sql: &Sql, oid: Oid) -> Result<Option<(String, String)>, StorageError> {
    Ok(sql
        .prepare_cached("SELECT question, answer FROM security_questions WHERE oid = ?1")?
        .query_row([rows::integer(oid)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Sets the question of an account, with the hash of its answer.
pub fn put_question(sql: &WriteSql, oid: Oid, question: &str, answer: &str) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT OR REPLACE INTO security_questions (oid, question, answer) VALUES (?1, ?2, ?3)")?
        .execute(params![rows::integer(oid), question, answer])?;
    Ok(())
}

/// Takes the question of an account away.
pub fn delete_question(sql: &WriteSql, oid: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM security_questions WHERE oid = ?1")?.execute([rows::integer(oid)])?;
    Ok(())
}

const COLUMNS: &str = "owner, contact, made_at, expires_at";

/// The trusted contact of an account, invited or accepted.
pub fn find_trusted(sql: &Sql, owner: Oid) -> Result<Option<TrustedContact>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM trusted_contacts WHERE owner = ?1");
    sql.prepare_cached(&query)?.query_row([rows::integer(owner)], |row| Ok(trusted(row))).optional()?.transpose()
}

/// Of whom an account is the trusted contact, or is asked to be.
pub fn list_trusting(sql: &Sql, contact: Oid) -> Result<Vec<TrustedContact>, StorageError> {
    let query = format!("SELECT {COLUMNS} FROM trusted_contacts WHERE contact = ?1 ORDER BY owner");
    sql.prepare_cached(&query)?.query_map([rows::integer(contact)], |row| Ok(trusted(row)))?.map(|row| row?).collect()
}

/// Sets the trusted contact of an account, in place of another one.
pub fn put_trusted(sql: &WriteSql, trusted: &TrustedContact) -> Result<(), StorageError> {
    sql.prepare_cached(
        "INSERT OR REPLACE INTO trusted_contacts (owner, contact, made_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        rows::integer(trusted.owner),
        rows::integer(trusted.contact),
        trusted.made_at.timestamp(),
        trusted.expires_at.map(|end| end.timestamp())
    ])?;
    Ok(())
}

/// Takes the trusted contact of an account away.
pub fn delete_trusted(sql: &WriteSql, owner: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM trusted_contacts WHERE owner = ?1")?.execute([rows::integer(owner)])?;
    Ok(())
}

fn trusted(row: &Row<'_>) -> Result<TrustedContact, StorageError> {
    let expires_at: Option<i64> = row.get(3)?;
    Ok(TrustedContact {
        owner: rows::oid(row.get(0)?)?,
        contact: rows::oid(row.get(1)?)?,
        made_at: rows::time(row.get(2)?)?,
        expires_at: expires_at.map(rows::time).transpose()?,
    })
}

/// How often an account has declined an offer.
pub fn count_declined(sql: &Sql, oid: Oid, offer: Offer) -> Result<u32, StorageError> {
    let times = sql
        .prepare_cached("SELECT times FROM declined_offers WHERE oid = ?1 AND offer = ?2")?
        .query_row(params![rows::integer(oid), kept::text(&offer)?], |row| row.get(0))
        .optional()?;
    Ok(times.unwrap_or(0))
}

/// Counts that an account has declined an offer.
pub fn insert_declined(sql: &WriteSql, oid: Oid, offer: Offer) -> Result<(), StorageError> {
    sql.prepare_cached(
        "INSERT INTO declined_offers (oid, offer, times) VALUES (?1, ?2, 1)
         ON CONFLICT (oid, offer) DO UPDATE SET times = times + 1",
    )?
    .execute(params![rows::integer(oid), kept::text(&offer)?])?;
    Ok(())
}

/// Takes away whatever protects an account, and its place as the trusted contact of others.
pub fn delete(sql: &WriteSql, oid: Oid) -> Result<(), StorageError> {
    let oid = rows::integer(oid);
    sql.prepare_cached("DELETE FROM trusted_contacts WHERE owner = ?1 OR contact = ?1")?.execute([oid])?;
    sql.prepare_cached("DELETE FROM security_questions WHERE oid = ?1")?.execute([oid])?;
    sql.prepare_cached("DELETE FROM old_passwords WHERE oid = ?1")?.execute([oid])?;
    sql.prepare_cached("DELETE FROM declined_offers WHERE oid = ?1")?.execute([oid])?;
    Ok(())
}
