//! A document is added: driving licence, policy, birth certificate, international passport.

use actix_web::HttpRequest;
use chrono::NaiveDate;

use crate::domain::account::AccountLevel;
use crate::domain::dates::parse_date;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::domain::papers;
use crate::domain::papers::Demands;
use crate::flow::profile::documents::ADDED;
use crate::flow::profile::documents::add;
use crate::flow::stand::Stand;
use crate::protocol::lack::Lack;
use crate::texts::Text;
use crate::web::errors::exit::Answered;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::document_words;
use crate::web::pages::profile::paths;
use crate::web::state::OfStand;
use crate::web::typed::Typed;
use crate::web::typed::extract::By;
use crate::web::typed::extract::Posted;
use crate::web::views::Button;
use crate::web::views::FieldKind;
use crate::web::views::FormField;
use crate::web::views::FormPage;

fn kind_of(visit: &Visit, name: &str) -> Option<DocumentKind> {
    let is_child = visit.holder.account.level == AccountLevel::Child;
    ADDED.into_iter().find(|kind| kind.name() == name && !is_child)
}

/// `GET /profile/documents/add?kind=`.
pub async fn get(stand: OfStand, http: HttpRequest, By(visit): By<Visit>) -> Answered {
    let kind = kind_of(&visit, &profile::asked(&http, "kind"));
    let kind = kind.ok_or_else(|| profile::absent(Lack::NewDocument))?;
    Ok(profile::answer_form(&page(&stand, &visit, kind, &Typed::default())))
}

/// `POST /profile/documents/add`.
pub async fn post(stand: OfStand, Posted(visit, mut typed): Posted<Visit>) -> Answered {
    let Some(kind) = kind_of(&visit, typed.text("kind")) else {
        return Err(profile::absent(Lack::NewDocument));
    };
    let Some(data) = read(&mut typed, kind, stand.today()) else {
        return Ok(profile::answer_form(&page(&stand, &visit, kind, &typed)));
    };
    let oid = visit.holder.oid();
    Ok(if stand.write(move |cx| add(cx, oid, kind, data)).await? {
        profile::done(&stand, paths::DOCUMENTS, "added")
    } else {
        {
            let page = page(&stand, &visit, kind, &typed).error(Text::new("documents-too-many"));
            profile::answer_form(&page)
        }
    })
}

/// What was typed, if nothing is wrong; fields that the form does not have are left out.
fn read(typed: &mut Typed, kind: DocumentKind, today: NaiveDate) -> Option<DocumentData> {
    let asked = names(kind);
    let asks = |name: &str| name == "number" || asked.contains(&name) || (name == "series" && has_series(kind));
    let needed: &[_] = if asked.contains(&"expires_on") { &["issue_date", "expires_on"] } else { &["issue_date"] };
    let needed = if asked.contains(&"issue_date") { needed } else { &[] };
    let demands = Demands { needed, date: parse_date, born: None, today: Some(today) };
    typed.read_some(asks, |mut reading| {
        let data = papers::read(&mut reading, kind, &demands);
        reading.finish(data)
    })
}

fn has_series(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::DrivingLicence | DocumentKind::BirthCertificate)
}

/// The fields of a kind beside its number, in their order.
fn names(kind: DocumentKind) -> &'static [&'static str] {
    match kind {
        DocumentKind::DrivingLicence => &["issue_date", "expires_on"],
        DocumentKind::BirthCertificate => &["issue_date", "issued_by", "act_number"],
        DocumentKind::MedicalPolicy => &["medical_organization"],
        _ => &["issue_date", "expires_on", "issued_by"],
    }
}

fn page(stand: &Stand, visit: &Visit, kind: DocumentKind, typed: &Typed) -> FormPage {
    let series = has_series(kind).then(|| FormField::new("series", Text::new("documents-series"), FieldKind::Text));
    let number = if series.is_some() { "documents-number-alone" } else { "documents-number" };
    let number = FormField::new("number", Text::new(number), FieldKind::Text);
    let fields = series.into_iter().chain([number]).chain(names(kind).iter().map(|name| field(name)));
    fields
        .map(|field| typed.fill(field))
        .fold(profile::form_page(stand, visit, document_words::ADD, document_words::add_label(kind)), FormPage::field)
        .hidden("kind", kind.name())
        .button(Button::main(Text::new("edit-save")))
        .link(format!("{}{}", stand.base_path, paths::DOCUMENTS), Text::new("edit-cancel"))
}

fn field(name: &'static str) -> FormField {
    match name {
        "issue_date" => FormField::new(name, Text::new("documents-issue-date"), FieldKind::Date),
        "expires_on" => FormField::new(name, Text::new("documents-expires-on"), FieldKind::Date),
        "issued_by" => FormField::new(name, Text::new("documents-issued-by"), FieldKind::Text).optional(),
        "act_number" => FormField::new(name, Text::new("documents-act-number"), FieldKind::Text).optional(),
        _ => FormField::new(name, Text::new("documents-insurer"), FieldKind::Text).optional(),
    }
}
