//! Proof Key for Code Exchange (RFC 7636): `code_challenge`, `code_challenge_method`, `code_verifier`.
//!
//! ЕСИА has it in v3 (ESIA-007039 and 007040), but which name it gives to its ГОСТ method was not found:
//! `GOST3411` (one client) and `St256` (FAPI of the Bank of Russia) both mean Streebog-256.

use serde::Deserialize;
use serde::Serialize;

use crate::protocol::meant;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::words::Words;

/// How the challenge was made of the verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChallengeMethod {
    /// The verifier itself.
    #[serde(rename = "plain")]
    Plain,
    /// base64url of its SHA-256.
    S256,
    /// base64url of its Streebog-256.
    St256,
    /// The same under another name.
    #[serde(rename = "GOST3411")]
    Gost3411,
}

impl ChallengeMethod {
    /// Every method.
    pub const ALL: [Self; 4] = [Self::Gost3411, Self::St256, Self::S256, Self::Plain];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::S256 => "S256",
            Self::St256 => "St256",
            Self::Gost3411 => "GOST3411",
        }
    }
}

/// A challenge with its method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeChallenge {
    /// How it was made.
    pub method: ChallengeMethod,
    /// The challenge as sent.
    pub value: String,
}

/// Why PKCE parameters are not well-formed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PkceError {
    /// No such method.
    #[error("code_challenge_method is {0:?}, known are GOST3411, St256, S256 and plain")]
    UnknownMethod(String),
    /// A method without a challenge.
    #[error("code_challenge_method is given without code_challenge")]
    MethodAlone,
    /// Not 43 to 128 characters of `A-Z a-z 0-9 - . _ ~`.
    #[error(
        "{name} must have 43 to 128 characters of A-Z a-z 0-9 - . _ ~ (RFC 7636, 4.1), this one has {length}{wrong}",
        wrong = foreign.map(|c| format!(" and contains {c:?}")).unwrap_or_default()
    )]
    Malformed {
        /// Which parameter.
        name: &'static str,
        /// Its length.
        length: usize,
        /// The first character that is none of these.
        foreign: Option<char>,
    },
}

impl CodeChallenge {
    /// Reads the two parameters of a code request; a challenge without a method is `plain` (RFC 7636, 4.3).
    pub fn parse(sent: &Parameters) -> Result<Option<Self>, PkceError> {
        let method = sent.get("code_challenge_method");
        let Some(value) = sent.get("code_challenge") else {
            return if method.is_some() { Err(PkceError::MethodAlone) } else { Ok(None) };
        };
        let method = match method {
            None => ChallengeMethod::Plain,
            Some(name) => ChallengeMethod::ALL
                .into_iter()
                .find(|method| method.name() == name)
                .ok_or_else(|| PkceError::UnknownMethod(name.chars().take(64).collect()))?,
        };
        let value = unreserved("code_challenge", value)?.to_owned();
        Ok(Some(Self { method, value }))
    }
}

impl PkceError {
    /// The same in both languages.
    pub fn words(&self) -> Words {
        let russian = match self {
            Self::UnknownMethod(method) => format!("code_challenge_method {method:?} неизвестен"),
            Self::MethodAlone => "code_challenge_method передан без code_challenge".to_owned(),
            Self::Malformed { name, length, foreign } => {
                let wrong = foreign.map(|c| format!(", и среди них {c:?}")).unwrap_or_default();
                format!("в {name} нужно от 43 до 128 знаков A-Z a-z 0-9 - . _ ~, а здесь их {length}{wrong}")
            }
        };
        Words::new(self.to_string(), russian)
    }

    /// What a code request is refused for.
    pub fn refused(self) -> Refusal {
        match self {
            Self::UnknownMethod(method) => {
                let known = ChallengeMethod::ALL.map(ChallengeMethod::name);
                reasons::request::code_challenge_method_unknown(&method, meant::hint(&method, known))
            }
            Self::MethodAlone => reasons::request::code_challenge_method_alone(),
            malformed @ Self::Malformed { .. } => reasons::request::code_challenge_malformed(malformed.words()),
        }
    }
}

/// A well-formed verifier.
pub fn verifier(text: &str) -> Result<&str, PkceError> {
    unreserved("code_verifier", text)
}

fn unreserved<'a>(name: &'static str, text: &'a str) -> Result<&'a str, PkceError> {
    let foreign = text.chars().find(|c| !(c.is_ascii_alphanumeric() || "-._~".contains(*c)));
    if foreign.is_none() && (43..=128).contains(&text.len()) {
        return Ok(text);
    }
    Err(PkceError::Malformed { name, length: text.chars().count(), foreign })
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn read(query: &str) -> Result<Option<CodeChallenge>, PkceError> {
        CodeChallenge::parse(&Parameters::parse(query.as_bytes()).expect("readable"))
    }

    #[test]
    fn rfc_7636_4_3_the_method_defaults_to_plain() {
        let challenge = read(&format!("code_challenge={VALUE}")).expect("valid").expect("given");
        assert_eq!(challenge, CodeChallenge { method: ChallengeMethod::Plain, value: VALUE.to_owned() });
        assert_eq!(read("a=1"), Ok(None));
    }

    #[test]
    fn every_method_is_found_by_its_name() {
        for method in ChallengeMethod::ALL {
            let query = format!("code_challenge={VALUE}&code_challenge_method={}", method.name());
            assert_eq!(read(&query).expect("valid").map(|challenge| challenge.method), Some(method));
        }
    }

    #[test]
    fn rfc_7636_4_1_what_is_malformed_is_refused() {
        let refused = |query: &str| read(query).expect_err("refused").to_string();
        assert!(refused("code_challenge_method=S256").contains("without code_challenge"));
        assert!(refused(&format!("code_challenge={VALUE}&code_challenge_method=s256")).contains("\"s256\""));
        assert!(refused("code_challenge=short").contains("has 5"));
        assert!(refused(&format!("code_challenge={VALUE}%3D")).contains("'='"));
        assert!(refused(&format!("code_challenge={}", "a".repeat(129))).contains("129"));
        assert!(verifier(VALUE).is_ok());
    }
}
