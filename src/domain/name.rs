//! `NamePart` and `FullName`: фамилия, имя and отчество.
//!
//! Comparing names of two systems (ё and е, case) is left to who compares.
//! Source: the registration instruction of Госуслуги: letters of the Russian or of the Latin
//! alphabet, never both in one field, digits, hyphen, space, apostrophe and dot.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;

/// One of фамилия, имя, отчество: 1 to 100 characters of one alphabet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NamePart(String);

/// Why a text is not a part of a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but spaces.
    #[error("name is empty: must have at least 1 character")]
    Empty,
    /// A character outside both alphabets and the allowed signs.
    #[error("name has {0:?}: must be letters, digits, hyphens, spaces, apostrophes and dots")]
    BadCharacter(char),
    /// Russian and Latin letters in one part.
    #[error("name mixes alphabets: must be all Russian or all Latin letters")]
    MixedAlphabets,
    /// More than 100 characters.
    #[error("name is too long: must not have more than 100 characters")]
    TooLong,
    /// Digits and signs alone, where a stand demands letters.
    #[error("name has no letter: must have at least one")]
    NoLetters,
    /// A first name in another alphabet than the surname, where a stand demands one alphabet.
    #[error("name is in another alphabet than the surname: must be in the same")]
    AnotherAlphabet,
}

impl NamePart {
    /// Reads a part; outer spaces are dropped, several spaces become one.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let words: Vec<&str> = text.trim().split(' ').filter(|word| !word.is_empty()).collect();
        let name = words.join(" ");
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if let Some(character) = name.chars().find(|c| !is_letter(*c) && !is_other(*c)) {
            return Err(NameError::BadCharacter(character));
        }
        if name.contains(is_russian) && name.contains(is_latin) {
            return Err(NameError::MixedAlphabets);
        }
        if name.chars().count() > LONGEST {
            return Err(NameError::TooLong);
        }
        Ok(Self(name))
    }

    /// The part, its spaces put in order.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is a letter at all: `-` and `2` are names by the letter of the rule, and a
    /// strict form may refuse them.
    pub fn has_letters(&self) -> bool {
        self.0.contains(is_letter)
    }

    /// Could both stand in a text of one alphabet?
    pub fn shares_alphabet_with(&self, other: &Self) -> bool {
        let both = || self.0.chars().chain(other.0.chars());
        !(both().any(is_russian) && both().any(is_latin))
    }
}

impl fmt::Display for NamePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for NamePart {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for NamePart {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<NamePart> for String {
    fn from(part: NamePart) -> Self {
        part.0
    }
}

/// ФИО. Each part has its own alphabet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_field_names, reason = "the words of ФИО are last, first and middle name")]
pub struct FullName {
    last_name: NamePart,
    first_name: NamePart,
    middle_name: Option<NamePart>,
}

impl FullName {
    /// Puts the parts together; отчество may be absent.
    pub fn new(last_name: NamePart, first_name: NamePart, middle_name: Option<NamePart>) -> Self {
        Self { last_name, first_name, middle_name }
    }

    /// Фамилия.
    pub fn last_name(&self) -> &NamePart {
        &self.last_name
    }

    /// Имя.
    pub fn first_name(&self) -> &NamePart {
        &self.first_name
    }

    /// Отчество.
    pub fn middle_name(&self) -> Option<&NamePart> {
        self.middle_name.as_ref()
    }
}

impl fmt::Display for FullName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.last_name, self.first_name)?;
        self.middle_name.iter().try_for_each(|name| write!(f, " {name}"))
    }
}

fn is_letter(character: char) -> bool {
    is_russian(character) || is_latin(character)
}

fn is_russian(character: char) -> bool {
    matches!(character, 'А'..='я' | 'Ё' | 'ё')
}

fn is_latin(character: char) -> bool {
    character.is_ascii_alphabetic()
}

fn is_other(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, ' ' | '.' | '-' | '\'' | '’')
}

const LONGEST: usize = 100;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn right_parts_are_read() {
        let longest = "я".repeat(100);
        for (case, text, shown) in [
            ("Russian", "Иванова", "Иванова"),
            ("Latin only", "Ivanova", "Ivanova"),
            ("hyphen", "Иванова-Петрова", "Иванова-Петрова"),
            ("apostrophe", "О'Коннор", "О'Коннор"),
            ("typographic apostrophe", "Д’Артаньян", "Д’Артаньян"),
            ("space and dot", "Ким Д.", "Ким Д."),
            ("digits", "Иванов 2", "Иванов 2"),
            ("ё", "Ёжикова", "Ёжикова"),
            ("small ё", "Королёва", "Королёва"),
            ("outer and double spaces", "  Ким   Д. ", "Ким Д."),
            ("100 characters", &longest, &longest),
        ] {
            let part = NamePart::parse(text).expect(case);
            assert_eq!(part.as_str(), shown, "{case}");
            assert!(part.has_letters(), "{case}");
        }
    }

    #[test]
    fn parts_without_letters_are_marked() {
        for (case, text) in [("hyphen alone", "-"), ("digit alone", "2")] {
            assert!(!NamePart::parse(text).expect(case).has_letters(), "{case}");
        }
    }

    #[test]
    fn wrong_parts_are_refused() {
        let long = "я".repeat(101);
        for (case, text, error) in [
            ("Latin a inside", "Ивaнова", NameError::MixedAlphabets),
            ("double name in two alphabets", "Ivanova-Петрова", NameError::MixedAlphabets),
            ("underscore", "Иванова_", NameError::BadCharacter('_')),
            ("comma", "Иванова,", NameError::BadCharacter(',')),
            ("umlaut", "Müller", NameError::BadCharacter('ü')),
            ("Ukrainian І", "Іванов", NameError::BadCharacter('І')),
            ("Ukrainian Ґ", "Ґалаган", NameError::BadCharacter('Ґ')),
            ("Arabic-Indic digit", "Иванов ٢", NameError::BadCharacter('٢')),
            ("tab inside", "Ким\tД.", NameError::BadCharacter('\t')),
            ("three spaces", "   ", NameError::Empty),
            ("nothing", "", NameError::Empty),
            ("101 characters", &long, NameError::TooLong),
        ] {
            assert_eq!(NamePart::parse(text), Err(error), "{case}");
        }
    }

    #[test]
    fn full_name_is_shown_in_the_russian_order() {
        let part = |text| NamePart::parse(text).expect(text);
        let name = FullName::new(part("Иванова"), part("Анна"), Some(part("Петровна")));
        assert_eq!(name.to_string(), "Иванова Анна Петровна");
        assert_eq!(name.middle_name(), Some(&part("Петровна")));
        let name = FullName::new(part("Smith"), part("Анна"), None);
        assert_eq!(name.to_string(), "Smith Анна");
        assert_eq!((name.last_name(), name.first_name()), (&part("Smith"), &part("Анна")));
    }

    #[test]
    fn json_is_the_text() {
        let part = NamePart::parse("Ёжикова").expect("right");
        let json = serde_json::to_string(&part).expect("writes");
        assert_eq!(json, r#""Ёжикова""#);
        assert_eq!(serde_json::from_str::<NamePart>(&json).expect("reads"), part);
        assert!(serde_json::from_str::<NamePart>(r#""Ивaнова""#).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = NamePart::parse(&text);
        }

        #[test]
        fn shown_part_is_read_back(text in "[А-Яа-яЁё][А-Яа-яЁё0-9 .'’-]{0,99}") {
            let part = NamePart::parse(&text).expect("right");
            prop_assert_eq!(part.to_string().parse(), Ok(part));
        }
    }
}
