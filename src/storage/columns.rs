//! The columns of a row, said once: reading, adding and changing follow from them.
//!
//! A type that is a row says its columns with [`columns!`]; what each holds follows from the type of the field
//! (`values`). The functions write the list of columns into a query, so that it stands nowhere else. The compiler makes
//! the list, for a query is asked for with each row that is written, and found by its text.

use rusqlite::OptionalExtension as _;
use rusqlite::Params;
use rusqlite::Row;
use rusqlite::ToSql;
use rusqlite::params_from_iter;
use rusqlite::types::ToSqlOutput;
use rusqlite::types::ValueRef;

use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;

/// A value that has a column of its own.
pub trait Stored: Sized {
    /// The type of the column.
    const TYPE: &'static str;

    /// The value for the column; a text that is there already is not copied.
    fn store(&self) -> Result<ToSqlOutput<'_>, StorageError>;

    /// The value out of the column.
    fn restore(value: ValueRef<'_>) -> Result<Self, StorageError>;
}

/// Something that is a row, or a part of one.
pub trait Columns: Sized {
    /// The names of its columns: `a, b`.
    const NAMES: &'static str;

    /// A place for each of them: `?, ?`.
    const PLACES: &'static str;

    /// What belongs into them, in their order.
    fn values(&self) -> Result<Vec<ToSqlOutput<'_>>, StorageError>;

    /// Reads them, in their order.
    fn read(cells: &mut Cells<'_, '_>) -> Result<Self, StorageError>;
}

/// The columns of a row that is being read, one after another.
pub struct Cells<'row, 'rows> {
    row: &'row Row<'rows>,
    next: usize,
}

impl Cells<'_, '_> {
    /// Reads the next one.
    pub fn take<T: Stored>(&mut self) -> Result<T, StorageError> {
        let value = self.row.get_ref(self.next)?;
        self.next += 1;
        T::restore(value)
    }
}

/// Says which column holds which field of a row.
macro_rules! columns {
    ($row:ident { $first:ident $first_column:literal $(, $field:ident $column:literal)* $(,)? }) => {
        impl $crate::storage::columns::Columns for $row {
            const NAMES: &'static str = concat!($first_column $(, ", ", $column)*);
            const PLACES: &'static str = concat!("?" $(, $crate::storage::columns::another_place!($column))*);

            fn values(&self) -> Result<Vec<rusqlite::types::ToSqlOutput<'_>>, $crate::storage::StorageError> {
                Ok(vec![
                    $crate::storage::columns::Stored::store(&self.$first)?,
                    $($crate::storage::columns::Stored::store(&self.$field)?),*
                ])
            }

            fn read(cells: &mut $crate::storage::columns::Cells<'_, '_>) -> Result<Self, $crate::storage::StorageError> {
                Ok(Self { $first: cells.take()?, $($field: cells.take()?),* })
            }
        }
    };
}
pub(super) use columns;

/// The place of a column that is not the first one.
macro_rules! another_place {
    ($column:tt) => {
        ", ?"
    };
}
pub(super) use another_place;

/// Reads a row whose columns begin at `first`.
pub fn read<T: Columns>(row: &Row<'_>, first: usize) -> Result<T, StorageError> {
    T::read(&mut Cells { row, next: first })
}

/// The first row; `query` goes on after `SELECT` and the columns.
pub fn find<T: Columns>(sql: &Sql, query: &str, parameters: impl Params) -> Result<Option<T>, StorageError> {
    let query = format!("SELECT {} {query}", T::NAMES);
    sql.prepare_cached(&query)?.query_row(parameters, |row| Ok(read(row, 0))).optional()?.transpose()
}

/// Every row; `query` goes on after `SELECT` and the columns.
pub fn list<T: Columns>(sql: &Sql, query: &str, parameters: impl Params) -> Result<Vec<T>, StorageError> {
    let query = format!("SELECT {} {query}", T::NAMES);
    let mut query = sql.prepare_cached(&query)?;
    query.query_map(parameters, |row| Ok(read(row, 0)))?.map(|row| row?).collect()
}

/// Adds a row; `verb` is `INSERT INTO` and the table, `own` are columns that the row's type does not know.
pub fn insert<T: Columns>(sql: &WriteSql, verb: &str, row: &T, own: &[(&str, &dyn ToSql)]) -> Result<(), StorageError> {
    // Written in one piece: whoever fills a file comes here a million times.
    let mut query = String::with_capacity(LONGEST);
    query.extend([verb, " (", T::NAMES]);
    query.extend(own.iter().flat_map(|(name, _)| [", ", name]));
    query.extend([") VALUES (", T::PLACES]);
    query.extend(own.iter().map(|_| ", ?"));
    query.push(')');
    execute(sql, &query, row, own)
}

/// Changes a row, and its own columns; `key` is the column that it is known by.
pub fn update<T: Columns>(
    sql: &WriteSql,
    table: &str,
    row: &T,
    own: &[(&str, &dyn ToSql)],
    key: (&str, i64),
) -> Result<(), StorageError> {
    let own_columns: String = own.iter().flat_map(|(name, _)| [", ", name]).collect();
    let own_places = ", ?".repeat(own.len());
    let (columns, places) = (T::NAMES, T::PLACES);
    let query = format!("UPDATE {table} SET ({columns}{own_columns}) = ({places}{own_places}) WHERE {} = ?", key.0);
    let own: Vec<(&str, &dyn ToSql)> = own.iter().copied().chain([(key.0, &key.1 as &dyn ToSql)]).collect();
    execute(sql, &query, row, &own)
}

fn execute<T: Columns>(sql: &WriteSql, query: &str, row: &T, own: &[(&str, &dyn ToSql)]) -> Result<(), StorageError> {
    let values = row.values()?;
    let known = values.iter().map(|value| value as &dyn ToSql);
    let parameters = known.chain(own.iter().map(|(_, value)| *value));
    sql.prepare_cached(query)?.execute(params_from_iter(parameters))?;
    Ok(())
}

/// Statements that add a row are shorter.
const LONGEST: usize = 512;
