//! A fault, as a tester writes it.

use chrono::DateTime;
use chrono::SecondsFormat;
use chrono::Utc;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;

use crate::domain::span::Span;
use crate::faults::action::Do;
use crate::faults::check::Unfit;
use crate::faults::fault::Fault;
use crate::faults::fault::Handle;
use crate::faults::fault::Selector;
use crate::faults::spoiled::Published;
use crate::faults::spoiled::Spoiled;
use crate::faults::words::At;
use crate::fixtures::pointer;
use crate::flow::stand::Stand;
use crate::protocol::meant::nearest;
use crate::web::control::whom;
use crate::web::errors::problem::Problem;
use crate::web::errors::problem::Wrong;

/// What goes wrong, and for which requests: all that is said must fit.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaultWish {
    /// What is asked: a name of the table of places, or `*`, which never means the tester's own calls and pages.
    at: At,
    /// The system, by its мнемоника.
    client: Option<String>,
    /// The person: a persona, an oid, or a login.
    person: Option<String>,
    /// `GET` and so on.
    method: Option<String>,
    /// The path from the beginning of the stand on; `*` means whatever comes there.
    path: Option<String>,
    /// So many requests that fit pass first.
    skip: Option<u64>,
    /// So many meet it then; null: as many as fit. Where it is not said: one, or with `until` or `for` as many as fit.
    #[serde(default)]
    #[schemars(with = "Option<u64>", range(min = 1))]
    times: Times,
    /// Until this time of the stand's clock, such as 2026-09-02T14:00:00+05:00.
    until: Option<String>,
    /// For so long by the stand's clock, such as PT2H.
    r#for: Option<String>,
    /// Is the request handled? Where it is not said, it is if what is done needs the answer.
    handle: Option<Handle>,
    /// What is done.
    r#do: Do,
}

/// How many requests meet a fault.
#[derive(Clone, Copy, Debug, Default)]
enum Times {
    /// It is not said.
    #[default]
    Usual,
    /// As many as fit.
    All,
    /// So many.
    Of(u64),
}

impl<'de> Deserialize<'de> for Times {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::All, Self::Of))
    }
}

impl FaultWish {
    /// The fault, if a stand can have it.
    pub fn read(self, stand: &Stand, name: &str) -> Result<Fault, Problem> {
        let mut wrong = Vec::new();
        let client = self.client.filter(|client| match unknown_client(stand, client) {
            Some(mistake) => {
                wrong.push(mistake);
                false
            }
            None => true,
        });
        let person = self.person.map(|person| whom::find(stand, &person));
        let person = match person {
            Some(Err(problem)) => {
                wrong.push(of_person(problem)?);
                None
            }
            Some(Ok(account)) => Some(account.oid.0),
            None => None,
        };
        let until = until(stand, self.until.as_deref(), self.r#for.as_deref()).unwrap_or_else(|unfit| {
            wrong.push(told(unfit));
            None
        });
        let is_limited = self.until.is_some() || self.r#for.is_some();
        let times = match self.times {
            Times::Of(times) => Some(times),
            Times::Usual if !is_limited => Some(1),
            Times::Usual | Times::All => None,
        };
        let fault = Fault {
            name: name.into(),
            selector: Selector { at: self.at.0, client, person, method: self.method, path: self.path },
            skip: self.skip.unwrap_or_default(),
            times,
            until,
            handle: self.handle,
            action: self.r#do,
        };
        wrong.extend(fault.check().into_iter().chain(without_next_key(stand, &fault)).map(told));
        if wrong.is_empty() { Ok(fault) } else { Err(Problem::WrongFields(wrong)) }
    }
}

/// Nothing can be signed by the next key where there is none, nor can that key alone be published.
fn without_next_key(stand: &Stand, fault: &Fault) -> Option<Unfit> {
    let (ring, turns) = (&stand.platform.keyring, stand.config.key_turns);
    let client = fault.selector.client.as_deref().and_then(|client| stand.clients.find(client));
    let current =
        client.and_then(|party| stand.signing_key(&party.client).ok()).unwrap_or_else(|| stand.standard_key());
    let next = ring.signing(current.signer().algorithm(), turns + 1).ok()?;
    let field = match &fault.action {
        Do { token: Some(Spoiled::NextKey), .. } if next.key_id() == current.key_id() => "do.token",
        Do { keys: Some(Published::Rotated), .. } if !ring.turns() => "do.keys",
        _ => return None,
    };
    Some(Unfit::new(
        field,
        "there is no next key: give the stand one (serve --issuer-next-key), or name another system",
    ))
}

fn told(unfit: Unfit) -> Wrong {
    Wrong { pointer: pointer(&unfit.field), detail: unfit.message, ..Wrong::default() }
}

fn unknown_client(stand: &Stand, client: &str) -> Option<Wrong> {
    if stand.clients.find(client).is_some() {
        return None;
    }
    let known = stand.clients.iter().map(|party| party.client.mnemonic.as_str());
    Some(Wrong {
        pointer: "/client".to_owned(),
        detail: format!("there is no client {client:?}"),
        did_you_mean: nearest(client, known).map(ToOwned::to_owned),
        ..Wrong::default()
    })
}

/// Whoever is not there, or is several, is a mistake of the body; what broke is not.
fn of_person(problem: Problem) -> Result<Wrong, Problem> {
    match problem {
        Problem::NotFound(detail) | Problem::Conflict(detail) => {
            Ok(Wrong { pointer: "/person".to_owned(), detail, ..Wrong::default() })
        }
        other => Err(other),
    }
}

fn until(stand: &Stand, until: Option<&str>, span: Option<&str>) -> Result<Option<DateTime<Utc>>, Unfit> {
    let now = stand.config.zone.local(stand.clock.now());
    let (field, end) = match (until, span) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => return Err(Unfit::new("for", "contradicts until: say one of them")),
        (Some(text), None) => {
            let right = "must be a time such as 2026-09-02T14:00:00+05:00, with its distance from UTC";
            let time = DateTime::parse_from_rfc3339(text);
            ("until", time.map_err(|_| Unfit::new("until", format!("{text:?} {right}")))?.to_utc())
        }
        (None, Some(text)) => {
            let right = "must be a duration such as PT2H or P1D";
            let end = Span::parse(text).ok().and_then(|span| span.from(now));
            ("for", end.ok_or_else(|| Unfit::new("for", format!("{text:?} {right}")))?)
        }
    };
    if end <= now {
        let now = now.to_rfc3339_opts(SecondsFormat::Secs, false);
        return Err(Unfit::new(field, format!("is over already: the clock of the stand shows {now}")));
    }
    Ok(Some(end))
}
