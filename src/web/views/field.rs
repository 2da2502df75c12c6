//! A field of [`super::FormPage`]: what is asked, how it is typed, what was typed and what was wrong with it.
//!
//! Drawn by `field.html`. A field is asked for unless [`FormField::optional`] says otherwise, and says what is wrong
//! beside itself. Passwords and codes are never given back, whatever their value.

use super::Frame;
use crate::texts::Text;

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Its name in what is posted, and its id.
    pub name: &'static str,
    /// What is asked.
    pub label: Text,
    /// How it is typed.
    pub kind: FieldKind,
    /// What was typed or is known; the value of the choice, or `true` of a tick.
    pub value: String,
    /// How to answer.
    pub hint: Option<Text>,
    /// What was wrong, and what to do.
    pub error: Option<Text>,
    /// Must it be answered?
    pub required: bool,
    /// Does another field serve as well? Then it is neither demanded nor marked as one that may be left empty.
    pub alternative: bool,
    /// What a browser may fill in: a word of HTML's `autocomplete`.
    pub autocomplete: Option<&'static str>,
    /// A heading above it, where a part of a long form begins.
    pub heading: Option<Text>,
}

/// How a field is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Anything on one line.
    Text,
    /// A name of a person.
    Name,
    /// An e-mail address.
    Email,
    /// A telephone.
    Phone,
    /// A date, typed as `ДД.ММ.ГГГГ`.
    Date,
    /// A password.
    Password {
        /// Is it being made up? Else it is known.
        new: bool,
    },
    /// Digits: a number, a series.
    Digits,
    /// A code of so many digits: one input for each, `code1`, `code2`, … if the field is `code`.
    Code(usize),
    /// СНИЛС, typed with or without punctuation.
    Snils,
    /// One of many, from a list that opens.
    Select(Vec<Choice>),
    /// One of a few, all in sight.
    Radio(Vec<Choice>),
    /// Yes, or nothing is sent.
    Check,
    /// Several lines.
    Area,
    /// A certificate, pasted; a script reads a file into it.
    Pem,
}

/// One of the answers to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: Text,
    /// More about it; a list that opens has no room for it.
    pub hint: Option<Text>,
}

impl Choice {
    /// An answer.
    pub fn new(value: impl Into<String>, label: Text) -> Self {
        Self { value: value.into(), label, hint: None }
    }

    /// With more about it.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }
}

impl FormField {
    /// An empty field that must be answered.
    pub fn new(name: &'static str, label: Text, kind: FieldKind) -> Self {
        let hint = kind.is_date().then(|| Text::new("kit-date-hint"));
        let autocomplete = kind.autocomplete();
        let value = String::new();
        Self {
            name,
            label,
            kind,
            value,
            hint,
            error: None,
            required: true,
            alternative: false,
            autocomplete,
            heading: None,
        }
    }

    /// With what was typed before.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// A tick that is set, or not.
    #[must_use]
    pub fn ticked(self, ticked: bool) -> Self {
        self.value(if ticked { "true" } else { "" })
    }

    /// With how to answer.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Option<Text>>) -> Self {
        self.hint = hint.into();
        self
    }

    /// With what was wrong, if anything was.
    #[must_use]
    pub fn error(mut self, error: impl Into<Option<Text>>) -> Self {
        self.error = error.into();
        self
    }

    /// May be left empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// One of several of which one must be answered.
    #[must_use]
    pub fn alternative(mut self) -> Self {
        self.required = false;
        self.alternative = true;
        self
    }

    /// With what a browser may fill in.
    #[must_use]
    pub fn autocomplete(mut self, word: &'static str) -> Self {
        self.autocomplete = Some(word);
        self
    }

    /// The first of a part of the form, under this heading.
    #[must_use]
    pub fn heading(mut self, heading: Text) -> Self {
        self.heading = Some(heading);
        self
    }

    /// Is its label marked as one that may be left empty? A tick is no question.
    pub(super) fn says_optional(&self) -> bool {
        !self.required && !self.alternative && self.kind != FieldKind::Check
    }

    /// The ids of what is said about it.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub(super) fn is_ticked(&self) -> bool {
        self.value == "true"
    }

    /// Is this the answer that was given?
    pub(super) fn has_chosen(&self, choice: &Choice) -> bool {
        self.value == choice.value
    }

    /// Of several answers the cursor starts at the one that is chosen, or else at the first.
    pub(super) fn starts_at_choice(&self, choices: &[Choice], choice: &Choice) -> bool {
        let chosen = choices.iter().find(|choice| self.has_chosen(choice));
        chosen.or(choices.first()).is_some_and(|first| first.value == choice.value)
    }

    /// The inputs of a code: the name of each and its label, which is read aloud only.
    pub(super) fn digits(&self, frame: &Frame) -> Vec<(String, String)> {
        let FieldKind::Code(length) = self.kind else {
            return Vec::new();
        };
        let label = |number: String| frame.say(&Text::new("kit-digit").with("number", number));
        (1..=length).map(|number| (format!("{}{number}", self.name), label(number.to_string()))).collect()
    }

    /// Does a list need a line that says nothing is chosen yet?
    pub(super) fn has_chosen_nothing(&self, choices: &[Choice]) -> bool {
        !choices.iter().any(|choice| self.has_chosen(choice))
    }
}

impl FieldKind {
    fn autocomplete(&self) -> Option<&'static str> {
        match self {
            Self::Password { new: true } => Some("new-password"),
            Self::Password { new: false } => Some("current-password"),
            Self::Email => Some("email"),
            Self::Phone => Some("tel"),
            _ => None,
        }
    }

    /// `type` of the one input. An address is plain text: browsers rewrite what is typed into `type="email"`.
    pub(super) fn input_type(&self) -> &'static str {
        match self {
            Self::Phone => "tel",
            _ => "text",
        }
    }

    /// The keyboard of a phone.
    pub(super) fn inputmode(&self) -> Option<&'static str> {
        match self {
            Self::Email => Some("email"),
            Self::Phone => Some("tel"),
            Self::Date | Self::Digits | Self::Snils => Some("numeric"),
            _ => None,
        }
    }

    /// What a phone's keyboard makes of first letters.
    pub(super) fn autocapitalize(&self) -> Option<&'static str> {
        match self {
            Self::Name => Some("words"),
            Self::Email => Some("none"),
            _ => None,
        }
    }

    /// Do its dots come by themselves?
    pub(super) fn is_date(&self) -> bool {
        *self == Self::Date
    }

    /// Would a spelling checker be wrong here?
    pub(super) fn is_no_prose(&self) -> bool {
        !matches!(self, Self::Text | Self::Area)
    }
}
