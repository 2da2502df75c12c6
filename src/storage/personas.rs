//! Test persons as testers are told of them: fixtures publish their passwords.

use rusqlite::OptionalExtension as _;
use rusqlite::params;

use crate::domain::account::AccountLevel;
use crate::fixtures::Citizen;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

/// The most persons that are told of: nobody reads a list of a hundred thousand.
pub const MOST: usize = 60;

/// A test person.
#[derive(Clone, Debug)]
pub struct Persona {
    /// The account, where it is known.
    pub oid: Option<Oid>,
    /// Full name.
    pub name: String,
    /// The login to type.
    pub login: String,
    /// The published password.
    pub password: String,
    /// Level of the account.
    pub level: AccountLevel,
    /// What it is for.
    pub about: String,
}

/// Every test person, in the order of fixtures.
pub fn list(sql: &Sql) -> Result<Vec<Persona>, StorageError> {
    let mut query =
        sql.prepare_cached("SELECT name, login, password, level, about, account FROM personas ORDER BY number")?;
    let mut found = query.query([])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(Persona {
            oid: row.get::<_, Option<i64>>(5)?.map(rows::oid).transpose()?,
            name: row.get(0)?,
            login: row.get(1)?,
            password: row.get(2)?,
            level: rows::named(&row.get::<_, String>(3)?, AccountLevel::from_name)?,
            about: row.get(4)?,
        });
    }
    Ok(list)
}

/// How many persons more may be told of.
pub fn left(sql: &Sql) -> Result<usize, StorageError> {
    let told: u32 =
        sql.prepare_cached("SELECT coalesce(max(number), 0) FROM personas")?.query_row([], |row| row.get(0))?;
    Ok(MOST.saturating_sub(usize::try_from(told).unwrap_or(MOST)))
}

/// The password that was published of somebody; they may have changed it since.
pub fn find_password(sql: &Sql, oid: Oid) -> Result<Option<String>, StorageError> {
    Ok(sql
        .prepare_cached("SELECT password FROM personas WHERE account = ?1")?
        .query_row([rows::integer(oid)], |row| row.get(0))
        .optional()?)
}

/// Changes what is told of somebody, whose password stays; who cannot sign in any more is not told of.
pub fn update(sql: &WriteSql, citizen: &Citizen) -> Result<(), StorageError> {
    let oid = rows::integer(citizen.account.oid);
    let Some(login) = citizen.logins().into_iter().next() else {
        delete(sql, citizen.account.oid)?;
        return Ok(());
    };
    sql.prepare_cached("UPDATE personas SET name = ?2, login = ?3, level = ?4, about = ?5 WHERE account = ?1")?
        .execute(params![oid, citizen.person.name.to_string(), login, citizen.account.level.name(), citizen.about])?;
    Ok(())
}

/// Does not tell of somebody any more; says whether anything was told.
pub fn delete(sql: &WriteSql, oid: Oid) -> Result<bool, StorageError> {
    let deleted = sql.prepare_cached("DELETE FROM personas WHERE account = ?1")?.execute([rows::integer(oid)])?;
    Ok(deleted > 0)
}

/// Adds a person of the fixtures who can sign in.
pub fn insert(sql: &WriteSql, citizen: &Citizen) -> Result<(), StorageError> {
    let (Some(login), Some(password)) = (citizen.logins().into_iter().next(), &citizen.password) else { return Ok(()) };
    sql.prepare_cached(
        "INSERT INTO personas (name, login, password, level, about, account) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        citizen.person.name.to_string(),
        login,
        password,
        citizen.account.level.name(),
        citizen.about,
        rows::integer(citizen.account.oid),
    ])?;
    Ok(())
}
