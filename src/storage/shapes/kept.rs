//! What a shape is, and how a column is written and read by it.

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde_json::Value;

use crate::fixtures::FaultFixture;
use crate::storage::StorageError;
use crate::storage::rows;

/// A value that has a shape.
pub(in crate::storage) trait Shaped: Sized {
    /// Writes it.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// The text of a column.
pub(in crate::storage) fn text<T: Shaped>(value: &T) -> Result<String, StorageError> {
    rows::to_json(&Written(value))
}

/// The value of a column.
pub(in crate::storage) fn of_text<T: Shaped>(text: &str) -> Result<T, StorageError> {
    rows::from_json(text).map(|Read(value)| value)
}

/// A field of a shape, for `#[serde(with = "kept")]`.
pub(in crate::storage) fn serialize<T: Shaped, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// The same, for reading.
pub(in crate::storage) fn deserialize<'de, T: Shaped, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

struct Written<'a, T>(&'a T);

impl<T: Shaped> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

struct Read<T>(T);

impl<'de, T: Shaped> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

impl<T: Shaped> Shaped for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<Read<T>>::deserialize(deserializer)?;
        Ok(list.into_iter().map(|Read(value)| value).collect())
    }
}

impl<T: Shaped> Shaped for Box<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().write(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self::new)
    }
}

/// Says which type has which shape. One that is its own says its words itself: a row of storage, and what a document
/// outside fixes, such as that of fixtures.
macro_rules! shaped {
    ($($type:ty as $shape:ty),* $(,)?) => {$(
        impl $crate::storage::shapes::kept::Shaped for $type {
            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <$shape>::serialize(self, serializer)
            }

            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$shape>::deserialize(deserializer)
            }
        }
    )*};
}
pub(in crate::storage) use shaped;

shaped!(FaultFixture as FaultFixture, Value as Value);
