//! What documents are called, and where another one is added.

use crate::domain::document::DocumentKind;
use crate::texts::Text;

/// Where the form is; `?kind=` says of what.
pub const ADD: &str = "/profile/documents/add";

/// The name of a kind.
pub fn title(kind: DocumentKind) -> Text {
    Text::new(match kind {
        DocumentKind::DomesticPassport => "documents-domestic-passport",
        DocumentKind::ForeignDocument => "documents-foreign-document",
        DocumentKind::InternationalPassport => "documents-international-passport",
        DocumentKind::DrivingLicence => "documents-driving-licence",
        DocumentKind::MilitaryId => "documents-military-id",
        DocumentKind::MedicalPolicy => "documents-medical-policy",
        DocumentKind::BirthCertificate => "documents-birth-certificate",
        DocumentKind::OldBirthCertificate => "documents-old-birth-certificate",
        DocumentKind::ForeignBirthCertificate => "documents-foreign-birth-certificate",
        DocumentKind::ResidencePermit => "documents-residence-permit",
        DocumentKind::TemporaryResidence => "documents-temporary-residence",
        DocumentKind::RefugeeCertificate => "documents-refugee-certificate",
    })
}

/// What adding a document of a kind is called.
pub fn add_label(kind: DocumentKind) -> Text {
    Text::new("documents-add").with("document", title(kind))
}
