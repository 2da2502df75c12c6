//! Something to be said, before it is known in which language.

/// Something to be said: a key of the catalogue with its arguments, or words as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub(super) Said);

/// Which of the two it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
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
