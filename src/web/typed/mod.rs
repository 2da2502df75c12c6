//! What was typed into a form: values, and what is wrong with each. Pages of citizens and of testers share it.
//!
//! [`extract`] reads it of a request, [`mistakes`] and [`refusals`] say what is wrong, [`papers_form`] asks for identity
//! documents, [`stale`] answers a form that is not ours.

pub mod extract;
pub mod mistakes;
pub mod papers_form;
pub mod refusals;
pub mod stale;

use crate::domain::reading::Mistake;
use crate::domain::reading::Reading;
use crate::protocol::parameters::Parameters;
use crate::texts::Text;
use crate::web::typed::mistakes::Told;
use crate::web::views::FormField;

/// The fields of a form and the mistakes in them.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    values: Parameters,
    mistakes: Vec<(&'static str, Text)>,
}

impl Typed {
    /// What was sent.
    pub fn new(values: Parameters) -> Self {
        Self { values, mistakes: Vec::new() }
    }

    /// What is known, as if it had been typed.
    pub fn known<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let mut known = Parameters::default();
        values.into_iter().for_each(|(name, value)| known.set(name, value));
        Self::new(known)
    }

    /// A value as it was typed, without spaces around it; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.values.sent(name).trim()
    }

    /// A password as it was typed, spaces and all.
    pub fn secret(&self, name: &str) -> &str {
        self.values.sent(name)
    }

    /// Was this box ticked, or this button pressed?
    pub fn has(&self, name: &str) -> bool {
        self.values.get(name).is_some()
    }

    /// The names of everything that was sent, such as the boxes that were ticked.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|(name, _)| name)
    }

    /// Reads a value that must be there.
    pub fn read<T, E: Told>(&mut self, name: &'static str, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        if self.text(name).is_empty() {
            self.wrong(name, Text::new("mistake-empty"));
            return None;
        }
        self.read_optional(name, parse)
    }

    /// Reads a value that may be left out.
    pub fn read_optional<T, E: Told>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        match parse(text) {
            Ok(value) => Some(value),
            Err(mistake) => {
                let told = mistake.told();
                self.wrong(name, told);
                None
            }
        }
    }

    /// Reads several fields at once; what is wrong with them is said beside them.
    pub fn read_all<T>(&mut self, read: impl FnOnce(Reading<'_>) -> Result<T, Vec<Mistake>>) -> Option<T> {
        self.read_some(|_| true, read)
    }

    /// The same of those fields that are asked; others are as if they were empty.
    pub fn read_some<T>(
        &mut self,
        asks: impl Fn(&str) -> bool,
        read: impl FnOnce(Reading<'_>) -> Result<T, Vec<Mistake>>,
    ) -> Option<T> {
        let text = |name: &'static str| if asks(name) { self.text(name).to_owned() } else { String::new() };
        let result = read(Reading::new(&text));
        result.map_err(|mistakes| mistakes.iter().for_each(|(name, fault)| self.wrong(name, fault.told()))).ok()
    }

    /// Says what is wrong with a field; the first that is said stays.
    pub fn wrong(&mut self, name: &'static str, mistake: Text) {
        if self.mistake(name).is_none() {
            self.mistakes.push((name, mistake));
        }
    }

    /// What is wrong with a field.
    pub fn mistake(&self, name: &str) -> Option<Text> {
        self.mistakes.iter().find(|(wrong, _)| *wrong == name).map(|(_, mistake)| mistake.clone())
    }

    /// Is nothing wrong so far?
    pub fn is_right(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// Fills a field with what was typed and what is wrong with it. The page never shows passwords and codes again.
    pub fn fill(&self, field: FormField) -> FormField {
        let mistake = self.mistake(field.name);
        let value = self.text(field.name).to_owned();
        field.value(value).error(mistake)
    }

    /// The code that was typed, one digit a field; the whole of it may stand in the first.
    pub fn code(&self, length: usize) -> String {
        (1..=length).map(|number| self.values.sent(&format!("code{number}"))).collect()
    }
}
