//! Makes a stand: fills its database from the fixtures, or goes on with a file that was used before.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::clock::Clock;
use crate::crypto::password;
use crate::faults::armed::Faults;
use crate::fixtures::World;
use crate::flow::account::limit_ends;
use crate::flow::after::After;
use crate::flow::after::News;
use crate::flow::changed_settings;
use crate::flow::clients::Clients;
use crate::flow::clock;
use crate::flow::cx::WriteCx;
use crate::flow::era::Era;
use crate::flow::jobs::agenda::Agenda;
use crate::flow::jobs::run;
use crate::flow::mark::Mark;
use crate::flow::platform::DEFAULT;
use crate::flow::platform::Identity;
use crate::flow::platform::Platform;
use crate::flow::platform::StandError;
use crate::flow::stand::Stand;
use crate::journal::Journal;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::accounts;
use crate::storage::bulk;
use crate::storage::clients;
use crate::storage::database::Database;
use crate::storage::personas;
use crate::storage::seed;

/// Where a database keeps what its due times were planned by.
const PLANNED_BY: &str = "planned_by";

/// From so many people on, what they are found by is written when all of them are there.
const MANY: usize = 1_000;

/// What a stand is made of, beside what it shares with others.
#[derive(Debug)]
pub struct StandParts {
    /// Its time; where it is absent, what its file says, or the system's.
    pub clock: Option<Clock>,
    /// Its people, clients and organisations.
    pub world: World,
}

/// What a database keeps of the stand that it belongs to.
struct Kept {
    form_key: [u8; 32],
    mark: Mark,
    generation: u64,
}

impl Stand {
    /// Makes the stand `default`: in memory, or in a file that outlives the process.
    ///
    /// A file that has been used before keeps what it holds; fixtures fill a new one only.
    pub fn open(platform: &Arc<Platform>, parts: StandParts, file: Option<&Path>) -> Result<Self, StandError> {
        let writer = platform.writers.next();
        let database = match file {
            Some(file) => Database::open(file, platform.config.patience, writer)?,
            None => Database::in_memory(platform.config.largest_in_memory, writer)?,
        };
        Self::in_database(platform, parts, database, file.is_some())
    }

    /// The same in memory, where the world is read while the database is made.
    pub fn open_in_memory<E: From<StandError>>(
        platform: &Arc<Platform>,
        clock: Option<Clock>,
        world: impl FnOnce() -> Result<World, E>,
    ) -> Result<Self, E> {
        let database = Database::in_memory(platform.config.largest_in_memory, platform.writers.next());
        let database = database.map_err(StandError::from)?;
        Ok(Self::in_database(platform, StandParts { clock, world: world()? }, database, false)?)
    }

    /// The same in a database.
    pub(in crate::flow) fn in_database(
        platform: &Arc<Platform>,
        parts: StandParts,
        database: Database,
        is_in_file: bool,
    ) -> Result<Self, StandError> {
        let StandParts { clock, world } = parts;
        let clock = match clock {
            Some(clock) => clock,
            None => database.read(clock::kept)??.unwrap_or_else(Clock::system),
        };
        let identity = Identity { name: DEFAULT, generation: 0, seed: None };
        let mut stand = Self::around(platform, identity, database, clock);
        stand.is_in_file = is_in_file;
        stand.settle_in(world)?;
        Ok(stand)
    }

    /// A stand around a database, of which nothing has been read so far.
    pub(in crate::flow) fn around(
        platform: &Arc<Platform>,
        identity: Identity<'_>,
        database: Database,
        clock: Clock,
    ) -> Self {
        let (name, bells) = (Arc::from(identity.name), platform.bells.clone());
        Self {
            platform: Arc::clone(platform),
            base_path: platform.base_path(&name),
            address: None,
            generation: identity.generation,
            config: Arc::new(platform.config.settings.clone()),
            clients: Arc::default(),
            personas: Arc::default(),
            clock: Arc::new(clock.telling(Arc::clone(&bells.timer))),
            random: Arc::new(platform.random(identity)),
            agenda: Arc::new(Agenda::telling(bells.timer)),
            news: Arc::new(News::new(Arc::clone(&name), bells.letters, bells.logouts)),
            journal: Journal::new(Arc::clone(&platform.journal)),
            faults: Faults::new(),
            mark: Mark::new(platform.drawn("mark", identity)),
            form_key: platform.drawn("form key", identity),
            era: Era::default(),
            is_in_file: false,
            name,
            database,
        }
    }

    /// Fills the database, where nothing was filled in before, and reads what is read once.
    pub(in crate::flow) fn settle_in(&mut self, world: World) -> Result<(), StandError> {
        // First of all: what is planned below follows from the settings.
        let changed = self.database.read(changed_settings::read)??;
        self.config = Arc::new(changed.over(&self.config));
        // One transaction: a process that ends in the middle leaves an empty file, to be filled by the next one.
        let database = self.database.clone();
        let kept = database.set_up(|sql| self.fill(sql, world))?;
        if kept.generation != self.generation {
            let identity = Identity { name: &self.name, generation: kept.generation, seed: None };
            self.random = Arc::new(self.platform.random(identity));
        }
        (self.form_key, self.mark, self.generation) = (kept.form_key, kept.mark, kept.generation);
        self.clients = Arc::new(Clients::load(self.database.read(clients::list)??)?);
        self.personas = Arc::new(self.database.read(personas::list)??);
        self.database.read(|sql| self.arm_people(sql))??;
        Ok(())
    }

    fn fill(&mut self, sql: &WriteSql, world: World) -> Result<Kept, StorageError> {
        // Nobody listens so far.
        let after = After::default();
        if let Some(kept) = Kept::read(sql)? {
            self.go_on(&self.write_cx(sql, &after))?;
            return Ok(kept);
        }
        let put_off = (world.size() >= MANY).then(|| bulk::begin(sql)).transpose()?;
        let hashes = Hashes::default();
        let hash = |text: &str| hashes.hash(text, self.random.bytes());
        seed::fill(sql, &world, &hash)?;
        let mut limited: Vec<_> = limit_ends::of_fixtures(&world.citizens).collect();
        world.crowd.each(|citizens| {
            limited.extend(limit_ends::of_fixtures(citizens));
            seed::fill_citizens(sql, citizens, &hash)
        })?;
        if let Some(put_off) = put_off {
            bulk::put_back(sql, put_off)?;
            bulk::write_texts(sql)?;
        }
        run::plan_world(&self.write_cx(sql, &after), &limited)?;
        self.keep_plan(sql)?;
        self.form_key = self.random.bytes();
        self.keep_identity(sql)?;
        Ok(Kept { form_key: self.form_key, mark: self.mark.clone(), generation: self.generation })
    }

    /// Writes down who the stand is, and how its clock goes: what it gives out outlives the process then.
    pub(in crate::flow) fn keep_identity(&self, sql: &WriteSql) -> Result<(), StorageError> {
        seed::keep_form_key(sql, self.form_key)?;
        clock::keep(sql, &self.clock)?;
        seed::keep_meta(sql, MARK, self.mark.text())?;
        seed::keep_meta(sql, GENERATION, &self.generation.to_string())
    }

    /// Goes on with what waits. That is there already, and is made from all people once more only where it would be
    /// another: when the clock was set back since, or days are counted in another way.
    fn go_on(&self, cx: &WriteCx<'_>) -> Result<(), StorageError> {
        // Asked first: two clocks that run alike show what they show one after the other.
        let before = clock::kept(cx.sql)?.map(|clock| clock.now());
        let now = self.clock.now();
        let is_same = seed::meta(cx.sql, PLANNED_BY)?.is_some_and(|by| by == self.plans_by());
        if is_same && before.is_some_and(|before| before <= now) {
            run::look(cx)?;
        } else {
            run::replan(cx)?;
        }
        self.keep_plan(cx.sql)?;
        clock::keep(cx.sql, &self.clock)
    }

    /// Arms what always goes wrong for people, as they are now.
    pub(in crate::flow) fn arm_people(&self, sql: &Sql) -> Result<(), StorageError> {
        let mut faults = Vec::new();
        for (oid, persona, own) in accounts::list_with_faults(sql)? {
            let whose = persona.unwrap_or_else(|| oid.to_string());
            let name = |number: usize| {
                if number == 0 { format!("person:{whose}") } else { format!("person:{whose}:{}", number + 1) }
            };
            faults.extend(own.iter().enumerate().map(|(number, fault)| fault.armed(&name(number), oid)));
        }
        self.faults.arm_people(faults);
        Ok(())
    }

    fn keep_plan(&self, sql: &WriteSql) -> Result<(), StorageError> {
        seed::keep_meta(sql, PLANNED_BY, &self.plans_by())
    }

    /// What due times follow from, beside people and the clock.
    fn plans_by(&self) -> String {
        format!("{:?} {:?}", self.config.zone, self.config.rules)
    }

    /// Ends the stand: nothing is read or written afterwards. Its file holds everything then, and can be copied alone.
    pub fn close(&self) -> Result<(), StandError> {
        Ok(self.database.close()?)
    }
}

/// Passwords of fixtures are public, and mostly the same: each is hashed once for everybody who has it.
#[derive(Default)]
struct Hashes(RefCell<HashMap<String, String>>);

impl Hashes {
    fn hash(&self, password: &str, salt: [u8; 16]) -> Option<String> {
        if let Some(known) = self.0.borrow().get(password) {
            return Some(known.clone());
        }
        let hash = password::hash(password, salt).ok()?;
        self.0.borrow_mut().insert(password.to_owned(), hash.clone());
        Some(hash)
    }
}

impl Kept {
    /// Files of earlier versions have no mark.
    fn read(sql: &Sql) -> Result<Option<Self>, StorageError> {
        let Some(form_key) = seed::form_key(sql)? else { return Ok(None) };
        let generation = seed::meta(sql, GENERATION)?.and_then(|text| text.parse().ok());
        let mark = Mark::from_text(seed::meta(sql, MARK)?.unwrap_or_default());
        Ok(Some(Self { form_key, mark, generation: generation.unwrap_or_default() }))
    }
}

const MARK: &str = "mark";
const GENERATION: &str = "generation";
