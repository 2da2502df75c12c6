//! The stand: one closed world with its own database, clock, randomness, clients and keys.

use chrono::NaiveDate;

use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::Algorithm;
use crate::crypto::CryptoError;
use crate::crypto::Verifier;
use crate::crypto::authority::Authority;
use crate::crypto::jws::Jws;
use crate::crypto::keyring::IssuerKey;
use crate::crypto::keyring::Keyring;
use crate::domain::client::Client;
use crate::domain::client::TokenAlgorithm;
use crate::flow::after::News;
use crate::flow::clients::Clients;
use crate::flow::jobs::agenda::Agenda;
use crate::flow::working_time::WorkingTime;
use crate::random::Random;
use crate::storage::database::Database;
use crate::storage::personas::Persona;

/// One closed world.
#[derive(Debug)]
pub struct Stand {
    /// The path below which it lives, as the outside sees it: that of the public address.
    pub base_path: String,
    /// Settings.
    pub config: Config,
    /// Its time.
    pub clock: Clock,
    /// Its randomness.
    pub random: Random,
    /// When its next job is due.
    pub agenda: Agenda,
    /// Its working days.
    pub working_time: WorkingTime,
    /// Its keys.
    pub keyring: Keyring,
    /// Its relying parties.
    pub clients: Clients,
    /// Test persons that the pages may name, with their published passwords.
    pub personas: Vec<Persona>,
    /// Who issues certificates of electronic signatures to its people.
    pub authority: Authority,
    /// Key of the form tokens (CSRF).
    pub form_key: [u8; 32],
    /// What it tells of after a commit.
    pub news: News,
    pub(in crate::flow) verifiers: Vec<Box<dyn Verifier>>,
    pub(in crate::flow) database: Database,
}

impl Stand {
    /// The key that signs tokens for a client.
    pub fn signing_key(&self, client: &Client) -> Result<&IssuerKey, CryptoError> {
        self.keyring.signing(match client.token_algorithm {
            TokenAlgorithm::Rs256 => Algorithm::Rs256,
            TokenAlgorithm::Gost256 => Algorithm::Gost3410_2012_256,
        })
    }

    /// Did this stand sign a token? Its header names no key, so each of the ring is tried that signs in its way.
    pub fn verify(&self, jws: &Jws) -> Result<(), CryptoError> {
        let fits = |verifier: &&dyn Verifier| verifier.algorithm().map(Algorithm::name) == jws.algorithm();
        self.verifiers
            .iter()
            .map(AsRef::as_ref)
            .filter(fits)
            .map(|verifier| jws.verify(verifier))
            .reduce(Result::or)
            .unwrap_or(Err(CryptoError::WrongSignature))
    }

    /// Today by its clock and zone; inside a transaction it is [`crate::flow::Cx::today`].
    pub fn today(&self) -> NaiveDate {
        self.config.zone.day(self.clock.now())
    }

    /// `iss` of the standard endpoints: the stand's own address, where discovery begins.
    pub fn standard_issuer(&self) -> String {
        self.url("")
    }

    /// An address of this stand, as the outside sees it.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.config.public_url.origin(), self.base_path)
    }
}
