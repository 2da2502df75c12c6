//! A refusal: a normal result, the protocol saying no. One type for every surface, always made of a row of
//! [`super::reasons`], so that there is none without an id.
//!
//! It carries the words of both kinds of endpoint: ЕСИА's code, the error of the standard ones. Which of them is told,
//! with which status and in which shape, is decided in `web::errors` alone.

use crate::protocol::error::EsiaCode;
use crate::protocol::oidc::error::StandardError;

/// A row of the catalogue of reasons: why something is refused, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its name for machines; never renamed.
    pub id: &'static str,
    /// ЕСИА's codes for it; of several, the first unless the refusal says which. Empty at the standard endpoints only.
    pub esia: &'static [EsiaCode],
    /// The error of the standard endpoints for it, at most one.
    pub standard: &'static [StandardError],
    /// Where in the story it stands; empty where several stations refuse for it.
    pub station: &'static str,
    /// What was wrong, with the names of its values in braces.
    pub cause: &'static str,
    /// What to do, likewise.
    pub cure: &'static str,
    /// Is the cure part of what clients have always been told?
    pub tells_cure: bool,
}

/// The protocol says no: by which codes and, for developers, what exactly was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The row that it is made of.
    pub row: &'static Reason,
    /// The code that ЕСИА would give; none where only the standard endpoints refuse so.
    pub esia: Option<EsiaCode>,
    /// The error of the standard endpoints; none where only ЕСИА's own refuse so.
    pub standard: Option<StandardError>,
    /// The name of the parameter, where the text of ЕСИА's code has a place for it.
    pub parameter: Option<String>,
    /// What was wrong, with its values; never part of ЕСИА's own answer.
    pub reason: String,
    /// What to do.
    pub cure: String,
    /// The same two in Russian, for pages.
    pub russian: Option<Box<(String, String)>>,
    /// Longer facts for the log, each with its name: the text to be signed, digests, certificates.
    pub facts: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal of a row. Called by the functions of [`super::reasons`], which know its values.
    pub fn of(row: &'static Reason, reason: String, cure: String) -> Self {
        let (esia, standard) = (row.esia.first().copied(), row.standard.first().copied());
        Self { row, esia, standard, parameter: None, reason, cure, russian: None, facts: Vec::new() }
    }

    /// Adds the words of a Russian page.
    #[must_use]
    pub fn in_russian(self, reason: String, cure: String) -> Self {
        Self { russian: Some(Box::new((reason, cure))), ..self }
    }

    /// Says which of the row's codes ЕСИА would give.
    #[must_use]
    pub fn by(self, code: EsiaCode) -> Self {
        Self { esia: Some(code), ..self }
    }

    /// Says which error the standard endpoints would give.
    #[must_use]
    pub fn by_standard(self, error: StandardError) -> Self {
        Self { standard: Some(error), ..self }
    }

    /// Names the parameter in the text of ESIA-007014.
    #[must_use]
    pub fn naming(self, parameter: &str) -> Self {
        Self { parameter: Some(parameter.to_owned()), ..self }
    }

    /// Takes ЕСИА's code away: the login came by the standard endpoints, so its pages speak their words.
    #[must_use]
    pub fn in_standard_words(self) -> Self {
        Self { esia: None, ..self }
    }

    /// Adds a fact for the log.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.facts.push((name, value.into()));
        self
    }

    /// What developers are told: the reason, and the cure where that has always been part of it; nothing of a breakage.
    pub fn detail(&self) -> String {
        if self.row.tells_cure { format!("{}; {}", self.reason, self.cure) } else { self.reason.clone() }
    }

    /// What is told to developers: the reason and the cure.
    pub fn told(&self) -> String {
        match (self.reason.is_empty(), self.cure.is_empty()) {
            (false, false) => format!("{}; what to do: {}", self.reason, self.cure),
            (true, _) => self.cure.clone(),
            (_, true) => self.reason.clone(),
        }
    }

    /// The same in Russian.
    pub fn told_in_russian(&self) -> String {
        self.russian.as_ref().map_or_else(|| self.told(), |russian| format!("{}; что делать: {}", russian.0, russian.1))
    }

    /// The code at ЕСИА's own endpoints, whoever refused.
    pub fn esia_code(&self) -> EsiaCode {
        self.esia.unwrap_or(EsiaCode::InvalidRequest)
    }

    /// The error at the standard endpoints, whoever refused.
    pub fn standard_error(&self) -> StandardError {
        self.standard.unwrap_or(StandardError::InvalidRequest)
    }

    /// The text of ЕСИА's table, with the parameter in its place.
    pub fn text(&self, code: EsiaCode) -> String {
        code.def().text.replace("{}", self.parameter.as_deref().unwrap_or_default())
    }

    /// What clients of ЕСИА's own endpoints are told: the code, a colon and the text.
    pub fn description(&self, code: EsiaCode) -> String {
        format!("{code}: {}", self.text(code))
    }

    /// `error_description` of the standard endpoints: the detail in the characters that RFC 6749 allows there.
    pub fn standard_description(&self) -> String {
        let allowed = |c: char| match c {
            '"' => '\'',
            '\\' => '/',
            c if c == ' ' || c.is_ascii_graphic() => c,
            _ => '?',
        };
        let told = if self.reason.is_empty() { self.cure.clone() } else { self.detail() };
        told.chars().take(LONGEST_DESCRIPTION).map(allowed).collect()
    }
}

/// What a request was taken with, although the real ЕСИА may refuse it: rows of [`super::reasons::taken`].
pub type Warnings = Vec<Refusal>;

/// Longer descriptions would not fit into a redirect together with a long state.
const LONGEST_DESCRIPTION: usize = 500;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::reasons;

    #[test]
    fn the_missing_parameter_is_named_with_a_back_tick_in_doesnt() {
        let refusal = reasons::request::parameter_absent("x", "").naming("client_certificate_hash");
        assert_eq!(
            refusal.description(EsiaCode::MissingParameter),
            "ESIA-007014: The request doesn`t contain the mandatory parameter [client_certificate_hash]."
        );
    }

    #[test]
    fn rfc_6749_4_1_2_1_descriptions_keep_to_the_allowed_characters() {
        let refusal = reasons::request::parameters_unreadable("scope \"Я\\\n\" is wrong");
        assert_eq!(refusal.standard_description(), "scope '?/?' is wrong");
        let long = reasons::request::parameters_unreadable("x".repeat(9_000));
        assert_eq!(long.standard_description().len(), LONGEST_DESCRIPTION);
    }

    #[test]
    fn the_cure_is_told_where_it_always_was() {
        let refusal = reasons::client::redirect_uri_unknown("redirect address x is foreign", "", "PORTAL");
        assert_eq!(refusal.detail(), "redirect address x is foreign; add it to redirect_uris of client PORTAL");
        let refusal = reasons::request::parameter_repeated("state");
        assert_eq!(
            (refusal.detail().as_str(), refusal.cure.as_str()),
            ("state is given more than once", "send state once")
        );
    }
}
