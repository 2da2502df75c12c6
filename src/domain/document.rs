//! Documents of a person (МР app. Б REST, `docs`).

use chrono::NaiveDate;
use serde::Deserialize;
use serde::Serialize;

macro_rules! document_kinds {
    ($($(#[$doc:meta])* $name:ident $word:literal $wire:literal;)*) => {
        /// What kind of document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        pub enum DocumentKind { $($(#[$doc])* #[serde(rename = $word)] $name),* }

        impl DocumentKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in fixtures.
            pub fn name(self) -> &'static str { match self { $(Self::$name => $word),* } }

            /// `type` of REST.
            pub fn wire(self) -> &'static str { match self { $(Self::$name => $wire),* } }
        }
    };
}

document_kinds! {
    /// Паспорт гражданина РФ.
    DomesticPassport "domestic_passport" "RF_PASSPORT";
    /// Документ, удостоверяющий личность иностранного гражданина.
    ForeignDocument "foreign_document" "FID_DOC";
    /// Заграничный паспорт.
    InternationalPassport "international_passport" "FRGN_PASS";
    /// Водительское удостоверение.
    DrivingLicence "driving_licence" "RF_DRIVING_LICENSE";
    /// Военный билет.
    MilitaryId "military_id" "MLTR_ID";
    /// Полис ОМС.
    MedicalPolicy "medical_policy" "MDCL_PLCY";
    /// Свидетельство о рождении РФ.
    BirthCertificate "birth_certificate" "RF_BRTH_CERT";
    /// Свидетельство о рождении старого образца.
    OldBirthCertificate "old_birth_certificate" "OLD_BRTH_CERT";
    /// Иностранное свидетельство о рождении.
    ForeignBirthCertificate "foreign_birth_certificate" "FID_BRTH_CERT";
    /// Вид на жительство.
    ResidencePermit "residence_permit" "RSDNC_PERMIT";
    /// Разрешение на временное проживание.
    TemporaryResidence "temporary_residence" "TMP_RSDNC_PERMIT";
    /// Свидетельство беженца.
    RefugeeCertificate "refugee_certificate" "RFG_CERT";
}

impl DocumentKind {
    /// Can it be the main identity document (`rIdDoc`)?
    pub fn is_identity(self) -> bool {
        matches!(self, Self::DomesticPassport | Self::ForeignDocument)
    }

    /// Is it one of the birth certificates?
    pub fn is_birth_certificate(self) -> bool {
        matches!(self, Self::BirthCertificate | Self::OldBirthCertificate | Self::ForeignBirthCertificate)
    }

    /// Reads the name in fixtures.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// One document; fields that its kind does not have are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentData {
    /// Series, without spaces.
    pub series: Option<String>,
    /// Number.
    pub number: Option<String>,
    /// Date of issue.
    pub issue_date: Option<NaiveDate>,
    /// Six digits of the department, without the hyphen.
    pub issuer_code: Option<String>,
    /// Who issued it.
    pub issued_by: Option<String>,
    /// Valid until.
    pub expires_on: Option<NaiveDate>,
    /// Latin last name, of an international passport.
    pub last_name: Option<String>,
    /// Latin first name, of an international passport.
    pub first_name: Option<String>,
    /// Number of the civil act record.
    pub act_number: Option<String>,
    /// Date of the civil act record.
    pub act_date: Option<NaiveDate>,
    /// Insurer of a medical policy.
    pub medical_organization: Option<String>,
}

/// A document of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// `id` of REST.
    pub id: i64,
    /// What kind.
    pub kind: DocumentKind,
    /// Checked by a registry?
    pub verified: bool,
    /// Its fields.
    pub data: DocumentData,
}

/// The main identity document (`rIdDoc`): one that was verified before one that was not, and then the passport of this
/// country before any other.
pub fn main_identity(documents: &[Document]) -> Option<&Document> {
    let identities = documents.iter().filter(|document| document.kind.is_identity());
    identities.min_by_key(|document| (!document.verified, document.kind != DocumentKind::DomesticPassport))
}
