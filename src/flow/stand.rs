//! The stand: one closed world with its own database, clock, chance, clients and keys.

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::watch;

use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::Algorithm;
use crate::crypto::CryptoError;
use crate::crypto::Verifier;
use crate::crypto::authority::Authority;
use crate::crypto::jws::Jws;
use crate::crypto::keyring::IssuerKey;
use crate::crypto::keyring::Keyring;
use crate::crypto::password;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::CalendarError;
use crate::domain::client::Client;
use crate::domain::client::TokenAlgorithm;
use crate::fixtures::World;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::clients::Clients;
use crate::flow::jobs;
use crate::flow::jobs::agenda::Agenda;
use crate::flow::working_time::WorkingTime;
use crate::random::Random;
use crate::storage::StorageError;
use crate::storage::database::Database;
use crate::storage::database::Keep;
use crate::storage::database::Writer;
use crate::storage::personas;
use crate::storage::personas::Persona;
use crate::storage::seed;

/// One closed world.
#[derive(Debug)]
pub struct Stand {
    /// The path below which it lives; empty for the stand `default`.
    pub base_path: String,
    /// Settings.
    pub config: Config,
    /// Its time.
    pub clock: Clock,
    /// Its chance.
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
    verifiers: Vec<Box<dyn Verifier>>,
    outbox_news: watch::Sender<()>,
    database: Database,
}

/// What a stand is made of.
#[derive(Debug)]
pub struct StandParts {
    /// Settings.
    pub config: Config,
    /// Its time.
    pub clock: Clock,
    /// Its chance.
    pub random: Random,
    /// Its keys.
    pub keyring: Keyring,
    /// Its people, clients and organisations.
    pub world: World,
}

/// Why a stand cannot be made.
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
    /// A registered certificate cannot be read.
    #[error("client {client}: {error}")]
    Certificate {
        /// Whose.
        client: String,
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

impl Stand {
    /// Makes the stand `default`: in memory, or in a file that outlives the process.
    ///
    /// A file that has been used before keeps what it holds; fixtures fill a new one only.
    pub fn open(parts: StandParts, file: Option<&Path>, writer: &Writer) -> Result<Arc<Self>, StandError> {
        let StandParts { config, clock, random, keyring, world } = parts;
        let agenda = Agenda::new();
        let working_time = WorkingTime::new(Calendar::russian()?);
        let base_path = String::new();
        let database = match file {
            Some(file) => Database::open(file, writer)?,
            None => Database::in_memory(writer)?,
        };
        // One transaction: a process that ends in the middle leaves an empty file, to be filled by the next one.
        let form_key = database.set_up(|sql| {
            // Nobody waits for messages so far.
            let outbox_grew = &Cell::new(false);
            let (random, config, agenda, working_time) = (&random, &config, &agenda, &working_time);
            let (now, base_path) = (clock.now(), base_path.as_str());
            let cx = Cx { sql, now, random, config, agenda, working_time, base_path, outbox_grew };
            if let Some(key) = seed::form_key(sql)? {
                // The clock may have gone backwards since the file was used.
                jobs::replan(&cx)?;
                return Ok(key);
            }
            seed::fill(sql, &world, &|text| password::hash(text, random.bytes()).ok())?;
            jobs::plan_world(&cx, &world)?;
            seed::insert_form_key(sql, random.bytes())
        })?;
        let clients = Clients::load(database.read(crate::storage::clients::list)?)?;
        let personas = database.read(personas::list)?;
        let verifier = |key: &IssuerKey| key.certificate().verifier();
        let verifiers = keyring.keys().map(verifier).collect::<Result<_, _>>()?;
        Ok(Arc::new(Self {
            base_path,
            config,
            clock,
            random,
            agenda,
            working_time,
            keyring,
            clients,
            personas,
            authority: Authority::published()?,
            form_key,
            verifiers,
            outbox_news: watch::Sender::new(()),
            database,
        }))
    }

    /// Runs one transaction; a refusal keeps what was written, a breakage undoes it.
    pub async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        job: impl FnOnce(&Cx<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, Stop> {
        let stand = Arc::clone(self);
        let answer = self.database.write(move |sql| {
            let outbox_grew = Cell::new(false);
            let result = job(&stand.cx(sql, &outbox_grew));
            let broken = matches!(result, Err(Stop::Broken(_)));
            (if broken { Keep::Rollback } else { Keep::Commit }, (result, outbox_grew.get()))
        });
        let (result, outbox_grew) = answer.await?;
        if outbox_grew {
            self.outbox_news.send_replace(());
        }
        result
    }

    /// Tells when messages have come into the outbox. Not of every one: a caller who goes away before the commit is
    /// answered tells nothing, so whoever waits looks again after a while.
    pub fn outbox_news(&self) -> watch::Receiver<()> {
        self.outbox_news.subscribe()
    }

    /// Moves everything into the database file itself, so that it can be copied alone.
    pub fn checkpoint(&self) -> Result<(), StandError> {
        Ok(self.database.checkpoint()?)
    }

    /// Reads what is committed.
    pub fn read<T>(&self, job: impl FnOnce(&Cx<'_>) -> Result<T, Stop>) -> Result<T, Stop> {
        self.database.read(|sql| job(&self.cx(sql, &Cell::new(false))))
    }

    /// The key that signs markers for a client.
    pub fn signing_key(&self, client: &Client) -> Result<&IssuerKey, CryptoError> {
        self.keyring.signing(match client.token_algorithm {
            TokenAlgorithm::Rs256 => Algorithm::Rs256,
            TokenAlgorithm::Gost256 => Algorithm::Gost3410_2012_256,
        })
    }

    /// Did this stand sign a marker? Its header names no key, so each of the ring is tried that signs in its way.
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

    /// An address of this stand, as the outside sees it.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.config.public_url, self.base_path)
    }

    fn cx<'a>(&'a self, sql: &'a crate::storage::Sql, outbox_grew: &'a Cell<bool>) -> Cx<'a> {
        Cx {
            sql,
            now: self.clock.now(),
            random: &self.random,
            config: &self.config,
            base_path: &self.base_path,
            agenda: &self.agenda,
            working_time: &self.working_time,
            outbox_grew,
        }
    }
}
