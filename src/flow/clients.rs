//! The relying parties of a stand, with their certificates read once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::crypto::certificate::Certificate;
use crate::crypto::jwk::JwkSet;
use crate::domain::client::Client;
use crate::domain::client::Demands;
use crate::domain::client::Lifetimes;
use crate::domain::client::TokenAlgorithm;
use crate::domain::interaction::Destination;
use crate::domain::interaction::Interaction;
use crate::protocol::ids::Mnemonic;
use crate::protocol::meant;
use crate::protocol::words::Words;

/// A client and its certificates.
#[derive(Debug)]
pub struct RelyingParty {
    /// What it registered.
    pub client: Client,
    /// Its certificates.
    pub certificates: Vec<Certificate>,
    /// Its public keys at the standard OpenID Connect endpoints.
    pub jwks: JwkSet,
}

/// Why a client cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// A registered certificate cannot be read.
    #[error("client {client}: certificates[{number}]: {error}")]
    Certificate {
        /// Whose.
        client: String,
        /// The first is number 0.
        number: usize,
        /// Why.
        error: String,
    },
    /// A registered public key cannot be used.
    #[error("client {client}: jwks: {error}")]
    Jwks {
        /// Whose.
        client: String,
        /// Why.
        error: String,
    },
}

/// All relying parties, by мнемоника.
#[derive(Debug)]
pub struct Clients {
    registered: BTreeMap<String, Arc<RelyingParty>>,
    own: Arc<RelyingParty>,
}

impl Default for Clients {
    /// Nobody but the stand's own pages.
    fn default() -> Self {
        Self { registered: BTreeMap::new(), own: Arc::new(own()) }
    }
}

impl Clients {
    /// Reads the certificates of these clients.
    pub fn load(clients: Vec<Client>) -> Result<Self, ClientError> {
        Self::default().changed(clients)
    }

    /// These clients in the place of those that are there; one that stays as it is is not read again.
    pub fn changed(&self, clients: Vec<Client>) -> Result<Self, ClientError> {
        let party = |client: Client| match self.registered.get(client.mnemonic.as_str()) {
            Some(known) if known.client == client => Ok((client.mnemonic.to_string(), Arc::clone(known))),
            Some(_) | None => Ok((client.mnemonic.to_string(), Arc::new(read(client)?))),
        };
        let registered = clients.into_iter().map(party).collect::<Result<_, ClientError>>()?;
        Ok(Self { registered, own: Arc::clone(&self.own) })
    }

    /// Is this client there, exactly as it is?
    pub fn has(&self, party: &RelyingParty) -> bool {
        self.find(party.client.mnemonic.as_str()).is_some_and(|known| known.client == party.client)
    }

    /// Finds a client.
    pub fn find(&self, mnemonic: &str) -> Option<Arc<RelyingParty>> {
        self.registered.get(mnemonic).cloned()
    }

    /// Who asks in a login: a client, or the stand's own pages.
    pub fn of(&self, interaction: &Interaction) -> Option<Arc<RelyingParty>> {
        match interaction.destination {
            Destination::Own { .. } => Some(Arc::clone(&self.own)),
            Destination::Esia { .. } | Destination::Oidc(_) => self.find(interaction.client.as_str()),
        }
    }

    /// The stand's own pages, as if they were a relying party.
    pub fn own(&self) -> &RelyingParty {
        &self.own
    }

    /// Finds the client with this API-Key.
    pub fn find_by_api_key(&self, key: &str) -> Option<Arc<RelyingParty>> {
        self.registered.values().find(|party| party.client.api_key.as_deref() == Some(key)).cloned()
    }

    /// Every client, by мнемоника.
    pub fn iter(&self) -> impl Iterator<Item = &RelyingParty> {
        self.registered.values().map(AsRef::as_ref)
    }

    /// Whom somebody meant by a name that nobody has.
    pub fn hint(&self, name: &str) -> Words {
        meant::hint(name, self.registered.keys().map(String::as_str))
    }

    /// Names of all clients, for messages about an unknown one.
    pub fn names(&self) -> String {
        self.registered.keys().cloned().collect::<Vec<_>>().join(", ")
    }
}

/// Reads what a client has proved itself by.
fn read(client: Client) -> Result<RelyingParty, ClientError> {
    let mut certificates = Vec::new();
    for (number, pem) in client.certificates.iter().enumerate() {
        let certificate = Certificate::from_pem(pem).map_err(|error| {
            let (client, error) = (client.mnemonic.to_string(), error.to_string());
            ClientError::Certificate { client, number, error }
        })?;
        certificates.push(certificate);
    }
    let jwks = client.jwks.as_ref().map_or(Ok(JwkSet::default()), JwkSet::parse);
    let jwks =
        jwks.map_err(|error| ClientError::Jwks { client: client.mnemonic.to_string(), error: error.to_string() })?;
    Ok(RelyingParty { client, certificates, jwks })
}

/// The stand's own pages («Личный кабинет»): nothing is registered, nothing is issued.
fn own() -> RelyingParty {
    let client = Client {
        mnemonic: Mnemonic::own_pages(),
        about: String::new(),
        name: "Личный кабинет".to_owned(),
        redirect_uris: Vec::new(),
        post_logout_redirect_uris: Vec::new(),
        certificates: Vec::new(),
        scopes: Vec::new(),
        token_algorithm: TokenAlgorithm::default(),
        client_secret: None,
        public: false,
        jwks: None,
        jwks_uri: None,
        id_token_claims: false,
        backchannel_logout_uri: None,
        backchannel_logout_session_required: false,
        lifetimes: Lifetimes::default(),
        demands: Demands::default(),
        consent_types: Vec::new(),
        api_key: None,
        quirks: Vec::new(),
    };
    RelyingParty { client, certificates: Vec::new(), jwks: JwkSet::default() }
}
