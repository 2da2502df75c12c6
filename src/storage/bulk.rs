//! A new database that is filled with any number of people: what would be written all over the file is written last.
//!
//! To keep an index while rows are added in no order of it is dear, to make it of all of them at once is cheap. So the
//! indexes are taken out of the schema first, with the triggers that mark whom to find anew, and come back at the end.

use crate::storage::StorageError;
use crate::storage::WriteSql;
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

/// Puts it back, and writes what people are found by.
pub fn end(sql: &WriteSql, PutOff(declarations): PutOff) -> Result<(), StorageError> {
    for declaration in declarations {
        sql.prepare_cached(&declaration)?.execute([])?;
    }
    texts::write_all(sql)
}
