//! What may be wrong with the way back, with tokens and with keys: the words of `do`.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What is wrong with the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Callback {
    /// The `state`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<WrongState>,
    /// The code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<WrongCode>,
    /// This error in place of a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The `iss` of the standard endpoints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iss: Option<Other>,
    /// The browser comes twice with the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twice: Option<bool>,
}

/// What is wrong with a `state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WrongState {
    /// It is not there.
    Missing,
    /// It is another one.
    Other,
    /// It is there, and empty.
    Empty,
}

/// What is wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WrongCode {
    /// It is not there.
    Missing,
    /// It is none of this stand.
    Other,
    /// Somebody has used it.
    Used,
}

/// Another one in place of the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Other {
    /// Whichever there is.
    Other,
}

/// What is wrong with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Spoiled {
    /// `exp` has passed.
    Expired,
    /// `nbf` is still to come.
    NotYetValid,
    /// `iss` is somebody else.
    WrongIss,
    /// `aud` is another system.
    WrongAud,
    /// `sub` is another person.
    WrongSub,
    /// `nonce` is another one.
    WrongNonce,
    /// `alg` is `none`, and there is no signature.
    AlgNone,
    /// Signed by HMAC with the published key.
    AlgHs256,
    /// The signature does not fit.
    BadSignature,
    /// Signed by a key that nobody publishes.
    OtherKey,
    /// Signed by the next key of the issuer.
    NextKey,
    /// `kid` names no published key.
    UnknownKid,
    /// There is no `kid`.
    NoKid,
    /// It is no JWT at all.
    NotAJwt,
}

/// Which tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// The ID token.
    #[default]
    IdToken,
    /// The access token.
    AccessToken,
    /// The authorization code of ЕСИА's endpoints.
    Code,
    /// All of them.
    All,
}

/// What is wrong with the published keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Published {
    /// There is nothing where they are.
    Missing,
    /// There are none.
    Empty,
    /// Only those of the next turn are there.
    Rotated,
}
