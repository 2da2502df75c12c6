//! A new database that is filled with any number of people: what would be written all over the file is written last.
//!
//! To keep an index while rows are added in no order of it is dear, to make it of all of them at once is cheap. So the
//! indexes are taken out of the schema first, with the triggers that mark whom to find anew, and come back at the end.

use std::path::Path;
use std::sync::Arc;

use crate::fixtures::World;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::database::Database;
use crate::storage::database::Writer;
use crate::storage::search::texts;

/// The declarations of what was taken out.
#[derive(Debug)]
#[must_use = "without them the file is not whole"]
pub struct PutOff(Vec<String>);

/// Takes out what is put off.
pub fn begin(sql: &WriteSql) -> Result<PutOff, StorageError> {
    let declared = "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
                    ORDER BY rowid";
    let found: Vec<(String, String, String)> = {
        let mut query = sql.prepare_cached(declared)?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.collect::<Result<_, _>>()?
    };
    let mut declarations = Vec::new();
    for (kind, name, declaration) in found {
        sql.prepare_cached(&format!("DROP {kind} {name}"))?.execute([])?;
        declarations.push(declaration);
    }
    Ok(PutOff(declarations))
}

/// Puts it back.
pub fn put_back(sql: &WriteSql, PutOff(declarations): PutOff) -> Result<(), StorageError> {
    declarations.iter().try_for_each(|declaration| {
        sql.prepare_cached(declaration)?.execute([])?;
        Ok(())
    })
}

/// Writes what people are found by, where nothing of it is there.
pub fn write_texts(sql: &WriteSql) -> Result<(), StorageError> {
    texts::write_all(sql)
}

/// Writes what these people are found by into a new file beside, which [`take_texts`] takes over: while one thread writes
/// the people, another one has time for it.
pub fn write_texts_beside(
    file: &Path,
    writer: &Writer,
    parts: impl Iterator<Item = Arc<World>>,
) -> Result<(), StorageError> {
    let beside = Database::making(file, writer)?;
    // One transaction: at the end of each the index would begin another part of itself.
    beside.set_up(|sql| texts::write_of(sql, parts))?;
    beside.close()
}

/// Takes over what was written beside. The tables of an index are tables like others
/// (<https://www.sqlite.org/fts5.html>, 9), and are copied as they are.
pub fn take_texts(sql: &WriteSql, file: &Path) -> Result<(), StorageError> {
    sql.prepare_cached("ATTACH ?1 AS beside")?.execute([file.as_os_str().as_encoded_bytes()])?;
    for table in ["search", "search_index_data", "search_index_idx"] {
        // An index has two rows from the beginning, which say that it is empty.
        sql.prepare_cached(&format!("DELETE FROM main.{table}"))?.execute([])?;
        sql.prepare_cached(&format!("INSERT INTO main.{table} SELECT * FROM beside.{table}"))?.execute([])?;
    }
    Ok(())
}
