//! Words that stand in a reason as a value: what came in place of something, or what was meant by it.
//!
//! The catalogue of reasons says its sentences in two languages, so their words are there in both.

use std::borrow::Cow;
use std::fmt;

/// Words in both languages: English as they are written, Russian by `{:#}`, as Russian sentences write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    english: Cow<'static, str>,
    russian: Cow<'static, str>,
}

impl Words {
    /// Words and their translation.
    pub fn new(english: impl Into<Cow<'static, str>>, russian: impl Into<Cow<'static, str>>) -> Self {
        Self { english: english.into(), russian: russian.into() }
    }

    /// What a library, or a part of the program that knows one language, says: quoted where Russian is spoken.
    pub fn quoted(said: impl fmt::Display) -> Self {
        Self::new(said.to_string(), format!("«{said}»"))
    }

    /// That a quirk would help, to follow a cure.
    pub fn or_quirk(quirk: &str) -> Self {
        Self::new(format!(", or give the client quirk {quirk}"), format!(" или дайте системе уступку {quirk}"))
    }

    /// Is there nothing to be said?
    pub fn is_empty(&self) -> bool {
        self.english.is_empty()
    }
}

impl fmt::Display for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if formatter.alternate() { &self.russian } else { &self.english })
    }
}

/// `words!("is {word}", "это {word}")`: the same values in both languages.
macro_rules! words {
    ($english:literal, $russian:literal) => {
        $crate::protocol::words::Words::new(format!($english), format!($russian))
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_way_of_writing() {
        let number = 5;
        let said = words!("{number} bytes", "{number} байт");
        assert_eq!((format!("{said}"), format!("{said:#}")), ("5 bytes".to_owned(), "5 байт".to_owned()));
        assert!(Words::default().is_empty() && !said.is_empty());
    }
}
