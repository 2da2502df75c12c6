//! What a fault does, as testers write it: the object `do`.
//!
//! Fields that are enumerations are read by their schema, so a word that is not known is answered with the one that was
//! meant. What cannot be said by a schema is `Do::check`.

use std::collections::BTreeMap;
use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;

use crate::domain::real_time::RealTime;
use crate::faults::kind::Family;
use crate::faults::kind::KINDS;
use crate::faults::kind::Kind;
use crate::faults::kind::Kinds;
use crate::faults::spoiled::Callback;
use crate::faults::spoiled::Other;
use crate::faults::spoiled::Published;
use crate::faults::spoiled::Spoiled;
use crate::faults::spoiled::Which;
use crate::faults::words::EsiaWord;
use crate::faults::words::OauthWord;

/// What a fault does; several kinds may act together unless they contradict each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Do {
    /// The answer comes so much later, by real time: `PT2S`, or a range of which one is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay: Option<Delay>,
    /// No answer comes; the connection is held until the fault is deleted or over, and closed then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hang: Option<bool>,
    /// The connection is reset (RST): at once, or `in_body`, after half of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reset: Option<Reset>,
    /// So many bytes of the body come under the Content-Length of all of it, and then the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1_000_000))]
    pub truncate: Option<u32>,
    /// An answer of this status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 200, max = 599))]
    pub status: Option<u16>,
    /// Its body: a text, or JSON.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub body: Value,
    /// Its headers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The page of planned works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintenance: Option<bool>,
    /// A refusal by this code of ЕСИА, in the form of the endpoint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub esia: Option<EsiaWord>,
    /// A refusal by this OAuth error, in the form of the endpoint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oauth: Option<OauthWord>,
    /// What is wrong with the way back to the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback: Option<Callback>,
    /// What is wrong with a token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<Spoiled>,
    /// Which tokens `token` and `claims` mean; the ID token where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub which: Option<Which>,
    /// Claims that tokens have, or lack.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<Change>,
    /// Fields that the answer of the token endpoint has, or lacks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Change>,
    /// Fields that the data have, or lack: `elements` and `size` of a list itself, all others of each of its elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Change>,
    /// The data of somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_of: Option<Other>,
    /// What is wrong with the published keys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<Published>,
}

/// How long: a duration, or a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Delay {
    /// Always as long.
    Fixed(String),
    /// Drawn by the randomness of the stand.
    Range(DelayRange),
}

/// From the shortest to the longest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DelayRange {
    /// At least so long.
    pub min: String,
    /// At most so long.
    pub max: String,
}

/// Where in the answer the connection is reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Reset {
    /// Before it.
    AtOnce(bool),
    /// Within.
    Within(Within),
}

/// A place in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// After half of the body.
    InBody,
}

/// Fields that are set, and fields that are taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "FieldChange")]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Names and values, of whatever type.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub set: Map<String, Value>,
    /// Names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<String>,
}

impl Change {
    /// Changes an object.
    pub fn apply(&self, fields: &mut Map<String, Value>) {
        fields.extend(self.set.clone());
        self.remove.iter().for_each(|name| drop(fields.shift_remove(name)));
    }

    /// Changes data: an object, or of a list what only a list has, and all else in each element that is written out.
    /// `size` follows the elements that are put there, unless it is named as well.
    pub fn apply_to_data(&self, fields: &mut Map<String, Value>) {
        let Some(elements) = fields.get_mut(ELEMENTS).and_then(Value::as_array_mut) else { return self.apply(fields) };
        let each = self.only(|name| !OF_LISTS.contains(&name));
        elements.iter_mut().filter_map(Value::as_object_mut).for_each(|element| each.apply(element));
        if let Some(put) = self.set.get(ELEMENTS).and_then(Value::as_array) {
            fields.insert(SIZE.to_owned(), put.len().into());
        }
        self.only(|name| OF_LISTS.contains(&name)).apply(fields);
    }

    /// The same for some of the names.
    fn only(&self, is_meant: impl Fn(&str) -> bool) -> Self {
        let set = self.set.iter().filter(|(name, _)| is_meant(name)).map(|(name, value)| (name.clone(), value.clone()));
        let remove = self.remove.iter().filter(|name| is_meant(name)).cloned();
        Self { set: set.collect(), remove: remove.collect() }
    }
}

const ELEMENTS: &str = "elements";
const SIZE: &str = "size";

/// What the envelope of a list has, and none of its elements.
const OF_LISTS: [&str; 2] = [ELEMENTS, SIZE];

impl Do {
    /// The kinds that are in it.
    pub fn kinds(&self) -> Kinds {
        let is_in = |kind: &Kind| match kind {
            Kind::Delay => self.delay.is_some(),
            Kind::Hang => self.hang.is_some(),
            Kind::Reset => matches!(self.reset, Some(Reset::AtOnce(_))),
            Kind::ResetInBody => matches!(self.reset, Some(Reset::Within(Within::InBody))),
            Kind::Truncate => self.truncate.is_some(),
            Kind::Status => self.status.is_some(),
            Kind::Maintenance => self.maintenance.is_some(),
            Kind::Esia => self.esia.is_some(),
            Kind::Oauth => self.oauth.is_some(),
            Kind::Callback => self.callback.is_some(),
            Kind::Token => self.token.is_some(),
            Kind::Claims => self.claims.is_some(),
            Kind::Response => self.response.is_some(),
            Kind::Data => self.data.is_some(),
            Kind::DataOf => self.data_of.is_some(),
            Kind::Keys => self.keys.is_some(),
        };
        KINDS.iter().map(|row| row.kind).filter(is_in).collect()
    }

    /// The shortest and the longest delay.
    pub fn delay_range(&self) -> Option<(Duration, Duration)> {
        let read = |text: &str| RealTime::parse(text).ok().map(|time| time.0);
        match self.delay.as_ref()? {
            Delay::Fixed(text) => read(text).map(|time| (time, time)),
            Delay::Range(DelayRange { min, max }) => Some((read(min)?, read(max)?)),
        }
    }

    /// Which tokens are meant.
    pub fn which(&self) -> Which {
        self.which.unwrap_or_default()
    }

    /// The body of the fault's own answer.
    pub fn body_text(&self) -> Option<String> {
        match &self.body {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            json => Some(json.to_string()),
        }
    }

    /// Does whatever it does need the answer of the handler? What it answers by itself has a body of its own.
    pub fn needs_answer(&self) -> bool {
        let kinds = self.kinds();
        kinds.iter().any(Kind::needs_answer) && !kinds.iter().any(|kind| kind.def().family == Family::Instead)
    }
}
