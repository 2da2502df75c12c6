//! REST: a file for each noun, `resources` for what all of them have in common.

mod children;
mod contacts;
mod documents;
mod embed;
mod envelope;
mod organizations;
mod person;
mod resources;
mod roles;
mod things;

use serde_json::Value;

use esia_mock::domain::scope::Holder;
use esia_mock::domain::scope::SCOPES;
use esia_mock::domain::scope::ScopeDef;

use crate::support::Answer;
use crate::support::RelyingParty;
use crate::support::TestApp;

/// Every collection of a person, as `embed` names them.
pub(crate) const EVERYTHING: &str = "(contacts.elements,addresses.elements,documents.elements,vehicles.elements,\
                                     organizations.elements,kids.elements)";

/// A relying party with a token of somebody.
pub(crate) struct Reader {
    rp: RelyingParty,
    token: String,
    /// Whose token.
    pub(crate) oid: u64,
}

impl Reader {
    /// Logs somebody in to `DEMO_RSA`, which asks for these scopes.
    pub(crate) fn of(app: &TestApp, persona: &str, scope: &str) -> Self {
        let rp = app.client("DEMO_RSA").asking_for(scope);
        let citizen = app.citizen(persona);
        let token = citizen.gives_tokens_to(&rp).access_token();
        Self { rp, token, oid: citizen.oid }
    }

    /// A token of `DEMO_RSA` itself, about what a citizen has allowed it before.
    pub(crate) fn alone(app: &TestApp, scope: &str, oid: u64) -> Self {
        let rp = app.client("DEMO_RSA");
        let token = rp.asks_alone(scope).access_token();
        Self { rp, token, oid }
    }

    /// Reads a path, in which `{oid}` is the token's own person.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.rp.reads(&path.replace("{oid}", &self.oid.to_string()), &self.token)
    }

    /// The same, and it must be there.
    pub(crate) fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {} {}", answer.text(), answer.header("x-esia-mock-reason"));
        answer.json()
    }

    /// The elements of a collection, written out.
    pub(crate) fn elements(&self, path: &str) -> Vec<Value> {
        self.json(&format!("{path}?embed=(elements)"))["elements"].as_array().expect("elements").clone()
    }

    /// The element whose field has this value.
    pub(crate) fn element(&self, path: &str, field: &str, value: &str) -> Value {
        let elements = self.elements(path);
        let found = elements.iter().find(|element| element[field] == value);
        found.unwrap_or_else(|| panic!("{path} has no {field} {value}: {elements:?}")).clone()
    }

    /// Status and code of a refusal.
    pub(crate) fn refused(&self, path: &str) -> (u16, String) {
        let answer = self.get(path);
        (answer.status, answer.esia_code())
    }
}

/// Every scope about a person and their children.
pub(crate) fn all_scopes() -> String {
    let of_people = |row: &&ScopeDef| matches!(row.holder, Holder::Person | Holder::Child) && !row.is_standard_only();
    let personal = SCOPES.iter().filter(of_people);
    personal.map(|row| row.name).collect::<Vec<_>>().join(" ")
}

/// Every scope about an organisation.
pub(crate) fn all_scopes_of(organization: u64) -> String {
    let about = SCOPES.iter().filter(|row| row.holder == Holder::Organization);
    about.map(|row| format!("{}?org_oid={organization}", row.name)).collect::<Vec<_>>().join(" ")
}

/// The names of the fields, sorted.
pub(crate) fn names(object: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// The values of a field.
pub(crate) fn all<'a>(elements: &'a [Value], field: &str) -> Vec<&'a str> {
    elements.iter().map(|element| element[field].as_str().unwrap_or_default()).collect()
}

/// 403, the scope is lacking.
pub(crate) fn not_allowed() -> (u16, String) {
    (403, "ESIA-005029".to_owned())
}

/// 404, there is no such thing.
pub(crate) fn not_found() -> (u16, String) {
    (404, "ESIA-005050".to_owned())
}
