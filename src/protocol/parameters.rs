//! The parameters of a request, from its query and its form body.
//!
//! Tolerant where real clients need it (empty pairs, a body beginning with `&`, parameters of a
//! POST in its query, unknown names), strict where a request would be ambiguous: a parameter given
//! twice is known to be repeated (RFC 6749 section 3.1).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

use url::form_urlencoded;

use crate::protocol::error::EsiaCode;
use crate::protocol::meant;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;

/// The longest value accepted; a CMS signature with its certificate chain is about 8 000 bytes.
pub const LONGEST_VALUE: usize = 32 * 1024;

/// The most pairs accepted in one query or body.
pub const MOST_PAIRS: usize = 256;

/// Decoded parameters of one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    values: BTreeMap<String, String>,
    repeated: BTreeSet<String>,
    /// What the query says otherwise than the body.
    overridden: BTreeSet<String>,
}

/// Why parameters cannot be read (ESIA-007038).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParametersError {
    /// A name or a value is not UTF-8 once percent-decoded.
    #[error("parameter {0:?} is not UTF-8 after percent-decoding")]
    NotUtf8(String),
    /// A value is longer than [`LONGEST_VALUE`].
    #[error("parameter {name:?} has {length} bytes, more than {LONGEST_VALUE}")]
    TooLong {
        /// Which parameter.
        name: String,
        /// How long it is.
        length: usize,
    },
    /// More than [`MOST_PAIRS`] pairs.
    #[error("more than {MOST_PAIRS} parameters")]
    TooMany,
}

/// What stands in place of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead<'a> {
    /// A parameter whose name is nearly the same.
    Name(&'a str),
    /// A whole query that is encoded once too often.
    Encoded,
    /// Parameters that are parted by `&amp;`.
    Entities,
}

/// Names that are right somewhere, so that nobody meant another one by them.
const KNOWN: [&str; 45] = [
    "access_token",
    "access_type",
    "acr_values",
    "audience",
    "claims",
    "claims_locales",
    "client_assertion",
    "client_assertion_type",
    "client_certificate_hash",
    "client_id",
    "client_secret",
    "code",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
    "display",
    "dpop_jkt",
    "grant_type",
    "id_token_hint",
    "login_hint",
    "max_age",
    "nonce",
    "obj_type",
    "permissions",
    "person_filter",
    "post_logout_redirect_uri",
    "prompt",
    "redirect_uri",
    "redirect_url",
    "refresh_token",
    "registration",
    "request",
    "request_uri",
    "resource",
    "response_mode",
    "response_type",
    "roles",
    "scope",
    "scope_org",
    "state",
    "timestamp",
    "token",
    "token_type",
    "token_type_hint",
    "ui_locales",
];

impl ParametersError {
    /// The same in both languages.
    pub fn words(&self) -> Words {
        let russian = match self {
            Self::NotUtf8(name) => format!("параметр {name:?} после раскодирования — не UTF-8"),
            Self::TooLong { name, length } => format!("в параметре {name:?} {length} байт, больше {LONGEST_VALUE}"),
            Self::TooMany => format!("параметров больше {MOST_PAIRS}"),
        };
        Words::new(self.to_string(), russian)
    }

    /// The refusal that it comes to.
    pub fn refused(self) -> Refusal {
        match self {
            Self::TooLong { name, length } => {
                reasons::request::parameter_too_long(name, length, LONGEST_VALUE).by(EsiaCode::UnreadableRequest)
            }
            other => reasons::request::parameters_unreadable(other.words()),
        }
    }
}

impl Parameters {
    /// Reads an `application/x-www-form-urlencoded` text: a query or a body.
    pub fn parse(text: &[u8]) -> Result<Self, ParametersError> {
        let mut read = Self::default();
        for (count, pair) in text.split(|b| *b == b'&').filter(|pair| !pair.is_empty()).enumerate() {
            if count == MOST_PAIRS {
                return Err(ParametersError::TooMany);
            }
            let cut = pair.iter().position(|b| *b == b'=');
            let (name, value) = cut.map_or((pair, &b""[..]), |at| (&pair[..at], &pair[at + 1..]));
            let name = decode(name).map_err(ParametersError::NotUtf8)?;
            let value = decode(value).map_err(|_| ParametersError::NotUtf8(name.clone()))?;
            if value.len() > LONGEST_VALUE {
                return Err(ParametersError::TooLong { name, length: value.len() });
            }
            match read.values.entry(name) {
                Entry::Occupied(first) => {
                    read.repeated.insert(first.key().clone());
                }
                Entry::Vacant(free) => {
                    free.insert(value);
                }
            }
        }
        Ok(read)
    }

    /// Adds the parameters of the query to those of the body, which win.
    #[must_use]
    pub fn or_from_query(mut self, query: Self) -> Self {
        for (name, value) in query.values {
            match self.values.entry(name) {
                Entry::Occupied(own) if *own.get() != value => {
                    self.overridden.insert(own.key().clone());
                }
                Entry::Occupied(_) => {}
                Entry::Vacant(free) => {
                    free.insert(value);
                }
            }
        }
        self.repeated.extend(query.repeated);
        self
    }

    /// The value of a parameter; an empty one counts as absent (RFC 6749 section 3.1).
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value as it was sent, an empty one included; what is signed is what was sent.
    pub fn sent(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    /// The first of these names that was given more than once.
    pub fn repeated(&self, names: &[&'static str]) -> Option<&'static str> {
        names.iter().copied().find(|name| self.repeated.contains(*name))
    }

    /// The first parameter to which query and body gave different values.
    pub fn overridden(&self) -> Option<&str> {
        self.overridden.first().map(String::as_str)
    }

    /// The first of these parameters, which nobody needs to send, that was sent under a name nearly the same.
    pub fn misspelt<'a>(&'a self, optional: &[&'static str]) -> Option<(&'static str, &'a str)> {
        // Nearly every request has names alone that are right.
        self.unknown().next()?;
        optional.iter().filter(|name| self.get(name).is_none()).find_map(|name| match self.in_place_of(name)? {
            Instead::Name(sent) => Some((*name, sent)),
            Instead::Encoded | Instead::Entities => None,
        })
    }

    /// The first of these parameters that is longer than its limit: its name, its bytes, the limit.
    pub fn too_long(&self, limits: &[(&'static str, usize)]) -> Option<(&'static str, usize, usize)> {
        let lengths = limits.iter().map(|(name, limit)| (*name, self.sent(name).len(), *limit));
        lengths.into_iter().find(|(_, bytes, limit)| bytes > limit)
    }

    /// Leaves out everything but these parameters.
    pub fn keep(&mut self, names: &[&str]) {
        self.values.retain(|name, _| names.contains(&name.as_str()));
    }

    /// What stands where a parameter is due that is not there.
    pub fn in_place_of(&self, name: &str) -> Option<Instead<'_>> {
        let names = || self.values.keys().map(String::as_str);
        if names().any(|sent| sent.contains('=') && sent.contains('&') && sent.contains(name)) {
            return Some(Instead::Encoded);
        }
        if names().any(|sent| sent.strip_prefix("amp;") == Some(name)) {
            return Some(Instead::Entities);
        }
        let plain = |text: &str| text.to_lowercase().replace(['_', '-', ' ', '[', ']', '.'], "");
        let same = self.unknown().find(|sent| plain(sent) == plain(name));
        same.or_else(|| meant::nearest(name, self.unknown())).map(Instead::Name)
    }

    /// The names that are right nowhere.
    fn unknown(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str).filter(|sent| !KNOWN.contains(sent) && !sent.is_empty())
    }

    /// Every name with its value, empty ones included.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Writes the parameters as [`Self::parse`] reads them.
    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.iter()).finish()
    }

    /// Leaves out a parameter.
    pub fn remove(&mut self, name: &str) {
        self.values.remove(name);
    }

    /// Adds or replaces one parameter; for parameters that came by another way (HTTP Basic).
    pub fn set(&mut self, name: &str, value: String) {
        self.values.insert(name.to_owned(), value);
    }
}

fn decode(text: &[u8]) -> Result<String, String> {
    let spaced = if text.contains(&b'+') {
        text.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect()
    } else {
        Cow::Borrowed(text)
    };
    let bytes = Cow::from(percent_encoding::percent_decode(&spaced)).into_owned();
    String::from_utf8(bytes).map_err(|_| String::from_utf8_lossy(text).chars().take(64).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn empty_pairs_and_a_leading_ampersand_are_tolerated() {
        let read = Parameters::parse(b"&a=1&&b=%D0%AF+z&c").expect("readable");
        assert_eq!(read.get("a"), Some("1"));
        assert_eq!(read.get("b"), Some("Я z"));
        assert_eq!(read.get("c"), None);
    }

    #[test]
    fn a_repeated_parameter_is_known() {
        let read = Parameters::parse(b"state=1&state=1&x=2").expect("readable");
        assert_eq!(read.repeated(&["x", "state"]), Some("state"));
        assert_eq!(read.repeated(&["x"]), None);
    }

    #[test]
    fn the_body_wins_over_the_query() {
        let query = Parameters::parse(b"a=query&b=query").expect("readable");
        let both = Parameters::parse(b"a=body").expect("readable").or_from_query(query);
        assert_eq!((both.get("a"), both.get("b")), (Some("body"), Some("query")));
    }

    #[test]
    fn what_the_query_says_otherwise_is_known() {
        let read = |body: &[u8], query: &[u8]| {
            let query = Parameters::parse(query).expect("readable");
            Parameters::parse(body).expect("readable").or_from_query(query)
        };
        assert_eq!(read(b"a=1&b=2", b"a=1&b=3").overridden(), Some("b"));
        assert_eq!(read(b"a=1", b"a=1&c=3").overridden(), None);
    }

    #[test]
    fn names_that_are_nearly_right_are_known() {
        let read = |text: &str| Parameters::parse(text.as_bytes()).expect("readable");
        assert_eq!(read("permisions=x").misspelt(&["permissions"]), Some(("permissions", "permisions")));
        assert_eq!(read("codeVerifier=x").misspelt(&["code_verifier"]), Some(("code_verifier", "codeVerifier")));
        assert_eq!(read("permissions=x&permisions=y").misspelt(&["permissions"]), None);
        assert_eq!(read("x-client-SKU=1&claims_locales=ru").misspelt(&["claims", "nonce", "prompt"]), None);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_named() {
        let error = Parameters::parse(b"state=%FF").expect_err("not UTF-8");
        assert_eq!(error, ParametersError::NotUtf8("state".to_owned()));
    }

    proptest! {
        #[test]
        fn never_panics(text: Vec<u8>) {
            let _ = Parameters::parse(&text);
        }
    }
}
