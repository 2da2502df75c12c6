//! The fields of a passport and a СНИЛС, and what is read from them.

use crate::domain::dates::parse_date;
use crate::domain::document::DocumentKind;
use crate::domain::papers::Demands;
use crate::flow::confirmation::papers::Papers;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::typed::Typed;
use crate::web::views::Choice;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

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

/// Reads them; what is wrong stands beside its field.
pub fn read(stand: &Stand, typed: &mut Typed, asks_details: bool) -> Option<Papers> {
    let kind = DocumentKind::from_name(typed.text("document")).filter(|kind| kind.is_identity());
    let kind = kind.unwrap_or(DocumentKind::DomesticPassport);
    let is_detailed = asks_details && kind == DocumentKind::DomesticPassport;
    let needed: &[_] = if is_detailed { &["issue_date", "issuer_code"] } else { &[] };
    let demands = Demands { needed, date: parse_date, born: None, today: None };
    let papers = typed.read_all(|mut reading| {
        let papers = Papers::read(&mut reading, kind, &demands, stand.today());
        reading.finish(papers)
    });
    papers.filter(|_| typed.is_right())
}
