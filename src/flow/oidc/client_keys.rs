//! The public keys of a client: those of its fixture, or those that were fetched from its `jwks_uri`.

use serde_json::Value;
use url::Url;

use crate::crypto::jws;
use crate::crypto::jws::Jws;
use crate::flow::clients::RelyingParty;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;

/// Was the token signed with one of the keys of the client? If not, why not.
pub fn verify(stand: &Stand, party: &RelyingParty, jws: &Jws) -> Result<(), String> {
    let Some(address) = &party.client.jwks_uri else {
        return party.jwks.verify(jws).map_err(|error| error.to_string());
    };
    let (keys, failure) = stand.platform.fetched_keys.of(address);
    keys.verify(jws).map_err(|error| match failure {
        Some(failure) => format!("{error}; jwks_uri {address}: {failure}"),
        None => error.to_string(),
    })
}

/// The keys by which an assertion or a request object has to be judged, where they are at an address.
#[derive(Debug)]
pub struct Named {
    /// Where.
    pub address: Url,
    /// The name of the one that has signed.
    pub key_id: Option<String>,
}

/// What a request needs of the keys at an address.
pub fn named(stand: &Stand, sent: &Parameters) -> Option<Named> {
    let tokens = ["client_assertion", "request"].into_iter().filter_map(|name| sent.get(name));
    tokens.filter_map(|token| jws::decode(token).ok()).find_map(|jws| {
        let subject = jws.payload().get("iss").and_then(Value::as_str);
        let party = stand.clients.find(sent.get("client_id").or(subject)?)?;
        let key_id = jws.header().get("kid").and_then(Value::as_str).map(ToOwned::to_owned);
        Some(Named { address: party.client.jwks_uri.clone()?, key_id })
    })
}
