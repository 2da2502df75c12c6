//! `grant_type=client_credentials` (RFC 6749 section 4.4): data of a person who has consented before,
//! each scope written `name?oid=<person>`, data of an organisation (`name?org_oid=<organisation>`, as
//! fr05t1k/esia asks for it), or a permission of the information system itself.

use std::sync::Arc;

use crate::domain::scope;
use crate::domain::scope::Holder;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::finding;
use crate::flow::clients::RelyingParty;
use crate::flow::consents;
use crate::flow::login::client_check;
use crate::flow::token::issuing::Prepared;
use crate::protocol::ids::Oid;
use crate::protocol::permissions::Permission;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::scope::Scope;
use crate::protocol::scope::ScopeParameter;
use crate::protocol::token::TokenRequest;
use crate::storage::accounts;
use crate::storage::permissions;

/// Gives an access token without a citizen being there.
pub fn exchange(cx: &Cx<'_>, party: Arc<RelyingParty>, request: &TokenRequest) -> Result<Prepared, Stop> {
    let scopes = Scope::parse_list(&request.scope)
        .map_err(|error| reasons::request::scope_malformed(error.words(), scope::hint(&request.scope)))?;
    client_check::allowed(&party, &scopes)?;
    let mut about: Option<Oid> = None;
    for asked in &scopes {
        let Some(oid) = person_of(asked)? else { continue };
        if about.is_some_and(|other| other != oid) {
            return Err(reasons::request::scopes_of_two_people(&request.scope).into());
        }
        about = Some(oid);
    }
    if let Some(oid) = about {
        if accounts::find(cx.sql, oid)?.is_none() {
            return Err(reasons::request::scope_of_nobody(oid, &request.scope).into());
        }
        finding::usable(cx, oid)?;
        let given = consents::given(cx, oid, &party.client.mnemonic)?;
        let consented = |asked: &&Scope| {
            let system = scope::find(&asked.name).is_some_and(|row| row.holder == Holder::System);
            let organization = matches!(asked.parameter, Some(ScopeParameter::Organization(_)));
            system || organization || given.iter().any(|scope| scope.name == asked.name)
        };
        if let Some(refused) = scopes.iter().find(|asked| !consented(asked)) {
            let client = &party.client.mnemonic;
            return Err(reasons::person::scope_not_allowed_by_person(oid, &refused.name, client).into());
        }
    }
    let permissions = renewed(cx, &party, &scopes, about)?;
    Ok(Prepared::without_citizen(cx, party, &scopes, about, request.state.clone())?.under(permissions))
}

/// `prm_chg?oid=…` renews the access under digital-profile consents that still hold (DP-МР).
fn renewed(cx: &Cx<'_>, party: &RelyingParty, scopes: &[Scope], about: Option<Oid>) -> Result<Vec<Permission>, Stop> {
    if !scopes.iter().any(|scope| scope.name == PERMISSION_CHANGE) {
        return Ok(Vec::new());
    }
    let client = &party.client.mnemonic;
    let Some(oid) = about else {
        return Err(reasons::request::scope_without_person(PERMISSION_CHANGE, PERMISSION_CHANGE).into());
    };
    let permissions = permissions::list(cx.sql, oid, client, cx.now)?;
    if permissions.is_empty() {
        return Err(reasons::person::permission_not_given(oid, client).into());
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
        None => Err(reasons::request::scope_without_person(asked, &asked.name)),
    }
}
