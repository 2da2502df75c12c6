//! `docs`: documents of a person (МР app. Б REST); `children` uses it for those of a child.

use crate::domain::check::DocumentState;
use crate::domain::document::Document;
use crate::domain::document::DocumentKind;
use crate::domain::quirk::Quirk;
use crate::domain::scope::Resource;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::registry;
use crate::protocol::dates::rest_date;
use crate::web::rest::asked::Asked;
use crate::web::rest::envelope::Collection;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;

/// A document, and how it stands with it.
pub type Shown = (Document, DocumentState);

/// Those that the token opens.
pub fn list(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<Shown>, Stop> {
    let all = registry::documents(cx, asked.owner)?;
    Ok(all.into_iter().filter(|(document, _)| asked.opens(opened_by(document.kind))).collect())
}

/// One.
pub fn find(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Shown, Stop> {
    let all = registry::documents(cx, asked.owner)?;
    asked.element(all, |(document, _)| document.id, |(document, _)| asked.opens(opened_by(document.kind)))
}

/// Writes a list.
pub fn render(asked: &Asked<'_>, documents: Vec<Shown>) -> Collection {
    Collection::new(documents.into_iter().map(|document| entity(asked, document)).collect())
}

/// Writes one.
pub fn entity(asked: &Asked<'_>, (document, state): Shown) -> Entity {
    let path = asked.path(&format!("/docs/{}", document.id));
    at(asked, path, document, state)
}

/// Writes one that is found at this path; its fields are those of its kind.
pub fn at(asked: &Asked<'_>, path: String, document: Document, state: DocumentState) -> Entity {
    let Document { id, kind, verified: _, data } = document;
    let is_old_name = kind.is_birth_certificate() && asked.has(Quirk::OldBirthCertificateType);
    // A policy of the single form is known by its sixteen digits alone.
    let united_number = data.number.clone().filter(|_| kind == DocumentKind::MedicalPolicy);
    let fields = Fields::default()
        .with("id", id)
        .with("type", if is_old_name { "BRTH_CERT" } else { kind.wire() })
        .with("vrfStu", state.wire())
        .with_some("series", data.series)
        .with_some("number", data.number)
        .with_some("issueDate", data.issue_date.map(rest_date))
        .with_some("issueId", data.issuer_code)
        .with_some("issuedBy", data.issued_by)
        .with_some("expiryDate", data.expires_on.map(rest_date))
        .with_some("lastName", data.last_name)
        .with_some("firstName", data.first_name)
        .with_some("actNo", data.act_number)
        .with_some("actDate", data.act_date.map(rest_date))
        .with_some("medicalOrg", data.medical_organization)
        .with_some("unitedNumber", united_number);
    Entity { path, facts: Facts::Document, fields }
}

fn opened_by(kind: DocumentKind) -> Resource {
    match kind {
        DocumentKind::DomesticPassport | DocumentKind::ForeignDocument | DocumentKind::RefugeeCertificate => {
            Resource::IdentityDocument
        }
        DocumentKind::InternationalPassport => Resource::InternationalPassport,
        DocumentKind::DrivingLicence => Resource::DrivingLicence,
        DocumentKind::MilitaryId => Resource::MilitaryId,
        DocumentKind::MedicalPolicy => Resource::MedicalPolicy,
        DocumentKind::BirthCertificate | DocumentKind::OldBirthCertificate | DocumentKind::ForeignBirthCertificate => {
            Resource::BirthCertificate
        }
        DocumentKind::ResidencePermit => Resource::ResidencePermit,
        DocumentKind::TemporaryResidence => Resource::TemporaryResidence,
    }
}
