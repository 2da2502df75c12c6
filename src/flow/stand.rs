//! The stand: one closed world with its own database, clock, randomness, clients and settings.
//!
//! A [`Stand`] is a view of it: what it was when a request began, to be kept to the end of that request. What lives on
//! (database, clock, randomness) is shared by all views of one stand; what is changed while it serves (settings,
//! clients) is another view.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::clock::Clock;
use crate::config::Config;
use crate::config::Settings;
use crate::crypto::CryptoError;
use crate::crypto::jws::Jws;
use crate::crypto::keyring::IssuerKey;
use crate::domain::client::Client;
use crate::domain::public_url::PublicUrl;
use crate::faults::armed::Faults;
use crate::flow::after::News;
use crate::flow::clients::Clients;
use crate::flow::era::Era;
use crate::flow::jobs::agenda::Agenda;
use crate::flow::mark::Mark;
use crate::flow::platform::DEFAULT;
use crate::flow::platform::Platform;
use crate::journal::Journal;
use crate::protocol::refusal::Refusal;
use crate::random::Random;
use crate::storage::StorageError;
use crate::storage::database::Database;
use crate::storage::personas::Persona;

/// Why a token is not one of a stand.
#[derive(Debug)]
pub enum Foreign {
    /// None of our keys has signed it.
    Signature(CryptoError),
    /// Another stand of ours has.
    Stand,
}

impl Foreign {
    /// The refusal: one says why the signature does not fit, the other that the token is of another stand.
    pub fn refused(self, signature: impl FnOnce(CryptoError) -> Refusal, stand: fn() -> Refusal) -> Refusal {
        match self {
            Self::Signature(error) => signature(error),
            Self::Stand => stand(),
        }
    }
}

/// One closed world, as it is now.
#[derive(Clone, Debug)]
pub struct Stand {
    /// What it shares with others.
    pub platform: Arc<Platform>,
    /// Its name.
    pub name: Arc<str>,
    /// The path below which it lives, as the outside sees it: that of the public address, and for a named stand `/_stand`
    /// and the name.
    pub base_path: String,
    /// The address of its own port, where it has one; then it has no path.
    pub address: Option<PublicUrl>,
    /// How often its name was used before.
    pub generation: u64,
    /// Its settings.
    pub config: Arc<Settings>,
    /// Its relying parties.
    pub clients: Arc<Clients>,
    /// Test persons that the pages may name, with their published passwords.
    pub personas: Arc<Vec<Persona>>,
    /// Its time.
    pub clock: Arc<Clock>,
    /// Its randomness.
    pub random: Arc<Random>,
    /// When its next job is due.
    pub agenda: Arc<Agenda>,
    /// What it tells of after a commit.
    pub news: Arc<News>,
    /// What it was asked and what it answered.
    pub journal: Arc<Journal>,
    /// What goes wrong on purpose.
    pub faults: Arc<Faults>,
    /// What tells it from every other.
    pub mark: Mark,
    /// Key of the form tokens (CSRF).
    pub form_key: [u8; 32],
    pub(in crate::flow) era: Era,
    pub(in crate::flow) is_in_file: bool,
    pub(in crate::flow) database: Database,
}

impl Stand {
    /// The key that signs tokens for a client.
    pub fn signing_key(&self, client: &Client) -> Result<&IssuerKey, CryptoError> {
        self.platform.signing_key(client, self.config.key_turns)
    }

    /// The key that signs tokens of the standard endpoints.
    pub fn standard_key(&self) -> &IssuerKey {
        self.platform.keyring.current(self.config.key_turns)
    }

    /// Did this stand sign a token?
    pub fn verify(&self, jws: &Jws) -> Result<(), Foreign> {
        self.platform.verify(jws).map_err(Foreign::Signature)?;
        if self.mark.is_of(jws) { Ok(()) } else { Err(Foreign::Stand) }
    }

    /// Is it the one that is always there?
    pub fn is_default(&self) -> bool {
        &*self.name == DEFAULT
    }

    /// What is stored of a secret that somebody else keeps, such as a cookie or a token.
    pub fn fingerprint(&self, secret: &str) -> String {
        self.mark.fingerprint(secret)
    }

    /// Gives back memory that only makes the next request faster.
    pub(in crate::flow) fn release(&self) -> Result<(), StorageError> {
        self.database.release()
    }

    /// Today by its clock and zone; inside a transaction it is [`crate::flow::Cx::today`].
    pub fn today(&self) -> NaiveDate {
        self.config.zone.day(self.clock.now())
    }

    /// `iss` of the standard endpoints: the stand's own address, where discovery begins.
    pub fn standard_issuer(&self) -> String {
        self.url(if self.platform.config.issuer_slash { "/" } else { "" })
    }

    /// The same stand at a port of its own.
    #[must_use]
    pub fn at(self, address: PublicUrl) -> Self {
        Self { base_path: String::new(), address: Some(address), ..self }
    }

    /// An address of this stand, as the outside sees it.
    pub fn url(&self, path: &str) -> String {
        let address = self.address.as_ref().unwrap_or(&self.platform.config.public_url);
        format!("{}{}{path}", address.origin(), self.base_path)
    }

    /// The same as other servers see it.
    pub fn back_channel_url(&self, path: &str) -> String {
        let Config { public_url, back_channel_url, .. } = &self.platform.config;
        let Some(address) = back_channel_url.as_ref().filter(|_| self.address.is_none()) else { return self.url(path) };
        let own = self.base_path.strip_prefix(public_url.path()).unwrap_or_default();
        format!("{address}{own}{path}")
    }
}
