//! `/rs/prns/{oid}/orgs`, `/rs/orgs/{oid}` and its branches (МР app. Б REST).
//!
//! A scope with `?org_oid=` opens its field. `usr_org` alone opens what `roles` tell of an organisation anyway.

use crate::domain::organization::Branch;
use crate::domain::organization::OrganizationData;
use crate::domain::scope::Resource;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::storage::organizations;
use crate::web::rest::asked::Asked;
use crate::web::rest::asked::Later;
use crate::web::rest::envelope::Collection;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;

/// What is loaded for one.
pub struct Profile {
    oid: Oid,
    data: OrganizationData,
    staff: Option<usize>,
    embedded: Vec<(&'static str, Later)>,
}

/// Those where the person works.
pub fn list(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<Profile>, Stop> {
    let roles = organizations::list_roles(cx.sql, asked.owner)?;
    let active = roles.into_iter().filter(|(role, _)| role.active);
    active.map(|(role, data)| profile(asked, cx, role.organization, data)).collect()
}

/// One.
pub fn find(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Profile, Stop> {
    let profile = profile(asked, cx, asked.owner, data(asked, cx)?)?;
    Ok(Profile { embedded: asked.embedded(cx)?, ..profile })
}

fn profile(asked: &Asked<'_>, cx: &Cx<'_>, oid: Oid, data: OrganizationData) -> Result<Profile, Stop> {
    let counts = asked.grant.opens_of(oid, Resource::OrganizationEmployees);
    let staff = counts.then(|| organizations::list_employees(cx.sql, oid)).transpose()?;
    let staff = staff.map(|staff| staff.iter().filter(|(role, _)| role.active).count());
    Ok(Profile { oid, data, staff, embedded: Vec::new() })
}

fn data(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<OrganizationData, Stop> {
    let found = organizations::find(cx.sql, asked.owner)?;
    Ok(found.ok_or_else(|| reasons::access::organization_absent(asked.owner))?)
}

/// Writes a list; in captures it has no `eTag`.
pub fn render(asked: &Asked<'_>, profiles: Vec<Profile>) -> Collection {
    let elements = profiles.into_iter().map(|profile| whole(asked, profile)).collect();
    Collection { elements, is_always_inline: false, is_tagged: false }
}

/// Writes one; what is not granted is absent.
pub fn whole(asked: &Asked<'_>, profile: Profile) -> Entity {
    let Profile { oid, data, staff, embedded } = profile;
    let listed = asked.grant.opens(Resource::Organizations);
    let open = |resource: Resource| asked.grant.opens_of(oid, resource).then_some(());
    // Roles tell as much of an organisation to whoever may list them.
    let told = |resource: Resource| (listed || asked.grant.opens_of(oid, resource)).then_some(());
    let fields = Fields::default()
        .with("oid", oid.0)
        .with_some("shortName", told(Resource::OrganizationShortName).map(|()| data.short_name))
        .with_some("fullName", told(Resource::OrganizationFullName).map(|()| data.full_name))
        .with_some("type", told(Resource::OrganizationKind).map(|()| data.kind.wire()))
        .with_some("ogrn", told(Resource::OrganizationOgrn).map(|()| data.ogrn))
        .with_some("inn", open(Resource::OrganizationInn).map(|()| data.inn))
        .with_some("kpp", open(Resource::OrganizationKpp).and(data.kpp))
        .with_some("leg", open(Resource::OrganizationLegalForm).and(data.legal_form))
        .with_some("agencyTerRange", open(Resource::OrganizationAgencyTerritory).and(data.agency_territory))
        .with_some("agencyType", open(Resource::OrganizationAgencyType).and(data.agency_type))
        .with_some("oktmo", open(Resource::OrganizationOktmo).and(data.oktmo))
        .with_some("staffCount", staff)
        .with_some("branchesCount", open(Resource::OrganizationBranches).map(|()| data.branches.len()))
        .with("isLiquidated", data.is_liquidated);
    let fields = asked.put_embedded(fields, embedded);
    Entity { path: format!("/rs/orgs/{oid}"), facts: Facts::Identifiable, fields }
}

/// Branches.
pub fn branches(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<Branch>, Stop> {
    Ok(data(asked, cx)?.branches)
}

/// One branch.
pub fn find_branch(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Branch, Stop> {
    let found = branches(asked, cx)?.into_iter().find(|branch| branch.oid == Oid(asked.id));
    Ok(found.ok_or_else(|| reasons::access::branch_absent(asked.owner, asked.id))?)
}

/// Writes branches.
pub fn render_branches(asked: &Asked<'_>, branches: Vec<Branch>) -> Collection {
    Collection::new(branches.into_iter().map(|one| branch(asked, one)).collect())
}

/// Writes one branch.
pub fn branch(asked: &Asked<'_>, branch: Branch) -> Entity {
    let fields = Fields::default().with("oid", branch.oid.0).with("name", branch.name).with_some("kpp", branch.kpp);
    Entity { path: asked.path(&format!("/brhs/{}", branch.oid)), facts: Facts::Identifiable, fields }
}
