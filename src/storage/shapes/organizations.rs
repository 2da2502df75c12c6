//! Organisations, with their branches and access groups.

use serde::Deserialize;
use serde::Serialize;

use crate::domain::organization::AccessGroup;
use crate::domain::organization::Branch;
use crate::domain::organization::OrganizationData;
use crate::domain::organization::OrganizationKind;
use crate::protocol::ids::Oid;
use crate::storage::shapes::kept;
use crate::storage::shapes::kept::shaped;

shaped!(
    OrganizationData as StoredOrganization,
    OrganizationKind as StoredKind,
    Branch as StoredBranch,
    AccessGroup as StoredGroup,
);

/// What is known of an organisation.
#[derive(Serialize, Deserialize)]
#[serde(remote = "OrganizationData")]
struct StoredOrganization {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    about: String,
    #[serde(with = "kept")]
    kind: OrganizationKind,
    full_name: String,
    short_name: String,
    ogrn: String,
    inn: String,
    kpp: Option<String>,
    legal_form: Option<String>,
    agency_type: Option<String>,
    agency_territory: Option<String>,
    oktmo: Option<String>,
    is_liquidated: bool,
    #[serde(with = "kept")]
    branches: Vec<Branch>,
    #[serde(with = "kept")]
    access_groups: Vec<AccessGroup>,
}

/// What kind.
#[derive(Serialize, Deserialize)]
#[serde(remote = "OrganizationKind", rename_all = "snake_case")]
enum StoredKind {
    Legal,
    SoleProprietor,
    PublicAuthority,
}

/// A branch.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Branch")]
struct StoredBranch {
    oid: Oid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    name: String,
    #[serde(default)]
    kpp: Option<String>,
}

/// An access group.
#[derive(Serialize, Deserialize)]
#[serde(remote = "AccessGroup")]
struct StoredGroup {
    id: String,
    name: String,
    #[serde(default)]
    description: Option<String>,
    system: String,
    #[serde(default)]
    members: Vec<String>,
}
