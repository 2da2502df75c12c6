//! The database of a stand: in memory, in a file, or made from an [`Image`] of another one.
//!
//! Writes to a file go through the queue of a thread (`writer`). Reads of a file go to connections of their own. A
//! database in memory is one connection: jobs have it in turn, each on the thread of its caller.

mod connections;
mod file;
mod format;
mod found;
mod handles;
mod image;
mod look;
mod migrations;
mod one_state;
mod writer;

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::storage::StorageError;
use crate::storage::database::connections::Caches;
use crate::storage::database::connections::Connections;
use crate::storage::database::file::DataFile;
use crate::storage::database::one_state::OneState;
use crate::storage::database::writer::Job;
use crate::storage::database::writer::Work;
use crate::storage::search::texts;

pub use crate::storage::database::found::Found;
pub use crate::storage::database::found::promised;
pub use crate::storage::database::handles::Sql;
pub use crate::storage::database::handles::WriteSql;
pub use crate::storage::database::image::Image;
pub use crate::storage::database::writer::Keep;
pub use crate::storage::database::writer::Writer;
pub use crate::storage::database::writer::Writers;

/// The database of one stand.
#[derive(Clone, Debug)]
pub struct Database {
    connections: Arc<Connections>,
    writer: Writer,
    /// How many bytes it may have, where it is in memory.
    room: Option<u64>,
}

impl Database {
    /// An empty database in memory, which may have so many bytes.
    pub fn in_memory(room: u64, writer: &Writer) -> Result<Self, StorageError> {
        let connections = Connections::in_memory(Caches::MEMORY)?;
        connections.writing(|sql| migrations::carry_out(sql.connection()))??;
        Self::within(room, Caches::MEMORY, connections, writer)
    }

    /// A database in memory that begins as a copy of another one. It keeps little at hand, as one of many.
    pub fn from_image(image: &Image, room: u64, writer: &Writer) -> Result<Self, StorageError> {
        let connections = Connections::in_memory(Caches::SMALL)?;
        connections.writing(|sql| image.load(sql.reading_mut().connection_mut()))??;
        Self::within(room, Caches::SMALL, connections, writer)
    }

    /// A database in a file: made if it is not there, led to the present version if it is of an earlier one, and
    /// refused untouched if it is not ours. Nobody else gets it until it is closed. `patience` is how long a write
    /// waits for another process that reads or writes the file all the same.
    pub fn open(file: &Path, patience: Duration, writer: &Writer) -> Result<Self, StorageError> {
        let connections = Connections::to_file(DataFile::take(file)?, patience, migrations::carry_out)?;
        Ok(Self::of(connections, writer))
    }

    /// May a new file get this name? Not where the log of one that is gone would be taken for its own.
    pub fn may_be_made(file: &Path) -> Result<(), StorageError> {
        file::look_at(file)
    }

    /// A new file that is filled, closed and only then given to anybody. Until then it is worth nothing: whoever fails
    /// throws it away.
    pub fn making(file: &Path, writer: &Writer) -> Result<Self, StorageError> {
        let connections = Connections::to_new_file(DataFile::take(file)?, migrations::carry_out)?;
        Ok(Self::of(connections, writer))
    }

    fn of(connections: Connections, writer: &Writer) -> Self {
        Self { connections: Arc::new(connections), writer: writer.clone(), room: None }
    }

    fn within(room: u64, caches: Caches, connections: Connections, writer: &Writer) -> Result<Self, StorageError> {
        connections.hold(room, caches)?;
        Ok(Self { room: Some(room), ..Self::of(connections, writer) })
    }

    /// Why something that was done here has failed: SQLite does not tell memory that may be no larger from a full disk.
    pub fn explained(&self, error: StorageError) -> StorageError {
        match self.room {
            Some(room) => error.within(room),
            None => error,
        }
    }

    /// Runs a job in a transaction; answers after the commit.
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&WriteSql) -> (Keep, T) + Send + 'static,
    ) -> Result<T, StorageError> {
        let (found, value) = promised();
        let work = move |sql: &WriteSql| {
            let (keep, value) = job(sql);
            found.keep(value);
            keep
        };
        self.carry_out(Box::new(work)).await?;
        value.take().ok_or(StorageError::Closed)
    }

    /// The same for work of any kind: compiled once, however many kinds there are.
    async fn carry_out(&self, work: Work) -> Result<(), StorageError> {
        let (job, done) = Job::new(&self.connections, work);
        if self.connections.have_readers() {
            self.writer.take(job)?;
        } else {
            // In memory there is no disk to wait for, so nothing is gained by sharing a commit.
            writer::carry_out(Arc::clone(&self.connections), VecDeque::from([job]));
        }
        done.await.map_err(|_| StorageError::Closed)?.map_err(|error| self.explained(error))
    }

    /// Reads one state of what was answered, whatever is written meanwhile.
    pub fn read<T>(&self, job: impl FnOnce(&Sql) -> T) -> Result<T, StorageError> {
        let (mut job, mut value) = (Some(job), None);
        self.look(&mut |sql| value = job.take().map(|job| job(sql)))?;
        value.ok_or(StorageError::Closed)
    }

    /// The same for whatever is read, compiled once.
    fn look(&self, job: &mut dyn FnMut(&Sql)) -> Result<(), StorageError> {
        if !self.connections.have_readers() {
            // Nobody writes as long as somebody else has the one connection.
            return self.connections.reading(|sql| job(sql));
        }
        self.connections.reading(|sql| {
            let state = OneState::begin(sql)?;
            job(&state);
            Ok(())
        })?
    }

    /// All that is committed, as bytes; refused if it is more than `limit` bytes.
    pub fn image(&self, limit: usize) -> Result<Image, StorageError> {
        self.connections.reading(|sql| Image::of(sql.connection_mut(), limit))?
    }

    /// Puts an image in the place of all that is here, in one transaction. It may come from any database of this
    /// program and version, and must not be larger than this one may be. Waits for the write that runs, and those after
    /// it see the image.
    pub fn restore(&self, image: &Image) -> Result<(), StorageError> {
        let copied = self.connections.writing(|sql| image.copy_to(sql.reading_mut().connection_mut()))?;
        copied.map_err(|error| self.explained(error))
    }

    /// Gives back memory that only makes the next statement faster.
    pub fn release(&self) -> Result<(), StorageError> {
        self.connections.release()
    }

    /// Ends it, for everybody who has it: whoever asks afterwards is told that it is closed. A file holds everything
    /// then, with no log beside it, and may be copied or opened by somebody else.
    pub fn close(&self) -> Result<(), StorageError> {
        self.connections.close()
    }

    /// Runs a job now, on this thread and in one transaction: for seeding, before anybody is served.
    pub fn set_up<T>(&self, job: impl FnOnce(&WriteSql) -> Result<T, StorageError>) -> Result<T, StorageError> {
        let done = self.connections.writing(|sql| {
            let transaction = sql.connection().unchecked_transaction()?;
            let value = job(sql)?;
            texts::keep_up(sql)?;
            transaction.commit()?;
            Ok(value)
        })?;
        done.map_err(|error| self.explained(error))
    }
}

#[cfg(test)]
mod tests;
