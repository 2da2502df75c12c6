//! Makes a stand: fills its database from the fixtures, or goes on with a file that was used before.

use std::path::Path;
use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::CryptoError;
use crate::crypto::authority::Authority;
use crate::crypto::keyring::IssuerKey;
use crate::crypto::keyring::Keyring;
use crate::crypto::password;
use crate::domain::calendar::Calendar;
use crate::domain::calendar::CalendarError;
use crate::fixtures::World;
use crate::flow::after::After;
use crate::flow::after::News;
use crate::flow::clients::ClientError;
use crate::flow::clients::Clients;
use crate::flow::jobs::agenda::Agenda;
use crate::flow::jobs::run;
use crate::flow::stand::Stand;
use crate::flow::working_time::WorkingTime;
use crate::random::Random;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::clients;
use crate::storage::database::Database;
use crate::storage::database::Writer;
use crate::storage::personas;
use crate::storage::seed;

/// What a stand is made of.
#[derive(Debug)]
pub struct StandParts {
    /// Settings.
    pub config: Config,
    /// Its time.
    pub clock: Clock,
    /// Its randomness.
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
    /// A registered client.
    #[error(transparent)]
    Client(#[from] ClientError),
}

impl Stand {
    /// Makes the stand `default`: in memory, or in a file that outlives the process.
    ///
    /// A file that has been used before keeps what it holds; fixtures fill a new one only.
    pub fn open(parts: StandParts, file: Option<&Path>, writer: &Writer) -> Result<Arc<Self>, StandError> {
        let StandParts { config, clock, random, keyring, world } = parts;
        let database = match file {
            Some(file) => Database::open(file, writer)?,
            None => Database::in_memory(writer)?,
        };
        let verifier = |key: &IssuerKey| key.certificate().verifier();
        let verifiers = keyring.keys().map(verifier).collect::<Result<_, _>>()?;
        // What the database holds is read once it is filled, and jobs are planned by the stand's own clock and rules.
        let mut stand = Self {
            base_path: config.public_url.path().to_owned(),
            config,
            clock,
            random,
            agenda: Agenda::new(),
            working_time: WorkingTime::new(Calendar::russian()?),
            keyring,
            clients: Clients::default(),
            personas: Vec::new(),
            authority: Authority::published()?,
            form_key: [0; 32],
            news: News::new(),
            verifiers,
            database,
        };
        // One transaction: a process that ends in the middle leaves an empty file, to be filled by the next one.
        stand.form_key = stand.database.set_up(|sql| stand.fill(sql, &world))?;
        stand.clients = Clients::load(stand.database.read(clients::list)?)?;
        stand.personas = stand.database.read(personas::list)?;
        Ok(Arc::new(stand))
    }

    /// Gives the key of the form tokens.
    fn fill(&self, sql: &Sql, world: &World) -> Result<[u8; 32], StorageError> {
        // Nobody listens so far.
        let after = After::default();
        let cx = self.cx(sql, &after);
        if let Some(key) = seed::form_key(sql)? {
            // The clock may have gone backwards since the file was used.
            run::replan(&cx)?;
            return Ok(key);
        }
        seed::fill(sql, world, &|text| password::hash(text, self.random.bytes()).ok())?;
        run::plan_world(&cx, world)?;
        seed::insert_form_key(sql, self.random.bytes())
    }

    /// Moves everything into the database file itself, so that it can be copied alone.
    pub fn checkpoint(&self) -> Result<(), StandError> {
        Ok(self.database.checkpoint()?)
    }
}
