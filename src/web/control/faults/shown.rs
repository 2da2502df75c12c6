//! What is told of a fault.

use chrono::SecondsFormat;
use schemars::JsonSchema;
use serde::Serialize;

use crate::faults::action::Do;
use crate::faults::armed;
use crate::faults::armed::Status;
use crate::faults::fault::Handle;
use crate::faults::words::At;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::protocol::ids::Oid;
use crate::web::control::whom;

/// The faults of a stand.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Faults")]
pub struct FaultsShown {
    /// In the order in which they were made.
    pub faults: Vec<FaultShown>,
    /// `after` for the next part; null in the last one.
    pub next: Option<u64>,
}

/// A fault.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fault")]
pub struct FaultShown {
    /// Its name.
    name: String,
    /// How many requests it has met.
    hits: u64,
    /// Does it still meet any?
    state: State,
    /// What is asked.
    at: At,
    /// The system.
    client: Option<String>,
    /// The person: their persona, or their oid.
    person: Option<String>,
    /// The method.
    method: Option<String>,
    /// The path.
    path: Option<String>,
    /// So many requests that fit pass first.
    skip: u64,
    /// So many meet it then; null: as many as fit.
    times: Option<u64>,
    /// Until when, by the clock of the stand.
    until: Option<String>,
    /// Is the request handled?
    handle: Handle,
    /// What is done.
    r#do: Do,
}

/// Does a fault still meet requests?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "FaultState")]
#[serde(rename_all = "snake_case")]
enum State {
    /// It does.
    Armed,
    /// It has met as many as it was to.
    Spent,
    /// Its time is over.
    Over,
}

impl FaultShown {
    /// A fault as it is now.
    pub fn of(stand: &Stand, status: &Status) -> Result<Self, Stop> {
        let (fault, selector) = (&status.fault, &status.fault.selector);
        let state = match status.state(stand.clock.now()) {
            armed::State::Armed => State::Armed,
            armed::State::Spent => State::Spent,
            armed::State::Over => State::Over,
        };
        let zone = &stand.config.zone;
        Ok(Self {
            name: fault.name.to_string(),
            hits: status.hits,
            state,
            at: At(selector.at.clone()),
            client: selector.client.clone(),
            person: selector.person.map(|oid| whom::named(stand, Oid(oid))).transpose()?,
            method: selector.method.clone(),
            path: selector.path.clone(),
            skip: fault.skip,
            times: fault.times,
            until: fault.until.map(|until| zone.local(until).to_rfc3339_opts(SecondsFormat::Secs, false)),
            handle: fault.handle(),
            r#do: fault.action.clone(),
        })
    }
}
