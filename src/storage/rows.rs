//! Values to columns and back, shared by the tables.

use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::name::FullName;
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

/// JSON whose type is a row by itself: drafts, payloads of jobs. Values of the domain have shapes.
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

/// Parameters of a search by name and date of birth: last, first and middle name, date.
pub fn name_and_birth(name: &FullName, born: NaiveDate) -> (String, String, Option<String>, String) {
    let middle = name.middle_name().map(ToString::to_string);
    (name.last_name().to_string(), name.first_name().to_string(), middle, born.to_string())
}
