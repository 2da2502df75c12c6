//! Consents of the digital profile, which begin with the words of the wire.

use serde::Deserialize;
use serde::Serialize;

use crate::protocol::permissions::Named;
use crate::protocol::permissions::Permission;
use crate::storage::shapes::kept;
use crate::storage::shapes::kept::shaped;

shaped!(Permission as StoredPermission, Named as StoredName);

/// A consent that was asked for, or given.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Permission")]
struct StoredPermission {
    sysname: String,
    #[serde(default, rename = "responsibleObject", skip_serializing_if = "Option::is_none")]
    responsible_object: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expire: Option<u32>,
    #[serde(with = "kept")]
    actions: Vec<Named>,
    #[serde(with = "kept")]
    purposes: Vec<Named>,
    #[serde(with = "kept")]
    scopes: Vec<Named>,
}

/// A name in it.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Named")]
struct StoredName {
    sysname: String,
}
