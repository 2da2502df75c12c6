//! Which entries are meant.

use crate::journal::entry::Entry;
use crate::protocol::place;

/// What an entry must be like; what is absent is of no interest.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What was asked.
    pub at: Option<String>,
    /// The system.
    pub client: Option<String>,
    /// The person.
    pub person: Option<u64>,
    /// The login.
    pub login: Option<u64>,
    /// The trace of the tested system.
    pub trace: Option<String>,
    /// The station.
    pub station: Option<String>,
    /// The status of the answer.
    pub status: Option<u16>,
    /// Was it refused?
    pub refused: Option<bool>,
    /// `GET` and so on.
    pub method: Option<String>,
    /// The path; `*` means whatever comes there.
    pub path: Option<String>,
}

impl Filter {
    /// Does an entry fit?
    pub fn fits(&self, entry: &Entry) -> bool {
        self.differs(entry).next().is_none()
    }

    /// In what an entry is other than meant.
    pub fn differs(&self, entry: &Entry) -> impl Iterator<Item = &'static str> {
        let (exchange, facts) = (&entry.exchange, &entry.facts);
        let is =
            |wanted: &Option<String>, found: Option<&str>| wanted.as_deref().is_none_or(|wanted| found == Some(wanted));
        let path = self.path.as_deref().is_none_or(|path| place::fits(path, &exchange.path));
        let method = self.method.as_deref().is_none_or(|method| method.eq_ignore_ascii_case(&exchange.method));
        let fits = [
            ("at", self.at.as_deref().is_none_or(|name| place::is_meant(exchange.at, name))),
            ("client", is(&self.client, facts.client.as_deref())),
            ("person", self.person.is_none_or(|person| facts.person == Some(person))),
            ("login", self.login.is_none_or(|login| facts.login == Some(login))),
            ("trace", is(&self.trace, facts.trace.as_deref())),
            ("station", is(&self.station, Some(exchange.station))),
            ("status", self.status.is_none_or(|status| exchange.status == status)),
            ("refused", self.refused.is_none_or(|refused| exchange.refused.is_some() == refused)),
            ("method", method),
            ("path", path),
        ];
        fits.into_iter().filter(|(_, fits)| !fits).map(|(name, _)| name)
    }
}
