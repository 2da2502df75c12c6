//! What the holder of an account writes about himself, read as a whole: name, birth, СНИЛС and identity document.
//!
//! Sources: the registration instruction of Госуслуги (fields and alphabets), «Положение о паспорте гражданина РФ»
//! (issued from 14, renewed at 20 and 45 with 90 days to do so).

use chrono::NaiveDate;

use crate::domain::dates;
use crate::domain::dates::DateError;
use crate::domain::document::Document;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::domain::inn::Inn;
use crate::domain::inn::InnError;
use crate::domain::name::FullName;
use crate::domain::name::NameError;
use crate::domain::name::NamePart;
use crate::domain::passport::IssuerCode;
use crate::domain::passport::Passport;
use crate::domain::passport::PassportError;
use crate::domain::passport::PassportState;
use crate::domain::passport::passport_state;
use crate::domain::person::Gender;
use crate::domain::person::Person;
use crate::domain::snils::Snils;
use crate::domain::snils::SnilsError;

/// The age from which somebody has an account of his own; a parent makes those of younger children.
pub const OWN_ACCOUNT_AGE: u32 = 14;

/// The country of this passport.
pub const RUSSIA: &str = "RUS";

/// What was typed, each field as it was; the names of fields are those of the struct.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Фамилия.
    pub last_name: String,
    /// Имя.
    pub first_name: String,
    /// Отчество, if there is one.
    pub middle_name: String,
    /// `ДД.ММ.ГГГГ`.
    pub birth_date: String,
    /// As in the document.
    pub birth_place: String,
    /// `M` or `F`.
    pub gender: String,
    /// ISO 3166 alpha-3.
    pub citizenship: String,
    /// `type` of REST: `RF_PASSPORT` or `FID_DOC`.
    pub document: String,
    /// Series and number; of a passport ten digits.
    pub number: String,
    /// `ДД.ММ.ГГГГ`.
    pub issue_date: String,
    /// Код подразделения, of a passport.
    pub issuer_code: String,
    /// Кем выдан.
    pub issued_by: String,
    /// `ДД.ММ.ГГГГ`, of a foreign document that has it.
    pub expires_on: String,
    /// СНИЛС.
    pub snils: String,
    /// ИНН, if it is known.
    pub inn: String,
}

/// What it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Who.
    pub person: Person,
    /// By which document.
    pub kind: DocumentKind,
    /// What is written in it.
    pub document: DocumentData,
}

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
    /// The passport.
    #[error(transparent)]
    Passport(#[from] PassportError),
    /// None of the answers to choose from.
    #[error("must be one of the answers that are offered")]
    Choice,
    /// Younger than [`OWN_ACCOUNT_AGE`].
    #[error("whoever is younger than {OWN_ACCOUNT_AGE} gets an account from a parent")]
    TooYoung,
    /// Issued before the 14th birthday.
    #[error("a passport is not issued before the 14th birthday")]
    IssuedTooEarly,
    /// Not issued yet.
    #[error("must not be after today")]
    IssuedLater,
    /// Should have been renewed at 20 or 45.
    #[error("the passport should have been renewed at 20 or 45 years, with 90 days to do so")]
    PassportExpired,
    /// A foreign document that is not valid any more.
    #[error("the document has expired")]
    DocumentExpired,
    /// A passport of this country and another citizenship, or the other way round.
    #[error("the document does not go with the citizenship")]
    OtherCountry,
    /// A number with signs that documents do not have, or too long.
    #[error("must be at most 20 letters, digits, spaces and hyphens")]
    Number,
    /// No postal code of this country.
    #[error("must be 6 digits")]
    ZipCode,
    /// Too long a text.
    #[error("is too long")]
    TooLong,
}

/// A field and what is wrong with it.
pub type Mistake = (&'static str, Fault);

impl Written {
    /// What is known, as it would be typed.
    pub fn of(person: &Person, document: Option<&Document>) -> Self {
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let day = |date: Option<NaiveDate>| date.map(|date| date.format(dates::SHAPE).to_string()).unwrap_or_default();
        let nothing = DocumentData::default();
        let data = document.map_or(&nothing, |document| &document.data);
        let series = data.series.as_deref().map(|series| format!("{series} ")).unwrap_or_default();
        Self {
            last_name: person.name.last_name().to_string(),
            first_name: person.name.first_name().to_string(),
            middle_name: person.name.middle_name().map(ToString::to_string).unwrap_or_default(),
            birth_date: day(person.birth_date),
            birth_place: text(person.birth_place.as_deref()),
            gender: text(person.gender.map(Gender::wire)),
            citizenship: text(person.citizenship.as_deref().or(Some(RUSSIA))),
            document: document.map_or(DocumentKind::DomesticPassport, |document| document.kind).wire().to_owned(),
            number: data.number.as_deref().map(|number| format!("{series}{number}")).unwrap_or_default(),
            issue_date: day(data.issue_date),
            issuer_code: data.issuer_code.as_deref().and_then(shown_code).unwrap_or_default(),
            issued_by: text(data.issued_by.as_deref()),
            expires_on: day(data.expires_on),
            snils: person.snils.as_ref().map(ToString::to_string).unwrap_or_default(),
            inn: person.inn.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// The fields, by their names.
    pub fn fields(&mut self) -> [(&'static str, &mut String); 15] {
        [
            ("last_name", &mut self.last_name),
            ("first_name", &mut self.first_name),
            ("middle_name", &mut self.middle_name),
            ("birth_date", &mut self.birth_date),
            ("birth_place", &mut self.birth_place),
            ("gender", &mut self.gender),
            ("citizenship", &mut self.citizenship),
            ("document", &mut self.document),
            ("number", &mut self.number),
            ("issue_date", &mut self.issue_date),
            ("issuer_code", &mut self.issuer_code),
            ("issued_by", &mut self.issued_by),
            ("expires_on", &mut self.expires_on),
            ("snils", &mut self.snils),
            ("inn", &mut self.inn),
        ]
    }

    /// Reads everything; `known` is somebody whose birth, sex, citizenship and СНИЛС are sure and are not asked again.
    pub fn read(&self, known: Option<&Person>, today: NaiveDate) -> Result<Declared, Vec<Mistake>> {
        let mut reading = Reading { mistakes: Vec::new(), today };
        let name = reading.name(self);
        let inn = reading.optional("inn", &self.inn, personal_inn);
        let person = match known {
            Some(known) => name.map(|name| Person { name, inn: inn.or_else(|| known.inn.clone()), ..known.clone() }),
            None => reading.person(self, name, inn),
        };
        let born = person.as_ref().and_then(|person| person.birth_date);
        let document = reading.document(self, born);
        let citizenship = known.and_then(|known| known.citizenship.as_deref()).unwrap_or(self.citizenship.trim());
        if let Some((kind, _)) = &document
            && !citizenship.is_empty()
            && (*kind == DocumentKind::DomesticPassport) != (citizenship == RUSSIA)
        {
            reading.wrong("document", Fault::OtherCountry);
        }
        match (person, document) {
            (Some(person), Some((kind, document))) if reading.mistakes.is_empty() => {
                Ok(Declared { person, kind, document })
            }
            _ => Err(reading.mistakes),
        }
    }
}

struct Reading {
    mistakes: Vec<Mistake>,
    today: NaiveDate,
}

impl Reading {
    fn wrong(&mut self, field: &'static str, fault: Fault) {
        self.mistakes.push((field, fault));
    }

    fn required<T, E: Into<Fault>>(
        &mut self,
        field: &'static str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if text.trim().is_empty() {
            self.wrong(field, Fault::Empty);
            return None;
        }
        self.optional(field, text, parse)
    }

    fn optional<T, E: Into<Fault>>(
        &mut self,
        field: &'static str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        parse(text).map_err(|error| self.wrong(field, error.into())).ok()
    }

    fn name(&mut self, written: &Written) -> Option<FullName> {
        let last = self.required("last_name", &written.last_name, NamePart::parse);
        let first = self.required("first_name", &written.first_name, NamePart::parse);
        let middle = self.optional("middle_name", &written.middle_name, NamePart::parse);
        Some(FullName::new(last?, first?, middle))
    }

    fn person(&mut self, written: &Written, name: Option<FullName>, inn: Option<Inn>) -> Option<Person> {
        let today = self.today;
        let birth_date = self.required("birth_date", &written.birth_date, |text| birth_date(text, today));
        let birth_place = self.required("birth_place", &written.birth_place, line);
        let gender = self.required("gender", &written.gender, |text| Gender::from_wire(text).ok_or(Fault::Choice));
        let citizenship = self.required("citizenship", &written.citizenship, country);
        let snils = self.required("snils", &written.snils, Snils::parse);
        Some(Person {
            birth_date: Some(birth_date?),
            birth_place: Some(birth_place?),
            gender: Some(gender?),
            citizenship: Some(citizenship?),
            snils: Some(snils?),
            inn,
            ..Person::named(name?)
        })
    }

    fn document(&mut self, written: &Written, born: Option<NaiveDate>) -> Option<(DocumentKind, DocumentData)> {
        let issued_by = self.required("issued_by", &written.issued_by, line);
        let kind = self.required("document", &written.document, identity)?;
        let data = if kind == DocumentKind::DomesticPassport {
            self.passport(written, born)
        } else {
            self.foreign_document(written)
        }?;
        Some((kind, DocumentData { issued_by: Some(issued_by?), ..data }))
    }

    fn passport(&mut self, written: &Written, born: Option<NaiveDate>) -> Option<DocumentData> {
        let passport = self.required("number", &written.number, str::parse::<Passport>);
        let today = self.today;
        let issue_date = self.required("issue_date", &written.issue_date, |text| issued(text, born, today));
        let code = self.required("issuer_code", &written.issuer_code, IssuerCode::parse);
        let passport = passport?;
        Some(DocumentData {
            series: Some(passport.series().to_owned()),
            number: Some(passport.number().to_owned()),
            issue_date: Some(issue_date?),
            issuer_code: Some(code?.digits().to_owned()),
            ..DocumentData::default()
        })
    }

    fn foreign_document(&mut self, written: &Written) -> Option<DocumentData> {
        let number = self.required("number", &written.number, free_number);
        let today = self.today;
        let issue_date = self.required("issue_date", &written.issue_date, |text| not_later(text, today));
        let expires_on = self.optional("expires_on", &written.expires_on, |text| still_valid(text, today));
        Some(DocumentData {
            number: Some(number?),
            issue_date: Some(issue_date?),
            expires_on,
            ..DocumentData::default()
        })
    }
}

/// A number of a document of any country.
pub fn free_number(text: &str) -> Result<String, Fault> {
    let is_right = |c: char| c.is_ascii_alphanumeric() || matches!(c, 'А'..='я' | 'Ё' | 'ё' | ' ' | '-' | '№');
    let is_number = text.chars().count() <= LONGEST_NUMBER && text.chars().all(is_right);
    if is_number { Ok(text.to_owned()) } else { Err(Fault::Number) }
}

/// A date that is not in the future.
pub fn not_later(text: &str, today: NaiveDate) -> Result<NaiveDate, Fault> {
    let date = dates::parse_date(text)?;
    if date > today { Err(Fault::IssuedLater) } else { Ok(date) }
}

/// Until when something is valid that is valid today.
pub fn still_valid(text: &str, today: NaiveDate) -> Result<NaiveDate, Fault> {
    let date = dates::parse_date(text)?;
    if date < today { Err(Fault::DocumentExpired) } else { Ok(date) }
}

/// A line of words.
pub fn line(text: &str) -> Result<String, Fault> {
    if text.chars().count() > LONGEST {
        return Err(Fault::TooLong);
    }
    Ok(text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect())
}

/// `590-004`.
fn shown_code(digits: &str) -> Option<String> {
    IssuerCode::parse(digits).ok().map(|code| code.to_string())
}

fn personal_inn(text: &str) -> Result<Inn, InnError> {
    let inn = Inn::parse(text)?;
    if inn.is_person() { Ok(inn) } else { Err(InnError::Format(text.to_owned())) }
}

fn birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, Fault> {
    let born = dates::parse_birth_date(text, today)?;
    if dates::age(born, today) < OWN_ACCOUNT_AGE { Err(Fault::TooYoung) } else { Ok(born) }
}

fn country(text: &str) -> Result<String, Fault> {
    let is_code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    if is_code { Ok(text.to_owned()) } else { Err(Fault::Choice) }
}

fn identity(text: &str) -> Result<DocumentKind, Fault> {
    let kind = DocumentKind::ALL.iter().copied().find(|kind| kind.is_identity() && kind.wire() == text);
    kind.ok_or(Fault::Choice)
}

/// The day of issue of a passport, held against the ages at which passports are issued.
fn issued(text: &str, born: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Fault> {
    let issued = not_later(text, today)?;
    let Some(born) = born else { return Ok(issued) };
    match passport_state(born, issued, today) {
        PassportState::Valid | PassportState::Grace => Ok(issued),
        PassportState::Expired => Err(Fault::PassportExpired),
        PassportState::Invalid => Err(Fault::IssuedTooEarly),
    }
}

const LONGEST: usize = 255;
const LONGEST_NUMBER: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dates::parse_date;

    fn right() -> Written {
        let text = str::to_owned;
        Written {
            last_name: text("Иванова"),
            first_name: text("Надежда"),
            birth_date: text("10.05.2006"),
            birth_place: text("г. Примерск"),
            gender: text("F"),
            citizenship: text("RUS"),
            document: text("RF_PASSPORT"),
            number: text("57 26 000720"),
            issue_date: text("01.06.2026"),
            issuer_code: text("590-004"),
            issued_by: text("ОВД Примерный"),
            snils: text("112-233-445 95"),
            ..Written::default()
        }
    }

    fn read(change: impl FnOnce(&mut Written)) -> Result<Declared, Vec<Mistake>> {
        let mut written = right();
        change(&mut written);
        written.read(None, parse_date("01.09.2026").expect("a date"))
    }

    #[test]
    fn a_whole_declaration_is_read() {
        let declared = read(|_| {}).expect("right");
        assert_eq!(declared.document.series.as_deref(), Some("5726"));
        assert_eq!(declared.document.issuer_code.as_deref(), Some("590004"));
        assert_eq!(declared.person.snils.expect("there").to_string(), "112-233-445 95");
    }

    #[test]
    fn each_mistake_stands_at_its_field() {
        let fault = |change: fn(&mut Written)| read(change).expect_err("wrong");
        assert_eq!(fault(|w| w.last_name.clear()), [("last_name", Fault::Empty)]);
        assert_eq!(fault(|w| "02.09.2012".clone_into(&mut w.birth_date))[0], ("birth_date", Fault::TooYoung));
        assert_eq!(fault(|w| "01.06.2019".clone_into(&mut w.issue_date)), [("issue_date", Fault::IssuedTooEarly)]);
        assert_eq!(fault(|w| "01.06.2024".clone_into(&mut w.issue_date)), [("issue_date", Fault::PassportExpired)]);
        assert_eq!(fault(|w| "02.09.2026".clone_into(&mut w.issue_date)), [("issue_date", Fault::IssuedLater)]);
        assert_eq!(fault(|w| "CHN".clone_into(&mut w.citizenship)), [("document", Fault::OtherCountry)]);
        assert_eq!(fault(|w| "MLTR_ID".clone_into(&mut w.document)), [("document", Fault::Choice)]);
        assert!(matches!(fault(|w| "112-233-445 96".clone_into(&mut w.snils))[..], [("snils", Fault::Snils(_))]));
        assert_eq!(fault(|w| w.birth_place = "я".repeat(256)), [("birth_place", Fault::TooLong)]);
    }

    #[test]
    fn nothing_at_all_is_told_field_by_field() {
        let mistakes = Written::default().read(None, NaiveDate::MAX).expect_err("nothing");
        assert_eq!(mistakes.len(), 9, "{mistakes:?}");
        assert!(mistakes.iter().all(|(_, fault)| *fault == Fault::Empty), "{mistakes:?}");
    }

    #[test]
    fn a_foreigner_has_a_document_of_his_country() {
        let foreign = |w: &mut Written| {
            "CHN".clone_into(&mut w.citizenship);
            "FID_DOC".clone_into(&mut w.document);
            "E 0000-0720".clone_into(&mut w.number);
            w.issuer_code.clear();
        };
        let declared = read(foreign).expect("right");
        assert_eq!((declared.document.series, declared.document.number.as_deref()), (None, Some("E 0000-0720")));
        let late = |w: &mut Written| {
            foreign(w);
            "31.08.2026".clone_into(&mut w.expires_on);
        };
        assert_eq!(read(late).expect_err("over"), [("expires_on", Fault::DocumentExpired)]);
    }
}
