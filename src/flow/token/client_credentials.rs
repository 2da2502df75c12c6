//! `grant_type=client_credentials` (RFC 6749 section 4.4): data of a person who has consented before,
//! each scope written `name?oid=<person>`, data of an organisation (`name?org_oid=<organisation>`, as
//! fr05t1k/esia asks for it), or a permission of the information system itself.

use std::sync::Arc;

use crate::domain::scope;
use crate::domain::scope::Holder;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::consents;
use crate::flow::login::client_check;
use crate::flow::token::mint::Minting;
use crate::flow::token::usable_account;
use crate::protocol::error::EsiaCode;
use crate::protocol::error::Refusal;
use crate::protocol::ids::Oid;
use crate::protocol::permissions::Permission;
use crate::protocol::scope::Scope;
use crate::protocol::scope::ScopeParameter;
use crate::protocol::token::TokenRequest;
use crate::storage::permissions;

/// Gives an access token without a citizen being there.
pub fn exchange(cx: &Cx<'_>, party: Arc<RelyingParty>, request: &TokenRequest) -> Result<Minting, Stop> {
    let invalid = |detail: String| Refusal::new(EsiaCode::InvalidScope, detail);
    let scopes = Scope::parse_list(&request.scope).map_err(|error| invalid(error.to_string()))?;
    client_check::allowed(&party, &scopes)?;
    let mut about: Option<Oid> = None;
    for asked in &scopes {
        let Some(oid) = person_of(asked)? else { continue };
        if about.is_some_and(|other| other != oid) {
            return Err(invalid(format!("scopes of one request name two people: {}", request.scope)).into());
        }
        about = Some(oid);
    }
    if let Some(oid) = about {
        usable_account(cx, oid)?;
        let given = consents::given(cx, oid, &party.client.mnemonic)?;
        let consented = |asked: &&Scope| {
            let system = scope::find(&asked.name).is_some_and(|row| row.holder == Holder::System);
            let organization = matches!(asked.parameter, Some(ScopeParameter::Organization(_)));
            system || organization || given.iter().any(|scope| scope.name == asked.name)
        };
        if let Some(refused) = scopes.iter().find(|asked| !consented(asked)) {
            let detail = format!("person {oid} has not allowed {} to client {}", refused.name, party.client.mnemonic);
            return Err(Refusal::new(EsiaCode::NoGrants, detail).into());
        }
    }
    let permissions = renewed(cx, &party, &scopes, about)?;
    Ok(Minting::without_citizen(cx, party, &scopes, about, request.state.clone()).under(permissions))
}

/// `prm_chg?oid=…` renews the access under digital-profile consents that still hold (DP-МР).
fn renewed(cx: &Cx<'_>, party: &RelyingParty, scopes: &[Scope], about: Option<Oid>) -> Result<Vec<Permission>, Stop> {
    if !scopes.iter().any(|scope| scope.name == PERMISSION_CHANGE) {
        return Ok(Vec::new());
    }
    let client = &party.client.mnemonic;
    let Some(oid) = about else {
        let detail = format!("scope {PERMISSION_CHANGE} needs its person: {PERMISSION_CHANGE}?oid=<number>");
        return Err(Refusal::new(EsiaCode::InvalidScope, detail).into());
    };
    let permissions = permissions::list(cx.sql, oid, client, cx.now)?;
    if permissions.is_empty() {
        let detail = format!("person {oid} has no digital-profile consent for client {client}, or it has expired");
        return Err(Refusal::new(EsiaCode::NoGrants, detail).into());
    }
    Ok(permissions)
}

const PERMISSION_CHANGE: &str = "prm_chg";

fn person_of(asked: &Scope) -> Result<Option<Oid>, Refusal> {
    let system = scope::find(&asked.name).is_some_and(|row| row.holder == Holder::System);
    match asked.parameter {
        Some(ScopeParameter::Person(oid)) => Ok(Some(oid)),
        Some(ScopeParameter::Organization(_)) => Ok(None),
        None if system => Ok(None),
        None => Err(Refusal::new(
            EsiaCode::InvalidScope,
            format!("scope {asked} needs its person: {}?oid=<number>", asked.name),
        )),
    }
}
