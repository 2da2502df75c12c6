//! Fills a new file: with a world, or with more people than fit into memory, part after part. Nobody is served meanwhile.

use std::path::Path;
use std::sync::Arc;

use crate::crypto::password;
use crate::fixtures::World;
use crate::flow::after::After;
use crate::flow::jobs::run;
use crate::flow::opening::StandParts;
use crate::flow::platform::Platform;
use crate::flow::platform::StandError;
use crate::flow::stand::Stand;
use crate::flow::tester::made_up::NEXT;
use crate::storage::bulk;
use crate::storage::bulk::PutOff;
use crate::storage::database::Database;
use crate::storage::seed;

impl Stand {
    /// What is stored of a password. Hashed once it may stand for everybody who has it.
    pub fn hash(&self, password: &str) -> Result<String, StandError> {
        Ok(password::hash(password, self.random.bytes())?)
    }
}

/// May a new file get this name?
pub fn may_be_made(file: &Path) -> Result<(), StandError> {
    Ok(Database::may_be_made(file)?)
}

/// Fills a new file with a world, and ends it.
pub fn fill(platform: &Arc<Platform>, parts: StandParts, file: &Path) -> Result<(), StandError> {
    let database = Database::making(file, platform.writers.next())?;
    Stand::in_database(platform, parts, database, true)?.close()
}

/// A file that is being filled. It is a stand's when it has ended, and worth nothing before.
#[derive(Debug)]
pub struct Filling {
    stand: Stand,
    hash: String,
    put_off: PutOff,
}

impl Filling {
    /// Begins a new file, with a world of few people that others join, who all have this password.
    pub fn begin(platform: &Arc<Platform>, parts: StandParts, file: &Path, password: &str) -> Result<Self, StandError> {
        let database = Database::making(file, platform.writers.next())?;
        let stand = Stand::in_database(platform, parts, database, true)?;
        let hash = stand.hash(password)?;
        let put_off = stand.database.set_up(bulk::begin)?;
        Ok(Self { stand, hash, put_off })
    }

    /// Adds people, and their organisations.
    pub fn add(&self, part: &World) -> Result<(), StandError> {
        // Hashed once for everybody.
        let hash = |_: &str| Some(self.hash.clone());
        Ok(self.stand.database.set_up(|sql| seed::fill(sql, part, &hash))?)
    }

    /// Puts down what everybody has to wait for, and that so many were made up: whoever is made up later is not looked
    /// for among their numbers. The file of [`texts`] is needed when all others are there; `written` waits for it.
    pub fn end(
        self,
        made_up: u64,
        texts: &Path,
        written: impl FnOnce() -> Result<(), StandError>,
    ) -> Result<(), StandError> {
        let Self { stand, put_off, .. } = self;
        let after = After::default();
        stand.database.set_up(|sql| bulk::put_back(sql, put_off))?;
        written()?;
        stand.database.set_up(|sql| {
            bulk::take_texts(sql, texts)?;
            seed::keep_meta(sql, NEXT, &(made_up + 1).to_string())?;
            run::replan(&stand.write_cx(sql, &after))
        })?;
        stand.close()
    }
}

/// Writes what the people of all parts are found by into a file of its own, beside whoever writes the people.
pub fn texts(platform: &Platform, file: &Path, parts: impl Iterator<Item = Arc<World>>) -> Result<(), StandError> {
    Ok(bulk::write_texts_beside(file, platform.writers.next(), parts)?)
}
