//! What ЭПОС keeps: an SQLite database of its own, in which each kind of thing is a shelf of documents.

pub mod documents;
pub mod fault;
pub mod trace;

use std::path::Path;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::params;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A thing that is kept under a key.
pub trait Document: Serialize + DeserializeOwned {
    /// The name of its shelf.
    const KIND: &'static str;
    /// There are never more of them: beyond that the oldest go.
    const MOST: u32;
}

/// The database could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite.
    #[error("the database: {0}")]
    Database(#[from] rusqlite::Error),
    /// A document that cannot be read or written.
    #[error("a document: {0}")]
    Document(#[from] serde_json::Error),
}

/// The database. Statements are short, so one connection does for all.
#[derive(Debug)]
pub struct Store(Mutex<Connection>);

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS documents (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (kind, key)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS documents_of_a_kind ON documents (kind, number);
";

impl Store {
    /// A file, or a database in memory.
    pub fn open(file: Option<&Path>) -> Result<Self, StoreError> {
        let connection = file.map_or_else(Connection::open_in_memory, Connection::open)?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self(Mutex::new(connection)))
    }

    fn sql(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The document of this key.
    pub fn get<D: Document>(&self, key: &str) -> Result<Option<D>, StoreError> {
        get(&self.sql(), key)
    }

    /// All of a kind, the oldest first, with their keys.
    pub fn all<D: Document>(&self) -> Result<Vec<(String, D)>, StoreError> {
        let sql = self.sql();
        let mut statement = sql.prepare_cached("SELECT key, body FROM documents WHERE kind = ?1 ORDER BY number")?;
        let rows = statement.query_map([D::KIND], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
        rows.into_iter().map(|(key, body)| Ok((key, serde_json::from_str(&body)?))).collect()
    }

    /// Puts a document under a key, whatever was there.
    pub fn put<D: Document>(&self, key: &str, document: &D) -> Result<(), StoreError> {
        put(&self.sql(), key, document)
    }

    /// Puts a document under a key where there is none; says whether it did.
    pub fn add<D: Document>(&self, key: &str, document: &D) -> Result<bool, StoreError> {
        let mut sql = self.sql();
        let transaction = sql.transaction()?;
        let free = get::<D>(&transaction, key)?.is_none();
        if free {
            put(&transaction, key, document)?;
        }
        transaction.commit()?;
        Ok(free)
    }

    /// Puts a document under the next number, which is its key.
    pub fn push<D: Document>(&self, document: &D) -> Result<i64, StoreError> {
        let mut sql = self.sql();
        let transaction = sql.transaction()?;
        let last: i64 =
            transaction.query_row("SELECT coalesce(max(number), 0) FROM documents", [], |row| row.get(0))?;
        put(&transaction, &(last + 1).to_string(), document)?;
        transaction.commit()?;
        Ok(last + 1)
    }

    /// Changes a document that is there; says what it is like then.
    pub fn change<D: Document>(&self, key: &str, change: impl FnOnce(&mut D)) -> Result<Option<D>, StoreError> {
        let mut sql = self.sql();
        let transaction = sql.transaction()?;
        let mut document = get::<D>(&transaction, key)?;
        if let Some(document) = &mut document {
            change(document);
            put(&transaction, key, document)?;
        }
        transaction.commit()?;
        Ok(document)
    }

    /// Takes a document away and gives it: to one caller only.
    pub fn take<D: Document>(&self, key: &str) -> Result<Option<D>, StoreError> {
        let sql = self.sql();
        let mut statement = sql.prepare_cached("DELETE FROM documents WHERE kind = ?1 AND key = ?2 RETURNING body")?;
        let body: Option<String> = statement.query_row(params![D::KIND, key], |row| row.get(0)).optional()?;
        Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
    }

    /// Takes all of a kind away.
    pub fn clear<D: Document>(&self) -> Result<(), StoreError> {
        self.sql().execute("DELETE FROM documents WHERE kind = ?1", [D::KIND])?;
        Ok(())
    }

    /// Takes everything away.
    pub fn reset(&self) -> Result<(), StoreError> {
        self.sql().execute("DELETE FROM documents", [])?;
        Ok(())
    }
}

fn get<D: Document>(sql: &Connection, key: &str) -> Result<Option<D>, StoreError> {
    let mut statement = sql.prepare_cached("SELECT body FROM documents WHERE kind = ?1 AND key = ?2")?;
    let body: Option<String> = statement.query_row(params![D::KIND, key], |row| row.get(0)).optional()?;
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}

fn put<D: Document>(sql: &Connection, key: &str, document: &D) -> Result<(), StoreError> {
    let body = serde_json::to_string(document)?;
    let mut statement = sql.prepare_cached(
        "INSERT INTO documents (kind, key, body) VALUES (?1, ?2, ?3)
         ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
    )?;
    statement.execute(params![D::KIND, key, body])?;
    let mut statement = sql.prepare_cached(
        "DELETE FROM documents WHERE kind = ?1 AND number <= (
             SELECT number FROM documents WHERE kind = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)",
    )?;
    statement.execute(params![D::KIND, D::MOST])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
    struct Word(String);

    impl Document for Word {
        const KIND: &'static str = "words";
        const MOST: u32 = 3;
    }

    fn word(text: &str) -> Word {
        Word(text.to_owned())
    }

    #[test]
    fn what_is_taken_is_gone_and_what_is_too_much_goes_oldest_first() {
        let store = Store::open(None).expect("a database");
        for text in ["one", "two", "three", "four"] {
            store.put(text, &word(text)).expect("put");
        }
        let keys: Vec<String> = store.all::<Word>().expect("all").into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["two", "three", "four"]);
        assert_eq!(store.take("two").expect("take"), Some(word("two")));
        assert_eq!(store.take::<Word>("two").expect("take"), None);
        assert!(!store.add("four", &word("five")).expect("add"));
        assert_eq!(store.change("four", |word: &mut Word| word.0.push('!')).expect("change"), Some(word("four!")));
        assert_eq!(store.get("four").expect("get"), Some(word("four!")));
    }
}
