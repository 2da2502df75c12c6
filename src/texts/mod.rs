//! Words that people read on pages: the code has keys, `ru/*.ftl` and `en/*.ftl` have the words (Project Fluent).
//!
//! One file for each family of pages, of the same name in both languages, listed in [`catalogue`]. A key begins with
//! its page: `sign-in-title`. What comes from a person, a client or a fixture is no word of ours: it is given as an
//! argument, or as [`Text::plain`], and never translated. Nothing here is HTML; templates escape what they print.

mod catalogue;
#[cfg(test)]
mod tests;

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Russian, whatever the browser prefers: robots look for its words.
    #[default]
    Russian,
    /// English, where it was chosen.
    English,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Russian, Self::English];

    /// Its code in `lang` and in the cookie (BCP 47).
    pub fn code(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::English => "en",
        }
    }

    /// The language that a page in this one offers.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Russian => Self::English,
            Self::English => Self::Russian,
        }
    }

    /// Its own name for itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Russian => "Русский",
            Self::English => "English",
        }
    }

    /// Finds the language of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// A word of the catalogue.
    pub fn t(self, key: &'static str) -> String {
        self.say(&Text::new(key))
    }

    /// What a text says in this language.
    pub fn say(self, text: &Text) -> String {
        match &text.0 {
            Said::Plain(words) => words.clone(),
            Said::Key(key, arguments) => catalogue::format(self, key, arguments),
        }
    }
}

/// Something to be said: a key of the catalogue with its arguments, or words as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(Said);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Key(&'static str, Vec<(&'static str, Argument)>),
    Plain(String),
}

/// What is put into a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Words as they are.
    Words(String),
    /// A number, by which the words around it may change.
    Number(i64),
    /// Another text, in the same language.
    Text(Text),
}

impl Text {
    /// A text of the catalogue.
    pub fn new(key: &'static str) -> Self {
        Self(Said::Key(key, Vec::new()))
    }

    /// Words that are nobody's to translate: a name, a number, an address.
    pub fn plain(words: impl Into<String>) -> Self {
        Self(Said::Plain(words.into()))
    }

    /// With an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        if let Said::Key(_, arguments) = &mut self.0 {
            arguments.push((name, argument.into()));
        }
        self
    }
}

impl From<&str> for Argument {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Argument {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<i64> for Argument {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Text> for Argument {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}
