//! A fault: which requests it meets, how often and until when, and what it does to them.

use std::sync::Arc;

use chrono::DateTime;
use chrono::Utc;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::faults::action::Do;
use crate::faults::check::Unfit;
use crate::faults::kind::Kinds;
use crate::faults::words::ANYWHERE;
use crate::protocol::place;
use crate::protocol::place::NAMES;

/// Which requests a fault meets: all that is said must be so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// A name of the table of places, or [`ANYWHERE`], which means requests alone.
    pub at: String,
    /// The system, by its мнемоника.
    pub client: Option<String>,
    /// The person, by their oid.
    pub person: Option<u64>,
    /// `GET` and so on.
    pub method: Option<String>,
    /// The path, in which `*` means whatever comes there.
    pub path: Option<String>,
}

/// Is the request handled before it meets the fault?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Handle {
    /// It is not: a code is still good, nothing is written.
    Before,
    /// It is: everything is done and committed, and the answer is lost or changed.
    After,
}

/// A fault that is armed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its name.
    pub name: Arc<str>,
    /// Which requests it meets.
    pub selector: Selector,
    /// So many of them pass first.
    pub skip: u64,
    /// So many meet it then; every one, where this is absent.
    pub times: Option<u64>,
    /// Until when, by the clock of the stand.
    pub until: Option<DateTime<Utc>>,
    /// Is the request handled? Where it is not said, it is if what is done needs the answer.
    pub handle: Option<Handle>,
    /// What it does.
    pub action: Do,
}

impl Selector {
    /// Can it mean a request of this place?
    pub fn means(&self, at: &str) -> bool {
        if self.at == ANYWHERE { at != place::MAIL } else { place::is_meant(at, &self.at) }
    }

    /// The names of all places that it can mean.
    pub fn places(&self) -> impl Iterator<Item = &'static str> {
        place::names().filter(|at| self.means(at))
    }
}

impl Fault {
    /// The kinds that are in it.
    pub fn kinds(&self) -> Kinds {
        self.action.kinds()
    }

    /// Is the request handled before it meets the fault?
    pub fn handle(&self) -> Handle {
        self.handle.unwrap_or(if self.action.needs_answer() { Handle::After } else { Handle::Before })
    }

    /// Is its time over?
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.until.is_some_and(|until| until <= now)
    }

    /// What of it cannot be, whatever the stand is like.
    pub fn check(&self) -> Vec<Unfit> {
        let mut unfit = self.action.check();
        unfit.extend(self.check_selector());
        if self.times == Some(0) {
            unfit.push(Unfit::new("times", "must be 1 or more; null: as often as it fits"));
        }
        if self.handle == Some(Handle::Before) && self.action.needs_answer() {
            unfit.push(Unfit::new("handle", "what is to be done needs the answer: leave handle out, or say after"));
        }
        unfit
    }

    fn check_selector(&self) -> Vec<Unfit> {
        let Selector { at, client, person, method, path } = &self.selector;
        let mut unfit = Vec::new();
        let known = |field: &'static str, is_known: fn(&place::Name) -> bool| {
            let name = NAMES.iter().find(|name| name.at == at && !is_known(name))?;
            Some(Unfit::new(field, format!("cannot be known at {at:?} before a request is handled ({})", name.about)))
        };
        unfit.extend(client.as_ref().and_then(|_| known("client", |name| name.client)));
        unfit.extend(person.and_then(|_| known("person", |name| name.person)));
        for kind in self.kinds().iter() {
            if !self.selector.places().any(|at| kind.acts_at(at)) {
                let (field, places) = (kind.def().field, kind.def().places.join(", "));
                let right = if places.is_empty() { "which is no request" } else { &places };
                unfit.push(Unfit::new(format!("do.{field}"), format!("cannot act at {at:?}: {right}")));
            }
        }
        let is_method =
            |text: &String| (1..=LONGEST_METHOD).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic());
        if method.as_ref().is_some_and(|text| !is_method(text)) {
            unfit.push(Unfit::new("method", "must be a method, such as POST"));
        }
        if path.as_ref().is_some_and(|text| text.len() > LONGEST_PATH || !text.starts_with(['/', '*'])) {
            unfit.push(Unfit::new(
                "path",
                format!("must be a path from / on, at most {LONGEST_PATH} bytes; * means whatever comes there"),
            ));
        }
        unfit
    }
}

const LONGEST_METHOD: usize = 20;
const LONGEST_PATH: usize = 500;

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(at: &str, client: bool, person: bool, action: &str) -> Vec<String> {
        let fault = Fault {
            name: "one".into(),
            selector: Selector {
                at: at.to_owned(),
                client: client.then(|| "PORTAL".to_owned()),
                person: person.then_some(1),
                ..Selector::default()
            },
            skip: 0,
            times: None,
            until: None,
            handle: None,
            action: serde_json::from_str(action).expect("a `do`"),
        };
        fault.check().into_iter().map(|unfit| unfit.field).collect()
    }

    #[test]
    fn what_cannot_be_known_cannot_be_selected() {
        let nothing = Vec::<String>::new();
        assert_eq!(wrong("token", true, true, r#"{"hang": true}"#), nothing);
        assert_eq!(wrong("keys", true, true, r#"{"keys": "empty"}"#), ["client", "person"]);
        assert_eq!(wrong("par", true, true, r#"{"status": 500}"#), ["person"]);
        assert_eq!(wrong("*", true, true, r#"{"status": 500}"#), nothing);
    }

    #[test]
    fn what_contradicts_itself_or_its_place_is_named() {
        for (at, action, expected) in [
            ("token", r"{}", "do"),
            ("token", r#"{"status": 500, "hang": true}"#, "do.status"),
            ("token", r#"{"status": 500, "oauth": "access_denied"}"#, "do.oauth"),
            ("token", r#"{"body": "x"}"#, "do.body"),
            ("token", r#"{"delay": "PT2M"}"#, "do.delay"),
            ("token", r#"{"delay": {"min": "PT2S", "max": "soon"}}"#, "do.delay.max"),
            ("token", r#"{"delay": {"min": "PT2S", "max": "PT1S"}}"#, "do.delay"),
            ("token", r#"{"hang": false}"#, "do.hang"),
            ("token", r#"{"reset": false}"#, "do.reset"),
            ("token", r#"{"status": 500, "headers": {"Content-Length": "5"}}"#, "do.headers.Content-Length"),
            ("token", r#"{"status": 500, "headers": {"X Y": "5"}}"#, "do.headers.X Y"),
            ("token", r#"{"status": 500, "headers": {"X": "a\nb"}}"#, "do.headers.X"),
            ("token", r#"{"keys": "empty"}"#, "do.keys"),
            ("callback", r#"{"status": 500}"#, "do.status"),
            ("callback", r#"{"callback": {}}"#, "do.callback"),
            ("callback", r#"{"callback": {"code": "used", "error": "x"}}"#, "do.callback.code"),
            ("token", r#"{"response": {}}"#, "do.response"),
            ("token", r#"{"which": "all", "response": {"remove": ["id_token"]}}"#, "do.which"),
        ] {
            assert_eq!(wrong(at, false, false, action), [expected], "{action}");
        }
    }
}
