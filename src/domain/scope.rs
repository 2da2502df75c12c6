//! THE SCOPE TABLE: what each scope is called on the consent page and what it opens.
//!
//! Consent rows, `ESIA-007006`, REST permissions, `esia-mock scopes` and the documentation are all
//! derived from it. Labels are texts of the catalogue, by their keys. Source: МР table of scopes (neutral form); the
//! possessive form of the live page is known for three of them and built alike for the rest, which `certain` tells.

use crate::protocol::meant;
use crate::protocol::scope::Scope;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// Whose data a scope is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The person who signs in.
    Person,
    /// The children of that person.
    Child,
    /// An organisation where that person works.
    Organization,
    /// Nobody in particular: a permission of the information system itself.
    System,
}

/// A piece of data that REST shows or hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The identity token.
    Identity,
    /// ФИО.
    Name,
    /// Date of birth.
    BirthDate,
    /// Place of birth.
    BirthPlace,
    /// Sex.
    Gender,
    /// СНИЛС.
    Snils,
    /// ИНН.
    Inn,
    /// Main identity document and citizenship.
    IdentityDocument,
    /// Полис ОМС.
    MedicalPolicy,
    /// Военный билет.
    MilitaryId,
    /// Заграничный паспорт.
    InternationalPassport,
    /// Водительское удостоверение.
    DrivingLicence,
    /// Свидетельство о рождении.
    BirthCertificate,
    /// Вид на жительство.
    ResidencePermit,
    /// Разрешение на временное проживание.
    TemporaryResidence,
    /// Vehicles.
    Vehicles,
    /// E-mail.
    Email,
    /// Mobile phone.
    Mobile,
    /// Phones at home and e-mail for notifications.
    OtherContacts,
    /// Addresses.
    Addresses,
    /// Organisations and roles.
    Organizations,
    /// Picture.
    Avatar,
    /// Самозанятый?
    SelfEmployed,
    /// Social categories.
    Categories,
    /// Biometry; no REST effect.
    Biometry,
    /// ФИО of children.
    ChildName,
    /// Dates of birth of children.
    ChildBirthDate,
    /// Sex of children.
    ChildGender,
    /// СНИЛС of children.
    ChildSnils,
    /// ИНН of children.
    ChildInn,
    /// Birth certificates of children.
    ChildBirthCertificate,
    /// Полисы ОМС of children.
    ChildMedicalPolicy,
    /// Phones of children.
    ChildMobile,
    /// E-mails of children.
    ChildEmail,
    /// School data of children; no REST effect is known.
    ChildSchool,
    /// Short name of an organisation.
    OrganizationShortName,
    /// Full name of an organisation.
    OrganizationFullName,
    /// Kind of an organisation.
    OrganizationKind,
    /// ОГРН.
    OrganizationOgrn,
    /// ИНН of an organisation.
    OrganizationInn,
    /// Legal form.
    OrganizationLegalForm,
    /// КПП.
    OrganizationKpp,
    /// Territory of a public authority.
    OrganizationAgencyTerritory,
    /// Kind of a public authority.
    OrganizationAgencyType,
    /// ОКТМО.
    OrganizationOktmo,
    /// Contacts of an organisation.
    OrganizationContacts,
    /// Addresses of an organisation.
    OrganizationAddresses,
    /// Vehicles of an organisation.
    OrganizationVehicles,
    /// Access groups.
    OrganizationGroups,
    /// Employees.
    OrganizationEmployees,
    /// Branches.
    OrganizationBranches,
    /// Anything else of an organisation; no REST effect is known.
    OrganizationOther,
    /// A permission without data.
    Nothing,
}

/// One row of the table.
#[derive(Debug)]
pub struct ScopeDef {
    /// The name on the wire.
    pub name: &'static str,
    /// Whose data.
    pub holder: Holder,
    /// Which text is its row of the consent page; empty where none is shown.
    pub title_key: &'static str,
    /// Which text is the answer to «?».
    pub hint_key: &'static str,
    /// What it opens.
    pub opens: &'static [Resource],
    /// Is the wording known word for word?
    pub certain: bool,
    /// Where the scope is known from.
    pub source: &'static str,
}

const MR: &str = "МР, table of scopes";
const CLIENTS: &str = "public clients";
const OPENID: &str = "OpenID Connect Core 1.0, 5.4 and 11";

macro_rules! scopes {
    ($($holder:ident $name:literal $title:literal $hint:literal [$($opens:ident),*] $certain:literal $source:ident;)*) => {
        /// Every scope, in the order of МР.
        pub const SCOPES: &[ScopeDef] = &[$(ScopeDef {
            name: $name, holder: Holder::$holder, title_key: $title, hint_key: $hint,
            opens: &[$(Resource::$opens),*], certain: $certain, source: $source,
        }),*];
    };
}

scopes! {
    Person "openid" "" "" [Identity] true MR;
    Person "fullname" "scope-fullname" "scope-fullname-hint" [Name] true MR;
    Person "birthdate" "scope-birthdate" "scope-birthdate-hint" [BirthDate] true MR;
    Person "gender" "scope-gender" "scope-gender-hint" [Gender] false MR;
    Person "snils" "scope-snils" "scope-snils-hint" [Snils] true MR;
    Person "inn" "scope-inn" "scope-inn-hint" [Inn] false MR;
    Person "id_doc" "scope-id_doc" "scope-id_doc-hint" [IdentityDocument] true MR;
    Person "birthplace" "scope-birthplace" "scope-birthplace-hint" [BirthPlace] false MR;
    Person "medical_doc" "scope-medical_doc" "scope-medical_doc-hint" [MedicalPolicy] false MR;
    Person "military_doc" "scope-military_doc" "scope-military_doc-hint" [MilitaryId] false MR;
    Person "foreign_passport_doc" "scope-foreign_passport_doc" "scope-foreign_passport_doc-hint" [InternationalPassport] false MR;
    Person "drivers_licence_doc" "scope-drivers_licence_doc" "scope-drivers_licence_doc-hint" [DrivingLicence] false MR;
    Person "birth_cert_doc" "scope-birth_cert_doc" "scope-birth_cert_doc-hint" [BirthCertificate] false MR;
    Person "residence_doc" "scope-residence_doc" "scope-residence_doc-hint" [ResidencePermit] false MR;
    Person "temporary_residence_doc" "scope-temporary_residence_doc" "scope-temporary_residence_doc-hint" [TemporaryResidence] false MR;
    Person "vehicles" "scope-vehicles" "scope-vehicles-hint" [Vehicles] false MR;
    Person "email" "scope-email" "scope-email-hint" [Email] true MR;
    Person "mobile" "scope-mobile" "scope-mobile-hint" [Mobile] false MR;
    Person "addresses" "scope-addresses" "scope-addresses-hint" [Addresses] false MR;
    Person "contacts" "scope-contacts" "scope-contacts-hint" [Email, Mobile, OtherContacts, Addresses] false CLIENTS;
    Person "usr_org" "scope-usr_org" "scope-usr_org-hint" [Organizations] false CLIENTS;
    Person "usr_avt" "scope-usr_avt" "scope-usr_avt-hint" [Avatar] false CLIENTS;
    Person "self_employed" "scope-self_employed" "scope-self_employed-hint" [SelfEmployed] false CLIENTS;
    Person "categories" "scope-categories" "scope-categories-hint" [Categories] false CLIENTS;
    Person "bio" "scope-bio" "scope-bio-hint" [Biometry] false CLIENTS;
    Person "ext_auth_result" "scope-ext_auth_result" "scope-ext_auth_result-hint" [Biometry] false CLIENTS;
    Person "bio_export" "scope-bio_export" "scope-bio_export-hint" [Biometry] false CLIENTS;
    Person "usr_inf" "scope-usr_inf" "scope-usr_inf-hint" [Name, BirthDate, BirthPlace, Gender, Snils, Inn, IdentityDocument, MedicalPolicy, MilitaryId,
         InternationalPassport, DrivingLicence, BirthCertificate, ResidencePermit, TemporaryResidence, Vehicles,
         Email, Mobile, OtherContacts, Addresses, SelfEmployed, Avatar] false CLIENTS;
    Person "usr_sec" "scope-usr_sec" "scope-usr_sec-hint" [Nothing] false CLIENTS;
    Person "usr_trm" "scope-usr_trm" "scope-usr_trm-hint" [Nothing] false CLIENTS;
    Person "profile" "scope-profile" "scope-profile-hint" [Name, BirthDate, Gender] false OPENID;
    Person "phone" "scope-phone" "scope-phone-hint" [Mobile] false OPENID;
    Person "address" "scope-address" "scope-address-hint" [Addresses] false OPENID;
    Person "offline_access" "scope-offline_access" "scope-offline_access-hint" [Nothing] false OPENID;
    Child "kid_fullname" "scope-kid_fullname" "scope-kid_fullname-hint" [ChildName] false CLIENTS;
    Child "kid_birthdate" "scope-kid_birthdate" "scope-kid_birthdate-hint" [ChildBirthDate] false CLIENTS;
    Child "kid_gender" "scope-kid_gender" "scope-kid_gender-hint" [ChildGender] false CLIENTS;
    Child "kid_snils" "scope-kid_snils" "scope-kid_snils-hint" [ChildSnils] false CLIENTS;
    Child "kid_inn" "scope-kid_inn" "scope-kid_inn-hint" [ChildInn] false CLIENTS;
    Child "kid_birth_cert_doc" "scope-kid_birth_cert_doc" "scope-kid_birth_cert_doc-hint" [ChildBirthCertificate] false CLIENTS;
    Child "kid_medical_doc" "scope-kid_medical_doc" "scope-kid_medical_doc-hint" [ChildMedicalPolicy] false CLIENTS;
    Child "kid_mobile" "scope-kid_mobile" "scope-kid_mobile-hint" [ChildMobile] false CLIENTS;
    Child "kid_email" "scope-kid_email" "scope-kid_email-hint" [ChildEmail] false CLIENTS;
    Child "kid_school_data" "scope-kid_school_data" "scope-kid_school_data-hint" [ChildSchool] false CLIENTS;
    Organization "org_shortname" "scope-org_shortname" "scope-org_shortname-hint" [OrganizationShortName] false CLIENTS;
    Organization "org_fullname" "scope-org_fullname" "scope-org_fullname-hint" [OrganizationFullName] false CLIENTS;
    Organization "org_type" "scope-org_type" "scope-org_type-hint" [OrganizationKind] false CLIENTS;
    Organization "org_ogrn" "scope-org_ogrn" "scope-org_ogrn-hint" [OrganizationOgrn] false CLIENTS;
    Organization "org_inn" "scope-org_inn" "scope-org_inn-hint" [OrganizationInn] false CLIENTS;
    Organization "org_leg" "scope-org_leg" "scope-org_leg-hint" [OrganizationLegalForm] false CLIENTS;
    Organization "org_kpp" "scope-org_kpp" "scope-org_kpp-hint" [OrganizationKpp] false CLIENTS;
    Organization "org_agencyterrange" "scope-org_agencyterrange" "scope-org_agencyterrange-hint" [OrganizationAgencyTerritory] false CLIENTS;
    Organization "org_agencytype" "scope-org_agencytype" "scope-org_agencytype-hint" [OrganizationAgencyType] false CLIENTS;
    Organization "org_oktmo" "scope-org_oktmo" "scope-org_oktmo-hint" [OrganizationOktmo] false CLIENTS;
    Organization "org_ctts" "scope-org_ctts" "scope-org_ctts-hint" [OrganizationContacts] false CLIENTS;
    Organization "org_addrs" "scope-org_addrs" "scope-org_addrs-hint" [OrganizationAddresses] false CLIENTS;
    Organization "org_vhls" "scope-org_vhls" "scope-org_vhls-hint" [OrganizationVehicles] false CLIENTS;
    Organization "org_grps" "scope-org_grps" "scope-org_grps-hint" [OrganizationGroups] false CLIENTS;
    Organization "org_emps" "scope-org_emps" "scope-org_emps-hint" [OrganizationEmployees] false CLIENTS;
    Organization "org_brhs" "scope-org_brhs" "scope-org_brhs-hint" [OrganizationBranches] false CLIENTS;
    Organization "org_brhs_ctts" "scope-org_brhs_ctts" "scope-org_brhs_ctts-hint" [OrganizationOther] false CLIENTS;
    Organization "org_brhs_addrs" "scope-org_brhs_addrs" "scope-org_brhs_addrs-hint" [OrganizationOther] false CLIENTS;
    Organization "org_rcs" "scope-org_rcs" "scope-org_rcs-hint" [OrganizationOther] false CLIENTS;
    Organization "org_stms" "scope-org_stms" "scope-org_stms-hint" [OrganizationOther] false CLIENTS;
    Organization "org_invts" "scope-org_invts" "scope-org_invts-hint" [OrganizationOther] false CLIENTS;
    Organization "org_ra" "scope-org_ra" "scope-org_ra-hint" [OrganizationOther] false CLIENTS;
    System "prm_chg" "" "" [Nothing] true CLIENTS;
    System "http://lk.gosuslugi.ru/api-order" "" "" [Nothing] true CLIENTS;
}

impl ScopeDef {
    /// Is it one of OpenID Connect that ЕСИА itself does not have?
    pub fn is_standard_only(&self) -> bool {
        self.source == OPENID
    }
}

/// Finds a scope of ЕСИА by its name.
pub fn find_esia(name: &str) -> Option<&'static ScopeDef> {
    find(name).filter(|row| !row.is_standard_only())
}

/// Finds a scope of any surface by its name.
pub fn find(name: &str) -> Option<&'static ScopeDef> {
    SCOPES.iter().find(|row| row.name == name)
}

/// What is wrong with a list of scopes, or which one was meant by the first that is not known.
pub fn hint(list: &str) -> Words {
    let is_known = |word: &str| Scope::parse(word).is_ok_and(|scope| find(&scope.name).is_some());
    for (sign, english, russian) in [
        (',', "commas", "запятые"),
        (';', "semicolons", "точки с запятой"),
        ('+', "pluses that were encoded (%2B)", "закодированные плюсы (%2B)"),
        ('|', "bars", "черты"),
    ] {
        let words = list.split(sign).map(str::trim);
        if list.contains(sign) && words.filter(|word| !word.is_empty()).all(|word| word.split(' ').all(is_known)) {
            return words!(
                "; names are parted by blanks here, not by {english}",
                "; между именами здесь пробелы, а не {russian}"
            );
        }
    }
    let unknown = list.split_ascii_whitespace().find(|word| !is_known(word)).unwrap_or_default();
    let (hint, flaw) = (meant::hint(unknown, SCOPES.iter().map(|row| row.name)), meant::flaw(unknown));
    if hint.is_empty() && !flaw.is_empty() {
        return words!("; it is written {flaw}", "; она написана {flaw:#}");
    }
    hint
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::scope::Scope;

    #[test]
    fn every_row_can_be_written_shown_and_explained() {
        for row in SCOPES {
            assert_eq!(Scope::parse(row.name).expect(row.name).name, row.name);
            let keys = (format!("scope-{}", row.name), format!("scope-{}-hint", row.name));
            let expected = if row.title_key.is_empty() { ("", "") } else { (keys.0.as_str(), keys.1.as_str()) };
            assert_eq!((row.title_key, row.hint_key), expected, "{}", row.name);
            assert!(!row.opens.is_empty() && !row.source.is_empty(), "{}", row.name);
            assert_eq!(SCOPES.iter().filter(|other| other.name == row.name).count(), 1, "{}", row.name);
            let shown = row.holder != Holder::System && row.name != "openid";
            assert_eq!(!row.title_key.is_empty(), shown, "{}", row.name);
        }
    }
}
