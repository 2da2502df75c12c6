//! Names of things on the wire, each a type of its own.
//!
//! An [`Oid`] is a subject of ЕСИА and never an ASN.1 object identifier.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

/// Identifier of a person or an organisation inside ЕСИА (ОИД); a number on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Oid(pub u64);

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Oid {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// Name of an information system (мнемоника), the `client_id` of every request.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Mnemonic(String);

/// Why a text cannot be the мнемоника of an information system.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "мнемоника {0:?}: 1 to 64 upper-case Latin letters, digits, \"-\" and \"_\", \
     without ESIA, EPGU, GOSUSLUGI or SMEV and not beginning with PGU"
)]
pub struct MnemonicError(String);

impl Mnemonic {
    /// Reads a мнемоника by the rules of the technological portal (guide 1.3.28, section 3.2).
    pub fn parse(text: &str) -> Result<Self, MnemonicError> {
        let spelled = (1..=64).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
        let reserved = ["ESIA", "EPGU", "GOSUSLUGI", "SMEV"];
        if !spelled || reserved.iter().any(|word| text.contains(word)) || text.starts_with("PGU") {
            return Err(MnemonicError(text.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }

    /// The name of our own pages, where one is needed; no surface looks for it among the clients.
    pub fn own_pages() -> Self {
        Self("OWN-PAGES".to_owned())
    }

    /// The text as it travels.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Mnemonic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Mnemonic {
    type Error = MnemonicError;

    fn try_from(text: String) -> Result<Self, MnemonicError> {
        Self::parse(&text)
    }
}

impl From<Mnemonic> for String {
    fn from(mnemonic: Mnemonic) -> Self {
        mnemonic.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Case 1.36.
    #[test]
    fn mnemonic_follows_the_technological_portal() {
        for right in ["EPOS_DEMO", "A", "RSAAG-DEMO2", "X_PGU"] {
            assert!(Mnemonic::parse(right).is_ok(), "{right}");
        }
        for wrong in ["", "epos", "ЭПОС", "MY_ESIA", "EPGU1", "PGU_X", "A B", "SMEV3"] {
            assert!(Mnemonic::parse(wrong).is_err(), "{wrong}");
        }
    }
}
