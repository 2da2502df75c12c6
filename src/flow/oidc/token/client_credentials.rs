//! `grant_type=client_credentials` (RFC 6749, 4.4): the client for itself, so with permissions of the information
//! system alone; data of people need their login.

use std::sync::Arc;

use crate::domain::scope;
use crate::domain::scope::Holder;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::oidc::client_check;
use crate::flow::oidc::token::issuing::Prepared;
use crate::protocol::reasons;
use crate::protocol::scope::Scope;

/// Gives an access token without a citizen being there.
pub fn exchange(cx: &Cx<'_>, party: Arc<RelyingParty>, scope: Option<&str>) -> Result<Prepared, Stop> {
    if party.client.public {
        return Err(reasons::standard::client_credentials_public().into());
    }
    let scopes = scope.map_or(Ok(Vec::new()), |text| client_check::scopes(&party, text))?;
    let of_people = |asked: &&Scope| scope::find(&asked.name).is_none_or(|row| row.holder != Holder::System);
    if let Some(personal) = scopes.iter().find(of_people) {
        return Err(reasons::standard::scope_needs_citizen(personal).into());
    }
    Ok(Prepared::without_citizen(cx, party, scopes))
}
