//! How scopes are written: names, URL spellings and parameters (МР, «области доступа»).
//!
//! `fullname`, `fullname?oid=1000123456`, `http://esia.gosuslugi.ru/org_ogrn?org_oid=1000987654`.
//! What a scope means is told by the table in `domain::scope`.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

use crate::protocol::ids::Oid;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// The prefix of scopes written as URLs; the same on every contour.
pub const URL_PREFIX: &str = "http://esia.gosuslugi.ru/";

/// One scope of a request or a token, with its parameter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Scope {
    /// The name without prefix and parameter.
    pub name: String,
    /// Written as a URL below [`URL_PREFIX`].
    pub url: bool,
    /// Whose data: a person (`oid`) or an organisation (`org_oid`).
    pub parameter: Option<ScopeParameter>,
}

/// The parameter after the question mark of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScopeParameter {
    /// `oid=`, a person.
    Person(Oid),
    /// `org_oid=`, an organisation.
    Organization(Oid),
}

/// A text that is not a scope (ESIA-007006).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "scope {0:?}: expected a name, optionally below {URL_PREFIX} and followed by ?oid=<number> or ?org_oid=<number>"
)]
pub struct ScopeError(pub String);

impl ScopeError {
    /// The same in both languages.
    pub fn words(&self) -> Words {
        let Self(sent) = self;
        words!(
            "{self}",
            "область {sent:?}: нужно имя, возможно после {URL_PREFIX}, и за ним ?oid=<номер> или ?org_oid=<номер>"
        )
    }
}

impl Scope {
    /// Reads one scope.
    pub fn parse(text: &str) -> Result<Self, ScopeError> {
        let wrong = || ScopeError(text.to_owned());
        let (path, parameter) = match text.split_once('?') {
            Some((path, query)) => (path, Some(ScopeParameter::parse(query).ok_or_else(wrong)?)),
            None => (text, None),
        };
        let (name, url) = match path.strip_prefix(URL_PREFIX) {
            Some(name) => (name, true),
            None => (path, false),
        };
        // `http://lk.gosuslugi.ru/api-order` is a name of its own, slashes and all.
        let spelled = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b':' | b'/' | b'.');
        if name.is_empty() || !name.bytes().all(spelled) {
            return Err(wrong());
        }
        Ok(Self { name: name.to_owned(), url, parameter })
    }

    /// Reads a space separated list, dropping repetitions and keeping the order.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, ScopeError> {
        let mut list = Vec::new();
        for word in text.split_ascii_whitespace() {
            let scope = Self::parse(word)?;
            if !list.contains(&scope) {
                list.push(scope);
            }
        }
        Ok(list)
    }

    /// Writes a list the way tokens carry it.
    pub fn write_list(scopes: &[Self]) -> String {
        scopes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    /// The same scope about whoever it will be asked of.
    #[must_use]
    pub fn without_person(self) -> Self {
        let parameter = self.parameter.filter(|parameter| matches!(parameter, ScopeParameter::Organization(_)));
        Self { parameter, ..self }
    }

    /// The same scope about the data of this person.
    #[must_use]
    pub fn of_person(&self, oid: Oid) -> Self {
        Self { parameter: Some(ScopeParameter::Person(oid)), ..self.clone() }
    }
}

impl ScopeParameter {
    fn parse(query: &str) -> Option<Self> {
        let (key, number) = query.split_once('=')?;
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let oid = number.parse().ok()?;
        match key {
            "oid" => Some(Self::Person(oid)),
            "org_oid" => Some(Self::Organization(oid)),
            _ => None,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.url {
            f.write_str(URL_PREFIX)?;
        }
        f.write_str(&self.name)?;
        match self.parameter {
            Some(ScopeParameter::Person(oid)) => write!(f, "?oid={oid}"),
            Some(ScopeParameter::Organization(oid)) => write!(f, "?org_oid={oid}"),
            None => Ok(()),
        }
    }
}

impl TryFrom<String> for Scope {
    type Error = ScopeError;

    fn try_from(text: String) -> Result<Self, ScopeError> {
        Self::parse(&text)
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> Self {
        scope.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_spelling_is_read_and_written_back() {
        for text in [
            "openid",
            "fullname?oid=1000123456",
            "http://esia.gosuslugi.ru/usr_inf",
            "http://esia.gosuslugi.ru/org_ogrn?org_oid=1000987654",
            "http://lk.gosuslugi.ru/api-order",
        ] {
            assert_eq!(Scope::parse(text).expect(text).to_string(), text);
        }
        for wrong in ["", "a?b", "a?oid=", "a?oid=x", "имя", "a?oid=-1", "a?oid=99999999999999999999", "a\"b"] {
            assert!(Scope::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_list_keeps_order_and_drops_repetitions() {
        let list = Scope::parse_list(" snils  openid snils ").expect("valid");
        assert_eq!(Scope::write_list(&list), "snils openid");
    }

    proptest! {
        #[test]
        fn never_panics_and_round_trips(text: String) {
            if let Ok(scope) = Scope::parse(&text) {
                prop_assert_eq!(Scope::parse(&scope.to_string()), Ok(scope));
            }
        }
    }
}
