//! The authentication request (OpenID Connect Core 1.0, 3.1.2.1; RFC 7636, 4.3).
//!
//! Reading only: whether the client exists and may ask is decided in `flow::oidc`.

use serde::Deserialize;
use serde::Serialize;

use crate::protocol::oidc::claims_request::ClaimsRequest;
use crate::protocol::oidc::error::StandardError;
use crate::protocol::oidc::error::StandardRefusal;
use crate::protocol::parameters::Parameters;
use crate::protocol::pkce::ChallengeMethod;
use crate::protocol::pkce::CodeChallenge;

/// Parameters that decide something and so must not be repeated.
pub const SINGLE: [&str; 22] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "response_mode",
    "scope",
    "state",
    "nonce",
    "display",
    "prompt",
    "max_age",
    "ui_locales",
    "claims_locales",
    "id_token_hint",
    "login_hint",
    "acr_values",
    "claims",
    "registration",
    "request",
    "request_uri",
    "code_challenge",
    "code_challenge_method",
    "resource",
];

/// Longest `state` that is echoed; longer ones would not fit into a redirect.
const LONGEST_STATE: usize = 2048;

/// Longest `nonce` that is put into an ID token.
const LONGEST_NONCE: usize = 2048;

/// How the answer travels to the client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseMode {
    /// In the query of the address.
    #[default]
    Query,
    /// In its fragment.
    Fragment,
    /// By a form that the browser posts.
    FormPost,
}

impl ResponseMode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Query, Self::Fragment, Self::FormPost];

    /// The value of `response_mode`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Fragment => "fragment",
            Self::FormPost => "form_post",
        }
    }

    /// How to tell a refusal: as asked for, or by the default of the response type
    /// (OAuth 2.0 Multiple Response Type Encoding Practices, 5).
    pub fn of_refusal(sent: &Parameters) -> Self {
        let named = sent.get("response_mode").and_then(|name| Self::ALL.into_iter().find(|mode| mode.name() == name));
        named.unwrap_or_else(|| {
            let words = sent.sent("response_type").split(' ');
            let front_channel = words.into_iter().any(|word| word == "token" || word == "id_token");
            if front_channel { Self::Fragment } else { Self::Query }
        })
    }
}

/// What the client wants to be shown (`prompt`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a set of four words")]
pub struct Prompt {
    /// No page at all.
    pub none: bool,
    /// The sign-in, whoever has signed in before.
    pub login: bool,
    /// The consent, whatever was allowed before.
    pub consent: bool,
    /// The choice of an account; with one session a browser that is the sign-in.
    pub select_account: bool,
}

/// A request whose parameters are well-formed.
#[derive(Clone, Debug)]
pub struct AuthenticationRequest {
    /// How the answer travels.
    pub response_mode: ResponseMode,
    /// Scopes as sent.
    pub scope: String,
    /// State, echoed.
    pub state: Option<String>,
    /// Echoed into the ID token.
    pub nonce: Option<String>,
    /// What is to be shown.
    pub prompt: Prompt,
    /// The greatest age of the sign-in, in seconds.
    pub max_age: Option<i64>,
    /// What the sign-in page begins with.
    pub login_hint: Option<String>,
    /// An ID token that says who is expected.
    pub id_token_hint: Option<String>,
    /// Claims one by one.
    pub claims: ClaimsRequest,
    /// What a verifier will be compared with.
    pub challenge: Option<CodeChallenge>,
}

impl AuthenticationRequest {
    /// Reads the parameters in the order in which mistakes are reported.
    pub fn parse(sent: &Parameters) -> Result<Self, StandardRefusal> {
        if let Some(name) = sent.repeated(&SINGLE) {
            return Err(StandardRefusal::invalid_request(format!("{name} is given more than once")));
        }
        let state = state(sent)?;
        response_type(sent)?;
        if sent.get("registration").is_some() {
            let detail = "clients are registered by fixtures, not by the parameter registration";
            return Err(StandardRefusal::new(StandardError::RegistrationNotSupported, detail));
        }
        let nonce = sent.get("nonce").map(ToOwned::to_owned);
        if nonce.as_ref().is_some_and(|nonce| nonce.len() > LONGEST_NONCE) {
            return Err(StandardRefusal::invalid_request(format!("nonce is longer than {LONGEST_NONCE} bytes")));
        }
        Ok(Self {
            response_mode: response_mode(sent)?,
            scope: sent.sent("scope").to_owned(),
            state,
            nonce,
            prompt: prompt(sent.sent("prompt"))?,
            max_age: max_age(sent)?,
            login_hint: sent.get("login_hint").map(|hint| hint.chars().take(256).collect()),
            id_token_hint: sent.get("id_token_hint").map(ToOwned::to_owned),
            claims: ClaimsRequest::parse(sent.get("claims"))?,
            challenge: challenge(sent)?,
        })
    }
}

/// A state that can be echoed.
pub fn state(sent: &Parameters) -> Result<Option<String>, StandardRefusal> {
    match sent.get("state") {
        Some(state) if state.len() > LONGEST_STATE => {
            let detail = format!("state has {} bytes, at most {LONGEST_STATE} are echoed", state.len());
            Err(StandardRefusal::invalid_request(detail))
        }
        state => Ok(state.map(ToOwned::to_owned)),
    }
}

fn response_type(sent: &Parameters) -> Result<(), StandardRefusal> {
    match sent.get("response_type") {
        Some("code") => Ok(()),
        None => Err(StandardRefusal::invalid_request("response_type is absent; this server knows \"code\"")),
        Some(other) => {
            let detail = format!("response_type is {other:?}, only \"code\" is supported");
            Err(StandardRefusal::new(StandardError::UnsupportedResponseType, detail))
        }
    }
}

fn response_mode(sent: &Parameters) -> Result<ResponseMode, StandardRefusal> {
    let Some(name) = sent.get("response_mode") else { return Ok(ResponseMode::Query) };
    ResponseMode::ALL.into_iter().find(|mode| mode.name() == name).ok_or_else(|| {
        StandardRefusal::invalid_request(format!("response_mode is {name:?}, known are query, fragment and form_post"))
    })
}

fn prompt(text: &str) -> Result<Prompt, StandardRefusal> {
    let mut prompt = Prompt::default();
    for word in text.split_ascii_whitespace() {
        match word {
            "none" => prompt.none = true,
            "login" => prompt.login = true,
            "consent" => prompt.consent = true,
            "select_account" => prompt.select_account = true,
            other => {
                let detail = format!("prompt {other:?} is not known; known are none, login, consent, select_account");
                return Err(StandardRefusal::invalid_request(detail));
            }
        }
    }
    if prompt.none && (prompt.login || prompt.consent || prompt.select_account) {
        return Err(StandardRefusal::invalid_request("prompt=none cannot stand together with another value"));
    }
    Ok(prompt)
}

fn max_age(sent: &Parameters) -> Result<Option<i64>, StandardRefusal> {
    let Some(text) = sent.get("max_age") else { return Ok(None) };
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    match text.parse() {
        Ok(seconds) if digits => Ok(Some(seconds)),
        _ => Err(StandardRefusal::invalid_request(format!("max_age is {text:?}, expected a number of seconds"))),
    }
}

/// S256 and plain; the ГОСТ methods belong to ЕСИА's own door.
fn challenge(sent: &Parameters) -> Result<Option<CodeChallenge>, StandardRefusal> {
    let known = ["S256", "plain"];
    if let Some(method) = sent.get("code_challenge_method").filter(|method| !known.contains(method)) {
        let detail = format!("code_challenge_method is {method:?}: transform algorithm not supported, use S256");
        return Err(StandardRefusal::invalid_request(detail));
    }
    let challenge = CodeChallenge::parse(sent).map_err(|error| StandardRefusal::invalid_request(error.to_string()))?;
    // base64url of a SHA-256 has 43 characters, whatever else a verifier may be.
    match &challenge {
        Some(CodeChallenge { method: ChallengeMethod::S256, value }) if value.len() != 43 => {
            let detail = format!("code_challenge has {} characters, by S256 it has 43", value.len());
            Err(StandardRefusal::invalid_request(detail))
        }
        _ => Ok(challenge),
    }
}
