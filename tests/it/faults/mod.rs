//! Faults: what goes wrong on purpose.

mod answers;
mod arming;
mod catalogue;
mod data;
mod hanging;
mod line;
mod load;
mod mail;
mod meeting;
mod people;
mod process;
mod tokens;
mod way_back;

use serde_json::Value;

use crate::support::TestApp;

/// The calls of faults.
const FAULTS: &str = "/_mock/api/v1/faults";

impl TestApp {
    /// Arms a fault under a name; gives what is told of it.
    pub(crate) fn arms(&self, name: &str, fault: &Value) -> Value {
        let answer = self.controls("PUT", &format!("{FAULTS}/{name}"), &fault.to_string());
        assert!(matches!(answer.status, 200 | 201), "{fault}: {}", answer.text());
        answer.json()
    }

    /// What is told of a fault now.
    pub(crate) fn fault(&self, name: &str) -> Value {
        let answer = self.controls("GET", &format!("{FAULTS}/{name}"), "");
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }
}
