//! A stand as a folder of fixtures, packed: what it is now, not what it was made of. The same stand gives the same bytes.

use serde::Serialize;
use serde_json::Map;
use serde_json::json;

use crate::fixtures::ClientFixture;
use crate::fixtures::OrganizationFixture;
use crate::fixtures::archive::Packing;
use crate::fixtures::to_json;
use crate::flow::Broken;
use crate::flow::Cx;
use crate::flow::Stop;
use crate::flow::account::limit_ends;
use crate::flow::jobs::run::KINDS;
use crate::flow::tester::fixture::person_fixture;
use crate::flow::tester::names;
use crate::flow::tester::organizations;
use crate::protocol::ids::Oid;
use crate::storage::accounts;
use crate::storage::clients;
use crate::storage::lost;
use crate::storage::organizations as rows;

/// So many people are written at most: an archive of more would not be read.
pub const MOST_PEOPLE: usize = 100_000;

/// Why a stand is not exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// So many people are there.
    pub people: usize,
}

/// The archive: `clients/`, `lost.json`, `organizations/`, `people/`, each sorted by name.
pub fn export(cx: &Cx<'_>) -> Result<Result<Vec<u8>, TooMany>, Stop> {
    let mut people = accounts::list_all(cx.sql)?;
    if people.len() > MOST_PEOPLE {
        return Ok(Err(TooMany { people: people.len() }));
    }
    let mut archive = Archive::default();
    let mut parties = clients::list(cx.sql)?;
    parties.sort_by_key(|client| client.mnemonic.as_str().to_lowercase());
    for client in parties {
        archive.add("clients", &client.mnemonic.as_str().to_lowercase(), &ClientFixture::from(&client))?;
    }
    archive.add_text("lost.json", &lost(cx)?)?;
    let mut places = Vec::new();
    for oid in rows::list(cx.sql, Oid(0), u32::MAX)? {
        places.extend(organizations::find(cx, oid)?);
    }
    places.sort_by_key(|organization| organization.data.fixture_name(organization.oid));
    for organization in &places {
        let access_groups = organizations::groups_of_employees(cx, organization)?;
        let fixture = OrganizationFixture { access_groups, ..OrganizationFixture::from(organization) };
        archive.add("organizations", &fixture.organization, &fixture)?;
    }
    let mut named = Vec::new();
    for oid in people.drain(..) {
        named.push((names::persona(cx, oid)?, oid));
    }
    named.sort();
    for (persona, oid) in named {
        if let Some(fixture) = person_fixture(cx, oid)? {
            archive.add("people", &persona, &fixture)?;
        }
    }
    archive.0.finish().map(Ok).map_err(|error| broken(&error))
}

/// `lost.json`: how much there was that fixtures have no words for.
fn lost(cx: &Cx<'_>) -> Result<String, Stop> {
    let mut counted: Map<_, _> =
        lost::count(cx.sql)?.into_iter().map(|(table, count)| (table.to_owned(), json!(count))).collect();
    // What follows from people and the time is planned again.
    for kind in KINDS.iter().filter(|kind| kind.replan.is_none() && kind.name != limit_ends::KIND.name) {
        let waiting = lost::count_jobs(cx.sql, kind.name)?;
        if waiting > 0 {
            counted.insert(format!("jobs: {}", kind.name), json!(waiting));
        }
    }
    let about = "What was there besides when this folder was exported, and is not in it: how many rows of each table.";
    to_json(&json!({ "about": about, "lost": counted })).map_err(|error| broken(&error.into()))
}

#[derive(Default)]
struct Archive(Packing);

impl Archive {
    fn add(&mut self, folder: &str, name: &str, fixture: &impl Serialize) -> Result<(), Stop> {
        let text = to_json(fixture).map_err(|error| broken(&error.into()))?;
        self.add_text(&format!("{folder}/{name}.json"), &text)
    }

    fn add_text(&mut self, name: &str, text: &str) -> Result<(), Stop> {
        self.0.add(name, text).map_err(|error| broken(&error))
    }
}

fn broken(error: &std::io::Error) -> Stop {
    Broken::Stand(format!("export: {error}")).into()
}
