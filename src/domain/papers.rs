//! The one reader of documents: typed text by field becomes a document, or mistakes by field.
//!
//! What the fields of a kind are and how they are spelt is said here. A surface says which of them must be there, how
//! it writes dates, and whether the document is held against a day and the holder's birth.

use chrono::NaiveDate;

use crate::domain::birth_certificate::BirthCertificate;
use crate::domain::dates::DateError;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::domain::driving_licence::DrivingLicence;
use crate::domain::medical_policy::MedicalPolicy;
use crate::domain::name::NamePart;
use crate::domain::passport::IssuerCode;
use crate::domain::passport::Passport;
use crate::domain::passport::PassportState;
use crate::domain::passport::passport_state;
use crate::domain::reading::Fault;
use crate::domain::reading::Reading;
use crate::domain::reading::line;
use crate::domain::reading::not_later;

/// What is demanded of a document beside the spelling of its fields.
#[derive(Clone, Copy, Debug)]
pub struct Demands {
    /// Which fields must be there; series and number follow from the kind.
    pub needed: &'static [&'static str],
    /// How dates are written.
    pub date: fn(&str) -> Result<NaiveDate, DateError>,
    /// The holder's date of birth, where it is known and counts.
    pub born: Option<NaiveDate>,
    /// The day on which it must be in force; a document of any time is read where there is none.
    pub today: Option<NaiveDate>,
}

/// Does a document of this kind have the field?
pub fn has(kind: DocumentKind, field: &str) -> bool {
    match field {
        "issuer_code" => kind == DocumentKind::DomesticPassport,
        "last_name" | "first_name" => kind == DocumentKind::InternationalPassport,
        "act_number" | "act_date" => kind.is_birth_certificate(),
        "medical_organization" => kind == DocumentKind::MedicalPolicy,
        _ => true,
    }
}

/// Reads a document; fields are named as in [`DocumentData`], and those that the kind does not have are not looked at.
pub fn read(reading: &mut Reading<'_>, kind: DocumentKind, demands: &Demands) -> Option<DocumentData> {
    let mut fields = Fields { reading, kind, demands };
    let (series, number) = fields.numbers();
    let issue_date = fields.read("issue_date", |text| issued(text, kind, demands));
    let expires_on = fields.read("expires_on", |text| in_force(text, demands));
    if issue_date.zip(expires_on).is_some_and(|(from, to)| to <= from) {
        fields.reading.wrong("expires_on", Fault::OverBeforeIssue);
    }
    Some(DocumentData {
        series,
        issue_date,
        issuer_code: fields.read("issuer_code", IssuerCode::parse).map(|code| code.digits().to_owned()),
        issued_by: fields.read("issued_by", line),
        expires_on,
        last_name: fields.read("last_name", latin_name),
        first_name: fields.read("first_name", latin_name),
        act_number: fields.read("act_number", line),
        act_date: fields.read("act_date", |text| day(text, demands)),
        medical_organization: fields.read("medical_organization", line),
        number: Some(number?),
    })
}

/// Series and number of a passport that are written as one text: the first four signs are the series.
pub fn split_passport(text: &str) -> (String, String) {
    let mut signs = text.chars().filter(|sign| !sign.is_whitespace());
    (signs.by_ref().take(4).collect(), signs.collect())
}

/// A series or number of a document of any country.
pub fn free_number(text: &str) -> Result<String, Fault> {
    let is_right = |c: char| c.is_ascii_alphanumeric() || matches!(c, 'А'..='я' | 'Ё' | 'ё' | ' ' | '-' | '№');
    let is_number = text.chars().count() <= LONGEST_NUMBER && text.chars().all(is_right);
    if is_number { Ok(text.to_owned()) } else { Err(Fault::Number) }
}

struct Fields<'a, 'text> {
    reading: &'a mut Reading<'text>,
    kind: DocumentKind,
    demands: &'a Demands,
}

impl Fields<'_, '_> {
    fn read<T, E: Into<Fault>>(&mut self, field: &'static str, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        if !has(self.kind, field) {
            None
        } else if self.demands.needed.contains(&field) {
            self.reading.required(field, parse)
        } else {
            self.reading.optional(field, parse)
        }
    }

    /// Series and number in their one spelling; either is judged with an example in place of the other.
    fn numbers(&mut self) -> (Option<String>, Option<String>) {
        match self.kind {
            DocumentKind::DomesticPassport => self.pair(
                |series| Passport::parse(series, "000000").map(|passport| passport.series().to_owned()),
                |number| Passport::parse("0000", number).map(|passport| passport.number().to_owned()),
            ),
            DocumentKind::DrivingLicence => self.pair(
                |series| DrivingLicence::parse(series, "000000").map(|licence| licence.series().to_owned()),
                |number| DrivingLicence::parse("0000", number).map(|licence| licence.number().to_owned()),
            ),
            DocumentKind::BirthCertificate => self.pair(
                |series| BirthCertificate::parse(series, "000000").map(|certificate| certificate.series().to_owned()),
                |number| {
                    BirthCertificate::parse("I-\u{410}\u{410}", number)
                        .map(|certificate| certificate.number().to_owned())
                },
            ),
            DocumentKind::MedicalPolicy => {
                let number = |text: &str| MedicalPolicy::parse(text).map(|policy| policy.as_str().to_owned());
                (self.read("series", free_number), self.reading.required("number", number))
            }
            // Certificates of other times and countries have no common blank.
            DocumentKind::OldBirthCertificate | DocumentKind::ForeignBirthCertificate => {
                (self.read("series", line), self.reading.required("number", line))
            }
            DocumentKind::ForeignDocument
            | DocumentKind::InternationalPassport
            | DocumentKind::MilitaryId
            | DocumentKind::ResidencePermit
            | DocumentKind::TemporaryResidence
            | DocumentKind::RefugeeCertificate => {
                (self.read("series", free_number), self.reading.required("number", free_number))
            }
        }
    }

    fn pair<E: Into<Fault>>(
        &mut self,
        series: impl FnOnce(&str) -> Result<String, E>,
        number: impl FnOnce(&str) -> Result<String, E>,
    ) -> (Option<String>, Option<String>) {
        (self.reading.required("series", series), self.reading.required("number", number))
    }
}

/// A day of the past that the holder has lived to see, as far as either is asked.
fn day(text: &str, demands: &Demands) -> Result<NaiveDate, Fault> {
    let date = (demands.date)(text)?;
    let date = demands.today.map_or(Ok(date), |today| not_later(date, today))?;
    if demands.born.is_some_and(|born| date < born) { Err(Fault::BeforeBirth) } else { Ok(date) }
}

/// The day of issue; a passport is held against the ages at which passports are issued.
fn issued(text: &str, kind: DocumentKind, demands: &Demands) -> Result<NaiveDate, Fault> {
    let (DocumentKind::DomesticPassport, Some(born), Some(today)) = (kind, demands.born, demands.today) else {
        return day(text, demands);
    };
    let issued = not_later((demands.date)(text)?, today)?;
    match passport_state(born, issued, today) {
        PassportState::Valid | PassportState::Grace => Ok(issued),
        PassportState::Expired => Err(Fault::PassportExpired),
        PassportState::Invalid => Err(Fault::IssuedTooEarly),
    }
}

fn in_force(text: &str, demands: &Demands) -> Result<NaiveDate, Fault> {
    let date = (demands.date)(text)?;
    if demands.today.is_some_and(|today| date < today) { Err(Fault::DocumentExpired) } else { Ok(date) }
}

fn latin_name(text: &str) -> Result<String, Fault> {
    let name = NamePart::parse(text)?;
    if name.as_str().is_ascii() { Ok(name.as_str().to_owned()) } else { Err(Fault::NotLatin) }
}

const LONGEST_NUMBER: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dates::parse_date;
    use crate::domain::reading::Mistake;

    const DEMANDS: Demands = Demands { needed: &["issue_date"], date: parse_date, born: None, today: None };

    fn document(
        kind: DocumentKind,
        typed: &[(&'static str, &str)],
        demands: Demands,
    ) -> Result<DocumentData, Vec<Mistake>> {
        let text = |name: &'static str| {
            typed.iter().find(|(field, _)| *field == name).map(|(_, text)| (*text).to_owned()).unwrap_or_default()
        };
        let mut reading = Reading::new(&text);
        let read = read(&mut reading, kind, &demands);
        reading.finish(read)
    }

    #[test]
    fn series_and_number_get_their_one_spelling() {
        for (kind, series, number, right) in [
            (DocumentKind::DomesticPassport, "57 09", " 000 702", (Some("5709"), "000702")),
            (DocumentKind::DrivingLicence, "59 вк", "123456", (Some("59ВК"), "123456")),
            (DocumentKind::BirthCertificate, "2-вг", "123456", (None, "")),
            (DocumentKind::BirthCertificate, "1-вг", "123456", (Some("I-ВГ"), "123456")),
            (DocumentKind::ForeignDocument, "", "E 0000-0720", (None, "E 0000-0720")),
            (DocumentKind::ForeignBirthCertificate, "", "AB/77 №1", (None, "AB/77 №1")),
        ] {
            let typed = [("series", series), ("number", number), ("issue_date", "01.04.2015")];
            let read = document(kind, &typed, DEMANDS);
            match &read {
                Ok(data) => assert_eq!((data.series.as_deref(), data.number.as_deref()), (right.0, Some(right.1))),
                Err(mistakes) => assert!(right.1.is_empty() && mistakes[0].0 == "series", "{mistakes:?}"),
            }
        }
    }

    #[test]
    fn series_and_number_are_judged_apart_and_all_mistakes_are_told() {
        let typed = [("series", "57"), ("number", "1"), ("issue_date", "31.02.2015"), ("issuer_code", "59")];
        let mistakes = document(DocumentKind::DomesticPassport, &typed, DEMANDS).expect_err("wrong");
        let fields: Vec<_> = mistakes.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["series", "number", "issue_date", "issuer_code"]);
    }

    #[test]
    fn fields_of_other_kinds_are_not_looked_at() {
        let typed = [("number", "E1"), ("issue_date", "01.04.2015"), ("issuer_code", "?"), ("last_name", "Иванов")];
        let data = document(DocumentKind::ForeignDocument, &typed, DEMANDS).expect("right");
        assert_eq!((data.issuer_code, data.last_name), (None, None));
    }

    #[test]
    fn days_are_held_against_birth_and_today_where_these_are_given() {
        let day = |text| parse_date(text).expect("a date");
        let held = Demands { born: Some(day("12.03.1985")), today: Some(day("01.09.2026")), ..DEMANDS };
        let wrong = |kind, issue_date, expires_on, demands| {
            let typed = [("number", "1"), ("issue_date", issue_date), ("expires_on", expires_on)];
            document(kind, &typed, demands).err().and_then(|mistakes| mistakes.into_iter().next())
        };
        let kind = DocumentKind::MilitaryId;
        assert_eq!(wrong(kind, "11.03.1985", "", held), Some(("issue_date", Fault::BeforeBirth)));
        assert_eq!(wrong(kind, "02.09.2026", "", held), Some(("issue_date", Fault::IssuedLater)));
        assert_eq!(wrong(kind, "01.09.2020", "31.08.2026", held), Some(("expires_on", Fault::DocumentExpired)));
        assert_eq!(wrong(kind, "01.09.2020", "01.09.2020", DEMANDS), Some(("expires_on", Fault::OverBeforeIssue)));
        assert_eq!(wrong(kind, "02.09.2026", "", DEMANDS), None);
        assert_eq!(wrong(kind, "", "", DEMANDS), Some(("issue_date", Fault::Empty)));
    }
}
