//! What the holder of an account writes about themselves, read as a whole: name, birth, СНИЛС and identity document.
//!
//! Sources: the registration instruction of Госуслуги (fields and alphabets), «Положение о паспорте гражданина РФ»
//! (issued from 14, renewed at 20 and 45 with 90 days to do so).

use chrono::NaiveDate;

use crate::domain::account::OWN_ACCOUNT_AGE;
use crate::domain::dates;
use crate::domain::document::Document;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::domain::inn::Inn;
use crate::domain::inn::InnError;
use crate::domain::name::FullName;
use crate::domain::papers;
use crate::domain::papers::Demands;
use crate::domain::passport::IssuerCode;
use crate::domain::person::Gender;
use crate::domain::person::Person;
use crate::domain::reading::Fault;
use crate::domain::reading::Mistake;
use crate::domain::reading::Reading;
use crate::domain::reading::line;
use crate::domain::snils::Snils;

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

    /// The text of a field. A passport is written as one number; its series is a field of its own to the reader.
    fn text(&self, field: &str) -> String {
        match field {
            "series" if self.is_passport() => papers::split_passport(&self.number).0,
            "number" if self.is_passport() => papers::split_passport(&self.number).1,
            _ => {
                let mut copy = self.clone();
                let found = copy.fields().into_iter().find(|(name, _)| *name == field);
                found.map(|(_, text)| std::mem::take(text)).unwrap_or_default()
            }
        }
    }

    fn is_passport(&self) -> bool {
        self.document.trim() == DocumentKind::DomesticPassport.wire()
    }

    /// Reads everything; `known` is somebody whose birth, sex, citizenship and СНИЛС are sure and are not asked again.
    pub fn read(&self, known: Option<&Person>, today: NaiveDate) -> Result<Declared, Vec<Mistake>> {
        let text = |field: &'static str| self.text(field);
        let mut reading = Reading::new(&text);
        let name = reading.name();
        let inn = reading.optional("inn", personal_inn);
        let person = match known {
            Some(known) => name.map(|name| Person { name, inn: inn.or_else(|| known.inn.clone()), ..known.clone() }),
            None => person(&mut reading, name, inn, today),
        };
        let born = person.as_ref().and_then(|person| person.birth_date);
        let document = document(&mut reading, born, today);
        let citizenship = known.and_then(|known| known.citizenship.as_deref()).unwrap_or(self.citizenship.trim());
        if let Some((kind, _)) = &document
            && !citizenship.is_empty()
            && (*kind == DocumentKind::DomesticPassport) != (citizenship == RUSSIA)
        {
            reading.wrong("document", Fault::OtherCountry);
        }
        let declared = person.zip(document).map(|(person, (kind, document))| Declared { person, kind, document });
        reading.finish(declared).map_err(|mistakes| mistakes.into_iter().map(at_number).collect())
    }
}

/// The series is written in the field of the number.
fn at_number((field, fault): Mistake) -> Mistake {
    (if field == "series" { "number" } else { field }, fault)
}

fn person(reading: &mut Reading<'_>, name: Option<FullName>, inn: Option<Inn>, today: NaiveDate) -> Option<Person> {
    let birth_date = reading.required("birth_date", |text| birth_date(text, today));
    let birth_place = reading.required("birth_place", line);
    let gender = reading.required("gender", |text| Gender::from_wire(text).ok_or(Fault::Choice));
    let citizenship = reading.required("citizenship", country);
    let snils = reading.required("snils", Snils::parse);
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

fn document(
    reading: &mut Reading<'_>,
    born: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<(DocumentKind, DocumentData)> {
    // Whatever the document is, somebody has issued it.
    reading.required("issued_by", line);
    let kind = reading.required("document", identity)?;
    let demands = Demands {
        needed: &["issue_date", "issuer_code", "issued_by"],
        date: dates::parse_date,
        born,
        today: Some(today),
    };
    Some((kind, papers::read(reading, kind, &demands)?))
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
    fn a_foreigner_has_a_document_of_their_country() {
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
