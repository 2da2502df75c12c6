//! Organisations and the roles of people in them.
//!
//! A role says in whose name one acts («Войти как»); it is not a permission.

use chrono::DateTime;
use chrono::Utc;
use serde::Deserialize;
use serde::Serialize;

use crate::domain::address::Address;
use crate::domain::contact::Contact;
use crate::domain::snils::Snils;
use crate::domain::vehicle::Vehicle;
use crate::protocol::ids::Oid;

/// What kind of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationKind {
    /// Юридическое лицо.
    Legal,
    /// Индивидуальный предприниматель.
    SoleProprietor,
    /// Орган государственной власти.
    PublicAuthority,
}

impl OrganizationKind {
    /// `type` of REST.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Legal => "LEGAL",
            Self::SoleProprietor => "BUSINESS",
            Self::PublicAuthority => "AGENCY",
        }
    }

    /// Which text of the catalogue is the word of the page «Войти как».
    pub fn title_key(self) -> &'static str {
        match self {
            Self::Legal => "organization-legal",
            Self::SoleProprietor => "organization-sole-proprietor",
            Self::PublicAuthority => "organization-public-authority",
        }
    }
}

/// What is known of an organisation; numbers are checked when it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationData {
    /// Its name in fixtures; one that was registered in pages has none.
    pub name: Option<String>,
    /// What it is for; testers read it.
    pub about: String,
    /// What kind.
    pub kind: OrganizationKind,
    /// Полное наименование.
    pub full_name: String,
    /// Краткое наименование.
    pub short_name: String,
    /// ОГРН, or ОГРНИП of a sole proprietor.
    pub ogrn: String,
    /// ИНН.
    pub inn: String,
    /// КПП; a sole proprietor has none.
    pub kpp: Option<String>,
    /// Code of the legal form (ОПФ).
    pub legal_form: Option<String>,
    /// Kind of public authority, such as `10.FED`.
    pub agency_type: Option<String>,
    /// Territory of a public authority.
    pub agency_territory: Option<String>,
    /// ОКТМО.
    pub oktmo: Option<String>,
    /// Has it been closed?
    pub is_liquidated: bool,
    /// Филиалы.
    pub branches: Vec<Branch>,
    /// Группы доступа: name, description, system.
    pub access_groups: Vec<AccessGroup>,
}

impl OrganizationData {
    /// Its name in fixtures: its own, or one that follows from its number.
    pub fn fixture_name(&self, oid: Oid) -> String {
        self.name.clone().unwrap_or_else(|| format!("oid-{oid}"))
    }
}

impl Branch {
    /// Its name in fixtures: its own, or one that follows from its number.
    pub fn fixture_name(&self) -> String {
        self.key.clone().unwrap_or_else(|| format!("oid-{}", self.oid))
    }
}

/// Филиал.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Identifier.
    pub oid: Oid,
    /// Its name in fixtures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Name.
    pub name: String,
    /// КПП of the branch.
    #[serde(default)]
    pub kpp: Option<String>,
}

/// Группа доступа, to which employees belong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessGroup {
    /// `grp_id`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Description.
    #[serde(default)]
    pub description: Option<String>,
    /// Мнемоника of the system that the group opens.
    pub system: String,
    /// Personas of its members.
    #[serde(default)]
    pub members: Vec<String>,
}

/// An organisation with what hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Identifier.
    pub oid: Oid,
    /// What is known of it.
    pub data: OrganizationData,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Addresses.
    pub addresses: Vec<Address>,
    /// Vehicles.
    pub vehicles: Vec<Vehicle>,
}

/// A person's place in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Where.
    pub organization: Oid,
    /// Position.
    pub position: Option<String>,
    /// Head of it?
    pub chief: bool,
    /// Administrator of its profile?
    pub admin: bool,
    /// Still there?
    pub active: bool,
    /// Phone at work.
    pub phone: Option<String>,
    /// E-mail at work.
    pub email: Option<String>,
    /// Branch.
    pub branch: Option<Oid>,
}

/// An invitation to work in an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its number.
    pub number: i64,
    /// Where.
    pub organization: Oid,
    /// To which e-mail it was sent.
    pub email: String,
    /// Whose it is alone, if that was said.
    pub snils: Option<Snils>,
    /// Position.
    pub position: Option<String>,
    /// As administrator of the profile?
    pub admin: bool,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
}
