//! The subject of ЕСИА's tokens (`urn:esia:sbj`; МР, «структура маркеров»), as captures show it.

use serde_json::Map;
use serde_json::Value;

use crate::protocol::ids::Oid;

/// The organisation for which the citizen acts, in ID tokens; ours.
pub const ACTING_FOR: &str = "urn:esia_mock:org_oid";

/// `urn:esia:sbj:lvl`, the level as an identity token tells it.
///
/// Not the same letters as `regCtxCfmSte`: there `PR` is «ready for confirmation», here «confirmed».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectLevel {
    /// Simplified and standard accounts: `P`.
    Unconfirmed,
    /// Confirmed accounts: `PR`.
    Confirmed,
    /// Child accounts: `KD`.
    Child,
}

impl SubjectLevel {
    /// The letters on the wire.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Unconfirmed => "P",
            Self::Confirmed => "PR",
            Self::Child => "KD",
        }
    }
}

/// The subject object `urn:esia:sbj`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Who.
    pub oid: Oid,
    /// How sure ЕСИА is of it.
    pub level: SubjectLevel,
}

impl Subject {
    /// The object on the wire.
    pub fn claims(self) -> Value {
        let mut subject = Map::new();
        subject.insert("urn:esia:sbj:lvl".into(), self.level.wire().into());
        subject.insert("urn:esia:sbj:typ".into(), "P".into());
        // Absent, not false: clients test for the key (fidelity: is_tru).
        if self.level == SubjectLevel::Confirmed {
            subject.insert("urn:esia:sbj:is_tru".into(), true.into());
        }
        subject.insert("urn:esia:sbj:oid".into(), self.oid.0.into());
        subject.insert("urn:esia:sbj:nam".into(), format!("OID.{}", self.oid).into());
        Value::Object(subject)
    }
}
