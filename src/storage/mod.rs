//! SQLite, synchronous; one file per family of tables; functions take the open transaction, as [`Sql`] where they read and
//! as [`WriteSql`] where they write.
//!
//! [`database`] owns the connections and the writer thread; [`columns`] makes the queries of a row out of its list of
//! columns. The rest reads and writes rows:
//! [`accounts`], [`personas`], [`people`], [`corrections`], [`contacts`], [`verifications`], [`registrations`],
//! [`documents`], [`checks`], [`children`], [`child_applications`], [`child_consents`], [`organizations`],
//! [`invitations`], [`post_codes`], [`clients`], [`consents`], [`permissions`], [`attempts`], [`drafts`],
//! [`protection`], [`sessions`], [`browsers`], [`interactions`], [`qr_codes`], [`codes`], [`refresh_tokens`],
//! [`outbox`], [`jobs`], [`events`];
//! of the standard endpoints
//! [`oidc_grants`], [`oidc_refresh_tokens`], [`oidc_spent_tokens`], [`oidc_pushed_requests`]. [`seed`] fills an empty
//! database from fixtures, [`bulk`] a file with any number of people, [`search`] finds people by pieces of what is known
//! of them.
//! No rules, no clock of the stand, no randomness here.

pub mod accounts;
pub mod attempts;
pub mod browsers;
pub mod bulk;
pub mod checks;
pub mod child_applications;
pub mod child_consents;
pub mod children;
pub mod clients;
pub mod codes;
pub mod columns;
pub mod consents;
pub mod contacts;
pub mod copies;
pub mod corrections;
pub mod database;
pub mod documents;
pub mod drafts;
mod error;
pub mod events;
pub mod interactions;
pub mod invitations;
pub mod jobs;
pub mod lost;
pub mod oidc_grants;
pub mod oidc_pushed_requests;
pub mod oidc_refresh_tokens;
pub mod oidc_spent_tokens;
pub mod organizations;
pub mod outbox;
pub mod people;
pub mod permissions;
pub mod personas;
pub mod post_codes;
pub mod protection;
pub mod qr_codes;
pub mod refresh_tokens;
pub mod registrations;
pub mod rows;
pub mod search;
pub mod seed;
pub mod sessions;
mod shapes;
mod sweeping;
mod values;
pub mod verifications;
#[cfg(test)]
mod words;

pub use crate::storage::database::Sql;
pub use crate::storage::database::WriteSql;
pub use crate::storage::error::StorageError;
pub use crate::storage::error::Unfit;

/// Version of `schema.sql`, kept in `PRAGMA user_version`. Raised for each release that changes a table, with a step in
/// `database/migrations/`.
pub const SCHEMA_VERSION: i64 = 10;
