//! The five rules for a password of ЭПОС.

/// A rule that was broken, in the words of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRule {
    /// От 8 символов.
    Length,
    /// Хотя бы один символ !@#$%^&*().
    Sign,
    /// Хотя бы одна цифра.
    Digit,
    /// Прописные и строчные буквы.
    Cases,
    /// Недопустима кириллица.
    Cyrillic,
}

/// The signs that count, and no others.
const SIGNS: &str = "!@#$%^&*()";

/// No password is longer, so that hashing one is little work.
const LONGEST: usize = 128;

impl PasswordRule {
    /// All five, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Length, Self::Sign, Self::Digit, Self::Cases, Self::Cyrillic];

    /// As the page says it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Length => "от 8 символов",
            Self::Sign => "хотя бы один символ !@#$%^&*()",
            Self::Digit => "хотя бы одна цифра",
            Self::Cases => "прописные и строчные буквы",
            Self::Cyrillic => "недопустима кириллица",
        }
    }

    fn is_kept(self, password: &str) -> bool {
        match self {
            Self::Length => (8..=LONGEST).contains(&password.chars().count()),
            Self::Sign => password.contains(|sign| SIGNS.contains(sign)),
            Self::Digit => password.contains(|sign: char| sign.is_ascii_digit()),
            Self::Cases => password.contains(char::is_uppercase) && password.contains(char::is_lowercase),
            Self::Cyrillic => !password.contains(|sign| ('\u{400}'..='\u{52f}').contains(&sign)),
        }
    }
}

/// The rules that a password breaks.
pub fn broken(password: &str) -> Vec<PasswordRule> {
    PasswordRule::ALL.into_iter().filter(|rule| !rule.is_kept(password)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 0.18: from eight signs on: seven are too few.
    #[test]
    fn seven_signs_are_too_few_and_eight_are_enough() {
        assert_eq!(broken("Qwert1!"), [PasswordRule::Length]);
        assert_eq!(broken("Qwerty1!"), []);
        assert_eq!(broken(&format!("Qwerty1!{}", "a".repeat(121))), [PasswordRule::Length]);
    }

    /// 0.19: one of exactly these ten signs; a question mark is none of them.
    #[test]
    fn ten_signs_count_and_a_question_mark_does_not() {
        for sign in SIGNS.chars() {
            assert_eq!(broken(&format!("Qwerty1{sign}")), [], "{sign}");
        }
        for sign in ['?', '-', '_', '.', '«'] {
            assert_eq!(broken(&format!("Qwerty1{sign}")), [PasswordRule::Sign], "{sign}");
        }
    }

    /// 0.20, 0.21: a digit, letters of both cases.
    #[test]
    fn a_digit_and_both_cases_are_needed() {
        assert_eq!(broken("Qwertyu!"), [PasswordRule::Digit]);
        assert_eq!(broken("qwerty1!"), [PasswordRule::Cases]);
        assert_eq!(broken("QWERTY1!"), [PasswordRule::Cases]);
    }

    /// 0.22, EPS-17: a Cyrillic letter that looks like a Latin one is Cyrillic.
    #[test]
    fn a_cyrillic_letter_is_found_where_nobody_sees_it() {
        assert_eq!(broken("Qwertу1!"), [PasswordRule::Cyrillic]);
        assert_eq!(broken("Пароль1!"), [PasswordRule::Cyrillic]);
    }
}
