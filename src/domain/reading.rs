//! What somebody has typed, read field by field: values, and what is wrong with each field. Pages, JSON and fixtures
//! read through it, and only map the names of fields and the words.

use chrono::NaiveDate;

use crate::domain::account::OWN_ACCOUNT_AGE;
use crate::domain::birth_certificate::BirthCertificateError;
use crate::domain::dates::DateError;
use crate::domain::driving_licence::DrivingLicenceError;
use crate::domain::email::EmailError;
use crate::domain::inn::InnError;
use crate::domain::medical_policy::MedicalPolicyError;
use crate::domain::name::FullName;
use crate::domain::name::NameError;
use crate::domain::name::NamePart;
use crate::domain::passport::PassportError;
use crate::domain::phone::PhoneError;
use crate::domain::snils::SnilsError;

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing was written.
    #[error("must not be empty")]
    Empty,
    /// A part of the name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// СНИЛС.
    #[error(transparent)]
    Snils(#[from] SnilsError),
    /// ИНН.
    #[error(transparent)]
    Inn(#[from] InnError),
    /// A phone.
    #[error(transparent)]
    Phone(#[from] PhoneError),
    /// An e-mail.
    #[error(transparent)]
    Email(#[from] EmailError),
    /// Neither phone nor e-mail.
    #[error("a phone or an e-mail is needed")]
    NoContact,
    /// The passport.
    #[error(transparent)]
    Passport(#[from] PassportError),
    /// The driving licence.
    #[error(transparent)]
    DrivingLicence(#[from] DrivingLicenceError),
    /// The birth certificate.
    #[error(transparent)]
    BirthCertificate(#[from] BirthCertificateError),
    /// The medical policy.
    #[error(transparent)]
    MedicalPolicy(#[from] MedicalPolicyError),
    /// None of the answers to choose from.
    #[error("must be one of the answers that are offered")]
    Choice,
    /// Younger than [`OWN_ACCOUNT_AGE`].
    #[error("whoever is younger than {OWN_ACCOUNT_AGE} gets an account from a parent")]
    TooYoung,
    /// Issued before the 14th birthday.
    #[error("a passport is not issued before the 14th birthday")]
    IssuedTooEarly,
    /// Issued before the holder was born.
    #[error("must not be before the birth of the holder")]
    BeforeBirth,
    /// Not issued yet.
    #[error("must not be after today")]
    IssuedLater,
    /// Over before it was issued.
    #[error("must be after issue_date")]
    OverBeforeIssue,
    /// Should have been renewed at 20 or 45.
    #[error("the passport should have been renewed at 20 or 45 years, with 90 days to do so")]
    PassportExpired,
    /// A document that is not valid any more.
    #[error("the document has expired")]
    DocumentExpired,
    /// A passport of this country and another citizenship, or the other way round.
    #[error("the document does not go with the citizenship")]
    OtherCountry,
    /// A number with signs that documents do not have, or too long.
    #[error("must be at most 20 letters, digits, spaces and hyphens")]
    Number,
    /// A name of an international passport in other letters.
    #[error("must be in Latin letters, as in the passport")]
    NotLatin,
    /// No postal code of this country.
    #[error("must be 6 digits")]
    ZipCode,
    /// Too long a text.
    #[error("is too long")]
    TooLong,
}

/// A field and what is wrong with it.
pub type Mistake = (&'static str, Fault);

/// Typed text by the name of its field, and the mistakes that were found so far.
pub struct Reading<'a> {
    text: &'a dyn Fn(&'static str) -> String,
    mistakes: Vec<Mistake>,
}

impl<'a> Reading<'a> {
    /// Of what `text` gives for the name of a field; empty where there is none.
    pub fn new(text: &'a dyn Fn(&'static str) -> String) -> Self {
        Self { text, mistakes: Vec::new() }
    }

    /// Says what is wrong with a field; the first that is said stays.
    pub fn wrong(&mut self, field: &'static str, fault: impl Into<Fault>) {
        if self.mistakes.iter().all(|(wrong, _)| *wrong != field) {
            self.mistakes.push((field, fault.into()));
        }
    }

    /// Was nothing written into a field?
    pub fn is_empty(&self, field: &'static str) -> bool {
        (self.text)(field).trim().is_empty()
    }

    /// Reads a field that must be there.
    pub fn required<T, E: Into<Fault>>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if self.is_empty(field) {
            self.wrong(field, Fault::Empty);
            return None;
        }
        self.optional(field, parse)
    }

    /// Reads a field that may be left out.
    pub fn optional<T, E: Into<Fault>>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = (self.text)(field);
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        parse(text).map_err(|error| self.wrong(field, error)).ok()
    }

    /// Reads фамилия, имя and, if there is one, отчество.
    pub fn name(&mut self) -> Option<FullName> {
        let last = self.required("last_name", NamePart::parse);
        let first = self.required("first_name", NamePart::parse);
        let middle = self.optional("middle_name", NamePart::parse);
        Some(FullName::new(last?, first?, middle))
    }

    /// What was made of the fields, unless something is wrong.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Vec<Mistake>> {
        value.filter(|_| self.mistakes.is_empty()).ok_or(self.mistakes)
    }
}

/// A line of words.
pub fn line(text: &str) -> Result<String, Fault> {
    if text.chars().count() > LONGEST {
        return Err(Fault::TooLong);
    }
    Ok(text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect())
}

/// A date that is not in the future.
pub fn not_later(date: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Fault> {
    if date > today { Err(Fault::IssuedLater) } else { Ok(date) }
}

const LONGEST: usize = 255;
