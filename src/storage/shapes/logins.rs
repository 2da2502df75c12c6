//! Clients and logins on their way, as files hold them.
//!
//! The words of scopes and the like are those of the wire, and those of settings of clients are those of fixtures.

use chrono::DateTime;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use url::Url;

use crate::domain::client::Client;
use crate::domain::client::Demands;
use crate::domain::client::Lifetimes;
use crate::domain::client::TokenAlgorithm;
use crate::domain::consent_type::ConsentType;
use crate::domain::interaction::Destination;
use crate::domain::interaction::Interaction;
use crate::domain::quirk::Quirk;
use crate::domain::session::SignInMethod;
use crate::domain::standard_request::StandardRequest;
use crate::protocol::authorize::AccessType;
use crate::protocol::ids::Mnemonic;
use crate::protocol::ids::Oid;
use crate::protocol::oidc::authorize::ResponseMode;
use crate::protocol::oidc::claims_request::ClaimsRequest;
use crate::protocol::permissions::Permission;
use crate::protocol::pkce::CodeChallenge;
use crate::protocol::scope::Scope;
use crate::protocol::signed_text::Generation;
use crate::protocol::subject_filter::SubjectFilter;
use crate::storage::shapes::kept;
use crate::storage::shapes::kept::shaped;

shaped!(
    Client as StoredClient,
    Interaction as StoredInteraction,
    Destination as StoredDestination,
    StandardRequest as StoredRequest,
    SignInMethod as StoredMethod,
);

/// A client.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Client")]
struct StoredClient {
    mnemonic: Mnemonic,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    about: String,
    name: String,
    redirect_uris: Vec<Url>,
    post_logout_redirect_uris: Vec<Url>,
    certificates: Vec<String>,
    scopes: Vec<String>,
    token_algorithm: TokenAlgorithm,
    client_secret: Option<String>,
    public: bool,
    #[serde(default)]
    jwks: Option<Value>,
    #[serde(default)]
    jwks_uri: Option<Url>,
    #[serde(default)]
    id_token_claims: bool,
    #[serde(default)]
    backchannel_logout_uri: Option<Url>,
    #[serde(default)]
    backchannel_logout_session_required: bool,
    lifetimes: Lifetimes,
    demands: Demands,
    consent_types: Vec<ConsentType>,
    api_key: Option<String>,
    quirks: Vec<Quirk>,
}

/// A login on its way.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Interaction")]
struct StoredInteraction {
    #[serde(with = "kept")]
    destination: Destination,
    client: Mnemonic,
    scopes: Vec<Scope>,
    state: String,
    access_type: AccessType,
    nonce: Option<String>,
    challenge: Option<CodeChallenge>,
    scope_org: Vec<Scope>,
    filter: SubjectFilter,
    #[serde(with = "kept")]
    permissions: Vec<Permission>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acting_for: Option<Oid>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    refused: bool,
}

/// Where it leads.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Destination", rename_all = "snake_case")]
enum StoredDestination {
    Esia { generation: Generation, redirect_uri: String },
    Oidc(#[serde(with = "kept")] Box<StandardRequest>),
    Own { path: String },
}

/// What only the standard endpoints ask.
#[derive(Serialize, Deserialize)]
#[serde(remote = "StandardRequest")]
struct StoredRequest {
    redirect_uri: String,
    grant: String,
    response_mode: ResponseMode,
    begun_at: DateTime<Utc>,
    login_hint: Option<String>,
    sign_in_anew: bool,
    max_age: Option<i64>,
    consent_anew: bool,
    subject: Option<String>,
    essential_acr: Vec<String>,
    #[serde(default)]
    wanted_acr: Vec<String>,
    claims: ClaimsRequest,
    claim_scopes: Vec<Scope>,
    session: Option<String>,
}

/// How somebody signed in.
#[derive(Serialize, Deserialize)]
#[serde(remote = "SignInMethod")]
enum StoredMethod {
    #[serde(rename = "PWD")]
    Password,
    #[serde(rename = "DS")]
    Signature,
}
