//! The fields of a passport and a СНИЛС, and what is read from them.

use chrono::NaiveDate;

use crate::domain::dates::parse_birth_date;
use crate::domain::dates::parse_date;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::domain::name::FullName;
use crate::domain::name::NamePart;
use crate::domain::passport::IssuerCode;
use crate::domain::passport::Passport;
use crate::domain::passport::PassportError;
use crate::domain::snils::Snils;
use crate::flow::confirmation::papers::Papers;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::pages::typed::Typed;
use crate::web::pages::views::Choice;
use crate::web::pages::views::FieldKind;
use crate::web::pages::views::FormField;
use crate::web::pages::views::FormPage;

/// Names of the fields, in their order.
pub const NAMES: [&str; 11] = [
    "last_name",
    "first_name",
    "middle_name",
    "birth_date",
    "snils",
    "document",
    "series",
    "number",
    "issue_date",
    "issuer_code",
    "issued_by",
];

/// Adds the fields, filled with what was typed. Details of the document may be left out where it is known already.
pub fn fields(page: FormPage, typed: &Typed, asks_details: bool) -> FormPage {
    let kinds = vec![
        Choice::new(DocumentKind::DomesticPassport.name(), Text::new("papers-passport")),
        Choice::new(DocumentKind::ForeignDocument.name(), Text::new("papers-foreign")),
    ];
    let detail = |field: FormField| if asks_details { field } else { field.optional() };
    let name = |field, key| FormField::new(field, Text::new(key), FieldKind::Name);
    let all = [
        name("last_name", "papers-last-name").heading(Text::new("papers-heading")),
        name("first_name", "papers-first-name"),
        name("middle_name", "papers-middle-name").optional(),
        FormField::new("birth_date", Text::new("papers-birth-date"), FieldKind::Date),
        FormField::new("snils", Text::new("papers-snils"), FieldKind::Snils),
        FormField::new("document", Text::new("papers-document"), FieldKind::Select(kinds)),
        FormField::new("series", Text::new("papers-series"), FieldKind::Text).optional(),
        FormField::new("number", Text::new("papers-number"), FieldKind::Text),
        detail(FormField::new("issue_date", Text::new("papers-issue-date"), FieldKind::Date)),
        detail(FormField::new("issuer_code", Text::new("papers-issuer-code"), FieldKind::Digits)),
        detail(FormField::new("issued_by", Text::new("papers-issued-by"), FieldKind::Text)),
    ];
    let is_first = typed.text("document").is_empty();
    all.into_iter().fold(page, |page, field| {
        let is_kind = field.name == "document";
        let field = typed.fill(field);
        page.field(if is_kind && is_first { field.value(DocumentKind::DomesticPassport.name()) } else { field })
    })
}

/// Adds what was typed, to be posted again unseen.
pub fn hidden(page: FormPage, typed: &Typed) -> FormPage {
    NAMES.into_iter().fold(page, |page, name| page.hidden(name, typed.text(name)))
}

/// Today by the stand's clock and zone.
pub fn today(stand: &Stand) -> NaiveDate {
    stand.config.zone.local(stand.clock.now()).date_naive()
}

/// Reads them; what is wrong stands beside its field.
pub fn read(stand: &Stand, typed: &mut Typed, asks_details: bool) -> Option<Papers> {
    let last_name = typed.read("last_name", NamePart::parse);
    let first_name = typed.read("first_name", NamePart::parse);
    let middle_name = typed.read_optional("middle_name", NamePart::parse);
    let birth_date = typed.read("birth_date", |text| parse_birth_date(text, today(stand)));
    let snils = typed.read("snils", Snils::parse);
    let kind = DocumentKind::from_name(typed.text("document")).filter(|kind| kind.is_identity());
    let kind = kind.unwrap_or(DocumentKind::DomesticPassport);
    let document = read_document(typed, kind, asks_details);
    typed.is_right().then_some(())?;
    Some(Papers {
        name: FullName::new(last_name?, first_name?, middle_name),
        birth_date: birth_date?,
        snils: snils?,
        kind,
        document: document?,
    })
}

fn read_document(typed: &mut Typed, kind: DocumentKind, asks_details: bool) -> Option<DocumentData> {
    let (series, number) = read_number(typed, kind);
    let (issue_date, issuer_code) = if asks_details && kind == DocumentKind::DomesticPassport {
        (typed.read("issue_date", parse_date), typed.read("issuer_code", IssuerCode::parse))
    } else {
        (typed.read_optional("issue_date", parse_date), typed.read_optional("issuer_code", IssuerCode::parse))
    };
    let issued_by = Some(typed.text("issued_by").to_owned()).filter(|text| !text.is_empty());
    if issued_by.as_ref().is_some_and(|text| text.chars().count() > LONGEST) {
        typed.wrong("issued_by", Text::new("papers-too-long"));
    }
    Some(DocumentData {
        series,
        number: Some(number?),
        issue_date,
        issuer_code: issuer_code.map(|code| code.digits().to_owned()),
        issued_by,
        ..DocumentData::default()
    })
}

/// Longest text of somebody who issues passports.
const LONGEST: usize = 255;

/// Series and number, by the rules of the kind.
fn read_number(typed: &mut Typed, kind: DocumentKind) -> (Option<String>, Option<String>) {
    let (series, number) = (typed.text("series").to_owned(), typed.text("number").to_owned());
    if kind == DocumentKind::DomesticPassport {
        let passport = typed.read("number", |number| match Passport::parse(&series, number) {
            Err(PassportError::Series(_)) => Ok(None),
            other => other.map(Some),
        });
        let passport = passport.flatten();
        if passport.is_none() && typed.mistake("number").is_none() {
            typed.wrong("series", Text::new("mistake-passport-series"));
        }
        return passport.map(|passport| (passport.series().to_owned(), passport.number().to_owned())).unzip();
    }
    let is_tame = |text: &str| text.len() <= 20 && text.chars().all(|c| c.is_alphanumeric() || c == '-');
    if number.is_empty() {
        typed.wrong("number", Text::new("mistake-empty"));
    }
    if !is_tame(&number) {
        typed.wrong("number", Text::new("papers-foreign-number"));
    }
    if !is_tame(&series) {
        typed.wrong("series", Text::new("papers-foreign-number"));
    }
    (Some(series).filter(|text| !text.is_empty()), Some(number))
}
