//! `/rs/prns/{oid}/roles`: places of a person in organisations, always written out (МР app. Б REST).

use crate::domain::organization::OrganizationData;
use crate::domain::organization::Role;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::storage::organizations;
use crate::web::rest::asked::Asked;
use crate::web::rest::envelope::Collection;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;

/// All of them; who does not work there any more is told by `active`.
pub fn list(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<(Role, OrganizationData)>, Stop> {
    Ok(organizations::list_roles(cx.sql, asked.owner)?)
}

/// Writes them.
pub fn render(asked: &Asked<'_>, roles: Vec<(Role, OrganizationData)>) -> Collection {
    let elements = roles.into_iter().map(|(role, organization)| entity(asked, role, organization)).collect();
    Collection { elements, is_always_inline: true, is_tagged: false }
}

fn entity(asked: &Asked<'_>, role: Role, organization: OrganizationData) -> Entity {
    let branch = organization.branches.into_iter().find(|branch| role.branch == Some(branch.oid));
    let fields = Fields::default()
        .with("oid", role.organization.0)
        .with("prnOid", asked.owner.0)
        .with("fullName", organization.full_name)
        .with("shortName", organization.short_name)
        .with("ogrn", organization.ogrn)
        .with("type", organization.kind.wire())
        .with_some("branchOid", branch.as_ref().map(|branch| branch.oid.0))
        .with_some("branchName", branch.map(|branch| branch.name))
        .with("chief", role.chief)
        .with("admin", role.admin)
        .with_some("phone", role.phone)
        .with_some("email", role.email)
        .with("active", role.active)
        // In captures it goes with the head of an organisation.
        .with("hasRightOfSubstitution", role.chief)
        .with("hasApprovalTabAccess", false)
        .with("isLiquidated", organization.is_liquidated);
    Entity { path: asked.path("/roles"), facts: Facts::None, fields }
}
