//! The tokens of the standard endpoints: access tokens (RFC 9068), ID tokens (OpenID Connect Core 1.0, 2 and 3.1.3.6)
//! and logout tokens (Back-Channel Logout 1.0).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::crypto::CryptoError;
use crate::crypto::digest;
use crate::domain::session::SignInMethod;
use crate::flow::after::Notice;
use crate::flow::mint::draft::Issue;
use crate::flow::mint::kind::Kind;
use crate::flow::stand::Stand;
use crate::protocol::dates::numeric_date;
use crate::protocol::scope::Scope;
use crate::storage::codes::CodeGrant;

/// The claim by which an access token names its grant.
pub const GRANT: &str = "urn:esia_mock:grant";

/// Life of a logout token in seconds (2.4 recommends at most two minutes).
const LOGOUT_LIFETIME: i64 = 120;

const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Whom tokens are about.
#[derive(Debug)]
pub struct Citizen {
    /// The id of the grant.
    pub grant_id: String,
    /// What was granted.
    pub grant: CodeGrant,
    /// How sure ЕСИА is of them.
    pub acr: String,
}

/// RFC 9068, 2.2; `urn:esia:sbj_id` makes it open the same REST resources as ЕСИА's own.
pub fn access_token(
    issue: &Issue<'_>,
    id: &str,
    scopes: &[Scope],
    citizen: Option<&Citizen>,
) -> Result<String, CryptoError> {
    let client = &issue.party.client;
    let subject = citizen.map_or(client.mnemonic.to_string(), |citizen| citizen.grant.oid.to_string());
    let draft = issue
        .draft(Kind::StandardAccess)
        .issuer()
        .put("sub", subject)
        .put("aud", issue.stand.standard_issuer())
        .put("client_id", client.mnemonic.as_str())
        .put("iat", issue.issued_at)
        .put("exp", issue.issued_at + client.lifetimes.access_token)
        .put("jti", id)
        .put("scope", Scope::write_list(scopes));
    let Some(Citizen { grant_id, grant, acr }) = citizen else { return draft.sign() };
    draft
        .put("auth_time", numeric_date(grant.auth_time))
        .put("acr", acr.as_str())
        .put("sid", grant.session.as_str())
        .put("urn:esia:sbj_id", grant.oid.0)
        .put(GRANT, grant_id.as_str())
        .sign()
}

/// What only the ID token tells.
#[derive(Clone, Copy, Debug)]
pub struct Id<'a> {
    /// The access token beside it.
    pub access_token: &'a str,
    /// What the client sent to find it here.
    pub nonce: Option<&'a str>,
    /// What is told of the citizen.
    pub told: &'a Map<String, Value>,
}

/// OpenID Connect Core, 2; Back-Channel Logout 1.0, 2.1 (`sid`).
pub fn id_token(issue: &Issue<'_>, citizen: &Citizen, id: &Id<'_>) -> Result<String, CryptoError> {
    let client = &issue.party.client;
    let grant = &citizen.grant;
    let half = &digest::sha256(id.access_token.as_bytes())[..16];
    issue
        .draft(Kind::StandardId)
        .issuer()
        .put("sub", grant.oid.to_string())
        .put("aud", client.mnemonic.as_str())
        .put("exp", issue.issued_at + client.lifetimes.id_token)
        .put("iat", issue.issued_at)
        .put("auth_time", numeric_date(grant.auth_time))
        .put("acr", citizen.acr.as_str())
        .acting_for(&grant.interaction)
        .put("amr", json!([method(grant.method)]))
        .put("sid", grant.session.as_str())
        .put("at_hash", URL_SAFE_NO_PAD.encode(half))
        .maybe("nonce", id.nonce)
        .all(id.told)
        .sign()
}

/// The logout token (Back-Channel Logout 1.0, 2.4); without `sid` it means every session of the person.
pub fn logout_token(stand: &Stand, notice: &Notice) -> Result<String, CryptoError> {
    let client = &notice.party.client;
    Issue { stand, party: &notice.party, issued_at: notice.issued_at, wrong: &[] }
        .draft(Kind::Logout)
        .issuer()
        .put("aud", client.mnemonic.as_str())
        .put("iat", notice.issued_at)
        .put("exp", notice.issued_at + LOGOUT_LIFETIME)
        .put("jti", notice.id.as_str())
        .put("sub", notice.subject.to_string())
        .maybe("sid", client.backchannel_logout_session_required.then_some(notice.session.as_str()))
        .put("events", json!({ LOGOUT_EVENT: {} }))
        .sign()
}

/// `amr` in the words of RFC 8176.
fn method(method: SignInMethod) -> &'static str {
    match method {
        SignInMethod::Password => "pwd",
        SignInMethod::Signature => "swk",
    }
}
