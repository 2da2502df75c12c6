//! What every page has around it: [`Frame`], filled into `layout.html`.
//!
//! The template's blocks are `title` (before “— test stand”), `width` (class of the column) and
//! `content` (inside `<main>`). Templates have no words of their own: `frame.t("key")` is a word of the catalogue,
//! `frame.say(text)` a [`Text`] that the handler has chosen.

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
}

impl Frame {
    /// The stand that samples are drawn on.
    pub fn sample() -> Self {
        Self { base: String::new(), stand: "default".to_owned(), language: Language::Russian }
    }

    /// A stand beside it, with addresses of its own.
    pub fn sample_beside() -> Self {
        Self { base: "/_stand/ci-17".to_owned(), stand: "ci-17".to_owned(), language: Language::Russian }
    }

    /// A word of the catalogue.
    pub fn t(&self, key: &'static str) -> String {
        self.language.t(key)
    }

    /// A word of the catalogue with an argument.
    pub fn t_with(&self, key: &'static str, name: &'static str, argument: impl AsRef<str>) -> String {
        self.language.say(&Text::new(key).with(name, argument.as_ref()))
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
