//! Login records.

use chrono::DateTime;
use chrono::Utc;
use rusqlite::OptionalExtension as _;
use rusqlite::ToSql;
use rusqlite::params;

use crate::domain::account::Account;
use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::account::SecondFactor;
use crate::domain::contact::ContactKind;
use crate::domain::offer::Offer;
use crate::domain::snils::Snils;
use crate::fixtures::FaultFixture;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::columns;
use crate::storage::columns::columns;
use crate::storage::rows;
use crate::storage::shapes::kept;

/// What fixtures alone say of somebody; nothing, where somebody came through the pages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Named<'a> {
    /// What they are called.
    pub persona: Option<&'a str>,
    /// What they are for.
    pub about: Option<&'a str>,
    /// What always goes wrong for them.
    pub faults: &'a [FaultFixture],
}

/// Somebody for whom something always goes wrong.
pub type Faulty = (Oid, Option<String>, Vec<FaultFixture>);

columns! {
    Account {
        oid "oid",
        level "level",
        status "status",
        password_hash "password_hash",
        second_factor "second_factor",
        totp_secret "totp_secret",
        created_by "created_by",
        updated_at "updated_at",
        offers "offers",
    }
}

/// The numbers of all accounts, those that were deleted included.
pub fn list_all(sql: &Sql) -> Result<Vec<Oid>, StorageError> {
    let mut query = sql.prepare_cached("SELECT oid FROM accounts ORDER BY oid")?;
    let found = query.query_map([], |row| row.get(0))?;
    found.map(|oid| rows::oid(oid?)).collect()
}

/// The first account behind this number that opens data, or else the first of all but this one.
pub fn find_other(sql: &Sql, oid: Oid) -> Result<Option<Account>, StorageError> {
    let behind = "FROM accounts WHERE oid > ?1 AND status = 'registered' ORDER BY oid LIMIT 1";
    if let Some(account) = columns::find(sql, behind, [rows::integer(oid)])? {
        return Ok(Some(account));
    }
    let before = "FROM accounts WHERE oid < ?1 AND status = 'registered' ORDER BY oid LIMIT 1";
    columns::find(sql, before, [rows::integer(oid)])
}

/// Finds an account.
pub fn find(sql: &Sql, oid: Oid) -> Result<Option<Account>, StorageError> {
    columns::find(sql, "FROM accounts WHERE oid = ?1", [rows::integer(oid)])
}

/// Finds the account that signs in with this verified phone or e-mail, in its comparable spelling.
pub fn find_by_login(sql: &Sql, kind: ContactKind, key: &str) -> Result<Option<Account>, StorageError> {
    let owner: Option<i64> = sql
        .prepare_cached("SELECT owner FROM contacts WHERE login_key = ?1 AND type = ?2 AND verified = 1")?
        .query_row([key, kind.wire()], |row| row.get(0))
        .optional()?;
    owner.map_or(Ok(None), |owner| find(sql, rows::oid(owner)?))
}

/// Every account with this СНИЛС; which of them may sign in with it is a matter of their levels.
pub fn list_by_snils(sql: &Sql, snils: &Snils) -> Result<Vec<Account>, StorageError> {
    let mut query = sql.prepare_cached("SELECT oid FROM people WHERE snils = ?1 ORDER BY oid")?;
    let owners: Vec<i64> = query.query_map([snils.digits()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut accounts = Vec::new();
    for owner in owners {
        accounts.extend(find(sql, rows::oid(owner)?)?);
    }
    Ok(accounts)
}

/// Finds the name that an account has in fixtures.
pub fn find_persona(sql: &Sql, oid: Oid) -> Result<Option<String>, StorageError> {
    let persona: Option<Option<String>> = sql
        .prepare_cached("SELECT persona FROM accounts WHERE oid = ?1")?
        .query_row([rows::integer(oid)], |row| row.get(0))
        .optional()?;
    Ok(persona.flatten())
}

/// Finds the account that has this name in fixtures.
pub fn find_by_persona(sql: &Sql, persona: &str) -> Result<Option<Account>, StorageError> {
    columns::find(sql, "FROM accounts WHERE persona = ?1", [persona])
}

/// Which of its lives an account has; nothing in the first one.
pub fn find_life(sql: &Sql, oid: Oid) -> Result<Option<String>, StorageError> {
    let life: Option<Option<String>> = sql
        .prepare_cached("SELECT life FROM accounts WHERE oid = ?1")?
        .query_row([rows::integer(oid)], |row| row.get(0))
        .optional()?;
    Ok(life.flatten())
}

/// Begins another life of an account.
pub fn update_life(sql: &WriteSql, oid: Oid, life: &str) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE accounts SET life = ?2 WHERE oid = ?1")?.execute(params![rows::integer(oid), life])?;
    Ok(())
}

/// Uses up the code of a period, and with it those of all periods before; `false` if it was used up already.
pub fn update_totp_step(sql: &WriteSql, oid: Oid, step: u64) -> Result<bool, StorageError> {
    let changed = sql
        .prepare_cached("UPDATE accounts SET totp_step = ?2 WHERE oid = ?1 AND (totp_step IS NULL OR totp_step < ?2)")?
        .execute(params![rows::integer(oid), i64::try_from(step).unwrap_or(i64::MAX)])?;
    Ok(changed == 1)
}

/// What the person of an account is for, as fixtures say it.
pub fn find_about(sql: &Sql, oid: Oid) -> Result<Option<String>, StorageError> {
    let about: Option<Option<String>> = sql
        .prepare_cached("SELECT about FROM accounts WHERE oid = ?1")?
        .query_row([rows::integer(oid)], |row| row.get(0))
        .optional()?;
    Ok(about.flatten())
}

/// What always goes wrong for somebody.
pub fn find_faults(sql: &Sql, oid: Oid) -> Result<Vec<FaultFixture>, StorageError> {
    let faults: Option<Option<String>> = sql
        .prepare_cached("SELECT faults FROM accounts WHERE oid = ?1")?
        .query_row([rows::integer(oid)], |row| row.get(0))
        .optional()?;
    faults.flatten().map_or(Ok(Vec::new()), |faults| kept::of_text(&faults))
}

/// For whom something always goes wrong: their number, what fixtures call them, and what it is.
pub fn list_with_faults(sql: &Sql) -> Result<Vec<Faulty>, StorageError> {
    let mut query = sql.prepare_cached("SELECT oid, persona, faults FROM accounts WHERE faults IS NOT NULL")?;
    let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let read = |row: rusqlite::Result<(i64, Option<String>, String)>| {
        let (oid, persona, faults) = row?;
        Ok((rows::oid(oid)?, persona, kept::of_text(&faults)?))
    };
    found.map(read).collect()
}

/// Adds an account, and what fixtures alone say.
pub fn insert(sql: &WriteSql, account: &Account, named: Named<'_>) -> Result<(), StorageError> {
    let Named { persona, about, faults } = named;
    let own: [(&str, &dyn ToSql); 3] = [("persona", &persona), ("about", &about), ("faults", &written(faults)?)];
    columns::insert(sql, "INSERT INTO accounts", account, &own)
}

fn written(faults: &[FaultFixture]) -> Result<Option<String>, StorageError> {
    if faults.is_empty() { Ok(None) } else { kept::text(&faults.to_vec()).map(Some) }
}

/// Replaces all of an account but its number and the code that was used last.
pub fn replace(sql: &WriteSql, account: &Account, named: Named<'_>) -> Result<(), StorageError> {
    let Named { persona, about, faults } = named;
    let own: [(&str, &dyn ToSql); 3] = [("persona", &persona), ("about", &about), ("faults", &written(faults)?)];
    columns::update(sql, "accounts", account, &own, ("oid", rows::integer(account.oid)))
}

/// Changes what fixtures call somebody; without a name it is free for others.
pub fn update_persona(sql: &WriteSql, oid: Oid, persona: Option<&str>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE accounts SET persona = ?2 WHERE oid = ?1")?
        .execute(params![rows::integer(oid), persona])?;
    Ok(())
}

/// Accounts that have a name in fixtures, so many at most.
pub fn list_with_persona(sql: &Sql, most: u32) -> Result<Vec<Account>, StorageError> {
    columns::list(sql, "FROM accounts WHERE persona IS NOT NULL ORDER BY persona LIMIT ?1", [most])
}

/// Changes the level.
pub fn update_level(sql: &WriteSql, oid: Oid, level: AccountLevel, now: DateTime<Utc>) -> Result<(), StorageError> {
    update(sql, "level = ?2", oid, level.name(), now)
}

/// Changes the password, as its hash.
pub fn update_password(sql: &WriteSql, oid: Oid, hash: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    update(sql, "password_hash = ?2", oid, hash, now)
}

/// Changes which second factor is asked; the secret is that of an application.
pub fn update_second_factor(
    sql: &WriteSql,
    oid: Oid,
    factor: SecondFactor,
    totp_secret: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE accounts SET totp_secret = ?2, totp_step = NULL WHERE oid = ?1")?
        .execute(params![rows::integer(oid), totp_secret])?;
    update(sql, "second_factor = ?2", oid, factor.name(), now)
}

/// Changes what is offered on the way in.
pub fn update_offers(sql: &WriteSql, oid: Oid, offers: &[Offer], now: DateTime<Utc>) -> Result<(), StorageError> {
    update(sql, "offers = ?2", oid, &kept::text(&offers.to_vec())?, now)
}

/// Remembers that something which REST shows has changed.
pub fn touch(sql: &WriteSql, oid: Oid, now: DateTime<Utc>) -> Result<(), StorageError> {
    sql.prepare_cached("UPDATE accounts SET updated_at = ?2 WHERE oid = ?1")?
        .execute(params![rows::integer(oid), now.timestamp()])?;
    Ok(())
}

fn update(sql: &WriteSql, set: &str, oid: Oid, value: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    let query = format!("UPDATE accounts SET {set}, updated_at = ?3 WHERE oid = ?1");
    sql.prepare_cached(&query)?.execute(params![rows::integer(oid), value, now.timestamp()])?;
    Ok(())
}

/// Changes the status.
pub fn update_status(sql: &WriteSql, oid: Oid, status: AccountStatus, now: DateTime<Utc>) -> Result<(), StorageError> {
    update(sql, "status = ?2", oid, status.name(), now)
}
