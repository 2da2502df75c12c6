//! The authentication request (OpenID Connect Core 1.0, 3.1.2.1; RFC 7636, 4.3).
//!
//! Reading only: whether the client exists and may ask is decided in `flow::oidc`.

use serde::Deserialize;
use serde::Serialize;

use crate::protocol::authorize::absent;
use crate::protocol::meant;
use crate::protocol::oidc::claims_request::ClaimsRequest;
use crate::protocol::parameters::Parameters;
use crate::protocol::pkce::ChallengeMethod;
use crate::protocol::pkce::CodeChallenge;
use crate::protocol::pkce::PkceError;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

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

/// The longest values that are kept of a login on its way, in bytes.
const LONGEST: [(&str, usize); 9] = [
    ("scope", 4_096),
    ("claims", 8_192),
    ("login_hint", 512),
    ("id_token_hint", 8_192),
    ("acr_values", 1_024),
    ("ui_locales", 512),
    ("claims_locales", 512),
    ("resource", 2_048),
    ("request", 16_384),
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
    /// Classes of authentication, the most wanted first.
    pub acr_values: Vec<String>,
    /// Languages for the pages, the most wanted first.
    pub ui_locales: String,
    /// Claims one by one.
    pub claims: ClaimsRequest,
    /// What a verifier will be compared with.
    pub challenge: Option<CodeChallenge>,
}

impl AuthenticationRequest {
    /// Reads the parameters in the order in which mistakes are reported.
    pub fn parse(sent: &Parameters) -> Result<Self, Refusal> {
        if let Some(name) = sent.repeated(&SINGLE) {
            return Err(reasons::request::parameter_repeated(name));
        }
        let state = state(sent)?;
        if let Some((name, bytes, limit)) = sent.too_long(&LONGEST) {
            return Err(reasons::request::parameter_too_long(name, bytes, limit));
        }
        response_type(sent)?;
        if sent.get("registration").is_some() {
            return Err(reasons::standard::registration_unsupported());
        }
        let nonce = sent.get("nonce").map(ToOwned::to_owned);
        if nonce.as_ref().is_some_and(|nonce| nonce.len() > LONGEST_NONCE) {
            return Err(reasons::standard::nonce_too_long(LONGEST_NONCE));
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
            acr_values: sent.sent("acr_values").split_ascii_whitespace().map(ToOwned::to_owned).collect(),
            ui_locales: sent.sent("ui_locales").to_owned(),
            claims: ClaimsRequest::parse(sent.get("claims"))?,
            challenge: challenge(sent)?,
        })
    }
}

/// A state that can be echoed.
pub fn state(sent: &Parameters) -> Result<Option<String>, Refusal> {
    match sent.get("state") {
        Some(state) if state.len() > LONGEST_STATE => Err(reasons::request::state_too_long(state.len(), LONGEST_STATE)),
        state => Ok(state.map(ToOwned::to_owned)),
    }
}

fn response_type(sent: &Parameters) -> Result<(), Refusal> {
    match sent.get("response_type") {
        Some("code") => Ok(()),
        None if sent.in_place_of("response_type").is_some() => Err(absent(sent, "response_type")),
        None => Err(reasons::standard::response_type_absent()),
        Some(other) => Err(reasons::standard::response_type_unsupported(other, meant::hint(other, ["code"]))),
    }
}

fn response_mode(sent: &Parameters) -> Result<ResponseMode, Refusal> {
    let Some(name) = sent.get("response_mode") else { return Ok(ResponseMode::Query) };
    let known = ResponseMode::ALL.into_iter().find(|mode| mode.name() == name);
    known.ok_or_else(|| reasons::standard::response_mode_unknown(name))
}

fn prompt(text: &str) -> Result<Prompt, Refusal> {
    let mut prompt = Prompt::default();
    for word in text.split_ascii_whitespace() {
        match word {
            "none" => prompt.none = true,
            "login" => prompt.login = true,
            "consent" => prompt.consent = true,
            "select_account" => prompt.select_account = true,
            other => {
                return Err(reasons::standard::prompt_unknown(
                    other,
                    meant::hint(other, ["none", "login", "consent", "select_account"]),
                ));
            }
        }
    }
    if prompt.none && (prompt.login || prompt.consent || prompt.select_account) {
        return Err(reasons::standard::prompt_none_not_alone());
    }
    Ok(prompt)
}

fn max_age(sent: &Parameters) -> Result<Option<i64>, Refusal> {
    let Some(text) = sent.get("max_age") else { return Ok(None) };
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    match text.parse() {
        Ok(seconds) if digits => Ok(Some(seconds)),
        _ => Err(reasons::standard::max_age_malformed(text)),
    }
}

/// S256 and plain; the ГОСТ methods belong to ЕСИА's own endpoints.
fn challenge(sent: &Parameters) -> Result<Option<CodeChallenge>, Refusal> {
    let known = ["S256", "plain"];
    if let Some(method) = sent.get("code_challenge_method").filter(|method| !known.contains(method)) {
        return Err(reasons::standard::code_challenge_method_unsupported(method, meant::hint(method, ["S256"])));
    }
    let challenge = CodeChallenge::parse(sent).map_err(PkceError::refused)?;
    // base64url of a SHA-256 has 43 characters, whatever else a verifier may be.
    match &challenge {
        Some(CodeChallenge { method: ChallengeMethod::S256, value }) if value.len() != 43 => {
            Err(reasons::standard::code_challenge_length(value.len()))
        }
        _ => Ok(challenge),
    }
}
