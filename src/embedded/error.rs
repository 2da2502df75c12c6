//! Why a stand inside a program does not start, or does not do what it is told.

use crate::domain::rule::RuleError;
use crate::fixtures::Mistakes;
use crate::flow::platform::StandError;

/// Why a stand does not start, or does not do what it is told.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// A time that nobody can read.
    #[error("clock {0:?}: expected a time with its offset, such as 2026-09-01T09:00:00+05:00")]
    Time(String),
    /// A call that the stand has refused.
    #[error("{call}: {status}: {why}")]
    Refused {
        /// Method and path.
        call: String,
        /// The status of the answer.
        status: u16,
        /// What is wrong, in words.
        why: String,
    },
    /// What was expected has not come, or the stand does not answer.
    #[error("{0}")]
    Unmet(String),
    /// Mistakes in fixtures.
    #[error("fixtures have mistakes:\n{0}")]
    Fixtures(#[from] Mistakes),
    /// A rule.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// The port, or the thread of the server.
    #[error("no server can be started: {0}")]
    Server(#[from] std::io::Error),
    /// The stand.
    #[error(transparent)]
    Stand(#[from] StandError),
    /// The published keys, or something that broke on the way.
    #[error("{0}")]
    Broken(String),
}
