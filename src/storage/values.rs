//! How values stand in columns: plain ones, words and numbers of the domain, and what is kept as JSON.

use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;
use rusqlite::types::FromSql;
use rusqlite::types::FromSqlError;
use rusqlite::types::Value;
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
use crate::storage::shapes::StoredAddress;
use crate::storage::shapes::StoredDocument;
use crate::storage::shapes::StoredVehicle;

impl<T: Stored> Stored for Option<T> {
    const TYPE: &'static str = T::TYPE;

    fn store(&self) -> Result<Value, StorageError> {
        self.as_ref().map_or(Ok(Value::Null), T::store)
    }

    fn restore(value: ValueRef<'_>) -> Result<Self, StorageError> {
        if value == ValueRef::Null { Ok(None) } else { T::restore(value).map(Some) }
    }
}

/// Values of a SQL type: how one is made, and how it is read from a value of Rust.
macro_rules! stored {
    ($($type:ty as $sql:literal $variant:ident: $store:expr, $restore:expr;)*) => {$(
        impl Stored for $type {
            const TYPE: &'static str = $sql;

            fn store(&self) -> Result<Value, StorageError> {
                let store: fn(&Self) -> Result<_, StorageError> = $store;
                store(self).map(Value::$variant)
            }

            fn restore(value: ValueRef<'_>) -> Result<Self, StorageError> {
                plain(value).and_then($restore)
            }
        }
    )*};
}

stored! {
    String as "TEXT" Text: |text| Ok(text.clone()), Ok;
    bool as "INTEGER" Integer: |yes| Ok(i64::from(*yes)), Ok;
    i64 as "INTEGER" Integer: |number| Ok(*number), Ok;
    Oid as "INTEGER" Integer: |oid| Ok(rows::integer(*oid)), rows::oid;
    DateTime<Utc> as "INTEGER" Integer: |time| Ok(time.timestamp()), rows::time;
    NaiveDate as "TEXT" Text: |date| Ok(date.to_string()), |text: String| rows::parsed(&text, str::parse);
    Verification as "INTEGER" Integer: |known| Ok(known.is_verified().into()), |yes| Ok(Self::of(yes));
    NamePart as "TEXT" Text: |name| Ok(name.to_string()), |text: String| rows::parsed(&text, Self::parse);
    Snils as "TEXT" Text: |snils| Ok(snils.digits().to_owned()), |text: String| rows::parsed(&text, Self::parse);
    Inn as "TEXT" Text: |inn| Ok(inn.to_string()), |text: String| rows::parsed(&text, Self::parse);
}

/// Enumerations: the word of a variant, and the variant of a word.
macro_rules! words {
    ($($type:ty: $word:ident $find:ident;)*) => {
        stored! {$(
            $type as "TEXT" Text: |variant| Ok(variant.$word().to_owned()), |text: String| rows::named(&text, Self::$find);
        )*}
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

/// What is kept as JSON.
macro_rules! json {
    ($($type:ty),* $(,)?) => {
        stored! {$($type as "TEXT" Text: |value| rows::to_json(value), |text: String| rows::from_json(&text);)*}
    };
}

json!(Vec<Offer>, AddressKind, ActingAs, SecondProof);

/// What is kept as JSON in a shape of its own.
macro_rules! shaped {
    ($($type:ty as $shape:ty),* $(,)?) => {
        stored! {$($type as "TEXT" Text:
            |value| rows::to_json(&<$shape>::from(value.clone())),
            |text: String| rows::from_json::<$shape>(&text).map(Self::from);
        )*}
    };
}

shaped!(AddressParts as StoredAddress, VehicleData as StoredVehicle, DocumentData as StoredDocument);

fn plain<T: FromSql>(value: ValueRef<'_>) -> Result<T, StorageError> {
    T::column_result(value).map_err(|error: FromSqlError| StorageError::Row(error.to_string()))
}
