//! What is wrong with something typed, in words that say what to do: one place for every form.

use crate::domain::birth_certificate::BirthCertificateError;
use crate::domain::dates::DateError;
use crate::domain::driving_licence::DrivingLicenceError;
use crate::domain::email::EmailError;
use crate::domain::inn::InnError;
use crate::domain::medical_policy::MedicalPolicyError;
use crate::domain::name::NameError;
use crate::domain::passport::PassportError;
use crate::domain::password::LONGEST;
use crate::domain::password::SHORTEST;
use crate::domain::password::SIGNS;
use crate::domain::password::WeakPassword;
use crate::domain::phone::PhoneError;
use crate::domain::reading::Fault;
use crate::domain::snils::SnilsError;
use crate::flow::account::passwords;
use crate::flow::profile::contacts::NotChanged;
use crate::flow::verification;
use crate::flow::verification::Unsent;
use crate::texts::Text;

/// Can be told to whoever typed it.
pub trait Told {
    /// The words.
    fn told(&self) -> Text;
}

impl Told for NameError {
    fn told(&self) -> Text {
        match self {
            Self::Empty => Text::new("mistake-empty"),
            Self::BadCharacter(character) => {
                Text::new("mistake-name-character").with("character", character.to_string())
            }
            Self::MixedAlphabets => Text::new("mistake-name-mixed"),
            Self::TooLong => Text::new("mistake-name-long"),
            Self::NoLetters => Text::new("mistake-name-letters"),
            Self::AnotherAlphabet => Text::new("mistake-name-alphabet"),
        }
    }
}

impl Told for Fault {
    fn told(&self) -> Text {
        match self {
            Self::Empty => Text::new("mistake-empty"),
            Self::Name(error) => error.told(),
            Self::Date(error) => error.told(),
            Self::Snils(error) => error.told(),
            Self::Inn(error) => error.told(),
            Self::Phone(error) => error.told(),
            Self::Email(error) => error.told(),
            Self::NoContact => Text::new("registration-no-contact"),
            Self::Passport(error) => error.told(),
            Self::DrivingLicence(error) => error.told(),
            Self::BirthCertificate(error) => error.told(),
            Self::MedicalPolicy(error) => error.told(),
            Self::Choice => Text::new("mistake-choice"),
            Self::TooYoung => Text::new("mistake-too-young"),
            Self::IssuedTooEarly => Text::new("mistake-passport-early"),
            Self::BeforeBirth => Text::new("mistake-before-birth"),
            Self::IssuedLater => Text::new("mistake-date-future"),
            Self::PassportExpired => Text::new("mistake-passport-expired"),
            Self::OverBeforeIssue => Text::new("mistake-over-before-issue"),
            Self::DocumentExpired => Text::new("mistake-document-expired"),
            Self::OtherCountry => Text::new("mistake-document-country"),
            Self::Number => Text::new("mistake-document-number"),
            Self::NotLatin => Text::new("mistake-not-latin"),
            Self::ZipCode => Text::new("mistake-zip-code"),
            Self::TooLong => Text::new("mistake-text-long"),
        }
    }
}

impl Told for DrivingLicenceError {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Series(_) => "mistake-licence-series",
            Self::Number(_) => "mistake-licence-number",
        })
    }
}

impl Told for MedicalPolicyError {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Format(_) => "mistake-policy-format",
            Self::Checksum { .. } => "mistake-policy-checksum",
        })
    }
}

impl Told for NotChanged {
    fn told(&self) -> Text {
        match self {
            Self::Same => Text::new("mistake-contact-same"),
            Self::Unsent(unsent) => unsent.told(),
        }
    }
}

impl Told for EmailError {
    fn told(&self) -> Text {
        Text::new("mistake-email")
    }
}

impl Told for PhoneError {
    fn told(&self) -> Text {
        match self {
            Self::BadCharacter { character, .. } => {
                Text::new("mistake-phone-character").with("character", character.to_string())
            }
            Self::Country(_) => Text::new("mistake-phone-country"),
            Self::Length(_) => Text::new("mistake-phone-length"),
        }
    }
}

impl Told for SnilsError {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Format(_) => "mistake-snils-format",
            Self::Checksum { .. } => "mistake-snils-checksum",
        })
    }
}

impl Told for InnError {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Format(_) => "mistake-inn-format",
            Self::Checksum { .. } => "mistake-inn-checksum",
        })
    }
}

impl Told for PassportError {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Series(_) => "mistake-passport-series",
            Self::Number(_) => "mistake-passport-number",
            Self::IssuerCode(_) => "mistake-passport-code",
        })
    }
}

impl Told for BirthCertificateError {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Series(_) => "mistake-certificate-series",
            Self::Number(_) => "mistake-certificate-number",
        })
    }
}

impl Told for DateError {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Format(_) | Self::IsoFormat(_) => "mistake-date-format",
            Self::NoSuchDay(_) => "mistake-date-day",
            Self::TooEarly(_) => "mistake-date-early",
            Self::Future { .. } => "mistake-date-future",
        })
    }
}

impl Told for passwords::Mistake {
    fn told(&self) -> Text {
        match self {
            Self::Empty => Text::new("mistake-password-empty"),
            Self::Different => Text::new("mistake-password-different"),
            Self::Weak(weakness) => weakness.told(),
            Self::Recent => Text::new("mistake-password-recent"),
        }
    }
}

impl Told for WeakPassword {
    fn told(&self) -> Text {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        match self {
            Self::Length => {
                Text::new("mistake-password-length").with("least", number(SHORTEST)).with("most", number(LONGEST))
            }
            Self::NoLowerCase => Text::new("mistake-password-lower"),
            Self::NoUpperCase => Text::new("mistake-password-upper"),
            Self::NoDigit => Text::new("mistake-password-digit"),
            Self::NoSign => Text::new("mistake-password-sign").with("signs", SIGNS),
            Self::ForeignLetter => Text::new("mistake-password-letter"),
            Self::Space => Text::new("mistake-password-space"),
            Self::IsLogin => Text::new("mistake-password-login"),
            Self::Common => Text::new("mistake-password-common"),
        }
    }
}

impl Told for verification::Mistake {
    fn told(&self) -> Text {
        Text::new(match self {
            Self::Empty => "mistake-code-empty",
            Self::Wrong => "mistake-code-wrong",
            Self::Expired => "mistake-code-expired",
            Self::Exhausted => "mistake-code-exhausted",
        })
    }
}

impl Told for Unsent {
    fn told(&self) -> Text {
        Text::new(match self {
            // Whose it is nobody learns.
            Self::Taken(_) => "mistake-contact-taken",
            Self::TooSoon => "mistake-code-soon",
            Self::TooMany => "mistake-code-many",
        })
    }
}
