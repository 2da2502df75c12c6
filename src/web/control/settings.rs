//! `/_mock/api/v1/settings` and `/_mock/api/v1/keys`: what a stand can be told anew while it serves.

use std::collections::BTreeMap;

use actix_web::web::Data;
use chrono::TimeDelta;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;

use crate::config::Settings;
use crate::domain::rule::RULES;
use crate::flow::account::finding;
use crate::flow::account::finding::Meant;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::protocol::meant::nearest;
use crate::web::control::again::Nothing;
use crate::web::control::openapi::parts::Body;
use crate::web::control::openapi::parts::OptionalBody;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::Problem;
use crate::web::errors::problem::Wrong;
use crate::web::state::OfStand;

/// The longest time that a setting takes: a hundred years, in seconds.
const LONGEST: i64 = 3_153_600_000;

/// The settings of a stand.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Settings")]
pub struct SettingsShown {
    /// `iss` of ЕСИА's tokens.
    issuer: String,
    /// How far the timestamp of a request may be from the clock, in seconds; any distance where it is null.
    timestamp_tolerance: Option<i64>,
    /// Life of a session, in seconds.
    session_lifetime: i64,
    /// Life of a login on its way, in seconds.
    interaction_lifetime: i64,
    /// Are robots told that nobody has a login?
    tell_unknown_logins: bool,
    /// Do pages show «Подсказки стенда»?
    hints: bool,
    /// Who signs in by themselves at which system: мнемоника, and a persona, an oid or a login.
    auto_sign_in: BTreeMap<String, String>,
    /// Values that no source states for certain, as they would be written; `esia-mock rules` explains them.
    rules: BTreeMap<&'static str, String>,
}

/// The value of a rule, as it would be written, or as JSON has it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RuleValue {
    /// Of a switch.
    Switch(bool),
    /// Of a count.
    Count(u32),
    /// Of any.
    Text(String),
}

impl RuleValue {
    fn written(&self) -> String {
        match self {
            Self::Switch(true) => "on".to_owned(),
            Self::Switch(false) => "off".to_owned(),
            Self::Count(count) => count.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// What is to be other than it is (RFC 7396): null puts a value back to what the process was told.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SettingsWish {
    /// `iss` of ЕСИА's tokens.
    issuer: Option<String>,
    /// How far the timestamp of a request may be from the clock, in seconds; null for any distance.
    #[schemars(with = "Option<i64>", range(min = 0, max = 3_153_600_000_u32))]
    timestamp_tolerance: Tolerance,
    /// Life of a session, in seconds.
    #[schemars(range(min = 1, max = 3_153_600_000_u32))]
    session_lifetime: Option<i64>,
    /// Life of a login on its way, in seconds.
    #[schemars(range(min = 1, max = 3_153_600_000_u32))]
    interaction_lifetime: Option<i64>,
    /// Are robots told that nobody has a login?
    tell_unknown_logins: Option<bool>,
    /// Do pages show «Подсказки стенда»?
    hints: Option<bool>,
    /// Who signs in by themselves at which system; null for a system where nobody does.
    auto_sign_in: BTreeMap<String, Option<String>>,
    /// Rules by name; null for what the process was told.
    rules: BTreeMap<String, Option<RuleValue>>,
}

/// How far a timestamp may be from the clock; a null that was said is another thing than nothing.
#[derive(Clone, Copy, Debug, Default)]
enum Tolerance {
    #[default]
    Unsaid,
    Any,
    Seconds(i64),
}

impl<'de> Deserialize<'de> for Tolerance {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Option::deserialize(value).map(|seconds: Option<i64>| seconds.map_or(Self::Any, Self::Seconds))
    }
}

impl Tolerance {
    fn seconds(self) -> Option<i64> {
        match self {
            Self::Unsaid | Self::Any => None,
            Self::Seconds(seconds) => Some(seconds),
        }
    }
}

/// `GET /_mock/api/v1/settings`.
pub async fn show(stand: OfStand) -> Shown<SettingsShown> {
    Shown(told(&stand.config))
}

/// `PATCH /_mock/api/v1/settings`: all of it or nothing; requests that are answered just now go on as they began.
pub async fn patch(
    stands: Data<Stands>,
    stand: OfStand,
    Body(wish): Body<SettingsWish>,
) -> Result<Shown<SettingsShown>, Problem> {
    let mut wrong = Vec::new();
    judge_people(&stand, &wish.auto_sign_in, &mut wrong)?;
    judge_times(&wish, &mut wrong);
    let usual = &stand.platform.config.settings;
    let changed = stands.change(&stand.name, |changeable| {
        apply(&wish, &mut changeable.settings, usual, &mut wrong);
        if wrong.is_empty() { Ok(()) } else { Err(Problem::WrongFields(std::mem::take(&mut wrong))) }
    });
    Ok(Shown(told(&changed.await?.config)))
}

fn told(settings: &Settings) -> SettingsShown {
    SettingsShown {
        issuer: settings.issuer.clone(),
        timestamp_tolerance: settings.timestamp_tolerance.map(|tolerance| tolerance.num_seconds()),
        session_lifetime: settings.session_lifetime.num_seconds(),
        interaction_lifetime: settings.interaction_lifetime.num_seconds(),
        tell_unknown_logins: settings.tell_unknown_logins,
        hints: settings.hints,
        auto_sign_in: settings.auto_sign_in.clone(),
        rules: RULES.iter().map(|row| (row.name, settings.rules.written(row.rule).to_owned())).collect(),
    }
}

/// Every system must be registered, and every name mean one person.
fn judge_people(
    stand: &Stand,
    people: &BTreeMap<String, Option<String>>,
    wrong: &mut Vec<Wrong>,
) -> Result<(), Problem> {
    for (client, person) in people {
        let Some(person) = person else { continue };
        let pointer = pointer("auto_sign_in", client);
        if stand.clients.find(client).is_none() {
            let known = stand.clients.iter().map(|party| party.client.mnemonic.as_str());
            let did_you_mean = nearest(client, known).map(ToOwned::to_owned);
            let detail = format!("there is no such client; there are {}", stand.clients.names());
            wrong.push(Wrong { pointer, detail, did_you_mean, ..Wrong::default() });
            continue;
        }
        let detail = match stand.read(|cx| finding::meant(cx, person))? {
            Meant::One(_) => continue,
            Meant::Nobody => format!("no account has the persona, oid or login {person:?}"),
            Meant::Several(oids) => {
                let oids: Vec<_> = oids.iter().map(ToString::to_string).collect();
                format!("{person:?} is the login of several accounts; say which: {}", oids.join(", "))
            }
        };
        wrong.push(Wrong { pointer, detail, ..Wrong::default() });
    }
    Ok(())
}

fn pointer(field: &str, name: &str) -> String {
    format!("/{field}/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn judge_times(wish: &SettingsWish, wrong: &mut Vec<Wrong>) {
    let times = [
        ("timestamp_tolerance", wish.timestamp_tolerance.seconds(), 0),
        ("session_lifetime", wish.session_lifetime, 1),
        ("interaction_lifetime", wish.interaction_lifetime, 1),
    ];
    for (name, seconds, least) in times {
        if seconds.is_some_and(|seconds| !(least..=LONGEST).contains(&seconds)) {
            let detail = format!("expected seconds from {least} to {LONGEST}");
            wrong.push(Wrong { pointer: format!("/{name}"), detail, ..Wrong::default() });
        }
    }
}

fn apply(wish: &SettingsWish, settings: &mut Settings, usual: &Settings, wrong: &mut Vec<Wrong>) {
    if let Some(issuer) = &wish.issuer {
        settings.issuer.clone_from(issuer);
    }
    match wish.timestamp_tolerance {
        Tolerance::Unsaid => {}
        said => settings.timestamp_tolerance = said.seconds().and_then(TimeDelta::try_seconds),
    }
    let life = |seconds: Option<i64>| seconds.and_then(TimeDelta::try_seconds);
    settings.session_lifetime = life(wish.session_lifetime).unwrap_or(settings.session_lifetime);
    settings.interaction_lifetime = life(wish.interaction_lifetime).unwrap_or(settings.interaction_lifetime);
    settings.tell_unknown_logins = wish.tell_unknown_logins.unwrap_or(settings.tell_unknown_logins);
    settings.hints = wish.hints.unwrap_or(settings.hints);
    for (client, person) in &wish.auto_sign_in {
        match person {
            Some(person) => settings.auto_sign_in.insert(client.clone(), person.clone()),
            None => settings.auto_sign_in.remove(client),
        };
    }
    for (name, value) in &wish.rules {
        let row = RULES.iter().find(|row| row.name == name);
        let value = value.as_ref().map(RuleValue::written);
        let value = value.or_else(|| row.map(|row| usual.rules.written(row.rule).to_owned())).unwrap_or_default();
        if let Err(error) = settings.rules.set(&format!("{name}={value}")) {
            let did_you_mean = row.is_none().then(|| nearest(name, RULES.iter().map(|row| row.name))).flatten();
            let did_you_mean = did_you_mean.map(ToOwned::to_owned);
            wrong.push(Wrong {
                pointer: pointer("rules", name),
                detail: error.to_string(),
                did_you_mean,
                ..Wrong::default()
            });
        }
    }
}

/// A key of the issuer.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Key")]
pub struct KeyShown {
    /// Its name in JWK sets and tokens.
    kid: String,
    /// By which algorithm it signs.
    alg: &'static str,
    /// Does it sign now?
    signs: bool,
}

/// The keys of the issuer.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Keys")]
pub struct KeysShown {
    /// Every one that is published.
    keys: Vec<KeyShown>,
}

/// `POST /_mock/api/v1/keys/rotate`: the next key of each kind signs from now on; tokens of the others stay good.
pub async fn rotate(
    stands: Data<Stands>,
    stand: OfStand,
    _: OptionalBody<Nothing>,
) -> Result<Shown<KeysShown>, Problem> {
    if !stand.platform.keyring.turns() {
        let detail = "there is one key only: the server was started with a key of its own, which has no next one";
        return Err(Problem::Conflict(detail.to_owned()));
    }
    let changed = stands.change::<Problem>(&stand.name, |changeable| {
        changeable.settings.key_turns = changeable.settings.key_turns.wrapping_add(1);
        Ok(())
    });
    Ok(Shown(keys(&*changed.await?)))
}

fn keys(stand: &Stand) -> KeysShown {
    let ring = &stand.platform.keyring;
    let keys = ring.keys().map(|key| {
        let algorithm = key.signer().algorithm();
        let current = ring.signing(algorithm, stand.config.key_turns);
        let signs = current.is_ok_and(|current| current.key_id() == key.key_id());
        KeyShown { kid: key.key_id().to_owned(), alg: algorithm.name(), signs }
    });
    KeysShown { keys: keys.collect() }
}
