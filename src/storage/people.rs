//! People, with their addresses and vehicles.
//!
//! Addresses and vehicles belong to organisations as well: the owner is an OID.

use chrono::NaiveDate;
use rusqlite::params;
use rusqlite::types::Null;
use rusqlite::types::ToSqlOutput;

use crate::domain::address::Address;
use crate::domain::name::FullName;
use crate::domain::person::Person;
use crate::domain::person::person_fields;
use crate::domain::vehicle::Vehicle;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::columns;
use crate::storage::columns::Cells;
use crate::storage::columns::Columns;
use crate::storage::columns::Stored;
use crate::storage::columns::another_place;
use crate::storage::columns::columns;
use crate::storage::rows;

macro_rules! person_columns {
    ($($(#[$doc:meta])* $field:ident: $type:ty,)*) => {
        impl Columns for Person {
            const NAMES: &'static str = concat!("last_name, first_name, middle_name" $(, ", ", stringify!($field))*);
            const PLACES: &'static str = concat!("?, ?, ?" $(, another_place!($field))*);

            fn values(&self) -> Result<Vec<ToSqlOutput<'_>>, StorageError> {
                Ok(vec![
                    self.name.last_name().store()?,
                    self.name.first_name().store()?,
                    self.name.middle_name().map_or(Ok(Null.into()), Stored::store)?,
                    $(self.$field.store()?,)*
                ])
            }

            fn read(cells: &mut Cells<'_, '_>) -> Result<Self, StorageError> {
                Ok(Self {
                    name: FullName::new(cells.take()?, cells.take()?, cells.take()?),
                    $($field: cells.take()?,)*
                })
            }
        }

        /// The columns of a person, as each table that has people declares them.
        pub fn declared() -> String {
            let fields = [$((stringify!($field), type_of(|person| &person.$field))),*];
            let fields = fields.map(|(name, of)| format!(", {name} {of}")).concat();
            format!("last_name TEXT NOT NULL, first_name TEXT NOT NULL, middle_name TEXT{fields}")
        }
    };
}
person_fields!(person_columns);

fn type_of<T: Stored>(_: fn(&Person) -> &T) -> &'static str {
    T::TYPE
}

columns!(Address { id "id", kind "kind", parts "data" });
columns!(Vehicle { id "id", data "data" });

/// Finds a person.
pub fn find(sql: &Sql, oid: Oid) -> Result<Option<Person>, StorageError> {
    columns::find(sql, "FROM people WHERE oid = ?1", [rows::integer(oid)])
}

/// People whom a certificate can name: those with a СНИЛС and an account that was not deleted, the first so many.
pub fn list_with_snils(sql: &Sql, most: u32) -> Result<Vec<(Oid, Person)>, StorageError> {
    let query = format!(
        "SELECT people.oid, {} FROM people JOIN accounts ON accounts.oid = people.oid
         WHERE snils IS NOT NULL AND status <> 'deleted' ORDER BY last_name, people.oid LIMIT ?1",
        Person::NAMES
    );
    let mut query = sql.prepare_cached(&query)?;
    let mut found = query.query([most])?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push((rows::oid(row.get(0)?)?, columns::read(row, 1)?));
    }
    Ok(list)
}

/// The first day after this one on which somebody was born.
pub fn find_next_birth(sql: &Sql, after: NaiveDate) -> Result<Option<NaiveDate>, StorageError> {
    let mut query = sql.prepare_cached("SELECT min(birth_date) FROM people WHERE birth_date > ?1")?;
    let found: Option<String> = query.query_row([after.to_string()], |row| row.get(0))?;
    found.map(|text| rows::parsed(&text, str::parse)).transpose()
}

/// Everybody who was born on one of these days.
pub fn list_born(sql: &Sql, days: &[NaiveDate]) -> Result<Vec<Oid>, StorageError> {
    let mut query = sql.prepare_cached("SELECT oid FROM people WHERE birth_date = ?1 ORDER BY oid")?;
    let mut list = Vec::new();
    for day in days {
        for oid in query.query_map([day.to_string()], |row| row.get(0))? {
            list.push(rows::oid(oid?)?);
        }
    }
    Ok(list)
}

/// Everybody with СНИЛС who has this name and this date of birth.
pub fn list_by_name(sql: &Sql, name: &FullName, born: NaiveDate) -> Result<Vec<Oid>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT oid FROM people WHERE last_name = ?1 AND first_name = ?2 AND middle_name IS ?3 AND birth_date = ?4
         AND snils IS NOT NULL ORDER BY oid",
    )?;
    let mut found = query.query(rows::name_and_birth(name, born))?;
    let mut list = Vec::new();
    while let Some(row) = found.next()? {
        list.push(rows::oid(row.get(0)?)?);
    }
    Ok(list)
}

/// The accounts of people with this name and date of birth, deleted ones left out.
pub fn list_named(sql: &Sql, name: &FullName, born: NaiveDate) -> Result<Vec<Oid>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT oid FROM people JOIN accounts USING (oid) WHERE status <> 'deleted' AND last_name = ?1
         AND first_name = ?2 AND (?3 IS NULL OR middle_name = ?3) AND birth_date = ?4 ORDER BY oid",
    )?;
    let found = query.query_map(rows::name_and_birth(name, born), |row| row.get(0))?;
    found.map(|oid| rows::oid(oid?)).collect()
}

/// Simplified accounts that may be of this person: the same name, and what else they tell contradicts nothing.
pub fn list_simplified_alike(sql: &Sql, name: &FullName, born: NaiveDate) -> Result<Vec<Oid>, StorageError> {
    let mut query = sql.prepare_cached(
        "SELECT oid FROM people JOIN accounts USING (oid)
         WHERE status <> 'deleted' AND level IN ('simplified', 'simplified_ready')
         AND last_name = ?1 AND first_name = ?2 AND (middle_name IS NULL OR ?3 IS NULL OR middle_name = ?3)
         AND (birth_date IS NULL OR birth_date = ?4) ORDER BY oid",
    )?;
    let found = query.query_map(rows::name_and_birth(name, born), |row| row.get(0))?;
    found.map(|oid| rows::oid(oid?)).collect()
}

/// Simplified accounts with this e-mail, whatever dots, hyphens and underscores stand in it.
pub fn list_simplified_by_email(sql: &Sql, email: &str) -> Result<Vec<Oid>, StorageError> {
    let bare = |text: &str| format!("replace(replace(replace({text}, '.', ''), '-', ''), '_', '')");
    let query = format!(
        "SELECT owner FROM contacts JOIN accounts ON oid = owner
         WHERE type = 'EML' AND status <> 'deleted' AND level IN ('simplified', 'simplified_ready')
         AND {} = {} ORDER BY owner",
        bare("login_key"),
        bare("?1")
    );
    let mut query = sql.prepare_cached(&query)?;
    let found = query.query_map([email.to_lowercase()], |row| row.get(0))?;
    found.map(|oid| rows::oid(oid?)).collect()
}

/// Adds a person.
pub fn insert(sql: &WriteSql, oid: Oid, person: &Person) -> Result<(), StorageError> {
    columns::insert(sql, "INSERT INTO people", person, &[("oid", &rows::integer(oid))])
}

/// Replaces what is known of a person.
pub fn update(sql: &WriteSql, oid: Oid, person: &Person) -> Result<(), StorageError> {
    columns::update(sql, "people", person, &[], ("oid", rows::integer(oid)))
}

/// Takes away contacts, documents, addresses and vehicles of somebody.
pub fn delete_belongings(sql: &WriteSql, owner: Oid) -> Result<(), StorageError> {
    for statement in [
        "DELETE FROM contacts WHERE owner = ?1",
        "DELETE FROM documents WHERE owner = ?1",
        "DELETE FROM addresses WHERE owner = ?1",
        "DELETE FROM vehicles WHERE owner = ?1",
    ] {
        sql.prepare_cached(statement)?.execute([rows::integer(owner)])?;
    }
    Ok(())
}

/// Addresses of a person or an organisation.
pub fn list_addresses(sql: &Sql, owner: Oid) -> Result<Vec<Address>, StorageError> {
    columns::list(sql, "FROM addresses WHERE owner = ?1 ORDER BY id", [rows::integer(owner)])
}

/// Adds an address.
pub fn insert_address(sql: &WriteSql, owner: Oid, address: &Address) -> Result<(), StorageError> {
    columns::insert(sql, "INSERT INTO addresses", address, &[("owner", &rows::integer(owner))])
}

/// A number that no address has.
pub fn next_address_id(sql: &Sql) -> Result<i64, StorageError> {
    Ok(sql.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM addresses")?.query_row([], |row| row.get(0))?)
}

/// Takes an address away from its owner.
pub fn delete_address(sql: &WriteSql, owner: Oid, id: i64) -> Result<(), StorageError> {
    sql.prepare_cached("DELETE FROM addresses WHERE owner = ?1 AND id = ?2")?
        .execute(params![rows::integer(owner), id])?;
    Ok(())
}

/// Vehicles of a person or an organisation.
pub fn list_vehicles(sql: &Sql, owner: Oid) -> Result<Vec<Vehicle>, StorageError> {
    columns::list(sql, "FROM vehicles WHERE owner = ?1 ORDER BY id", [rows::integer(owner)])
}

/// A number that no vehicle has.
pub fn next_vehicle_id(sql: &Sql) -> Result<i64, StorageError> {
    Ok(sql.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM vehicles")?.query_row([], |row| row.get(0))?)
}

/// Adds a vehicle.
pub fn insert_vehicle(sql: &WriteSql, owner: Oid, vehicle: &Vehicle) -> Result<(), StorageError> {
    columns::insert(sql, "INSERT INTO vehicles", vehicle, &[("owner", &rows::integer(owner))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::inn::Inn;
    use crate::domain::name::NamePart;
    use crate::domain::person::Gender;
    use crate::domain::snils::Snils;
    use crate::storage::corrections;

    fn whole() -> Person {
        let part = |text| NamePart::parse(text).expect("a name");
        Person {
            name: FullName::new(part("Иванова"), part("Надежда"), Some(part("Петровна"))),
            birth_date: NaiveDate::from_ymd_opt(2006, 5, 10),
            birth_place: Some("г. Примерск".to_owned()),
            gender: Some(Gender::Female),
            citizenship: Some("RUS".to_owned()),
            snils: Snils::parse("112-233-445 95").ok(),
            inn: Inn::parse("590299000100").ok(),
            self_employed: Some(true),
        }
    }

    fn stored() -> WriteSql {
        WriteSql::with_tables(&format!(
            "CREATE TABLE people (oid INTEGER PRIMARY KEY, {0}) STRICT;
             CREATE TABLE corrections (oid INTEGER PRIMARY KEY, {0}) STRICT;",
            declared()
        ))
    }

    #[test]
    fn every_field_of_a_person_comes_back() {
        let (sql, oid, whole) = (stored(), Oid(1), whole());
        insert(&sql, oid, &whole).expect("added");
        assert_eq!(find(&sql, oid).expect("readable"), Some(whole.clone()));
        corrections::insert(&sql, oid, &whole).expect("added");
        assert_eq!(corrections::find(&sql, oid).expect("readable"), Some(whole));
    }

    #[test]
    fn a_change_reaches_every_field_of_one_person() {
        let (sql, whole) = (stored(), whole());
        let bare = Person::named(whole.name.clone());
        insert(&sql, Oid(1), &bare).expect("added");
        insert(&sql, Oid(2), &bare).expect("added");
        update(&sql, Oid(1), &whole).expect("changed");
        assert_eq!(find(&sql, Oid(1)).expect("readable"), Some(whole));
        assert_eq!(find(&sql, Oid(2)).expect("readable"), Some(bare));
    }
}
