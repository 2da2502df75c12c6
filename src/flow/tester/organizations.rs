//! Organisations as testers have them: found by their names in fixtures, made, changed, taken away.

use std::fmt;

use crate::domain::contact::Contact;
use crate::domain::organization::AccessGroup;
use crate::domain::organization::Organization;
use crate::domain::session::ActingAs;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::contacts;
use crate::storage::organizations;
use crate::storage::people;
use crate::storage::sessions;

/// Why an organisation is not put: which field of it is wrong, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// In which file; absent where there is none.
    pub file: Option<String>,
    /// The path of the field, such as `access_groups[0].members[1]`.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.as_ref().map(|file| format!("{file}: ")).unwrap_or_default();
        write!(f, "{file}{}: {}", self.field, self.message)
    }
}

/// The organisation that is meant by a name in fixtures, or by a number.
pub fn meant(cx: &Cx<'_>, id: &str) -> Result<Option<Organization>, Stop> {
    if let Some(oid) = organizations::find_by_name(cx.sql, id)? {
        return find(cx, oid);
    }
    let number = id.strip_prefix("oid-").unwrap_or(id);
    number.parse().map_or(Ok(None), |oid| find(cx, oid))
}

/// An organisation with what hangs on it.
pub fn find(cx: &Cx<'_>, oid: Oid) -> Result<Option<Organization>, Stop> {
    let Some(data) = organizations::find(cx.sql, oid)? else { return Ok(None) };
    Ok(Some(Organization {
        oid,
        data,
        contacts: contacts::list(cx.sql, oid)?,
        addresses: people::list_addresses(cx.sql, oid)?,
        vehicles: people::list_vehicles(cx.sql, oid)?,
    }))
}

/// Organisations by their numbers, from the one after this on.
pub fn list(cx: &Cx<'_>, after: Oid, most: u32) -> Result<Vec<Organization>, Stop> {
    let mut list = Vec::new();
    for oid in organizations::list(cx.sql, after, most)? {
        list.extend(find(cx, oid)?);
    }
    Ok(list)
}

/// What stands in the way of this organisation, in the place of the one of that number or beside all others.
pub fn hindrances(cx: &Cx<'_>, organization: &Organization, instead_of: Option<Oid>) -> Result<Vec<Unfit>, Stop> {
    let mut unfit = taken_numbers(cx, organization, instead_of)?;
    unfit.extend(no_employees(cx, organization)?);
    Ok(unfit)
}

/// Members of groups of this organisation who do not work there.
pub fn no_employees(cx: &Cx<'_>, organization: &Organization) -> Result<Vec<Unfit>, Stop> {
    let mut unfit = Vec::new();
    for (at, group) in organization.data.access_groups.iter().enumerate() {
        for (number, persona) in group.members.iter().enumerate() {
            if let Some(message) = no_member(cx, persona, organization.oid)? {
                unfit.push(Unfit { file: None, field: format!("access_groups[{at}].members[{number}]"), message });
            }
        }
    }
    Ok(unfit)
}

/// Numbers of this organisation and of its branches that others have.
pub fn taken_numbers(cx: &Cx<'_>, organization: &Organization, instead_of: Option<Oid>) -> Result<Vec<Unfit>, Stop> {
    let mut unfit = Vec::new();
    let mut wrong = |field: String, message: String| unfit.push(Unfit { file: None, field, message });
    if let Some(known) = instead_of.filter(|known| *known != organization.oid) {
        wrong(
            "oid".to_owned(),
            format!("{} is another number than {known}, which this organization has", organization.oid),
        );
    }
    let branches = organization.data.branches.iter().enumerate();
    let branches = branches.map(|(at, branch)| (format!("branches[{at}].oid"), branch.oid));
    for (field, oid) in branches.chain([("oid".to_owned(), organization.oid)]) {
        let is_other = instead_of != Some(oid) && organizations::find(cx.sql, oid)?.is_some();
        if is_other || accounts::find(cx.sql, oid)?.is_some() {
            wrong(field, format!("{oid} is already the identifier of somebody else; give another oid"));
        }
    }
    Ok(unfit)
}

/// Why somebody cannot be in a group of an organisation.
fn no_member(cx: &Cx<'_>, persona: &str, organization: Oid) -> Result<Option<String>, Stop> {
    let Some(account) = accounts::find_by_persona(cx.sql, persona)? else {
        return Ok(Some(format!("there is no persona `{persona}`")));
    };
    let role = organizations::find_role(cx.sql, account.oid, organization)?;
    Ok(role.is_none().then(|| format!("`{persona}` has no role in this organization")))
}

/// Groups without those who are no employees any more.
pub fn groups_of_employees(cx: &Cx<'_>, organization: &Organization) -> Result<Vec<AccessGroup>, Stop> {
    let mut groups = organization.data.access_groups.clone();
    for group in &mut groups {
        let mut members = Vec::new();
        for persona in std::mem::take(&mut group.members) {
            if no_member(cx, &persona, organization.oid)?.is_none() {
                members.push(persona);
            }
        }
        group.members = members;
    }
    Ok(groups)
}

/// Puts an organisation, in the place of the one of its number where there is one: employees stay.
pub fn put(cx: &WriteCx<'_>, organization: &Organization) -> Result<(), Stop> {
    let oid = organization.oid;
    if organizations::find(cx.sql, oid)?.is_some() {
        organizations::update(cx.sql, oid, &organization.data)?;
        organizations::delete_belongings(cx.sql, oid)?;
        let branches: Vec<Oid> = organization.data.branches.iter().map(|branch| branch.oid).collect();
        for (role, person) in organizations::list_employees(cx.sql, oid)? {
            if role.branch.is_some_and(|branch| !branches.contains(&branch)) {
                organizations::update_branch_forgotten(cx.sql, person, oid)?;
            }
        }
    } else {
        organizations::insert(cx.sql, oid, &organization.data)?;
    }
    for contact in &organization.contacts {
        let id = contacts::next_id(cx.sql)?;
        contacts::insert(cx.sql, oid, &Contact { id, ..contact.clone() }, None)?;
    }
    for address in &organization.addresses {
        let mut address = address.clone();
        address.id = people::next_address_id(cx.sql)?;
        people::insert_address(cx.sql, oid, &address)?;
    }
    for vehicle in &organization.vehicles {
        let mut vehicle = vehicle.clone();
        vehicle.id = people::next_vehicle_id(cx.sql)?;
        people::insert_vehicle(cx.sql, oid, &vehicle)?;
    }
    Ok(())
}

/// Takes an organisation away: nobody works there any more, or acts for it.
pub fn delete(cx: &WriteCx<'_>, oid: Oid) -> Result<(), Stop> {
    for (_, person) in organizations::list_employees(cx.sql, oid)? {
        sessions::update_role_forgotten(cx.sql, person, ActingAs::Organization(oid))?;
    }
    organizations::delete_belongings(cx.sql, oid)?;
    Ok(organizations::delete(cx.sql, oid)?)
}
