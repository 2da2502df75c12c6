//! What every page has around it: [`Frame`], filled into `layout.html`.
//!
//! The template's blocks are `title` (before “— test stand”), `width` (class of the column) and
//! `content` (inside `<main>`). Templates have no words of their own: `frame.t("key")` is a word of the catalogue,
//! `frame.say(text)` a [`Text`] that the handler has chosen.

use super::desk::Around;
use crate::texts::Language;
use crate::texts::Text;

/// Where a page stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What addresses of this stand begin with: empty, or `/_stand/x`.
    pub base: String,
    /// The name of the stand, shown in the footer.
    pub stand: String,
    /// The language of the page.
    pub language: Language,
    /// How the tester's pages are told of.
    pub desk: Desk,
}

/// How a page tells of the tester's pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Desk {
    /// Not at all: the stand shows no hints.
    Absent,
    /// By a link in the header.
    Linked,
    /// It is one of them.
    Here(Box<Around>),
}

impl Frame {
    /// The stand that samples are drawn on.
    pub fn sample() -> Self {
        Self { base: String::new(), stand: "default".to_owned(), language: Language::Russian, desk: Desk::Linked }
    }

    /// A stand beside it, with addresses of its own.
    pub fn sample_beside() -> Self {
        Self {
            base: "/_stand/ci-17".to_owned(),
            stand: "ci-17".to_owned(),
            language: Language::Russian,
            desk: Desk::Linked,
        }
    }

    /// A page of the tester.
    pub fn sample_desk() -> Self {
        Self { desk: Desk::Here(Box::new(Around::sample())), ..Self::sample() }
    }

    /// What is around a page of the tester.
    pub fn around(&self) -> Option<&Around> {
        match &self.desk {
            Desk::Here(around) => Some(around),
            Desk::Absent | Desk::Linked => None,
        }
    }

    /// The same, for who has something to tell there.
    pub(super) fn around_mut(&mut self) -> Option<&mut Around> {
        match &mut self.desk {
            Desk::Here(around) => Some(around),
            Desk::Absent | Desk::Linked => None,
        }
    }

    /// The guard against forged posts from a page of the tester.
    pub(super) fn csrf(&self) -> &str {
        self.around().map_or("", |around| around.csrf.as_str())
    }

    /// The title of a page; it says before anything else that something is wrong.
    pub(super) fn title(&self, heading: &Text, is_wrong: bool) -> String {
        if is_wrong {
            self.say(&Text::new("kit-error-title").with("title", heading.clone()))
        } else {
            self.say(heading)
        }
    }

    pub(super) fn links_desk(&self) -> bool {
        self.desk == Desk::Linked
    }

    /// A word of the catalogue.
    pub fn t(&self, key: &'static str) -> String {
        self.language.t(key)
    }

    /// A word of the catalogue with an argument.
    pub fn t_with(&self, key: &'static str, name: &'static str, argument: impl AsRef<str>) -> String {
        self.language.say(&Text::new(key).with(name, argument.as_ref()))
    }

    /// A word of the catalogue with a number, by which the words around it may change.
    pub fn t_number(&self, key: &'static str, name: &'static str, number: &u64) -> String {
        self.language.say(&Text::new(key).with(name, i64::try_from(*number).unwrap_or(i64::MAX)))
    }

    /// What a text says in the language of the page.
    pub fn say(&self, text: &Text) -> String {
        self.language.say(text)
    }

    /// The name of the stand, in a sentence.
    pub(super) fn whose(&self) -> String {
        self.t_with("common-stand", "name", &self.stand)
    }
}
