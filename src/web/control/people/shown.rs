//! Somebody as the calls show them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::fixtures::Mistake;
use crate::fixtures::PersonFixture;
use crate::flow::tester::put::NotPut;
use crate::flow::tester::put::Put;
use crate::web::errors::problem::Problem;
use crate::web::errors::problem::Wrong;

/// A person as they are now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PersonShown {
    /// The person as a fixture: who puts it gets the same one. A password that was set earlier is in it as its hash.
    person: PersonFixture,
    /// Their number in ЕСИА.
    oid: u64,
    /// What they can sign in with now; absent if nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    login: Option<String>,
    /// Everything that they can sign in with now.
    logins: Vec<String>,
    /// The password, where it is known: one that was given or made up just now, or that fixtures publish.
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<String>,
    /// What is odd about them, and which steps of real life were skipped.
    warnings: Vec<String>,
}

impl From<Put> for PersonShown {
    fn from(put: Put) -> Self {
        let warned = |odd: Mistake| format!("{}: {}", odd.field, odd.message);
        Self {
            oid: put.oid.0,
            login: put.logins.first().cloned(),
            logins: put.logins,
            password: put.person.account.password.clone(),
            warnings: put.warnings.into_iter().map(warned).collect(),
            person: put.person,
        }
    }
}

impl From<NotPut> for Problem {
    fn from(not_put: NotPut) -> Self {
        match not_put {
            NotPut::Mistakes(mistakes) => Self::WrongFields(mistakes.into_iter().map(Wrong::from).collect()),
            NotPut::Conflict(detail) => Self::Conflict(detail),
        }
    }
}
