//! How values stand in columns: plain ones, words and numbers of the domain, and what is kept as JSON.

use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;
use rusqlite::types::FromSql;
use rusqlite::types::FromSqlError;
use rusqlite::types::Null;
use rusqlite::types::ToSqlOutput;
use rusqlite::types::ValueRef;

use crate::domain::account::AccountLevel;
use crate::domain::account::AccountStatus;
use crate::domain::account::SecondFactor;
use crate::domain::address::AddressKind;
use crate::domain::address::AddressParts;
use crate::domain::challenge::SecondProof;
use crate::domain::contact::ContactKind;
use crate::domain::contact::Verification;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::domain::inn::Inn;
use crate::domain::name::NamePart;
use crate::domain::offer::Offer;
use crate::domain::person::Gender;
use crate::domain::session::ActingAs;
use crate::domain::session::SignInMethod;
use crate::domain::snils::Snils;
use crate::domain::vehicle::VehicleData;
use crate::protocol::ids::Oid;
use crate::storage::StorageError;
use crate::storage::columns::Stored;
use crate::storage::rows;
use crate::storage::shapes::kept;

impl<T: Stored> Stored for Option<T> {
    const TYPE: &'static str = T::TYPE;

    fn store(&self) -> Result<ToSqlOutput<'_>, StorageError> {
        self.as_ref().map_or(Ok(Null.into()), T::store)
    }

    fn restore(value: ValueRef<'_>) -> Result<Self, StorageError> {
        if value == ValueRef::Null { Ok(None) } else { T::restore(value).map(Some) }
    }
}

/// Values of a SQL type: how one is made, and how it is read from a value of Rust.
macro_rules! stored {
    ($($type:ty as $sql:literal: $store:expr, $restore:expr;)*) => {$(
        impl Stored for $type {
            const TYPE: &'static str = $sql;

            fn store(&self) -> Result<ToSqlOutput<'_>, StorageError> {
                let store: for<'a> fn(&'a Self) -> ToSqlOutput<'a> = $store;
                Ok(store(self))
            }

            fn restore(value: ValueRef<'_>) -> Result<Self, StorageError> {
                plain(value).and_then($restore)
            }
        }
    )*};
}

stored! {
    String as "TEXT": |text| text.as_str().into(), Ok;
    bool as "INTEGER": |yes| i64::from(*yes).into(), Ok;
    i64 as "INTEGER": |number| (*number).into(), Ok;
    Oid as "INTEGER": |oid| rows::integer(*oid).into(), rows::oid;
    DateTime<Utc> as "INTEGER": |time| time.timestamp().into(), rows::time;
    NaiveDate as "TEXT": |date| date.to_string().into(), |text: String| rows::parsed(&text, str::parse);
    Verification as "INTEGER": |known| i64::from(known.is_verified()).into(), |yes| Ok(Self::of(yes));
    NamePart as "TEXT": |name| name.as_str().into(), |text: String| rows::parsed(&text, Self::parse);
    Snils as "TEXT": |snils| snils.digits().into(), |text: String| rows::parsed(&text, Self::parse);
    Inn as "TEXT": |inn| inn.as_str().into(), |text: String| rows::parsed(&text, Self::parse);
}

/// Enumerations: the word of a variant, and the variant of a word.
macro_rules! words {
    ($($type:ty: $word:ident $find:ident;)*) => {
        stored! {$($type as "TEXT": |variant| variant.$word().into(), |text: String| rows::named(&text, Self::$find);)*}
    };
}

words! {
    AccountLevel: name from_name;
    AccountStatus: name from_name;
    SecondFactor: name from_name;
    ContactKind: wire from_wire;
    DocumentKind: name from_name;
    Gender: wire from_wire;
    SignInMethod: wire from_wire;
}

/// What is kept as JSON, in a shape of its own.
macro_rules! json {
    ($($type:ty),* $(,)?) => {$(
        impl Stored for $type {
            const TYPE: &'static str = "TEXT";

            fn store(&self) -> Result<ToSqlOutput<'_>, StorageError> {
                kept::text(self).map(ToSqlOutput::from)
            }

            fn restore(value: ValueRef<'_>) -> Result<Self, StorageError> {
                plain(value).and_then(|text: String| kept::of_text(&text))
            }
        }
    )*};
}

json!(Vec<Offer>, AddressKind, AddressParts, VehicleData, DocumentData, ActingAs, SecondProof);

fn plain<T: FromSql>(value: ValueRef<'_>) -> Result<T, StorageError> {
    T::column_result(value).map_err(|error: FromSqlError| StorageError::Row(error.to_string()))
}
