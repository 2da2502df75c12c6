//! The fields of a passport and a СНИЛС, and what is read from them.

use chrono::NaiveDate;

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

/// What was typed, to be posted again unseen.
pub fn hidden(typed: &Typed) -> Vec<(&'static str, String)> {
    NAMES.into_iter().map(|name| (name, typed.text(name).to_owned())).collect()
}

/// These papers, as if they had been typed.
pub fn filled(papers: &Papers) -> Typed {
    let date = |date: NaiveDate| date.format("%d.%m.%Y").to_string();
    let (name, document) = (&papers.name, &papers.document);
    let middle_name = name.middle_name().map(ToString::to_string);
    Typed::known([
        ("last_name", name.last_name().to_string()),
        ("first_name", name.first_name().to_string()),
        ("middle_name", middle_name.unwrap_or_default()),
        ("birth_date", date(papers.birth_date)),
        ("snils", papers.snils.to_string()),
        ("document", papers.kind.name().to_owned()),
        ("series", document.series.clone().unwrap_or_default()),
        ("number", document.number.clone().unwrap_or_default()),
        ("issue_date", document.issue_date.map(date).unwrap_or_default()),
        ("issuer_code", document.issuer_code.clone().unwrap_or_default()),
        ("issued_by", document.issued_by.clone().unwrap_or_default()),
    ])
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
