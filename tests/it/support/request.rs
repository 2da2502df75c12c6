//! The parameters of a request in their order, to be sent as they are or spoiled first.

use url::form_urlencoded;

/// Parameters of a request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pairs: Vec<(String, String)>,
}

impl Request {
    pub(crate) fn of(pairs: &[(&str, &str)]) -> Self {
        Self { pairs: pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect() }
    }

    /// The value of a parameter; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Sets or replaces a parameter. What is signed does not follow: see `RelyingParty::signs`.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        match self.pairs.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => value.clone_into(known),
            None => self.pairs.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// Leaves a parameter out.
    #[must_use]
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.pairs.retain(|(known, _)| known != name);
        self
    }

    /// Sends a parameter twice.
    #[must_use]
    pub(crate) fn twice(mut self, name: &str) -> Self {
        let again = self.pairs.iter().find(|(known, _)| known == name).cloned();
        self.pairs.extend(again);
        self
    }

    /// `application/x-www-form-urlencoded`.
    pub(crate) fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.pairs).finish()
    }
}
