//! Types of digital-profile consents that a client registered (DP-МР; «платформа согласий»).

use serde::Deserialize;
use serde::Serialize;

use crate::protocol::permissions::Named;
use crate::protocol::permissions::Permission;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;

/// An action or a purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its name on the wire.
    #[schemars(example = &"ALL_ACTIONS_TO_DATA")]
    pub sysname: String,
    /// What citizens read.
    pub name: String,
}

/// A type of consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentType {
    /// Its мнемоника on the wire.
    #[schemars(example = &"APIPGU")]
    pub sysname: String,
    /// What citizens read.
    pub name: String,
    /// Scopes that it may be about; names of the digital profile, free of the scope table.
    pub scopes: Vec<String>,
    /// Those of them without which it is not asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mandatory_scopes: Vec<String>,
    /// Is it always about all of them? Then a request must name none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fixed_scopes: bool,
    /// What may be done with the data.
    pub actions: Vec<Term>,
    /// What for.
    pub purposes: Vec<Term>,
    /// For how many minutes it is given, unless a request asks for less.
    #[serde(default = "year")]
    pub expire: u32,
}

fn year() -> u32 {
    525_600
}

impl ConsentType {
    /// Makes sure that a consent is of this type; gives it with its scopes and expiry settled.
    pub fn settle(&self, asked: &Permission) -> Result<Permission, Refusal> {
        let sysname = &self.sysname;
        let has = |name: &String| asked.scopes.iter().any(|scope| scope.sysname == *name);
        if self.fixed_scopes && !asked.scopes.is_empty() {
            return Err(reasons::permissions::consent_scopes_fixed(sysname));
        }
        if let Some(excess) = asked.scopes.iter().find(|scope| !self.scopes.contains(&scope.sysname)) {
            let known = self.scopes.join(", ");
            return Err(reasons::permissions::consent_scope_excess(sysname, &excess.sysname, known));
        }
        if let Some(missing) = self.mandatory_scopes.iter().find(|name| !self.fixed_scopes && !has(name)) {
            return Err(reasons::permissions::consent_scope_mandatory(sysname, missing));
        }
        if let Some(unknown) = unknown(&asked.actions, &self.actions) {
            return Err(reasons::permissions::consent_action_unknown(sysname, unknown, terms(&self.actions)));
        }
        if let Some(unknown) = unknown(&asked.purposes, &self.purposes) {
            return Err(reasons::permissions::consent_purpose_unknown(sysname, unknown, terms(&self.purposes)));
        }
        if asked.expire.is_some_and(|minutes| minutes > self.expire) {
            return Err(reasons::permissions::consent_expiry_too_long(sysname, self.expire));
        }
        let all = || self.scopes.iter().map(|name| Named { sysname: name.clone() }).collect();
        Ok(Permission {
            scopes: if self.fixed_scopes { all() } else { asked.scopes.clone() },
            expire: asked.expire.or(Some(self.expire)),
            ..asked.clone()
        })
    }

    /// What citizens read of a purpose.
    pub fn purpose(&self, sysname: &str) -> Option<&str> {
        self.purposes.iter().find(|term| term.sysname == sysname).map(|term| term.name.as_str())
    }
}

fn unknown<'a>(asked: &'a [Named], known: &[Term]) -> Option<&'a str> {
    let is_known = |name: &&Named| known.iter().any(|term| term.sysname == name.sysname);
    asked.iter().find(|name| !is_known(name)).map(|name| name.sysname.as_str())
}

fn terms(known: &[Term]) -> String {
    known.iter().map(|term| term.sysname.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::error::EsiaCode;

    fn term(sysname: &str) -> Term {
        Term { sysname: sysname.to_owned(), name: sysname.to_lowercase() }
    }

    fn named(names: &[&str]) -> Vec<Named> {
        names.iter().map(|name| Named { sysname: (*name).to_owned() }).collect()
    }

    fn of(change: impl FnOnce(&mut ConsentType)) -> ConsentType {
        let mut made = ConsentType {
            sysname: "TYPE".to_owned(),
            name: "Пример".to_owned(),
            scopes: vec!["fullname".to_owned(), "snils".to_owned()],
            mandatory_scopes: vec!["fullname".to_owned()],
            fixed_scopes: false,
            actions: vec![term("READ")],
            purposes: vec![term("TEST")],
            expire: 60,
        };
        change(&mut made);
        made
    }

    fn asked(change: impl FnOnce(&mut Permission)) -> Permission {
        let mut made = Permission {
            sysname: "TYPE".to_owned(),
            responsible_object: None,
            expire: None,
            actions: named(&["READ"]),
            purposes: named(&["TEST"]),
            scopes: named(&["fullname"]),
        };
        change(&mut made);
        made
    }

    #[test]
    fn what_is_asked_is_settled() {
        assert_eq!(of(|_| ()).settle(&asked(|_| ())).expect("valid").expire, Some(60));
        let fixed = of(|kind| kind.fixed_scopes = true).settle(&asked(|asked| asked.scopes.clear())).expect("valid");
        assert_eq!(fixed.scopes, named(&["fullname", "snils"]));
        assert_eq!(of(|_| ()).purpose("TEST"), Some("test"));
    }

    #[test]
    fn dp_mr_what_the_type_does_not_allow_has_its_code() {
        let code =
            |kind: ConsentType, asked: Permission| kind.settle(&asked).expect_err("refused").esia.expect("a code");
        let kind = || of(|_| ());
        assert_eq!(code(kind(), asked(|it| it.scopes = named(&["snils"]))), EsiaCode::ConsentScopeMissing);
        assert_eq!(code(kind(), asked(|it| it.scopes = named(&["fullname", "inn"]))), EsiaCode::ConsentScopeExcess);
        assert_eq!(code(of(|kind| kind.fixed_scopes = true), asked(|_| ())), EsiaCode::ConsentScopesForbidden);
        assert_eq!(code(kind(), asked(|it| it.actions = named(&["SELL"]))), EsiaCode::ConsentActionUnknown);
        assert_eq!(code(kind(), asked(|it| it.purposes = named(&["FUN"]))), EsiaCode::ConsentPurposeUnknown);
        assert_eq!(code(kind(), asked(|it| it.expire = Some(61))), EsiaCode::ConsentExpiryWrong);
    }
}
