//! Organisations as their people see them: who works where, in which rights, and how that comes about.
//!
//! | file | what |
//! |---|---|
//! | [`registration`] | a head registers the organisation |
//! | [`invitations`] | an employee is invited, and accepts |
//! | [`staff`] | rights are given, employees excluded |

pub mod invitations;
pub mod registration;
pub mod staff;

use crate::domain::organization::OrganizationData;
use crate::domain::organization::Role;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::protocol::ids::Oid;
use crate::storage::organizations;

/// An organisation, seen by somebody who works there.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its number.
    pub oid: Oid,
    /// What is known of it.
    pub data: OrganizationData,
    /// Their own role.
    pub role: Role,
}

impl Place {
    /// May they invite and exclude?
    pub fn is_led(&self) -> bool {
        self.role.chief || self.role.admin
    }
}

/// The place of somebody in an organisation; nothing where they do not work there any more, as if there were none.
pub fn place(cx: &Cx<'_>, person: Oid, organization: Oid) -> Result<Option<Place>, Stop> {
    let role = organizations::find_role(cx.sql, person, organization)?.filter(|role| role.active);
    let (Some(role), Some(data)) = (role, organizations::find(cx.sql, organization)?) else { return Ok(None) };
    Ok(Some(Place { oid: organization, data, role }))
}

/// The same for somebody who may invite and exclude.
pub fn led(cx: &Cx<'_>, person: Oid, organization: Oid) -> Result<Option<Place>, Stop> {
    Ok(place(cx, person, organization)?.filter(|place| place.is_led() && !place.data.is_liquidated))
}
