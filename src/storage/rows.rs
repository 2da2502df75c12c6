//! Values to columns and back, shared by the tables.

use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;
use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::inn::Inn;
use crate::domain::name::FullName;
use crate::domain::name::NamePart;
use crate::domain::person::Gender;
use crate::domain::person::Person;
use crate::domain::snils::Snils;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;

/// An OID as SQLite's signed integer; OIDs of ЕСИА are ten digits long.
pub fn integer(oid: Oid) -> i64 {
    i64::try_from(oid.0).unwrap_or(i64::MAX)
}

/// An integer column as an OID.
pub fn oid(value: i64) -> Result<Oid, StorageError> {
    u64::try_from(value).map(Oid).map_err(|_| StorageError::Row(format!("{value} is no OID")))
}

/// A column of seconds as a time.
pub fn time(seconds: i64) -> Result<DateTime<Utc>, StorageError> {
    DateTime::from_timestamp(seconds, 0).ok_or_else(|| StorageError::Row(format!("{seconds} is no time")))
}

/// A JSON column.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StorageError> {
    Ok(serde_json::from_str(text)?)
}

/// A value as a JSON column.
pub fn to_json<T: Serialize>(value: &T) -> Result<String, StorageError> {
    Ok(serde_json::to_string(value)?)
}

/// A text column that a domain parser accepts.
pub fn parsed<T, E: std::fmt::Display>(
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, StorageError> {
    parse(text).map_err(|error| StorageError::Row(error.to_string()))
}

/// A text column that names a variant.
pub fn named<T>(text: &str, find: impl FnOnce(&str) -> Option<T>) -> Result<T, StorageError> {
    find(text).ok_or_else(|| StorageError::Row(format!("{text:?} is not a known word")))
}

/// Columns of a person, in the order of [`person`].
pub const PERSON_COLUMNS: &str =
    "last_name, first_name, middle_name, birth_date, birth_place, gender, citizenship, snils, inn, self_employed";

/// Reads a person whose columns begin at `first`.
pub fn person(row: &Row<'_>, first: usize) -> Result<Person, StorageError> {
    let text = |at: usize| row.get::<_, Option<String>>(first + at);
    let name_part = |at: usize| text(at)?.map(|text| parsed(&text, NamePart::parse)).transpose();
    let missing = || StorageError::Row("a person without a name".to_owned());
    Ok(Person {
        name: FullName::new(name_part(0)?.ok_or_else(missing)?, name_part(1)?.ok_or_else(missing)?, name_part(2)?),
        birth_date: text(3)?.map(|date| parsed(&date, str::parse::<NaiveDate>)).transpose()?,
        birth_place: text(4)?,
        gender: text(5)?.map(|letter| named(&letter, Gender::from_wire)).transpose()?,
        citizenship: text(6)?,
        snils: text(7)?.map(|digits| parsed(&digits, Snils::parse)).transpose()?,
        inn: text(8)?.map(|digits| parsed(&digits, Inn::parse)).transpose()?,
        self_employed: row.get(first + 9)?,
    })
}

/// Parameters of a search by name and date of birth: last, first and middle name, date.
pub fn name_and_birth(name: &FullName, born: NaiveDate) -> (String, String, Option<String>, String) {
    let middle = name.middle_name().map(ToString::to_string);
    (name.last_name().to_string(), name.first_name().to_string(), middle, born.to_string())
}

/// Writes a person's columns, in the order of [`PERSON_COLUMNS`].
pub fn person_values(person: &Person) -> [rusqlite::types::Value; 10] {
    use rusqlite::types::Value;
    let text = |value: Option<String>| value.map_or(Value::Null, Value::Text);
    [
        Value::Text(person.name.last_name().to_string()),
        Value::Text(person.name.first_name().to_string()),
        text(person.name.middle_name().map(ToString::to_string)),
        text(person.birth_date.map(|date| date.to_string())),
        text(person.birth_place.clone()),
        text(person.gender.map(|gender| gender.wire().to_owned())),
        text(person.citizenship.clone()),
        text(person.snils.as_ref().map(|snils| snils.digits().to_owned())),
        text(person.inn.as_ref().map(ToString::to_string)),
        person.self_employed.map_or(Value::Null, |yes| Value::Integer(yes.into())),
    ]
}
