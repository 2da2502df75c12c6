//! ФИО: how two spellings of one name are compared. What is stored stays as it was written.

use serde::Deserialize;
use serde::Serialize;

/// Last, first and middle name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FullName {
    /// Фамилия.
    pub last: String,
    /// Имя.
    pub first: String,
    /// Отчество, if there is one.
    pub middle: Option<String>,
}

/// Differences that a school may overlook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Folding {
    /// Is «ё» the letter «е»?
    pub yo: bool,
    /// Is a hyphen a space?
    pub hyphen: bool,
    /// May a middle name be absent on one side?
    pub middle_name_optional: bool,
}

/// In what two names differ, and the switch that would overlook it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// `match.yo`.
    Yo,
    /// `match.hyphen`.
    Hyphen,
    /// `match.middle_name`.
    MiddleAbsent,
    /// Another name.
    Other,
}

impl FullName {
    /// As one line.
    pub fn line(&self) -> String {
        let middle = self.middle.as_deref().unwrap_or_default();
        format!("{} {} {middle}", self.last, self.first).trim_end().to_owned()
    }

    /// Are these one name? If not, in what do they differ?
    pub fn differs(&self, other: &Self, folding: Folding) -> Option<Difference> {
        if self.is_like(other, folding) {
            return None;
        }
        let overlooked = [
            (Difference::Yo, Folding { yo: true, ..folding }),
            (Difference::Hyphen, Folding { hyphen: true, ..folding }),
            (Difference::MiddleAbsent, Folding { middle_name_optional: true, ..folding }),
        ];
        let cause = overlooked.into_iter().find(|(_, folding)| self.is_like(other, *folding));
        Some(cause.map_or(Difference::Other, |(cause, _)| cause))
    }

    fn is_like(&self, other: &Self, folding: Folding) -> bool {
        let same = |one: &str, two: &str| fold(one, folding) == fold(two, folding);
        let middle = match (self.middle.as_deref().unwrap_or(""), other.middle.as_deref().unwrap_or("")) {
            ("", _) | (_, "") if folding.middle_name_optional => true,
            (one, two) => same(one, two),
        };
        middle && same(&self.last, &other.last) && same(&self.first, &other.first)
    }
}

impl Difference {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Yo => "«ё» и «е»",
            Self::Hyphen => "дефис и пробел",
            Self::MiddleAbsent => "отчество указано только с одной стороны",
            Self::Other => "ФИО не совпадает",
        }
    }

    /// The switch that would overlook it.
    pub fn switch(self) -> Option<&'static str> {
        match self {
            Self::Yo => Some("match.yo=fold"),
            Self::Hyphen => Some("match.hyphen=fold"),
            Self::MiddleAbsent => Some("match.middle_name=optional"),
            Self::Other => None,
        }
    }
}

/// A name as it is compared: one case, one kind of spaces, apostrophes and hyphens.
fn fold(text: &str, folding: Folding) -> String {
    let letter = |letter: char| match letter {
        '’' | '‘' | 'ʼ' | '`' => '\'',
        '‐' | '‑' | '–' | '—' | '-' if folding.hyphen => ' ',
        '‐' | '‑' | '–' | '—' => '-',
        'ё' if folding.yo => 'е',
        other => other,
    };
    let text: String = text.to_lowercase().chars().map(letter).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// E-mail addresses are compared without regard to case, and nothing else is overlooked.
pub fn same_email(one: &str, two: &str) -> bool {
    one.trim().to_lowercase() == two.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> FullName {
        let mut parts = text.split(' ').map(str::to_owned);
        FullName {
            last: parts.next().expect("a last name").replace('_', " "),
            first: parts.next().expect("a first name"),
            middle: parts.next(),
        }
    }

    const STRICT: Folding = Folding { yo: false, hyphen: false, middle_name_optional: false };

    /// 1.31: ФИО in ЭПОС and Госуслуги must coincide, but for what nobody sees.
    #[test]
    fn case_spaces_apostrophes_and_dashes_are_no_difference() {
        assert_eq!(name("ИВАНОВА Анна").differs(&name("Иванова анна"), STRICT), None);
        assert_eq!(name("Д’Артаньян Шарль").differs(&name("Д'Артаньян Шарль"), STRICT), None);
        assert_eq!(name("Иванова–Петрова Анна").differs(&name("Иванова-Петрова Анна"), STRICT), None);
    }

    /// EPS-08: ё/е and hyphens count until a switch says otherwise.
    #[test]
    fn yo_hyphen_and_middle_name_differ_until_a_switch_overlooks_them() {
        let cases = [
            ("Смирнова Алёна", "Смирнова Алена", Difference::Yo, Folding { yo: true, ..STRICT }),
            ("Иванова-Петрова Анна", "Иванова_Петрова Анна", Difference::Hyphen, Folding { hyphen: true, ..STRICT }),
            (
                "Ким Виктория",
                "Ким Виктория Игоревна",
                Difference::MiddleAbsent,
                Folding { middle_name_optional: true, ..STRICT },
            ),
        ];
        for (one, two, difference, folding) in cases {
            assert_eq!(name(one).differs(&name(two), STRICT), Some(difference), "{one}");
            assert_eq!(name(one).differs(&name(two), folding), None, "{one}");
        }
        assert_eq!(name("Иванова Анна").differs(&name("Петрова Анна"), STRICT), Some(Difference::Other));
    }

    /// 1.31: e-mail too; a letter more is another address, and so is a part after a plus.
    #[test]
    fn an_email_is_the_same_in_any_case_and_not_otherwise() {
        assert!(same_email(" Anna@Example.test", "anna@example.test"));
        assert!(!same_email("anna@example.test", "annа@example.test"));
        assert!(!same_email("anna+school@example.test", "anna@example.test"));
    }
}
