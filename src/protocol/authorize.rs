//! The request of an authorization code, generation v1 (`/aas/oauth2/ac`; МР, «получение
//! авторизационного кода»).
//!
//! Reading only: whether the client exists and may ask is station 2, `flow::login::client_check`.

use crate::protocol::error::EsiaCode;
use crate::protocol::error::Refusal;
use crate::protocol::parameters::Parameters;

/// Parameters that decide something and so must not be repeated.
const SINGLE: [&str; 9] = [
    "client_id",
    "client_secret",
    "redirect_uri",
    "scope",
    "response_type",
    "state",
    "timestamp",
    "access_type",
    "nonce",
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
    /// Scopes as sent: part of the signed text.
    pub scope: String,
    /// State, echoed.
    pub state: String,
    /// Timestamp as sent: part of the signed text.
    pub timestamp: String,
    /// The signature.
    pub client_secret: String,
    /// Is a refresh token wanted?
    pub access_type: AccessType,
    /// Echoed into the identity marker by quirk only.
    pub nonce: Option<String>,
}

impl AuthorizeRequest {
    /// Reads what follows `client_id` and `redirect_uri`, in the order in which mistakes are reported.
    pub fn parse(sent: &Parameters) -> Result<Self, Refusal> {
        if let Some(name) = sent.repeated(&SINGLE) {
            return Err(Refusal::new(EsiaCode::InvalidRequest, format!("{name} is given more than once")));
        }
        for name in ["client_secret", "response_type", "state", "timestamp", "access_type"] {
            require(sent, name)?;
        }
        let response_type = require(sent, "response_type")?;
        if response_type != "code" {
            let detail = format!("response_type is {response_type:?}, only \"code\" is known");
            return Err(Refusal::new(EsiaCode::UnsupportedResponseType, detail));
        }
        Ok(Self {
            scope: sent.sent("scope").to_owned(),
            state: state(require(sent, "state")?)?,
            timestamp: require(sent, "timestamp")?.to_owned(),
            client_secret: require(sent, "client_secret")?.to_owned(),
            access_type: access_type(require(sent, "access_type")?)?,
            nonce: sent.get("nonce").map(ToOwned::to_owned),
        })
    }
}

/// A mandatory parameter, or ESIA-007014 with its name.
pub fn require<'a>(sent: &'a Parameters, name: &'static str) -> Result<&'a str, Refusal> {
    sent.get(name).ok_or_else(|| Refusal::missing(name, format!("{name} is absent or empty")))
}

/// A state that can be echoed.
pub fn state(text: &str) -> Result<String, Refusal> {
    if text.len() > LONGEST_STATE {
        let detail = format!("state has {} bytes, at most {LONGEST_STATE} are echoed", text.len());
        return Err(Refusal::new(EsiaCode::InvalidRequest, detail));
    }
    Ok(text.to_owned())
}

fn access_type(text: &str) -> Result<AccessType, Refusal> {
    match text {
        "online" => Ok(AccessType::Online),
        "offline" => Ok(AccessType::Offline),
        other => Err(Refusal::new(
            EsiaCode::InvalidRequest,
            format!("access_type is {other:?}, expected \"online\" or \"offline\""),
        )),
    }
}
