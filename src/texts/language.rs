//! The languages of the pages.

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

    /// The first that is spoken here of a list of tags with the most wanted first: `en-GB ru` (`ui_locales`).
    pub fn preferred(tags: &str) -> Option<Self> {
        let language = |tag: &str| tag.split(['-', '_']).next().map(str::to_lowercase);
        tags.split_ascii_whitespace().filter_map(language).find_map(|code| Self::from_code(&code))
    }

    /// Finds the language of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}
