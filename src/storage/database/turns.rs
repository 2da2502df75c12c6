//! Jobs at the connection that writes, in turn, and the transactions that they share.
//!
//! Jobs of a file share a transaction if they have come together; it is committed before any of them is answered. In
//! memory there is nothing to be made safe, and a transaction stays open from job to job: the more pages there are, the
//! more of them share one. For where pages of an index are split, SQLite gives one of them the number of the page at
//! 1 GiB for a moment, and at the end of that transaction its cache looks through all pages for those that are beyond
//! the end (`pcache1TruncateUnsafe`).

use rusqlite::Connection;

use crate::storage::StorageError;
use crate::storage::database::handles::Sql;
use crate::storage::database::handles::WriteSql;
use crate::storage::search::texts;

/// So many pages may be looked through for one job.
const PAGES: u32 = 4_096;

/// The connection that writes, and what of it is not committed yet.
#[derive(Debug)]
pub(super) struct Turns {
    sql: WriteSql,
    /// May jobs be answered before what they wrote is committed?
    in_memory: bool,
    /// So many may be, before the next commit.
    ahead: u32,
}

/// What jobs that fail are undone by.
#[derive(Clone, Copy, Debug)]
enum Begun {
    /// A transaction of their own.
    Transaction,
    /// A savepoint in one in which others have been answered.
    Savepoint,
}

impl Turns {
    /// At a database in memory.
    pub(super) fn in_memory(sql: WriteSql) -> Self {
        Self { sql, in_memory: true, ahead: 0 }
    }

    /// At a file.
    pub(super) fn in_file(sql: WriteSql) -> Self {
        Self { sql, in_memory: false, ahead: 0 }
    }

    /// Runs jobs. Where it fails, nothing of them is left.
    pub(super) fn run(&mut self, jobs: impl FnOnce(&WriteSql) -> Result<(), StorageError>) -> Result<(), StorageError> {
        let begun = self.begin()?;
        let done = jobs(&self.sql).and_then(|()| texts::keep_up(&self.sql));
        match done.and_then(|()| self.end(begun)) {
            Ok(()) => Ok(()),
            Err(error) => {
                // The transaction may be gone already; what counts is that nothing of them stays.
                let _ = self.undo(begun);
                Err(error)
            }
        }
    }

    /// What reads of it, and sees what was answered.
    pub(super) fn reading_mut(&mut self) -> &mut Sql {
        self.sql.reading_mut()
    }

    /// With no transaction open.
    pub(super) fn settled(&mut self) -> Result<&mut WriteSql, StorageError> {
        if self.is_open() {
            self.commit()?;
        }
        Ok(&mut self.sql)
    }

    /// Ends it.
    pub(super) fn close(mut self) -> Result<(), StorageError> {
        self.settled()?;
        self.sql.close()
    }

    fn begin(&self) -> Result<Begun, StorageError> {
        if self.is_open() {
            execute(self.sql.connection(), "SAVEPOINT turn")?;
            return Ok(Begun::Savepoint);
        }
        execute(self.sql.connection(), "BEGIN IMMEDIATE")?;
        Ok(Begun::Transaction)
    }

    fn end(&mut self, begun: Begun) -> Result<(), StorageError> {
        if let Begun::Savepoint = begun {
            execute(self.sql.connection(), "RELEASE turn")?;
        }
        if self.ahead == 0 {
            return self.commit();
        }
        self.ahead -= 1;
        Ok(())
    }

    fn undo(&self, begun: Begun) -> Result<(), StorageError> {
        match begun {
            Begun::Transaction => execute(self.sql.connection(), "ROLLBACK"),
            Begun::Savepoint => {
                let sql = self.sql.connection();
                let undone = execute(sql, "ROLLBACK TO turn").and_then(|()| execute(sql, "RELEASE turn"));
                // Without its savepoint it cannot be told from what was answered before.
                undone.or_else(|_| execute(sql, "ROLLBACK"))
            }
        }
    }

    fn commit(&mut self) -> Result<(), StorageError> {
        execute(self.sql.connection(), "COMMIT")?;
        if self.in_memory {
            let mut query = self.sql.connection().prepare_cached("PRAGMA page_count")?;
            let pages: u32 = query.query_row([], |row| row.get(0))?;
            self.ahead = pages / PAGES;
        }
        Ok(())
    }

    fn is_open(&self) -> bool {
        !self.sql.connection().is_autocommit()
    }
}

/// Runs a statement that is kept prepared.
pub(super) fn execute(connection: &Connection, statement: &str) -> Result<(), StorageError> {
    connection.prepare_cached(statement)?.execute([])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::database::Database;
    use crate::storage::database::Keep;
    use crate::storage::database::Writer;

    fn writer() -> Writer {
        Writer::start().expect("a thread")
    }

    /// In memory, with so many pages at least.
    fn with_pages(count: u32) -> Database {
        let database = Database::in_memory(&writer()).expect("opened");
        let fill = |sql: &WriteSql| {
            let mut large = sql.prepare_cached("INSERT INTO meta VALUES ('large', hex(zeroblob(?1)))")?;
            Ok(large.execute([count * 512])?)
        };
        database.set_up(fill).expect("filled");
        database
    }

    fn pages(database: &Database) -> u32 {
        let count = |sql: &Sql| -> Result<u32, StorageError> {
            Ok(sql.prepare_cached("PRAGMA page_count")?.query_row([], |row| row.get(0))?)
        };
        database.read(count).expect("open").expect("a number")
    }

    fn add(sql: &WriteSql, key: &str) {
        let mut statement = sql.prepare_cached("INSERT INTO meta VALUES (?1, '')").expect("a statement");
        statement.execute([key]).expect("added");
    }

    fn keys(sql: &Sql) -> Vec<String> {
        let mut query = sql.prepare_cached("SELECT key FROM meta WHERE key <> 'large' ORDER BY key").expect("a query");
        let found = query.query_map([], |row| row.get(0)).expect("rows");
        found.collect::<Result<_, _>>().expect("keys")
    }

    fn seen(database: &Database) -> Vec<String> {
        database.read(keys).expect("open")
    }

    async fn write(database: &Database, key: &'static str) {
        database.write(move |sql| (Keep::Commit, add(sql, key))).await.expect("written");
    }

    fn is_open(database: &Database) -> bool {
        database.connections.turns(|turns| turns.is_open()).expect("not closed")
    }

    /// How many commits so many jobs take.
    async fn commits(database: &Database, jobs: u32) -> u32 {
        let mut commits = 0;
        for number in 0..jobs {
            database.write(move |sql| (Keep::Commit, add(sql, &number.to_string()))).await.expect("written");
            commits += u32::from(!is_open(database));
        }
        commits
    }

    /// A commit looks through all pages where one was split, so this is what a job may cost more than another.
    #[tokio::test]
    async fn however_many_pages_there_are_a_job_pays_for_as_many() {
        const JOBS: u32 = 120;
        let small = with_pages(1);
        assert_eq!(commits(&small, JOBS).await, JOBS);
        for count in [5_000, 20_000, 50_000] {
            let database = with_pages(count);
            let commits = commits(&database, JOBS).await;
            assert!(commits > 1 && (commits - 1) * pages(&database) <= JOBS * PAGES, "{count}: {commits}");
        }
    }

    #[tokio::test]
    async fn what_was_answered_is_there_for_everybody() {
        let database = with_pages(50_000);
        write(&database, "first").await;
        write(&database, "second").await;
        assert!(is_open(&database));
        assert_eq!(seen(&database), ["first", "second"]);
        let copy = Database::from_image(&database.image(1 << 28).expect("an image"), &writer()).expect("a copy");
        assert_eq!(seen(&copy), ["first", "second"]);
        write(&database, "third").await;
        let set_up = |sql: &WriteSql| {
            add(sql, "fourth");
            Ok(())
        };
        database.set_up(set_up).expect("set up");
        write(&database, "fifth").await;
        write(&database, "sixth").await;
        assert!(is_open(&database));
        assert_eq!(seen(&database).len(), 6);
        database.release().expect("released");
        assert!(!is_open(&database));
        write(&database, "seventh").await;
        database.restore(&copy.image(1 << 28).expect("an image")).expect("restored");
        assert_eq!(seen(&database), ["first", "second"]);
        write(&database, "after it").await;
        database.close().expect("closed");
    }

    #[tokio::test]
    async fn a_job_that_fails_takes_no_other_with_it() {
        let database = with_pages(50_000);
        write(&database, "before it").await;
        write(&database, "kept").await;
        assert!(is_open(&database));
        database.write(|sql| (Keep::Rollback, add(sql, "undone"))).await.expect("written");
        let broken = database.write(|sql| {
            add(sql, "broken");
            execute(sql.connection(), "RELEASE job").expect("released");
            (Keep::Commit, ())
        });
        assert!(matches!(broken.await, Err(StorageError::Undone(_))));
        assert!(is_open(&database));
        assert_eq!(seen(&database), ["before it", "kept"]);
    }
}
