//! Fills a stand that is being made with more people than fit into memory, part after part. Nobody is served so far.

use crate::crypto::password;
use crate::fixtures::World;
use crate::flow::after::After;
use crate::flow::jobs::run;
use crate::flow::platform::StandError;
use crate::flow::stand::Stand;
use crate::flow::tester::people::NEXT;
use crate::storage::seed;

impl Stand {
    /// What is stored of a password. Hashed once it may stand for everybody who has it.
    pub fn hash(&self, password: &str) -> Result<String, StandError> {
        Ok(password::hash(password, self.random.bytes())?)
    }

    /// Adds people who all have the password of this hash, and their organisations, in one transaction.
    pub fn fill_with(&self, part: &World, hash: &str) -> Result<(), StandError> {
        let hash = |_: &str| Some(hash.to_owned());
        Ok(self.database.set_up(|sql| seed::fill(sql, part, &hash))?)
    }

    /// Puts down what everybody has to wait for, after the last part, and that so many were made up: whoever is made up
    /// later is not looked for among their numbers.
    pub fn plan_for_all(&self, made_up: u64) -> Result<(), StandError> {
        let after = After::default();
        Ok(self.database.set_up(|sql| {
            seed::keep_meta(sql, NEXT, &(made_up + 1).to_string())?;
            run::replan(&self.write_cx(sql, &after))
        })?)
    }
}
