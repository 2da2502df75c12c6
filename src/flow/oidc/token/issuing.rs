//! Which tokens an exchange gives: settled in its transaction, signed after it.

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::Map;
use serde_json::Value;

use crate::domain::account::Account;
use crate::domain::standard_claim;
use crate::faults::meeting::Acting;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::clients::RelyingParty;
use crate::flow::mint::draft::Issue;
use crate::flow::mint::standard;
use crate::flow::mint::standard::Citizen;
use crate::flow::mint::standard::Id;
use crate::flow::oidc::claims;
use crate::flow::oidc::claims::Place;
use crate::flow::stand::Stand;
use crate::protocol::dates::numeric_date;
use crate::protocol::ids::Oid;
use crate::protocol::oidc::token::TokenResponse;
use crate::protocol::scope::Scope;
use crate::storage::oidc_grants::StoredGrant;
use crate::storage::oidc_refresh_tokens;

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
pub struct Prepared {
    party: Arc<RelyingParty>,
    scopes: Vec<Scope>,
    token_id: String,
    issued_at: i64,
    citizen: Option<Settled>,
    refresh_token: Option<String>,
}

#[derive(Debug)]
struct Settled {
    occasion: Occasion,
    citizen: Citizen,
    /// What the ID token tells of them.
    told: Map<String, Value>,
}

impl Prepared {
    /// Whose they are: the system, and the person.
    pub fn about(&self) -> (&str, Option<Oid>) {
        (self.party.client.mnemonic.as_str(), self.citizen.as_ref().map(|settled| settled.citizen.grant.oid))
    }

    /// An access token alone, for `client_credentials`.
    pub fn without_citizen(cx: &Cx<'_>, party: Arc<RelyingParty>, scopes: Vec<Scope>) -> Self {
        let (token_id, issued_at) = (cx.stand.random.uuid().to_string(), numeric_date(cx.now));
        Self { party, scopes, token_id, issued_at, citizen: None, refresh_token: None }
    }
}

/// Settles the tokens of a grant and stores the refresh token, if `offline_access` was granted (Core, 11).
pub fn prepare(
    cx: &WriteCx<'_>,
    party: Arc<RelyingParty>,
    stored: StoredGrant,
    account: &Account,
    occasion: Occasion,
) -> Result<Prepared, Stop> {
    let StoredGrant { id, grant, .. } = stored;
    let has = |name: &str| grant.interaction.scopes.iter().any(|scope| scope.name == name);
    // A refresh may ask for less without losing the next refresh token.
    let refresh_token = (has("offline_access") || occasion == Occasion::Refresh).then(|| cx.stand.random.token());
    if let Some(token) = &refresh_token {
        let expires_at = cx.now + TimeDelta::seconds(party.client.lifetimes.refresh_token);
        oidc_refresh_tokens::insert(cx.sql, &cx.stand.fingerprint(token), &id, expires_at)?;
    }
    let told = if has("openid") { claims::of_grant(cx, Place::IdToken, &grant, account)? } else { Map::new() };
    let (token_id, issued_at) = (cx.stand.random.uuid().to_string(), numeric_date(cx.now));
    let scopes = grant.interaction.scopes.clone();
    let request = grant.interaction.destination.standard();
    let acr = request.map_or(standard_claim::acr(account.level), |request| request.acr(account.level)).to_owned();
    let citizen = Some(Settled { occasion, citizen: Citizen { grant_id: id, grant, acr }, told });
    Ok(Prepared { party, scopes, token_id, issued_at, citizen, refresh_token })
}

/// Signs the tokens, after the commit, with what is wrong with them on purpose.
pub fn sign(stand: &Stand, prepared: Prepared, wrong: &[Acting]) -> Result<TokenResponse, Stop> {
    let Prepared { party, scopes, token_id, issued_at, citizen, refresh_token } = prepared;
    let issue = Issue { stand, party: &party, issued_at, wrong };
    let about = citizen.as_ref().map(|settled| &settled.citizen);
    let access_token = standard::access_token(&issue, &token_id, &scopes, about)?;
    let asked = scopes.iter().any(|scope| scope.name == "openid");
    let id_token = match citizen.as_ref().filter(|_| asked) {
        Some(Settled { citizen, occasion, told }) => {
            // A refreshed ID token should not have a nonce (Core, 12.2).
            let nonce = citizen.grant.interaction.nonce.as_deref().filter(|_| *occasion == Occasion::Code);
            Some(standard::id_token(&issue, citizen, &Id { access_token: &access_token, nonce, told })?)
        }
        None => None,
    };
    Ok(TokenResponse {
        access_token,
        token_type: "Bearer",
        expires_in: party.client.lifetimes.access_token,
        scope: Scope::write_list(&scopes),
        refresh_token,
        id_token,
    })
}
