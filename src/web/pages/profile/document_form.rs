//! A document is added: driving licence, policy, birth certificate, international passport.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Bytes;
use chrono::NaiveDate;

use crate::domain::account::AccountLevel;
use crate::domain::birth_certificate::BirthCertificate;
use crate::domain::declaration;
use crate::domain::document::DocumentData;
use crate::domain::document::DocumentKind;
use crate::domain::driving_licence::DrivingLicence;
use crate::domain::medical_policy::MedicalPolicy;
use crate::flow::profile::documents::ADDED;
use crate::flow::profile::documents::add;
use crate::flow::stand::Stand;
use crate::texts::Text;
use crate::web::pages::own_pages;
use crate::web::pages::own_pages::Visit;
use crate::web::pages::profile;
use crate::web::pages::profile::document_words;
use crate::web::pages::profile::paths;
use crate::web::pages::typed::Typed;
use crate::web::pages::views::Button;
use crate::web::pages::views::FieldKind;
use crate::web::pages::views::FormField;
use crate::web::pages::views::FormPage;
use crate::web::state::OfStand;

fn kind_of(visit: &Visit, name: &str) -> Option<DocumentKind> {
    let is_child = visit.holder.account.level == AccountLevel::Child;
    ADDED.into_iter().find(|kind| kind.name() == name && !is_child)
}

/// `GET /profile/documents/add?kind=`.
pub async fn get(stand: OfStand, http: HttpRequest) -> HttpResponse {
    profile::show(&stand, &http, |stand, visit| {
        Ok(match kind_of(visit, &profile::asked(&http, "kind")) {
            Some(kind) => profile::answer_form(&page(stand, visit, kind, &Typed::default())),
            None => profile::absent(stand, visit, "document of this kind to add"),
        })
    })
    .await
}

/// `POST /profile/documents/add`.
pub async fn post(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> HttpResponse {
    let (visit, mut typed) = match own_pages::posted(&stand, &http, body).await {
        Ok(posted) => posted,
        Err(elsewhere) => return elsewhere,
    };
    let Some(kind) = kind_of(&visit, typed.text("kind")) else {
        return profile::absent(&stand, &visit, "document of this kind to add");
    };
    let Some(data) = read(&mut typed, kind, profile::today(&stand)) else {
        return profile::answer_form(&page(&stand, &visit, kind, &typed));
    };
    let oid = visit.holder.oid();
    match stand.write(move |cx| add(cx, oid, kind, data)).await {
        Ok(true) => profile::done(&stand, paths::DOCUMENTS, "added"),
        Ok(false) => {
            let page = page(&stand, &visit, kind, &typed).error(Text::new("documents-too-many"));
            profile::answer_form(&page)
        }
        Err(stop) => profile::stopped(&stand, &visit, &stop),
    }
}

/// What was typed, if nothing is wrong.
fn read(typed: &mut Typed, kind: DocumentKind, today: NaiveDate) -> Option<DocumentData> {
    let (series, number) = numbers(typed, kind)?;
    let has = |name: &str| names(kind).contains(&name);
    let mut line = |name: &'static str| has(name).then(|| typed.read_optional(name, declaration::line)).flatten();
    let medical_organization = line("medical_organization");
    let issued_by = line("issued_by");
    let act_number = line("act_number");
    let issue_date =
        has("issue_date").then(|| typed.read("issue_date", |text| declaration::not_later(text, today))).flatten();
    let expires_on =
        has("expires_on").then(|| typed.read("expires_on", |text| declaration::still_valid(text, today))).flatten();
    let (series, number) = (series, Some(number));
    let data = DocumentData {
        series,
        number,
        issue_date,
        issued_by,
        expires_on,
        act_number,
        medical_organization,
        ..DocumentData::default()
    };
    typed.is_right().then_some(data)
}

/// Series and number in their one spelling; what is wrong with either is said beside it.
fn numbers(typed: &mut Typed, kind: DocumentKind) -> Option<(Option<String>, String)> {
    let pair = |series: &str, number: &str| (Some(series.to_owned()), number.to_owned());
    match kind {
        DocumentKind::DrivingLicence => {
            let series = typed.read("series", |series| {
                DrivingLicence::parse(series, "000000").map(|licence| licence.series().to_owned())
            });
            let number = typed.read("number", |number| {
                DrivingLicence::parse("0000", number).map(|licence| licence.number().to_owned())
            });
            Some(pair(&series?, &number?))
        }
        DocumentKind::BirthCertificate => {
            let series = typed.read("series", |series| {
                BirthCertificate::parse(series, "000000").map(|certificate| certificate.series().to_owned())
            });
            let number = typed.read("number", |number| {
                BirthCertificate::parse("I-\u{410}\u{410}", number).map(|certificate| certificate.number().to_owned())
            });
            Some(pair(&series?, &number?))
        }
        DocumentKind::MedicalPolicy => Some((None, typed.read("number", MedicalPolicy::parse)?.as_str().to_owned())),
        _ => Some((None, typed.read("number", declaration::free_number)?)),
    }
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
    let has_series = matches!(kind, DocumentKind::DrivingLicence | DocumentKind::BirthCertificate);
    let series = has_series.then(|| FormField::new("series", Text::new("documents-series"), FieldKind::Text));
    let number = if has_series { "documents-number-alone" } else { "documents-number" };
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
