//! What a request is known by where faults are asked about, and what it has met of them.

use std::sync::Arc;

use chrono::DateTime;
use chrono::Utc;
use tokio::sync::watch;

use crate::faults::fault::Fault;
use crate::faults::kind::Kinds;
use crate::protocol::place;

/// What of a request is known.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Its place.
    pub at: &'static str,
    /// `GET` and so on.
    pub method: &'a str,
    /// The path from the beginning of the stand on.
    pub path: &'a str,
    /// The system.
    pub client: Option<&'a str>,
    /// The person.
    pub person: Option<u64>,
}

/// What a request has met so far: a fault meets it once, whoever asks how often.
#[derive(Debug, Default)]
pub struct Met {
    pub(super) taken: Kinds,
    pub(super) decided: Vec<(u64, bool)>,
    /// The names of the faults that it has met.
    pub names: Vec<Arc<str>>,
}

/// A fault that a request meets.
#[derive(Clone, Debug)]
pub struct Acting {
    /// The fault.
    pub fault: Arc<Fault>,
    /// By which of its kinds.
    pub kinds: Kinds,
    /// Changes or breaks off when it is over or taken away.
    pub release: watch::Receiver<()>,
}

/// What has to be found out of a request before it can be asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Its system.
    pub client: bool,
    /// Its person.
    pub person: bool,
    /// Whether it brings a refresh token.
    pub grant: bool,
}

impl Question<'_> {
    /// Does a fault mean it?
    pub(super) fn fits(&self, fault: &Fault, now: DateTime<Utc>) -> bool {
        let selector = &fault.selector;
        !fault.is_over(now)
            && selector.means(self.at)
            && selector.client.as_deref().is_none_or(|client| self.client == Some(client))
            && selector.person.is_none_or(|person| self.person == Some(person))
            && selector.method.as_deref().is_none_or(|method| method.eq_ignore_ascii_case(self.method))
            && selector.path.as_deref().is_none_or(|path| place::fits(path, self.path))
    }
}
