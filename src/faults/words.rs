//! Where a fault acts, and codes and errors by which it refuses, as words of their tables.

use std::borrow::Cow;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Serialize;

use crate::protocol::error::ERRORS;
use crate::protocol::error::EsiaCode;
use crate::protocol::oidc::error::STANDARD_ERRORS;
use crate::protocol::oidc::error::StandardError;
use crate::protocol::place;

/// Every place, in the selector `at`.
pub const ANYWHERE: &str = "*";

/// A name of the table of places, or `*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct At(pub String);

impl JsonSchema for At {
    fn schema_name() -> Cow<'static, str> {
        "Place".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<_> = place::names().chain([ANYWHERE]).collect();
        json_schema!({ "type": "string", "title": "place", "enum": words })
    }
}

/// A code of ЕСИА, such as `ESIA-007053`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EsiaWord(pub EsiaCode);

/// An error of OAuth or OpenID Connect, such as `temporarily_unavailable`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OauthWord(pub StandardError);

macro_rules! word {
    ($word:ident $title:literal $all:expr) => {
        impl JsonSchema for $word {
            fn schema_name() -> Cow<'static, str> {
                $title.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let words: Vec<_> = $all.map(|(word, _)| word).collect();
                json_schema!({ "type": "string", "title": $title, "enum": words })
            }
        }

        impl Serialize for $word {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $word {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let found = $all.find(|(word, _)| *word == text).map(|(_, found)| Self(found));
                found.ok_or_else(|| serde::de::Error::custom(format!("there is no {} {text:?}", $title)))
            }
        }
    };
}

word!(EsiaWord "EsiaCode" ERRORS.iter().map(|row| (row.code.to_string(), row.code)));
word!(OauthWord "OauthError" STANDARD_ERRORS.iter().map(|row| (row.word.to_owned(), row.error)));
