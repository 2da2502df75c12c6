//! The login that somebody types: a phone, an e-mail or СНИЛС in any usual spelling.

use crate::domain::email::Email;
use crate::domain::phone::Phone;
use crate::domain::snils::Snils;

/// A login that was typed, by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// A phone.
    Phone(Phone),
    /// An e-mail.
    Email(Email),
    /// A СНИЛС.
    Snils(Snils),
}

impl Login {
    /// Tells the kind by the content.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.contains('@') {
            return Email::parse(text).ok().map(Self::Email);
        }
        if Snils::looks_like(text) {
            return Snils::parse(text).ok().map(Self::Snils);
        }
        Phone::parse(text).ok().map(Self::Phone)
    }

    /// Its comparable spelling.
    pub fn key(&self) -> String {
        match self {
            Self::Phone(phone) => phone.to_string(),
            Self::Email(email) => email.key(),
            Self::Snils(snils) => snils.digits().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_02_the_kind_of_login_is_told_by_its_content() {
        let kind = |text| Login::parse(text);
        assert!(matches!(kind("8 907 764-79-81"), Some(Login::Phone(_))));
        assert!(matches!(kind("+7(907)7647981"), Some(Login::Phone(_))));
        assert!(matches!(kind(" Sidorova@Example.Test "), Some(Login::Email(_))));
        assert!(matches!(kind("000-000-702 23"), Some(Login::Snils(_))));
        assert!(matches!(kind("00000070223"), Some(Login::Snils(_))));
        assert_eq!(kind("Сидорова"), None);
        assert_eq!(kind("' OR 1=1 --"), None);
    }
}
