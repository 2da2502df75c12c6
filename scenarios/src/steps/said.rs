//! What a step says beside its phrase.

use serde_json::Map;
use serde_json::Value;

/// A step with what it says.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) slots: Vec<String>,
    pub(super) fields: Map<String, Value>,
}

impl Said {
    /// What stands in a slot.
    pub(super) fn slot(&self, at: usize) -> &str {
        self.slots.get(at).map_or("", String::as_str)
    }

    /// The fields as texts.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, String)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), text(value)))
    }

    /// The fields as a body.
    pub(super) fn body(&self) -> Value {
        Value::Object(self.fields.clone())
    }
}

/// A value as a form takes it.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "да".to_owned(),
        Value::Bool(false) => "нет".to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
