//! Settings that were changed while the stand served: what differs from those it was started with. A file keeps them, so
//! the next process goes on with them, and with whatever else it is told.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde::Deserialize;
use serde::Serialize;

use crate::config::Settings;
use crate::domain::rule::RULES;
use crate::storage::Sql;
use crate::storage::StorageError;
use crate::storage::WriteSql;
use crate::storage::rows;
use crate::storage::seed;

/// Where a database keeps them.
const KEY: &str = "settings";

/// How far a timestamp may be from the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Tolerance {
    Any,
    Seconds(i64),
}

/// What differs. Fields that are absent are as the process was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Changed {
    issuer: Option<String>,
    timestamp_tolerance: Option<Tolerance>,
    tell_unknown_logins: Option<bool>,
    hints: Option<bool>,
    session_lifetime: Option<i64>,
    interaction_lifetime: Option<i64>,
    auto_sign_in: Option<BTreeMap<String, String>>,
    key_turns: Option<u32>,
    rules: BTreeMap<String, String>,
}

impl Changed {
    /// What of these settings is not as it was.
    pub fn between(before: &Settings, now: &Settings) -> Self {
        fn other<T: PartialEq>(before: &T, now: T) -> Option<T> {
            (*before != now).then_some(now)
        }
        let tolerance = |settings: &Settings| match settings.timestamp_tolerance {
            None => Tolerance::Any,
            Some(tolerance) => Tolerance::Seconds(tolerance.num_seconds()),
        };
        let rules = RULES.iter().map(|row| (row.name, before.rules.written(row.rule), now.rules.written(row.rule)));
        Self {
            issuer: other(&before.issuer, now.issuer.clone()),
            timestamp_tolerance: other(&tolerance(before), tolerance(now)),
            tell_unknown_logins: other(&before.tell_unknown_logins, now.tell_unknown_logins),
            hints: other(&before.hints, now.hints),
            session_lifetime: other(&before.session_lifetime, now.session_lifetime).map(|life| life.num_seconds()),
            interaction_lifetime: other(&before.interaction_lifetime, now.interaction_lifetime)
                .map(|life| life.num_seconds()),
            auto_sign_in: other(&before.auto_sign_in, now.auto_sign_in.clone()),
            key_turns: other(&before.key_turns, now.key_turns),
            rules: rules
                .filter(|(_, before, now)| before != now)
                .map(|(name, _, now)| (name.to_owned(), now.to_owned()))
                .collect(),
        }
    }

    /// These settings, with what was changed.
    #[must_use]
    pub fn over(&self, settings: &Settings) -> Settings {
        let mut changed = settings.clone();
        if let Some(issuer) = &self.issuer {
            changed.issuer.clone_from(issuer);
        }
        match self.timestamp_tolerance {
            None => {}
            Some(Tolerance::Any) => changed.timestamp_tolerance = None,
            Some(Tolerance::Seconds(seconds)) => changed.timestamp_tolerance = TimeDelta::try_seconds(seconds),
        }
        changed.tell_unknown_logins = self.tell_unknown_logins.unwrap_or(changed.tell_unknown_logins);
        changed.hints = self.hints.unwrap_or(changed.hints);
        let life = |seconds: Option<i64>| seconds.and_then(TimeDelta::try_seconds);
        changed.session_lifetime = life(self.session_lifetime).unwrap_or(changed.session_lifetime);
        changed.interaction_lifetime = life(self.interaction_lifetime).unwrap_or(changed.interaction_lifetime);
        if let Some(people) = &self.auto_sign_in {
            changed.auto_sign_in.clone_from(people);
        }
        changed.key_turns = self.key_turns.unwrap_or(changed.key_turns);
        for (name, value) in &self.rules {
            if let Err(error) = changed.rules.set(&format!("{name}={value}")) {
                // A rule of another version.
                tracing::warn!(target: "esia_mock::stand", "a setting of the database is left out: {error}");
            }
        }
        changed
    }
}

/// What a database keeps.
pub fn read(sql: &Sql) -> Result<Changed, StorageError> {
    seed::meta(sql, KEY)?.map_or_else(|| Ok(Changed::default()), |text| rows::from_json(&text))
}

/// Keeps it.
pub fn write(sql: &WriteSql, changed: &Changed) -> Result<(), StorageError> {
    seed::keep_meta(sql, KEY, &rows::to_json(changed)?)
}
