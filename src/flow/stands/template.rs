//! What stands are made of: an image of a database, and what is read of it once. A snapshot is one too.

use std::sync::Arc;

use chrono::DateTime;
use chrono::Utc;

use crate::clock::Clock;
use crate::clock::Start;
use crate::config::Settings;
use crate::fixtures::World;
use crate::flow::clients::Clients;
use crate::flow::platform::Identity;
use crate::flow::platform::Platform;
use crate::flow::platform::StandError;
use crate::flow::stand::Stand;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::copies;
use crate::storage::database::Database;
use crate::storage::database::Image;
use crate::storage::jobs;
use crate::storage::personas::Persona;

/// A world that stands still.
#[derive(Clone, Debug)]
pub struct Template {
    image: Image,
    config: Arc<Settings>,
    clients: Arc<Clients>,
    personas: Arc<Vec<Persona>>,
    clock: Start,
}

/// Whose randomness fills templates.
const TEMPLATE: &str = "template";

impl Template {
    /// Fills a world in; its clock starts like that.
    pub fn of_world(platform: &Arc<Platform>, world: World, clock: Start) -> Result<Self, StandError> {
        let identity = Identity { name: TEMPLATE, generation: 0, seed: None };
        let database = Database::in_memory(platform.config.largest_in_memory, platform.writers.next())?;
        let mut stand = Stand::around(platform, identity, database, Clock::starting(clock));
        stand.settle_in(world)?;
        Ok(Self { clock, ..Self::of(&stand, usize::MAX)? })
    }

    /// What a stand is now; refused above so many bytes.
    pub fn of(stand: &Stand, limit: usize) -> Result<Self, StandError> {
        let clock = Start::going_on(stand.clock.reading());
        Ok(Self {
            image: stand.database.image(limit)?,
            config: Arc::clone(&stand.config),
            clients: Arc::clone(&stand.clients),
            personas: Arc::clone(&stand.personas),
            clock,
        })
    }

    /// How many bytes its database has.
    pub fn size(&self) -> usize {
        self.image.size()
    }

    /// What its clock shows at first.
    pub fn starts_at(&self) -> DateTime<Utc> {
        Clock::starting(self.clock).now()
    }

    /// Makes a stand of it, in memory: nobody holds anything of it so far.
    pub fn fork(&self, platform: &Arc<Platform>, identity: Identity<'_>) -> Result<Stand, StandError> {
        let stand = self.new_stand(platform, identity)?;
        stand.database.set_up(|sql| {
            copies::forget_given_out(sql)?;
            settle(sql, &stand)?;
            stand.arm_people(sql)
        })?;
        Ok(stand)
    }

    /// Puts a new stand of that name in the place of one: what that has given out is no good here.
    pub fn refill(&self, before: &Stand, identity: Identity<'_>) -> Result<Stand, StandError> {
        let stand = self.fork(&before.platform, identity)?;
        in_place_of(before, stand)
    }

    /// Puts it back in the place of the stand that it was taken of: what that has given out by then is good again.
    pub fn restore(&self, before: &Stand) -> Result<Stand, StandError> {
        let identity = Identity { name: &before.name, generation: before.generation, seed: None };
        let mut stand = self.new_stand(&before.platform, identity)?;
        stand.random = Arc::clone(&before.random);
        (stand.mark, stand.form_key) = (before.mark.clone(), before.form_key);
        stand.database.set_up(|sql| settle(sql, &stand))?;
        in_place_of(before, stand)
    }

    fn new_stand(&self, platform: &Arc<Platform>, identity: Identity<'_>) -> Result<Stand, StandError> {
        let database = Database::from_image(&self.image, platform.config.largest_in_memory, platform.writers.next())?;
        let mut stand = Stand::around(platform, identity, database, Clock::starting(self.clock));
        stand.config = Arc::clone(&self.config);
        stand.clients = Arc::clone(&self.clients);
        stand.personas = Arc::clone(&self.personas);
        Ok(stand)
    }
}

/// Writes into a copy what the image of another one cannot know.
fn settle(sql: &WriteSql, stand: &Stand) -> Result<(), StorageError> {
    stand.keep_identity(sql)?;
    stand.agenda.set(jobs::find_next_due(sql)?);
    Ok(())
}

/// A stand goes on where another one was. A file is written over, in one step from one world to the other; a database in
/// memory is left to the requests that are still at it.
fn in_place_of(before: &Stand, mut stand: Stand) -> Result<Stand, StandError> {
    stand.news = Arc::clone(&before.news);
    stand.journal = Arc::clone(&before.journal);
    stand.faults = Arc::clone(&before.faults);
    if let Some(address) = before.address.clone() {
        stand = stand.at(address);
    }
    if before.is_in_file {
        let image = stand.database.image(usize::MAX)?;
        stand.database = before.database.clone();
        stand.era = before.era.next();
        stand.is_in_file = true;
        stand.database.restore(&image)?;
    } else if before.is_default() {
        // It is to hold more than one of many.
        let platform = &before.platform;
        let database = Database::in_memory(platform.config.largest_in_memory, platform.writers.next())?;
        database.restore(&stand.database.image(usize::MAX)?)?;
        stand.database = database;
    }
    stand.database.read(|sql| stand.arm_people(sql))??;
    Ok(stand)
}
