//! Makes a stand: fills its database from the fixtures, or goes on with a file that was used before.

use std::path::Path;
use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Settings;
use crate::crypto::password;
use crate::fixtures::World;
use crate::flow::after::After;
use crate::flow::after::News;
use crate::flow::clients::Clients;
use crate::flow::jobs::agenda::Agenda;
use crate::flow::jobs::run;
use crate::flow::mark::Mark;
use crate::flow::platform::DEFAULT;
use crate::flow::platform::Platform;
use crate::flow::platform::StandError;
use crate::flow::stand::Stand;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::clients;
use crate::storage::database::Database;
use crate::storage::personas;
use crate::storage::seed;

/// Where a database keeps the mark of its stand.
const MARK: &str = "mark";

/// What a stand is made of, beside what it shares with others.
#[derive(Debug)]
pub struct StandParts {
    /// Settings.
    pub config: Settings,
    /// Its time.
    pub clock: Clock,
    /// Its people, clients and organisations.
    pub world: World,
}

impl Stand {
    /// Makes the stand `default`: in memory, or in a file that outlives the process.
    ///
    /// A file that has been used before keeps what it holds; fixtures fill a new one only.
    pub fn open(platform: &Arc<Platform>, parts: StandParts, file: Option<&Path>) -> Result<Self, StandError> {
        let StandParts { config, clock, world } = parts;
        let database = match file {
            Some(file) => Database::open(file, platform.config.patience, &platform.writer)?,
            None => Database::in_memory(&platform.writer)?,
        };
        let mut stand = Self::of(platform, DEFAULT, database, clock);
        stand.config = Arc::new(config);
        // One transaction: a process that ends in the middle leaves an empty file, to be filled by the next one.
        (stand.form_key, stand.mark) = stand.database.set_up(|sql| stand.fill(sql, &world))?;
        stand.clients = Arc::new(Clients::load(stand.database.read(clients::list)??)?);
        stand.personas = Arc::new(stand.database.read(personas::list)??);
        Ok(stand)
    }

    /// A stand around a database, of which nothing has been read so far.
    fn of(platform: &Arc<Platform>, name: &str, database: Database, clock: Clock) -> Self {
        let (name, bells) = (Arc::from(name), platform.bells.clone());
        Self {
            platform: Arc::clone(platform),
            base_path: platform.config.public_url.path().to_owned(),
            config: Arc::default(),
            clients: Arc::default(),
            personas: Arc::default(),
            clock: Arc::new(clock.telling(Arc::clone(&bells.timer))),
            random: Arc::new(platform.random(&name, 0)),
            agenda: Arc::new(Agenda::telling(bells.timer)),
            news: Arc::new(News::new(Arc::clone(&name), bells.letters, bells.logouts)),
            mark: Mark::new(platform.drawn("mark", &name, 0)),
            form_key: [0; 32],
            name,
            database,
        }
    }

    /// Gives the key of the form tokens, and the mark.
    fn fill(&self, sql: &Sql, world: &World) -> Result<([u8; 32], Mark), StorageError> {
        // Nobody listens so far.
        let after = After::default();
        let cx = self.cx(sql, &after);
        if let Some(key) = seed::form_key(sql)? {
            // The clock may have gone backwards since the file was used.
            run::replan(&cx)?;
            return Ok((key, Mark::from_text(seed::meta(sql, MARK)?.unwrap_or_default())));
        }
        seed::fill(sql, world, &|text| password::hash(text, self.random.bytes()).ok())?;
        run::plan_world(&cx, world)?;
        seed::keep_meta(sql, MARK, self.mark.text())?;
        Ok((seed::insert_form_key(sql, self.random.bytes())?, self.mark.clone()))
    }

    /// Ends the stand: nothing is read or written afterwards. Its file holds everything then, and can be copied alone.
    pub fn close(&self) -> Result<(), StandError> {
        Ok(self.database.close()?)
    }
}
