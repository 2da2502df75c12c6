//! The only place where tokens are made.

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::Value;
use serde_json::json;

use crate::crypto::digest;
use crate::crypto::digest::fingerprint;
use crate::crypto::jws;
use crate::domain::account::Account;
use crate::domain::quirk::Quirk;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::stand::Stand;
use crate::protocol::authorize::AccessType;
use crate::protocol::claims;
use crate::protocol::claims::AccessClaims;
use crate::protocol::claims::IdClaims;
use crate::protocol::claims::MarkerKind;
use crate::protocol::claims::Subject;
use crate::protocol::dates::numeric_date;
use crate::protocol::ids::Oid;
use crate::protocol::permissions::Permission;
use crate::protocol::scope::Scope;
use crate::protocol::token::ExpiresIn;
use crate::protocol::token::TokenResponse;
use crate::storage::codes::CodeGrant;
use crate::storage::refresh_tokens;

/// Markers that are settled and still to be signed.
#[derive(Debug)]
pub struct Minting {
    party: Arc<RelyingParty>,
    scope: String,
    subject: Option<Oid>,
    session: String,
    citizen: Option<(CodeGrant, Subject)>,
    permissions: Vec<Permission>,
    refresh_token: Option<String>,
    state: String,
    issued_at: i64,
}

impl Minting {
    /// An access token alone, for `client_credentials`.
    pub fn without_citizen(
        cx: &Cx<'_>,
        party: Arc<RelyingParty>,
        scopes: &[Scope],
        about: Option<Oid>,
        state: String,
    ) -> Self {
        Self {
            party,
            scope: Scope::write_list(scopes),
            subject: about,
            session: cx.stand.random.uuid().to_string(),
            citizen: None,
            permissions: Vec::new(),
            refresh_token: None,
            state,
            issued_at: numeric_date(cx.now),
        }
    }

    /// The same under digital-profile consents.
    #[must_use]
    pub fn under(self, permissions: Vec<Permission>) -> Self {
        Self { permissions, ..self }
    }
}

/// Settles the markers of a citizen's grant and stores the refresh token.
pub fn prepare(
    cx: &Cx<'_>,
    party: Arc<RelyingParty>,
    grant: CodeGrant,
    account: &Account,
    state: String,
) -> Result<Minting, Stop> {
    let client = &party.client;
    let wanted = grant.interaction.access_type == AccessType::Offline || !client.has(Quirk::NoRefreshTokenOnline);
    let refresh_token = wanted.then(|| cx.stand.random.uuid().to_string());
    if let Some(token) = &refresh_token {
        let expires_at = cx.now + TimeDelta::seconds(client.lifetimes.refresh_token);
        refresh_tokens::insert(cx.sql, &fingerprint(token), &grant, expires_at)?;
    }
    let permissions = grant.interaction.permissions.clone();
    let subject = Subject { oid: grant.oid, level: account.level.subject_level() };
    Ok(Minting {
        scope: granted_scope(&grant),
        subject: Some(grant.oid),
        session: session_id(&party, &grant.session),
        party,
        citizen: Some((grant, subject)),
        permissions,
        refresh_token,
        state,
        issued_at: numeric_date(cx.now),
    })
}

/// Signs the markers, after the commit.
pub fn mint(stand: &Stand, minting: Minting) -> Result<TokenResponse, Stop> {
    let client = &minting.party.client;
    let lifetime = client.lifetimes.access_token;
    let issue = claims::Issue {
        issuer: &stand.config.issuer,
        client: &client.mnemonic,
        session_id: &minting.session,
        issued_at: minting.issued_at,
    };
    let signer = stand.signing_key(client)?.signer();
    let sign = |kind: MarkerKind<'_>, payload: Value| {
        let header = claims::header(kind, signer.algorithm().name(), !client.has(Quirk::NoMockMark));
        jws::sign(&header, &payload, signer)
    };
    let permissions_url = minting.subject.map(|oid| stand.url(&format!("/rs/prns/{oid}/prmns"))).unwrap_or_default();
    let access = AccessClaims {
        scope: &minting.scope,
        subject: minting.subject,
        lifetime,
        permissions: &minting.permissions,
        permissions_url: &permissions_url,
    };
    let access_token = sign(MarkerKind::Access, issue.access_token(&access))?;
    let id_token = match &minting.citizen {
        Some((grant, subject)) if wants_id_token(&minting.party, grant) => {
            Some(sign(MarkerKind::Id, issue.id_token(&id_claims(&minting.party, grant, *subject)))?)
        }
        _ => None,
    };
    let as_text = client.has(Quirk::ExpiresInString);
    let expires_in = if as_text { ExpiresIn::Text(lifetime.to_string()) } else { ExpiresIn::Number(lifetime) };
    Ok(TokenResponse {
        access_token,
        refresh_token: minting.refresh_token,
        id_token,
        state: minting.state,
        token_type: "Bearer",
        expires_in,
    })
}

fn wants_id_token(party: &RelyingParty, grant: &CodeGrant) -> bool {
    let asked = grant.interaction.scopes.iter().any(|scope| scope.name == "openid");
    asked || !party.client.has(Quirk::NoIdTokenWithoutOpenid)
}

fn id_claims<'a>(party: &RelyingParty, grant: &'a CodeGrant, subject: Subject) -> IdClaims<'a> {
    let client = &party.client;
    let method = grant.method.wire();
    let seconds = numeric_date(grant.auth_time);
    IdClaims {
        sub: if client.has(Quirk::SubString) { json!(grant.oid.to_string()) } else { json!(grant.oid.0) },
        amr: if client.has(Quirk::AmrArray) { json!([method]) } else { json!(method) },
        method,
        auth_time: if client.has(Quirk::AuthTimeMilliseconds) { seconds * 1000 } else { seconds },
        subject,
        lifetime: client.lifetimes.id_token,
        nonce: grant.interaction.nonce.as_deref().filter(|_| client.has(Quirk::EchoNonce)),
    }
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
