//! The only place where tokens of the standard door are made: access tokens (RFC 9068) and ID tokens (OpenID Connect
//! Core 1.0, 2 and 3.1.3.6).

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::crypto::digest;
use crate::crypto::digest::fingerprint;
use crate::domain::account::Account;
use crate::domain::session::SignInMethod;
use crate::domain::standard_claim;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc;
use crate::flow::oidc::claims;
use crate::flow::oidc::claims::Place;
use crate::flow::stand::Stand;
use crate::protocol::dates::numeric_date;
use crate::protocol::oidc::token::TokenResponse;
use crate::protocol::scope::Scope;
use crate::storage::codes::CodeGrant;
use crate::storage::oidc_grants::StoredGrant;
use crate::storage::oidc_refresh_tokens;

/// `typ` of access tokens (RFC 9068, 2.1).
pub const ACCESS_TOKEN: &str = "at+jwt";

/// The claim by which an access token names its grant.
pub const GRANT: &str = "urn:esia_mock:grant";

/// What tokens are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// A code.
    Code,
    /// A refresh token.
    Refresh,
}

/// Tokens that are settled and still to be signed.
#[derive(Debug)]
pub struct Minting {
    party: Arc<RelyingParty>,
    scopes: Vec<Scope>,
    token_id: String,
    issued_at: i64,
    citizen: Option<Citizen>,
    refresh_token: Option<String>,
}

#[derive(Debug)]
struct Citizen {
    occasion: Occasion,
    grant_id: String,
    grant: CodeGrant,
    acr: &'static str,
    /// What the ID token tells of him.
    claims: Map<String, Value>,
}

impl Minting {
    /// An access token alone, for `client_credentials`.
    pub fn without_citizen(cx: &Cx<'_>, party: Arc<RelyingParty>, scopes: Vec<Scope>) -> Self {
        let (token_id, issued_at) = (cx.stand.random.uuid().to_string(), numeric_date(cx.now));
        Self { party, scopes, token_id, issued_at, citizen: None, refresh_token: None }
    }
}

/// Settles the tokens of a grant and stores the refresh token, if `offline_access` was granted (Core, 11).
pub fn prepare(
    cx: &Cx<'_>,
    party: Arc<RelyingParty>,
    stored: StoredGrant,
    account: &Account,
    occasion: Occasion,
) -> Result<Minting, Stop> {
    let StoredGrant { id, grant, .. } = stored;
    let has = |name: &str| grant.interaction.scopes.iter().any(|scope| scope.name == name);
    // A refresh may ask for less without losing the next refresh token.
    let refresh_token = (has("offline_access") || occasion == Occasion::Refresh).then(|| cx.stand.random.token());
    if let Some(token) = &refresh_token {
        let expires_at = cx.now + TimeDelta::seconds(party.client.lifetimes.refresh_token);
        oidc_refresh_tokens::insert(cx.sql, &fingerprint(token), &id, expires_at)?;
    }
    let claims = if has("openid") { claims::of_grant(cx, Place::IdToken, &grant, account)? } else { Map::new() };
    let (token_id, issued_at) = (cx.stand.random.uuid().to_string(), numeric_date(cx.now));
    let scopes = grant.interaction.scopes.clone();
    let acr = standard_claim::acr(account.level);
    let citizen = Some(Citizen { occasion, grant_id: id, grant, acr, claims });
    Ok(Minting { party, scopes, token_id, issued_at, citizen, refresh_token })
}

/// Signs the tokens, after the commit.
pub fn mint(stand: &Stand, minting: Minting) -> Result<TokenResponse, Stop> {
    let lifetimes = minting.party.client.lifetimes;
    let access_token = oidc::sign(stand, &minting.party, ACCESS_TOKEN, access_claims(stand, &minting))?;
    let asked = minting.scopes.iter().any(|scope| scope.name == "openid");
    let id_token = match minting.citizen.as_ref().filter(|_| asked) {
        Some(citizen) => {
            let claims = id_claims(stand, &minting, citizen, &access_token);
            Some(oidc::sign(stand, &minting.party, "JWT", claims)?)
        }
        None => None,
    };
    Ok(TokenResponse {
        access_token,
        token_type: "Bearer",
        expires_in: lifetimes.access_token,
        scope: Scope::write_list(&minting.scopes),
        refresh_token: minting.refresh_token,
        id_token,
    })
}

/// RFC 9068, 2.2; `urn:esia:sbj_id` makes it open the same REST resources as ЕСИА's own.
fn access_claims(stand: &Stand, minting: &Minting) -> Map<String, Value> {
    let client = &minting.party.client;
    let issuer = oidc::issuer(stand);
    let subject = minting.citizen.as_ref().map_or(client.mnemonic.to_string(), |citizen| citizen.grant.oid.to_string());
    let mut claims = vec![
        ("iss", json!(issuer)),
        ("sub", json!(subject)),
        ("aud", json!(issuer)),
        ("client_id", json!(client.mnemonic)),
        ("iat", json!(minting.issued_at)),
        ("exp", json!(minting.issued_at + client.lifetimes.access_token)),
        ("jti", json!(minting.token_id)),
        ("scope", json!(Scope::write_list(&minting.scopes))),
    ];
    if let Some(citizen) = &minting.citizen {
        claims.extend([
            ("auth_time", json!(numeric_date(citizen.grant.auth_time))),
            ("acr", json!(citizen.acr)),
            ("sid", json!(citizen.grant.session)),
            ("urn:esia:sbj_id", json!(citizen.grant.oid)),
            (GRANT, json!(citizen.grant_id)),
        ]);
    }
    object(claims)
}

/// OpenID Connect Core, 2; Back-Channel Logout 1.0, 2.1 (`sid`).
fn id_claims(stand: &Stand, minting: &Minting, citizen: &Citizen, access_token: &str) -> Map<String, Value> {
    let client = &minting.party.client;
    let grant = &citizen.grant;
    let half = &digest::sha256(access_token.as_bytes())[..16];
    let mut claims = object(vec![
        ("iss", json!(oidc::issuer(stand))),
        ("sub", json!(grant.oid.to_string())),
        ("aud", json!(client.mnemonic)),
        ("exp", json!(minting.issued_at + client.lifetimes.id_token)),
        ("iat", json!(minting.issued_at)),
        ("auth_time", json!(numeric_date(grant.auth_time))),
        ("acr", json!(citizen.acr)),
        ("amr", json!([method(grant.method)])),
        ("sid", json!(grant.session)),
        ("at_hash", json!(URL_SAFE_NO_PAD.encode(half))),
    ]);
    // A refreshed ID token should not have a nonce (Core, 12.2).
    if let Some(nonce) = grant.interaction.nonce.as_ref().filter(|_| citizen.occasion == Occasion::Code) {
        claims.insert("nonce".into(), nonce.as_str().into());
    }
    claims.extend(citizen.claims.clone());
    claims
}

/// `amr` in the words of RFC 8176.
fn method(method: SignInMethod) -> &'static str {
    match method {
        SignInMethod::Password => "pwd",
        SignInMethod::Signature => "swk",
    }
}

fn object(claims: Vec<(&str, Value)>) -> Map<String, Value> {
    claims.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
