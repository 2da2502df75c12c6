//! The request of an authorization code (`/aas/oauth2/ac`, `/aas/oauth2/v2/ac`; МР, «получение
//! авторизационного кода»).
//!
//! Reading only: whether the client exists and may ask is station 2, `flow::login::client_check`.

use crate::protocol::meant;
use crate::protocol::parameters::Instead;
use crate::protocol::parameters::Parameters;
use crate::protocol::permissions;
use crate::protocol::permissions::Permission;
use crate::protocol::pkce::CodeChallenge;
use crate::protocol::pkce::PkceError;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::signed_text::Generation;
use crate::protocol::subject_filter::SubjectFilter;
use crate::protocol::words::Words;

/// Parameters that decide something and so must not be repeated.
const SINGLE: [&str; 17] = [
    "client_id",
    "client_secret",
    "redirect_uri",
    "scope",
    "response_type",
    "state",
    "timestamp",
    "access_type",
    "nonce",
    "client_certificate_hash",
    "scope_org",
    "permissions",
    "code_challenge",
    "code_challenge_method",
    "person_filter",
    "obj_type",
    "roles",
];

/// The longest values that are kept of a login on its way, in bytes.
const LONGEST: [(&str, usize); 7] = [
    ("scope", 4_096),
    ("scope_org", 4_096),
    ("nonce", 2_048),
    ("permissions", 16_384),
    ("person_filter", 4_096),
    ("obj_type", 1_024),
    ("roles", 1_024),
];

/// Longest `state` that is echoed; longer ones would not fit into a redirect.
const LONGEST_STATE: usize = 2048;

/// `access_type`: is a refresh token wanted?
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccessType {
    /// The citizen is present.
    Online,
    /// Data will be read later as well.
    Offline,
}

/// A request whose parameters are all there and well-formed.
#[derive(Clone, Debug)]
pub struct AuthorizeRequest {
    /// Scopes as sent.
    pub scope: String,
    /// Scopes of the organisation that the citizen will act for, as sent; v3 only.
    pub scope_org: String,
    /// State, echoed.
    pub state: String,
    /// Timestamp as sent.
    pub timestamp: String,
    /// Is a refresh token wanted?
    pub access_type: AccessType,
    /// Echoed into the identity token by quirk only.
    pub nonce: Option<String>,
    /// What a verifier will be compared with; v3 only.
    pub challenge: Option<CodeChallenge>,
    /// Who may come back.
    pub filter: SubjectFilter,
    /// Digital-profile consents.
    pub permissions: Vec<Permission>,
}

impl AuthorizeRequest {
    /// Reads what follows `client_id` and `redirect_uri`, in the order in which mistakes are reported.
    pub fn parse(sent: &Parameters, generation: Generation) -> Result<Self, Refusal> {
        if let Some(name) = sent.repeated(&SINGLE) {
            return Err(reasons::request::parameter_repeated(name));
        }
        if let Some((name, bytes, limit)) = sent.too_long(&LONGEST) {
            return Err(reasons::request::parameter_too_long(name, bytes, limit));
        }
        for name in ["client_secret", "response_type", "state", "timestamp", "access_type"] {
            require(sent, name)?;
        }
        let response_type = require(sent, "response_type")?;
        if response_type != "code" {
            return Err(reasons::request::response_type_unknown(response_type, meant::hint(response_type, ["code"])));
        }
        let newer = generation == Generation::V3;
        let challenge = if newer { CodeChallenge::parse(sent) } else { Ok(None) };
        Ok(Self {
            scope: sent.sent("scope").to_owned(),
            scope_org: if newer { sent.sent("scope_org").to_owned() } else { String::new() },
            state: state(require(sent, "state")?)?,
            timestamp: require(sent, "timestamp")?.to_owned(),
            access_type: access_type(require(sent, "access_type")?)?,
            nonce: sent.get("nonce").map(ToOwned::to_owned),
            challenge: challenge.map_err(PkceError::refused)?,
            filter: SubjectFilter::parse(sent)?,
            permissions: sent.get("permissions").map_or(Ok(Vec::new()), permissions::parse)?,
        })
    }
}

/// A mandatory parameter, or ESIA-007014 with its name.
pub fn require<'a>(sent: &'a Parameters, name: &str) -> Result<&'a str, Refusal> {
    sent.get(name).ok_or_else(|| absent(sent, name))
}

/// Why a mandatory parameter is not there.
pub fn absent(sent: &Parameters, name: &str) -> Refusal {
    let quirk = QUIRKS.iter().find(|(parameter, _)| *parameter == name).map(|(_, quirk)| *quirk);
    let quirk = quirk.map(Words::or_quirk).unwrap_or_default();
    match sent.in_place_of(name) {
        None => reasons::request::parameter_absent(name, quirk),
        Some(Instead::Name(other)) => reasons::request::parameter_misspelt(name, other),
        Some(Instead::Encoded) => reasons::request::parameters_encoded_twice(name),
        Some(Instead::Entities) => reasons::request::parameters_with_entities(name),
    }
    .naming(name)
}

/// Parameters that a client need not send by a quirk of its own.
const QUIRKS: [(&str, &str); 2] = [("grant_type", "missing_grant_type"), ("client_certificate_hash", "v1_signature")];

/// The same for the scope, whose absence has a code of its own.
pub fn scope_absent(sent: &Parameters) -> Refusal {
    match sent.in_place_of("scope") {
        Some(_) => absent(sent, "scope"),
        None => reasons::request::scope_absent(),
    }
}

/// A state that can be echoed.
pub fn state(text: &str) -> Result<String, Refusal> {
    if text.len() > LONGEST_STATE {
        return Err(reasons::request::state_too_long(text.len(), LONGEST_STATE));
    }
    Ok(text.to_owned())
}

fn access_type(text: &str) -> Result<AccessType, Refusal> {
    match text {
        "online" => Ok(AccessType::Online),
        "offline" => Ok(AccessType::Offline),
        other => Err(reasons::request::access_type_unknown(other, meant::hint(other, ["online", "offline"]))),
    }
}
