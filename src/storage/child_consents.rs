//! Which systems a parent lets a child give its data to.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::params;

use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

/// What a parent allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildConsent {
    /// To which system.
    pub client: Mnemonic,
    /// Which parent.
    pub parent: Oid,
    /// Since when.
    pub given_at: DateTime<Utc>,
}

/// What was allowed to a child.
pub fn list(sql: &Sql, child: Oid) -> Result<Vec<ChildConsent>, StorageError> {
    let mut query =
        sql.prepare_cached("SELECT client, parent, given_at FROM child_consents WHERE child = ?1 ORDER BY client")?;
    let mut found = query.query([rows::integer(child)])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        let client = rows::parsed(&row.get::<_, String>(0)?, Mnemonic::parse)?;
        let (parent, given_at) = (rows::oid(row.get(1)?)?, rows::time(row.get(2)?)?);
        list.push(ChildConsent { client, parent, given_at });
    }
    Ok(list)
}

/// Adds what a parent allowed; an earlier one of the same system gives way.
pub fn insert(sql: &WriteSql, child: Oid, consent: &ChildConsent) -> Result<(), StorageError> {
    sql.prepare_cached(
        "INSERT OR REPLACE INTO child_consents (child, client, parent, given_at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        rows::integer(child),
        consent.client.as_str(),
        rows::integer(consent.parent),
        consent.given_at.timestamp()
    ])?;
    Ok(())
}

/// Takes it back; tells whether there was anything.
pub fn delete(sql: &WriteSql, child: Oid, client: &Mnemonic) -> Result<bool, StorageError> {
    let deleted = sql
        .prepare_cached("DELETE FROM child_consents WHERE child = ?1 AND client = ?2")?
        .execute(params![rows::integer(child), client.as_str()])?;
    Ok(deleted > 0)
}

/// Takes away whatever was allowed to an account, and whatever it allowed to children.
pub fn delete_of(sql: &WriteSql, oid: Oid) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM child_consents WHERE child = ?1 OR parent = ?1")?.execute([rows::integer(oid)])?;
    Ok(())
}
