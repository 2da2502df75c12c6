//! Employees: who they are, who of them is an administrator, and who is no longer one of them.

use serde_json::json;

use crate::domain::event::EventKind;
use crate::domain::organization::Role;
use crate::domain::session::ActingAs;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::account;
use crate::flow::organizations;
use crate::flow::outbox;
use crate::flow::outbox::letters;
use crate::protocol::ids::Oid;
use crate::storage::organizations as rows;
use crate::storage::people;
use crate::storage::sessions;

/// Why nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// They may not, or there is no such employee.
    Unknown,
    /// The head stays head.
    Chief,
    /// Nobody does this to themselves.
    Oneself,
}

/// Those who work there, with their names.
pub fn list(cx: &Cx<'_>, organization: Oid) -> Result<Vec<(Oid, String, Role)>, Stop> {
    let mut list = Vec::new();
    for (role, oid) in rows::list_employees(cx.sql, organization)?.into_iter().filter(|(role, _)| role.active) {
        let name = people::find(cx.sql, oid)?.map(|person| person.name.to_string()).unwrap_or_default();
        list.push((oid, name, role));
    }
    Ok(list)
}

/// Makes an employee administrator of the profile, or takes that from them.
pub fn set_admin(
    cx: &WriteCx<'_>,
    by: Oid,
    organization: Oid,
    employee: Oid,
    admin: bool,
) -> Result<Result<(), NotChanged>, Stop> {
    let role = match subordinate(cx, by, organization, employee)? {
        Ok(role) => role,
        Err(why) => return Ok(Err(why)),
    };
    rows::update_role(cx.sql, employee, &Role { admin, ..role })?;
    account::happened(cx, employee, EventKind::RoleGiven, json!({ "organization": organization.0, "admin": admin }))?;
    Ok(Ok(()))
}

/// Excludes an employee: they cannot act for the organisation any more, not even where they have just begun to.
pub fn exclude(cx: &WriteCx<'_>, by: Oid, organization: Oid, employee: Oid) -> Result<Result<(), NotChanged>, Stop> {
    let role = match subordinate(cx, by, organization, employee)? {
        Ok(role) => role,
        Err(why) => return Ok(Err(why)),
    };
    rows::update_role(cx.sql, employee, &Role { active: false, admin: false, ..role })?;
    sessions::update_role_forgotten(cx.sql, employee, ActingAs::Organization(organization))?;
    account::happened(cx, employee, EventKind::RoleEnded, json!({ "organization": organization.0 }))?;
    let name = rows::find(cx.sql, organization)?.map(|data| data.full_name).unwrap_or_default();
    outbox::write(cx, employee, &letters::ROLE_ENDED, &[("Организация", name), ("Когда", outbox::time(cx))])?;
    Ok(Ok(()))
}

/// The role of somebody whom another one may change.
fn subordinate(cx: &Cx<'_>, by: Oid, organization: Oid, employee: Oid) -> Result<Result<Role, NotChanged>, Stop> {
    if organizations::led(cx, by, organization)?.is_none() {
        return Ok(Err(NotChanged::Unknown));
    }
    let role = rows::find_role(cx.sql, employee, organization)?.filter(|role| role.active);
    Ok(match role {
        None => Err(NotChanged::Unknown),
        Some(_) if by == employee => Err(NotChanged::Oneself),
        Some(role) if role.chief => Err(NotChanged::Chief),
        Some(role) => Ok(role),
    })
}
