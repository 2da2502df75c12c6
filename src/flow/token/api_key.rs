//! A token of an organisation for its API-Key, without a citizen and without `te` (МР app. Б.12; «Руководство по
//! формированию API-Key», 3.3). The text that is signed is the key itself.

use std::sync::Arc;

use crate::domain::scope;
use crate::domain::scope::Holder;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::RelyingParty;
use crate::flow::signature;
use crate::flow::signature::signed::Signed;
use crate::flow::stand::Stand;
use crate::flow::token::issuing::Prepared;
use crate::protocol::authorize::require;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::protocol::scope::Scope;
use crate::protocol::signed_text;
use crate::protocol::signed_text::Generation;

/// Proves the organisation; needs no database.
pub fn check(stand: &Stand, key: &str, query: &Parameters) -> Result<Arc<RelyingParty>, Refusal> {
    let signature = require(query, "signature")?;
    let party = stand.clients.find_by_api_key(key).ok_or_else(|| {
        let shown: String = key.chars().take(64).collect();
        reasons::client::api_key_unknown(&shown)
    })?;
    let mut sent = Parameters::default();
    sent.set("api_key", key.to_owned());
    sent.set("client_secret", signature.to_owned());
    let signed =
        Signed { generation: Generation::V1, orders: &[&signed_text::API_KEY], sent: &sent, clients: &stand.clients };
    signature::check(&party, &signed, stand.clock.now())?;
    if scopes(&party).is_empty() {
        return Err(reasons::client::api_key_without_scope());
    }
    Ok(party)
}

/// Settles the token: every permission that the client itself has.
pub fn exchange(cx: &Cx<'_>, party: Arc<RelyingParty>) -> Result<Prepared, Stop> {
    let scopes = scopes(&party);
    Prepared::without_citizen(cx, party, &scopes, None, String::new())
}

fn scopes(party: &RelyingParty) -> Vec<Scope> {
    let own =
        |name: &&String| scope::find(name).is_some_and(|row| row.holder == Holder::System && row.name != "prm_chg");
    party.client.scopes.iter().filter(own).filter_map(|name| Scope::parse(name).ok()).collect()
}
