//! Pictures of a scenario: what whoever acted last sees after each step.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::world::World;

/// The pictures of one scenario.
pub(crate) struct Album<'a> {
    folder: &'a Path,
    id: &'a str,
    step: usize,
    last: Vec<u8>,
}

impl<'a> Album<'a> {
    /// Without pictures.
    pub(crate) fn new(folder: &'a Path, id: &'a str) -> Self {
        Self { folder, id, step: 0, last: Vec::new() }
    }

    /// One more step: `FOLDER/ID-STEP.png`, if another picture is seen than before.
    pub(crate) async fn adds(&mut self, world: &World) -> Result<(), Failure> {
        self.step += 1;
        let seen = world.picture().await?.unwrap_or_default();
        if seen.is_empty() || seen == self.last {
            return Ok(());
        }
        let path = self.folder.join(format!("{}-{:02}.png", self.id, self.step));
        fs::write(&path, &seen).map_err(|error| Failure::new(path.display().to_string(), error.to_string()))?;
        self.last = seen;
        Ok(())
    }
}
