//! What a new password must be (accounts notes, section 5.5: no official list is public, so it is a table).
//!
//! Passwords of fixtures are not asked: those of the test contour are `11111111`.

/// The longest password; longer ones are not hashed.
pub const LONGEST: usize = 64;

/// The shortest one.
pub const SHORTEST: usize = 8;

/// Signs of which one must be there.
pub const SIGNS: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// Passwords that everybody tries first.
const COMMON: [&str; 6] = ["Qwerty1!", "Password1!", "Qwerty123!", "P@ssw0rd", "Aa123456!", "Gosuslugi1!"];

/// A demand that is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPassword {
    /// Shorter than [`SHORTEST`] or longer than [`LONGEST`].
    Length,
    /// No small Latin letter.
    NoLowerCase,
    /// No capital Latin letter.
    NoUpperCase,
    /// No digit.
    NoDigit,
    /// None of [`SIGNS`].
    NoSign,
    /// A letter that is not Latin, or something that nobody can type.
    ForeignLetter,
    /// A space.
    Space,
    /// The login itself.
    IsLogin,
    /// One that everybody tries first.
    Common,
}

/// One demand: what is said where it is not met, and the question.
type Demand = (WeakPassword, fn(&str) -> bool);

/// THE TABLE OF DEMANDS, in the order in which they are told.
const DEMANDS: [Demand; 8] = [
    (WeakPassword::Length, |text| (SHORTEST..=LONGEST).contains(&text.chars().count())),
    (WeakPassword::Space, |text| !text.chars().any(char::is_whitespace)),
    (WeakPassword::ForeignLetter, |text| text.chars().all(|c| c.is_ascii_graphic() || c.is_whitespace())),
    (WeakPassword::NoLowerCase, |text| text.bytes().any(|b| b.is_ascii_lowercase())),
    (WeakPassword::NoUpperCase, |text| text.bytes().any(|b| b.is_ascii_uppercase())),
    (WeakPassword::NoDigit, |text| text.bytes().any(|b| b.is_ascii_digit())),
    (WeakPassword::NoSign, |text| text.chars().any(|c| SIGNS.contains(c))),
    (WeakPassword::Common, |text| !COMMON.iter().any(|common| common.eq_ignore_ascii_case(text))),
];

/// The first demand that a password does not meet. `logins` are those of the account; `only_length` is the lenient
/// policy of the rule `password.policy`.
pub fn weakness(password: &str, logins: &[String], only_length: bool) -> Option<WeakPassword> {
    let demands = if only_length { &DEMANDS[..1] } else { &DEMANDS[..] };
    let unmet = demands.iter().find(|(_, is_met)| !is_met(password)).map(|(weakness, _)| *weakness);
    let is_login = logins.iter().any(|login| login.eq_ignore_ascii_case(password));
    unmet.or_else(|| (is_login && !only_length).then_some(WeakPassword::IsLogin))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn strict(password: &str) -> Option<WeakPassword> {
        weakness(password, &["Anna1!@example.test".to_owned()], false)
    }

    #[test]
    fn each_demand_is_told() {
        for (password, told) in [
            ("Pa55word!", None),
            ("Aa1~Aa1~", None),
            ("Aa1!", Some(WeakPassword::Length)),
            ("PA55WORD!", Some(WeakPassword::NoLowerCase)),
            ("pa55word!", Some(WeakPassword::NoUpperCase)),
            ("Password!", Some(WeakPassword::NoDigit)),
            ("Pa55words", Some(WeakPassword::NoSign)),
            ("Pa55 word!", Some(WeakPassword::Space)),
            // Cyrillic «а»: it looks the same, and no keyboard would find it again.
            ("P\u{430}55word!", Some(WeakPassword::ForeignLetter)),
            ("qwerty1!", Some(WeakPassword::NoUpperCase)),
            ("QWERTy1!", Some(WeakPassword::Common)),
            ("Anna1!@example.test", Some(WeakPassword::IsLogin)),
        ] {
            assert_eq!(strict(password), told, "{password}");
        }
        assert_eq!(strict(&"Aa1!".repeat(16)), None);
        assert_eq!(strict(&"Aa1!".repeat(17)), Some(WeakPassword::Length));
    }

    #[test]
    fn the_lenient_policy_asks_for_the_length_alone() {
        assert_eq!(weakness("11111111", &[], true), None);
        assert_eq!(weakness("1111111", &[], true), Some(WeakPassword::Length));
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            let _ = strict(&text);
        }
    }
}
