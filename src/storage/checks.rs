//! Checks by registries, the newest of each subject and registry, and what testers want registries to answer.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::domain::check::Check;
use crate::domain::check::CheckSubject;
use crate::domain::check::Outcome;
use crate::domain::check::Registry;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::shapes::kept;

/// An answer that a tester has arranged for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arranged {
    /// What the registry answers.
    pub outcome: Outcome,
    /// After so many seconds; as long as it usually takes where absent.
    pub after: Option<u32>,
}

/// The newest checks of a subject, by registry.
pub fn list(sql: &Sql, subject: CheckSubject) -> Result<Vec<Check>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT registry, state, number, started_at FROM checks WHERE subject = ?1 ORDER BY registry",
    )?;
    let mut found = query.query([kept::text(&subject)?])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(Check {
            registry: rows::named(&row.get::<_, String>(0)?, Registry::from_name)?,
            state: kept::of_text(&row.get::<_, String>(1)?)?,
            number: row.get(2)?,
            started_at: rows::time(row.get(3)?)?,
        });
    }
    Ok(list)
}

/// Puts a check down, in place of an earlier one; gives its number.
pub fn insert(sql: &WriteSql, subject: CheckSubject, check: &Check) -> Result<i64, StorageError> {
    sql.prepare_cached("DELETE FROM checks WHERE subject = ?1 AND registry = ?2")?
        .execute(params![kept::text(&subject)?, check.registry.name()])?;
    sql.prepare_cached("INSERT INTO checks (subject, registry, state, started_at) VALUES (?1, ?2, ?3, ?4)")?.execute(
        params![kept::text(&subject)?, check.registry.name(), kept::text(&check.state)?, check.started_at.timestamp(),],
    )?;
    Ok(sql.last_insert_rowid())
}

/// Remembers how far a check is.
pub fn update(sql: &WriteSql, check: &Check) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE checks SET state = ?2 WHERE number = ?1")?
        .execute(params![check.number, kept::text(&check.state)?])?;
    Ok(())
}

/// Forgets the checks of a subject; answers that are on their way come too late.
pub fn delete(sql: &WriteSql, subject: CheckSubject) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM checks WHERE subject = ?1")?.execute([kept::text(&subject)?])?;
    Ok(())
}

/// Under which key an answer is arranged for a person, whatever their numbers are.
pub fn person_key(oid: Oid) -> String {
    format!("oid:{oid}")
}

/// What a registry is to answer about a number.
pub fn find_arranged(sql: &Sql, registry: Registry, number: &str) -> Result<Option<Arranged>, StorageError> {
    let found: Option<(String, Option<u32>)> = sql
        .prepare_cached("SELECT outcome, after FROM registry_answers WHERE registry = ?1 AND number = ?2")?
        .query_row([registry.name(), number], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let arranged =
        |(outcome, after): (String, _)| Ok(Arranged { outcome: rows::named(&outcome, Outcome::from_name)?, after });
    found.map(arranged).transpose()
}

/// Arranges what a registry is to answer about a number, from now on.
pub fn insert_arranged(
    sql: &WriteSql,
    registry: Registry,
    number: &str,
    arranged: Arranged,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    sql.prepare_cached(
        "INSERT OR REPLACE INTO registry_answers (registry, number, outcome, after, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![registry.name(), number, arranged.outcome.name(), arranged.after, now.timestamp()])?;
    Ok(())
}

/// Lets a registry answer as usual again; tells whether anything was arranged.
pub fn delete_arranged(sql: &WriteSql, registry: Registry, number: &str) -> Result<bool, StorageError> {
    let deleted = sql
        .prepare_cached("DELETE FROM registry_answers WHERE registry = ?1 AND number = ?2")?
        .execute([registry.name(), number])?;
    Ok(deleted > 0)
}

/// Lets every registry answer as usual again about this number or person.
pub fn delete_arranged_of(sql: &WriteSql, number: &str) -> Result<(), StorageError> {
    for registry in Registry::ALL {
        delete_arranged(sql, registry, number)?;
    }
    Ok(())
}

/// What was arranged, from behind a registry and number on: registry, number, answer.
pub fn list_arranged(
    sql: &Sql,
    (registry, number): (&str, &str),
    most: u32,
) -> Result<Vec<(Registry, String, Arranged)>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT registry, number, outcome, after FROM registry_answers WHERE (registry, number) > (?1, ?2)
         ORDER BY registry, number LIMIT ?3",
    )?;
    let mut found = query.query(params![registry, number, most])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        let outcome = rows::named(&row.get::<_, String>(2)?, Outcome::from_name)?;
        let registry = rows::named(&row.get::<_, String>(0)?, Registry::from_name)?;
        list.push((registry, row.get(1)?, Arranged { outcome, after: row.get(3)? }));
    }
    Ok(list)
}
