//! `/rs/prns/{oid}/prmns`: digital-profile consents that the person gave to the client of the token (DP-МР).
//!
//! The relation is known from captured `Link` headers; the fields are those of a request.

use serde_json::json;

use crate::flow::Cx;
use crate::flow::Stop;
use crate::protocol::permissions::Permission;
use crate::storage::permissions;
use crate::web::rest::asked::Asked;
use crate::web::rest::envelope::Collection;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;

/// All that hold now.
pub fn list(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<Permission>, Stop> {
    Ok(permissions::list(cx.sql, asked.owner, &asked.grant.client, cx.now)?)
}

/// Writes them.
pub fn render(asked: &Asked<'_>, permissions: Vec<Permission>) -> Collection {
    let elements = permissions.into_iter().map(|permission| entity(asked, permission)).collect();
    Collection { elements, is_always_inline: true, is_tagged: true }
}

fn entity(asked: &Asked<'_>, permission: Permission) -> Entity {
    let fields = Fields::default()
        .with("sysname", permission.sysname)
        .with_some("responsibleObject", permission.responsible_object)
        .with_some("expire", permission.expire)
        .with("actions", json!(permission.actions))
        .with("purposes", json!(permission.purposes))
        .with("scopes", json!(permission.scopes));
    Entity { path: asked.path("/prmns"), facts: Facts::None, fields }
}
