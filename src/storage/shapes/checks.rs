//! Checks by registries.

use serde::Deserialize;
use serde::Serialize;

use crate::domain::check::CheckState;
use crate::domain::check::CheckSubject;
use crate::domain::check::Outcome;
use crate::protocol::ids::Oid;
use crate::storage::shapes::kept;
use crate::storage::shapes::kept::shaped;

shaped!(CheckSubject as StoredSubject, CheckState as StoredState, Outcome as StoredOutcome);

/// Whose data are checked.
#[derive(Serialize, Deserialize)]
#[serde(remote = "CheckSubject", rename_all = "snake_case")]
enum StoredSubject {
    Person(Oid),
    Card(i64),
}

/// How far a check is.
#[derive(Serialize, Deserialize)]
#[serde(remote = "CheckState", rename_all = "snake_case")]
enum StoredState {
    Running,
    Answered(#[serde(with = "kept")] Outcome),
}

/// What a registry answers.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Outcome", rename_all = "snake_case")]
enum StoredOutcome {
    Found,
    NotFound,
    MismatchName,
    MismatchBirthDate,
    Invalid,
    Timeout,
}
