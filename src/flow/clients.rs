//! The relying parties of a stand, with their certificates read once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::crypto::certificate::Certificate;
use crate::crypto::jwk::JwkSet;
use crate::domain::client::Client;
use crate::flow::stand::StandError;

/// A client and its certificates.
#[derive(Debug)]
pub struct RelyingParty {
    /// What it registered.
    pub client: Client,
    /// Its certificates.
    pub certificates: Vec<Certificate>,
    /// Its public keys at the standard OpenID Connect door.
    pub jwks: JwkSet,
}

/// All relying parties, by мнемоника.
#[derive(Debug, Default)]
pub struct Clients(BTreeMap<String, Arc<RelyingParty>>);

impl Clients {
    /// Reads the certificates of these clients.
    pub fn load(clients: Vec<Client>) -> Result<Self, StandError> {
        let read = |client: Client| {
            let certificates =
                client.certificates.iter().map(|pem| Certificate::from_pem(pem)).collect::<Result<_, _>>().map_err(
                    |error| StandError::Certificate { client: client.mnemonic.to_string(), error: error.to_string() },
                )?;
            let jwks =
                client.jwks.as_ref().map_or(Ok(JwkSet::default()), JwkSet::parse).map_err(|error| {
                    StandError::Jwks { client: client.mnemonic.to_string(), error: error.to_string() }
                })?;
            Ok((client.mnemonic.to_string(), Arc::new(RelyingParty { client, certificates, jwks })))
        };
        clients.into_iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Finds a client.
    pub fn find(&self, mnemonic: &str) -> Option<Arc<RelyingParty>> {
        self.0.get(mnemonic).cloned()
    }

    /// Finds the client with this API-Key.
    pub fn find_by_api_key(&self, key: &str) -> Option<Arc<RelyingParty>> {
        self.0.values().find(|party| party.client.api_key.as_deref() == Some(key)).cloned()
    }

    /// Every client, by мнемоника.
    pub fn iter(&self) -> impl Iterator<Item = &RelyingParty> {
        self.0.values().map(AsRef::as_ref)
    }

    /// Names of all clients, for messages about an unknown one.
    pub fn names(&self) -> String {
        self.0.keys().cloned().collect::<Vec<_>>().join(", ")
    }
}
