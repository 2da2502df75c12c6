//! The tokens of ЕСИА's endpoints (МР, «структура маркеров»), claim by claim in the order of published captures.

use serde_json::Value;
use serde_json::json;

use crate::crypto::CryptoError;
use crate::crypto::digest;
use crate::domain::quirk::Quirk;
use crate::flow::clients::RelyingParty;
use crate::flow::mint::draft::Draft;
use crate::flow::mint::draft::Issue;
use crate::flow::mint::kind::Kind;
use crate::flow::stand::Stand;
use crate::protocol::claims::Subject;
use crate::protocol::dates::numeric_date;
use crate::protocol::ids::Oid;
use crate::protocol::permissions::Permission;
use crate::protocol::scope::Scope;
use crate::storage::codes::CodeGrant;
use crate::storage::qr_codes::QrCode;

/// The authorization code; `jti` makes each one different (ours: captures show no such field).
pub fn authorization_code(
    issue: &Issue<'_>,
    id: &str,
    grant: &CodeGrant,
    subject: Subject,
) -> Result<String, CryptoError> {
    let client = &issue.party.client;
    issue
        .draft(Kind::EsiaCode)
        .put("nbf", issue.issued_at)
        .put("scope", granted_scope(grant))
        .put("auth_time", numeric_date(grant.auth_time))
        .issuer()
        .put("urn:esia:sid", session_id(issue.party, &grant.session))
        .put("urn:esia:client:state", grant.interaction.state.as_str())
        .put("auth_mthd", grant.method.wire())
        .put("urn:esia:sbj", subject.claims())
        .put("exp", issue.issued_at + client.lifetimes.code)
        .put("params", json!({}))
        .put("iat", issue.issued_at)
        .put("client_id", client.mnemonic.as_str())
        .put("jti", id)
        .sign()
}

/// What only the access token tells.
#[derive(Clone, Copy, Debug)]
pub struct Access<'a> {
    /// What tells it from others that say the same (ours: captures show no such field).
    pub id: &'a str,
    /// Granted scopes.
    pub scope: &'a str,
    /// `urn:esia:sid` as the client gets it.
    pub session: &'a str,
    /// Whose data; nobody's for `client_credentials` of the information system itself.
    pub subject: Option<Oid>,
    /// Digital-profile consents that hold; names known from one client, their shape is that of the request.
    pub permissions: &'a [Permission],
}

/// The access token.
pub fn access_token<'a>(issue: &Issue<'a>, access: &Access<'a>) -> Result<String, CryptoError> {
    let client = &issue.party.client;
    let about = |oid| issue.stand.url(&format!("/rs/prns/{oid}/prmns"));
    let draft = issue
        .draft(Kind::EsiaAccess)
        .own_id(access.id)
        .put("nbf", issue.issued_at)
        .put("scope", access.scope)
        .issuer()
        .put("urn:esia:sid", access.session)
        .maybe("urn:esia:sbj_id", access.subject.map(|oid| oid.0))
        .put("exp", issue.issued_at + client.lifetimes.access_token)
        .put("iat", issue.issued_at)
        .put("client_id", client.mnemonic.as_str());
    if access.permissions.is_empty() {
        return draft.sign();
    }
    draft
        .put("permissions", json!(access.permissions))
        // Where they can be read again.
        .put("permissions_url", access.subject.map(about).unwrap_or_default())
        .sign()
}

/// The ID token.
pub fn id_token(issue: &Issue<'_>, grant: &CodeGrant, subject: Subject) -> Result<String, CryptoError> {
    let client = &issue.party.client;
    let method = grant.method.wire();
    let seconds = numeric_date(grant.auth_time);
    let sub: Value = if client.has(Quirk::SubString) { grant.oid.to_string().into() } else { grant.oid.0.into() };
    issue
        .draft(Kind::EsiaId)
        .put("aud", client.mnemonic.as_str())
        .put("sub", sub)
        .put("nbf", issue.issued_at)
        .put("amr", if client.has(Quirk::AmrArray) { json!([method]) } else { json!(method) })
        .put("urn:esia:amd", method)
        .put("auth_time", if client.has(Quirk::AuthTimeMilliseconds) { seconds * 1000 } else { seconds })
        .issuer()
        .put("urn:esia:sid", session_id(issue.party, &grant.session))
        .put("urn:esia:sbj", subject.claims())
        .acting_for(&grant.interaction)
        .put("exp", issue.issued_at + client.lifetimes.id_token)
        .put("iat", issue.issued_at)
        // ЕСИА stopped returning it on 16.11.2022.
        .maybe("nonce", grant.interaction.nonce.as_deref().filter(|_| client.has(Quirk::EchoNonce)))
        .sign()
}

/// What the picture of a QR code carries: its id, signed, so that an application can tell where it comes from.
pub fn qr_token(stand: &Stand, code: &QrCode) -> Result<String, CryptoError> {
    Draft::new(stand, Kind::QrCode, None)
        .issuer()
        .put("qr_id", code.id.as_str())
        .put("exp", numeric_date(code.expires_at))
        .sign()
}

/// Scopes as tokens carry them: each but `openid` says whose data it opens.
pub fn granted_scope(grant: &CodeGrant) -> String {
    let of = |scope: &Scope| match scope.parameter {
        None if scope.name != "openid" => scope.of_person(grant.oid),
        _ => scope.clone(),
    };
    Scope::write_list(&grant.interaction.scopes.iter().map(of).collect::<Vec<_>>())
}

/// `urn:esia:sid` as this client gets it.
pub fn session_id(party: &RelyingParty, session: &str) -> String {
    if party.client.has(Quirk::SidHex) {
        return digest::hex_upper(&digest::sha256(session.as_bytes())).to_lowercase();
    }
    session.to_owned()
}
