//! What the stands of a process share and nobody changes: its settings, keys, calendar, and the threads that write.

use std::num::NonZeroUsize;
use std::sync::Arc;

use tokio::sync::Notify;
use tokio::sync::broadcast;

use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::Algorithm;
use crate::crypto::CryptoError;
use crate::crypto::Verifier;
use crate::crypto::authority::Authority;
use crate::crypto::digest;
use crate::crypto::jws::Jws;
use crate::crypto::keyring::IssuerKey;
use crate::crypto::keyring::Keyring;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::CalendarError;
use crate::domain::client::Client;
use crate::domain::client::TokenAlgorithm;
use crate::flow::after::Logouts;
use crate::flow::clients::ClientError;
use crate::flow::fetched_keys::FetchedKeys;
use crate::flow::working_time::WorkingTime;
use crate::journal::Limits;
use crate::journal::Recorded;
use crate::metrics::Metrics;
use crate::metrics::MetricsError;
use crate::random::Random;
use crate::storage::StorageError;
use crate::storage::database::Writers;

/// So many logouts, and so many entries of journals, may wait to be heard of.
const WAITING: usize = 1_024;

/// What stands share.
#[derive(Debug)]
pub struct Platform {
    /// Settings of the process.
    pub config: Config,
    /// Its keys.
    pub keyring: Keyring,
    /// Who issues certificates of electronic signatures to people.
    pub authority: Authority,
    /// Working days.
    pub working_time: WorkingTime,
    /// The key of what holds for every stand: the cookies of operators.
    pub key: [u8; 32],
    /// What wakes the tasks of the server.
    pub bells: Bells,
    /// Keys of clients that were fetched.
    pub fetched_keys: FetchedKeys,
    /// How much the journals of all stands keep.
    pub journal: Arc<Limits>,
    /// What is counted.
    pub metrics: Metrics,
    /// The time outside, by which stands that nobody uses expire.
    pub real_time: Arc<Clock>,
    pub(in crate::flow) writers: Writers,
    verifiers: Vec<Box<dyn Verifier>>,
    seed: Option<u64>,
    random: Random,
}

/// What wakes the tasks of the server, whichever stand it is about.
#[derive(Clone, Debug)]
pub struct Bells {
    /// A clock was changed, or a job came before all others of its stand.
    pub timer: Arc<Notify>,
    /// A letter was written.
    pub letters: Arc<Notify>,
    /// A journal has another entry; nothing, where whoever hears of them is to end.
    pub requests: broadcast::Sender<Option<Recorded>>,
    /// Sessions ended of which clients are to be told.
    pub logouts: broadcast::Sender<Logouts>,
}

impl Platform {
    /// Makes it. With a seed the same requests get the same codes, session ids and tokens.
    pub fn new(config: Config, keyring: Keyring, seed: Option<u64>) -> Result<Arc<Self>, StandError> {
        Self::in_time(config, keyring, seed, Clock::system())
    }

    /// The same, where the time outside is told by another clock.
    pub fn in_time(
        config: Config,
        keyring: Keyring,
        seed: Option<u64>,
        real_time: Clock,
    ) -> Result<Arc<Self>, StandError> {
        let verifiers = keyring.verifiers()?;
        let bells = Bells {
            timer: Arc::default(),
            letters: Arc::default(),
            requests: broadcast::Sender::new(WAITING),
            logouts: broadcast::Sender::new(WAITING),
        };
        let real_time = real_time.telling(Arc::clone(&bells.timer));
        let metrics = Metrics::new(env!("CARGO_PKG_VERSION"))?;
        let about = "Requests that journals have dropped to make room";
        let dropped = metrics.counter("esia_mock_journal_dropped_total", about)?;
        let mut platform = Self {
            fetched_keys: FetchedKeys::default(),
            journal: Limits::new(config.journal, Limits::BYTES, dropped),
            metrics,
            config,
            keyring,
            authority: Authority::published()?,
            working_time: WorkingTime::new(Calendar::russian()?),
            key: [0; 32],
            bells,
            real_time: Arc::new(real_time),
            writers: Writers::start(WRITERS).map_err(StandError::Thread)?,
            verifiers,
            seed,
            random: Random::system(),
        };
        platform.key = platform.drawn("key", Identity { name: "platform", generation: 0, seed: None });
        Ok(Arc::new(platform))
    }

    /// The path below which a stand lives, as the outside sees it.
    pub fn base_path(&self, name: &str) -> String {
        let public = self.config.public_url.path();
        if name == DEFAULT { public.to_owned() } else { format!("{public}/{STANDS}/{name}") }
    }

    /// The key that signs tokens for a client after so many turns of the keys.
    pub fn signing_key(&self, client: &Client, turns: u32) -> Result<&IssuerKey, CryptoError> {
        let algorithm = match client.token_algorithm {
            TokenAlgorithm::Rs256 => Algorithm::Rs256,
            TokenAlgorithm::Gost256 => Algorithm::Gost3410_2012_256,
        };
        self.keyring.signing(algorithm, turns)
    }

    /// Did a stand of ours sign a token? Its header names no key, so each of the ring is tried that signs in its way.
    pub fn verify(&self, jws: &Jws) -> Result<(), CryptoError> {
        let has_signed = self.verifiers.iter().any(|verifier| jws.verify(verifier.as_ref()).is_ok());
        if has_signed { Ok(()) } else { Err(CryptoError::WrongSignature) }
    }

    /// The randomness of a stand. With a seed it follows from that, the name, and how often the name was used before.
    pub fn random(&self, identity: Identity<'_>) -> Random {
        match self.seed {
            // What the one stand of a process has always had.
            Some(seed) if (identity.name, identity.generation) == (DEFAULT, 0) => Random::seeded(seed),
            _ => Random::from_bytes(self.drawn("random", identity)),
        }
    }

    /// A value that no two stands share, not even two of one name.
    pub fn drawn(&self, what: &str, identity: Identity<'_>) -> [u8; 32] {
        let Identity { name, generation, seed } = identity;
        match seed.or(self.seed) {
            Some(seed) => digest::sha256(format!("{seed}\n{name}\n{generation}\n{what}").as_bytes()),
            None => self.random.bytes(),
        }
    }
}

/// Who a stand is, apart from what is in it.
#[derive(Clone, Copy, Debug)]
pub struct Identity<'a> {
    /// Its name.
    pub name: &'a str,
    /// How often the name was used before.
    pub generation: u64,
    /// Its own seed, where it has one.
    pub seed: Option<u64>,
}

/// Threads that write; each has some of the stands.
const WRITERS: NonZeroUsize = NonZeroUsize::new(2).expect("two is not nought");

/// The segment of a path after which the name of a stand comes.
pub const STANDS: &str = "_stand";

/// The name of the stand that is always there.
pub const DEFAULT: &str = "default";

/// Why a stand, or what stands share, cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum StandError {
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A key of the issuer.
    #[error(transparent)]
    Key(#[from] CryptoError),
    /// The production calendar.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// A registered client.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// What is counted.
    #[error("metrics: {0}")]
    Metrics(#[from] MetricsError),
    /// The thread that writes.
    #[error("no thread can be started: {0}")]
    Thread(std::io::Error),
}
