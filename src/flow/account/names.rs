//! What a stand may demand of names beyond the signs that they are written with.

use crate::domain::name::FullName;
use crate::domain::name::NameError;
use crate::domain::name::NamePart;
use crate::domain::rule::Rule;
use crate::domain::rule::Rules;

/// Which of фамилия, имя, отчество.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Фамилия.
    Last,
    /// Имя.
    First,
    /// Отчество.
    Middle,
}

impl Part {
    /// The name of its field in forms.
    pub fn field(self) -> &'static str {
        match self {
            Self::Last => "last_name",
            Self::First => "first_name",
            Self::Middle => "middle_name",
        }
    }
}

/// The first part that the rules `name.letters` and `name.one_alphabet` do not take.
pub fn mistake(rules: &Rules, name: &FullName) -> Option<(Part, NameError)> {
    let parts = [
        (Part::Last, Some(name.last_name())),
        (Part::First, Some(name.first_name())),
        (Part::Middle, name.middle_name()),
    ];
    let mut written = parts.into_iter().filter_map(|(which, part)| Some((which, part?)));
    written.find_map(|(which, part)| Some((which, mistake_of(rules, name, part)?)))
}

fn mistake_of(rules: &Rules, name: &FullName, part: &NamePart) -> Option<NameError> {
    if rules.is_on(Rule::NameLetters) && !part.has_letters() {
        return Some(NameError::NoLetters);
    }
    let is_foreign = rules.is_on(Rule::NameOneAlphabet) && !part.shares_alphabet_with(name.last_name());
    is_foreign.then_some(NameError::AnotherAlphabet)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rule: &str, last: &str, first: &str, middle: Option<&str>) -> Option<(Part, NameError)> {
        let mut rules = Rules::default();
        rules.set(rule).expect("a rule");
        let part = |text: &str| NamePart::parse(text).expect("a name");
        mistake(&rules, &FullName::new(part(last), part(first), middle.map(part)))
    }

    #[test]
    fn nothing_is_demanded_unless_a_rule_says_so() {
        assert_eq!(told("name.letters=off", "-", "2", Some("Ivanovich")), None);
        assert_eq!(told("name.letters=on", "Иванова", "2", None), Some((Part::First, NameError::NoLetters)));
        assert_eq!(told("name.letters=on", "Иванова 2", "Anna", None), None);
        let foreign = |part| Some((part, NameError::AnotherAlphabet));
        assert_eq!(told("name.one_alphabet=on", "Иванова", "Anna", None), foreign(Part::First));
        assert_eq!(told("name.one_alphabet=on", "Ivanova", "Anna", Some("Петровна")), foreign(Part::Middle));
        assert_eq!(told("name.one_alphabet=on", "Ivanova", "2", None), None);
    }
}
