//! `/rs/orgs/{oid}/emps` and the access groups of an employee (МР app. Б REST).
//!
//! Of the person behind an employee only the OID is told: whose name it is, that person has not granted.

use crate::domain::organization::AccessGroup;
use crate::domain::organization::Role;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::protocol::ids::Oid;
use crate::protocol::reasons;
use crate::storage::accounts;
use crate::storage::organizations;
use crate::web::rest::asked::Asked;
use crate::web::rest::envelope::Collection;
use crate::web::rest::envelope::Entity;
use crate::web::rest::envelope::Facts;
use crate::web::rest::envelope::Fields;

/// All of them.
pub fn list(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<(Role, Oid)>, Stop> {
    Ok(organizations::list_employees(cx.sql, asked.owner)?)
}

/// One, by the OID of the person.
pub fn find(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<(Role, Oid), Stop> {
    let person = Oid(asked.id);
    let found = organizations::find_role(cx.sql, person, asked.owner)?.map(|role| (role, person));
    Ok(found.ok_or_else(|| reasons::access::employee_absent(asked.owner, person))?)
}

/// Writes a list.
pub fn render(asked: &Asked<'_>, employees: Vec<(Role, Oid)>) -> Collection {
    Collection::new(employees.into_iter().map(|employee| entity(asked, employee)).collect())
}

/// Writes one.
pub fn entity(asked: &Asked<'_>, (role, person): (Role, Oid)) -> Entity {
    let fields = Fields::default()
        .with("prnOid", person.0)
        .with_some("position", role.position)
        .with_some("branchOid", role.branch.map(|branch| branch.0))
        .with("chief", role.chief)
        .with("admin", role.admin)
        .with_some("phone", role.phone)
        .with_some("email", role.email)
        .with("active", role.active);
    Entity { path: asked.path(&format!("/emps/{person}")), facts: Facts::Identifiable, fields }
}

/// Groups that an employee belongs to.
pub fn groups(asked: &Asked<'_>, cx: &Cx<'_>) -> Result<Vec<AccessGroup>, Stop> {
    let (_, person) = find(asked, cx)?;
    let persona = accounts::find_persona(cx.sql, person)?;
    let groups = organizations::find(cx.sql, asked.owner)?.map(|data| data.access_groups).unwrap_or_default();
    let is_member = |group: &AccessGroup| persona.as_ref().is_some_and(|persona| group.members.contains(persona));
    Ok(groups.into_iter().filter(is_member).collect())
}

/// Writes groups, which have no addresses of their own.
pub fn render_groups(asked: &Asked<'_>, groups: Vec<AccessGroup>) -> Collection {
    let elements = groups.into_iter().map(|one| group(asked, one)).collect();
    Collection { elements, is_always_inline: true, is_tagged: true }
}

fn group(asked: &Asked<'_>, group: AccessGroup) -> Entity {
    let fields = Fields::default()
        .with("grp_id", group.id)
        .with("name", group.name)
        .with_some("description", group.description)
        .with("itSystem", group.system)
        .with("system", true);
    Entity { path: asked.path(&format!("/emps/{}/grps", asked.id)), facts: Facts::None, fields }
}
