//! What somebody can be found by: one text, folded. Letters and digits alone, lower case, ё as е.
//!
//! Texts are in `search`, and pieces of three characters of each in `search_index` (FTS5, trigrams). To write an index
//! for one person is dear, for a hundred it is cheap. So whoever is new or has changed only gets a mark in
//! `search_pending`, by triggers of the tables that the text is made of; and as soon as more than [`MOST_PENDING`] are
//! marked, the transaction that did it writes all their texts.

use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::Row;
use rusqlite::params;

use crate::domain::document::DocumentData;
use crate::fixtures::Citizen;
use crate::fixtures::World;
use crate::protocol::ids::Oid;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;

/// How many people may wait for their texts.
const MOST_PENDING: i64 = 128;

/// Writes the texts of those that wait, where they are many.
pub(in crate::storage) fn keep_up(sql: &WriteSql) -> Result<(), StorageError> {
    let waiting: i64 = sql.prepare_cached("SELECT count(*) FROM search_pending")?.query_row([], |row| row.get(0))?;
    if waiting > MOST_PENDING { catch_up(sql) } else { Ok(()) }
}

/// Writes the texts of all that wait.
pub(super) fn catch_up(sql: &WriteSql) -> Result<(), StorageError> {
    loop {
        let waiting = waiting(sql)?;
        let Some((last, _)) = waiting.last() else { return Ok(()) };
        sql.prepare_cached("DELETE FROM search_pending WHERE oid <= ?1")?.execute([last])?;
        for (oid, before) in waiting {
            replace(sql, oid, before, text(sql, oid)?)?;
        }
    }
}

/// Writes the texts of everybody, where nobody has one.
pub(in crate::storage) fn write_all(sql: &WriteSql) -> Result<(), StorageError> {
    configure(sql, AT_ONCE)?;
    let everybody = format!("SELECT {TEXT} ORDER BY accounts.oid");
    let mut query = sql.prepare_cached(&everybody)?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        add(sql, row.get(0)?, &text_of(row)?)?;
    }
    configure(sql, USUAL)
}

/// Writes the texts of the people of these worlds, wherever they are themselves; nobody has one so far.
pub(in crate::storage) fn write_of(
    sql: &WriteSql,
    worlds: impl Iterator<Item = Arc<World>>,
) -> Result<(), StorageError> {
    configure(sql, AT_ONCE)?;
    for world in worlds {
        for citizen in &world.citizens {
            add(sql, rows::integer(citizen.account.oid), &of_citizen(citizen))?;
        }
    }
    configure(sql, USUAL)
}

/// How much of an index is made in memory before it is written, in bytes, and when its parts are put together
/// (<https://www.sqlite.org/fts5.html>, 6).
fn configure(sql: &WriteSql, (memory, merge): (i64, i64)) -> Result<(), StorageError> {
    for (name, value) in [("hashsize", memory), ("automerge", merge)] {
        sql.prepare_cached("INSERT INTO search_index (search_index, rank) VALUES (?1, ?2)")?
            .execute(params![name, value])?;
    }
    Ok(())
}

/// Large parts, which are left as they are.
const AT_ONCE: (i64, i64) = (64 << 20, 0);

/// What SQLite does where nothing is said.
const USUAL: (i64, i64) = (1 << 20, 4);

/// The first of those that wait, with the texts that were written of them last.
fn waiting(sql: &Sql) -> Result<Vec<(i64, Option<String>)>, StorageError> {
    let mut query = sql
        .prepare_cached("SELECT oid, text FROM search_pending LEFT JOIN search USING (oid) ORDER BY oid LIMIT 1000")?;
    let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn replace(sql: &WriteSql, oid: i64, before: Option<String>, now: Option<String>) -> Result<(), StorageError> {
    if before == now {
        return Ok(());
    }
    if let Some(before) = before {
        // The index has no copy of what it was made of.
        sql.prepare_cached("INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', ?1, ?2)")?
            .execute(params![oid, before])?;
        sql.prepare_cached("DELETE FROM search WHERE oid = ?1")?.execute([oid])?;
    }
    now.map_or(Ok(()), |now| add(sql, oid, &now))
}

fn add(sql: &WriteSql, oid: i64, text: &str) -> Result<(), StorageError> {
    sql.prepare_cached("INSERT INTO search_index (rowid, text) VALUES (?1, ?2)")?.execute(params![oid, text])?;
    sql.prepare_cached("INSERT INTO search (oid, text) VALUES (?1, ?2)")?.execute(params![oid, text])?;
    Ok(())
}

/// What makes a text, and where it stands.
const TEXT: &str =
    // Without its table, oid is the number of a row.
    "accounts.oid, persona, last_name, first_name, middle_name, snils,
     (SELECT group_concat(value, char(10)) FROM contacts WHERE owner = accounts.oid),
     (SELECT group_concat(coalesce(data ->> 'series', '') || (data ->> 'number'), char(10))
      FROM documents WHERE owner = accounts.oid)
     FROM accounts JOIN people ON people.oid = accounts.oid";

/// What somebody can be found by now; nothing where there is no such account.
pub(super) fn text(sql: &Sql, oid: i64) -> Result<Option<String>, StorageError> {
    let query = format!("SELECT {TEXT} WHERE accounts.oid = ?1");
    let mut query = sql.prepare_cached(&query)?;
    let mut found = query.query([oid])?;
    found.next()?.map(text_of).transpose()
}

fn text_of(row: &Row<'_>) -> Result<String, StorageError> {
    let mut text = row.get::<_, i64>(0)?.to_string();
    for column in 1..row.as_ref().column_count() {
        for line in row.get::<_, Option<String>>(column)?.iter().flat_map(|lines| lines.split('\n')) {
            push(&mut text, line);
        }
    }
    Ok(text)
}

/// The same of somebody who is not stored so far.
fn of_citizen(citizen: &Citizen) -> String {
    let Citizen { account, persona, person, contacts, documents, .. } = citizen;
    let name = &person.name;
    let mut text = account.oid.to_string();
    push(&mut text, persona);
    for part in [name.last_name(), name.first_name()].into_iter().chain(name.middle_name()) {
        push(&mut text, part.as_str());
    }
    person.snils.iter().for_each(|snils| push(&mut text, snils.digits()));
    for contact in contacts {
        push(&mut text, &contact.value);
    }
    for document in documents {
        let DocumentData { series, number: Some(number), .. } = &document.data else { continue };
        push(&mut text, series.as_deref().unwrap_or_default());
        fold_into(&mut text, number);
    }
    text
}

fn push(text: &mut String, line: &str) {
    text.push(' ');
    fold_into(text, line);
}

/// The texts of everybody who waits, after an OID.
pub(super) fn pending(sql: &Sql, after: i64) -> Result<BTreeMap<Oid, String>, StorageError> {
    let mut query = sql.prepare_cached("SELECT oid FROM search_pending WHERE oid > ?1")?;
    let mut found = query.query([after])?;
    let mut list = BTreeMap::new();
    while let Some(row) = found.next()? {
        let oid = row.get(0)?;
        if let Some(text) = text(sql, oid)? {
            list.insert(rows::oid(oid)?, text);
        }
    }
    Ok(list)
}

/// Letters and digits alone, small, ё as е.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

fn fold_into(folded: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            // Nearly every letter is one of these; the tables of Unicode are slow.
            'a'..='z' | '0'..='9' | 'а'..='я' => folded.push(letter),
            ' '..='~' => folded.extend(letter.is_ascii_alphabetic().then(|| letter.to_ascii_lowercase())),
            _ => {
                let small = Some(letter).filter(|letter| letter.is_alphanumeric()).into_iter();
                let small = small.flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric());
                folded.extend(small.map(|letter| if letter == 'ё' { 'е' } else { letter }));
            }
        }
    }
}
