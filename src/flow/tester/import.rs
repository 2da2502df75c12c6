//! Records that a tester brings into a stand which serves: people are born again, organisations replaced. Whoever is not
//! among them stays as they are.

use crate::fixtures::PersonFixture;
use crate::fixtures::brought::Brought;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::WriteCx;
use crate::flow::tester::names;
use crate::flow::tester::organizations;
use crate::flow::tester::organizations::Unfit;
use crate::flow::tester::people;
use crate::flow::tester::put::Hashes;
use crate::protocol::ids::Mnemonic;

/// What is to be taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// Personas.
    pub people: Vec<String>,
    /// Clients; whoever calls takes them away.
    pub clients: Vec<Mnemonic>,
    /// Names of organisations.
    pub organizations: Vec<String>,
}

/// Takes organisations and people in, or tells what stands in the way. Then whatever was written must be undone.
pub fn take(cx: &WriteCx<'_>, brought: Brought, hashes: &Hashes, gone: &Gone) -> Result<Vec<Unfit>, Stop> {
    take_away(cx, gone)?;
    let mut placed = Vec::new();
    for mut organization in brought.organizations {
        let name = organization.data.fixture_name(organization.oid);
        let known = organizations::meant(cx, &name)?.map(|known| known.oid);
        organization.oid = known.unwrap_or(organization.oid);
        let unfit = organizations::taken_numbers(cx, &organization, known)?;
        if !unfit.is_empty() {
            return Ok(in_file(&format!("organizations/{name}"), unfit));
        }
        organizations::put(cx, &organization)?;
        placed.push((name, organization));
    }
    let mut fixtures = brought.people;
    for fixture in &mut fixtures {
        keep_number(cx, fixture)?;
    }
    if let Err(mistakes) = people::put_all(cx, fixtures, hashes)? {
        let unfit = mistakes.into_iter();
        let unfit = unfit.map(|wrong| Unfit { file: Some(wrong.file), field: wrong.field, message: wrong.message });
        return Ok(unfit.collect());
    }
    let mut unfit = Vec::new();
    for (name, organization) in placed {
        // Members of groups are employees by now.
        let wrong = organizations::no_employees(cx, &organization)?;
        unfit.extend(in_file(&format!("organizations/{name}"), wrong));
    }
    Ok(unfit)
}

fn take_away(cx: &WriteCx<'_>, gone: &Gone) -> Result<(), Stop> {
    for persona in &gone.people {
        if let Some(account) = names::account(cx, persona)? {
            people::delete(cx, &account)?;
        }
    }
    for name in &gone.organizations {
        if let Some(organization) = organizations::meant(cx, name)? {
            organizations::delete(cx, organization.oid)?;
        }
    }
    Ok(())
}

/// Whoever is there already keeps their number.
fn keep_number(cx: &Cx<'_>, fixture: &mut PersonFixture) -> Result<(), Stop> {
    if let Some(account) = names::account(cx, &fixture.persona)? {
        fixture.oid = Some(account.oid.0);
    }
    Ok(())
}

fn in_file(file: &str, unfit: Vec<Unfit>) -> Vec<Unfit> {
    unfit.into_iter().map(|unfit| Unfit { file: Some(file.to_owned()), ..unfit }).collect()
}
