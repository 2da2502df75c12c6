//! The whole document, and `GET /_mock/openapi.json`.

use std::collections::HashSet;

use actix_web::web::Data;
use schemars::JsonSchema;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::domain::check::Registry;
use crate::web::control::openapi::call::Call;
use crate::web::control::openapi::call::Calls;
use crate::web::control::openapi::call::Line;
use crate::web::control::openapi::draft::Draft;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::ProblemBody;
use crate::web::route::Caller;
use crate::web::state::OfStand;

/// `GET /_mock/openapi.json`.
pub async fn show(stand: OfStand, calls: Data<Calls>) -> Shown<Document> {
    Shown(Document(of(calls.0, &stand.url("")).as_object().cloned().unwrap_or_default()))
}

/// A description by OpenAPI 3.1.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "OpenApi")]
pub struct Document(Map<String, Value>);

/// The document of a stand at this address.
pub fn of(calls: &[Call], address: &str) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut schemas = settings.into_generator();
    let problem = schemas.subschema_for::<ProblemBody>().to_value();
    let (mut paths, mut names) = (Map::new(), HashSet::new());
    for call in calls {
        let path = paths.entry(call.row.path).or_insert_with(|| json!({}));
        let mut operation = operation(call, &mut schemas);
        let name = call.name.replace("::", "_");
        let is_new = names.insert(name.clone());
        operation["operationId"] = if is_new { name } else { format!("{name}_{}", call.row.method) }.into();
        path[call.row.method] = operation;
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "esia-mock: the tester's API",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Drives a stand of esia-mock, a mock of ЕСИА / Госуслуги for integration tests.",
        },
        "servers": [{ "url": address }],
        "security": [{ "control_token": [] }, {}],
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "responses": {
                "Problem": {
                    "description": "The call is wrong, or not possible as things are (RFC 9457)",
                    "content": { "application/problem+json": { "schema": problem } },
                },
            },
            "securitySchemes": {
                "control_token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "the value of --control-token; where none is set, nothing is asked for",
                },
            },
        },
    })
}

fn operation(call: &Call, schemas: &mut SchemaGenerator) -> Value {
    let mut draft = Draft::new(schemas);
    draft.operation.insert("operationId".to_owned(), Value::Null);
    draft.operation.insert("summary".to_owned(), call.row.about.into());
    draft.operation.insert("tags".to_owned(), json!([call.tag()]));
    if call.row.caller == Caller::Anyone {
        draft.operation.insert("security".to_owned(), json!([]));
    }
    for name in path_parameters(call.row.path) {
        let about = PARAMETERS.iter().find(|(known, _)| *known == name).map_or("", |(_, about)| about);
        let words = Registry::ALL.map(Registry::name);
        let schema = match name {
            "registry" => json!({ "type": "string", "enum": words }),
            _ => json!({ "type": "string", "minLength": 1 }),
        };
        draft
            .parameter(json!({ "name": name, "in": "path", "required": true, "description": about, "schema": schema }));
    }
    (call.describe)(&mut draft);
    for refused in ["4XX", "5XX"] {
        draft.operation["responses"][refused] = json!({ "$ref": "#/components/responses/Problem" });
    }
    let mut operation = Value::Object(draft.operation);
    give_example(call, &mut operation);
    operation
}

/// What the parts of paths are that stand in braces.
pub const PARAMETERS: &[(&str, &str)] = &[
    ("person", "a persona, an oid, or a login that only one person has"),
    ("mnemonic", "мнемоника of the system"),
    ("name", "its name: 1 to 40 of a-z, 0-9 and -"),
    ("number", "its number"),
    ("qr_id", "the code"),
    ("registry", "mvd, sfr or zags"),
    ("value", "an e-mail or a phone"),
    ("client", "мнемоника of the system"),
    ("id", "its name in fixtures, or its oid"),
];

/// The names in braces.
pub fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn give_example(call: &Call, operation: &mut Value) {
    let Some(line) = call.example.last().map(|text| Line::of(text)) else { return };
    if let (Ok(body), Some(media)) =
        (serde_json::from_str::<Value>(line.body), operation.pointer_mut("/requestBody/content/application~1json"))
    {
        media["example"] = body;
    }
    let path = line.full_path();
    let (path, query) = path.split_once('?').unwrap_or((&path, ""));
    let given: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
    let parts: Vec<_> = call.row.path.split('/').zip(path.split('/')).collect();
    let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) else { return };
    for parameter in parameters {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        let in_path =
            parts.iter().find(|(known, _)| known.trim_matches(['{', '}']) == name).map(|(_, part)| decoded(part));
        let in_query = || given.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string());
        let value = if parameter["in"] == "path" { in_path } else { in_query() };
        // What only the stand can tell stands in braces.
        if let Some(value) = value.filter(|value| !value.starts_with('{')) {
            parameter["example"] = example_value(&parameter["schema"], &value);
        }
    }
}

/// What a part of a path says; a plus is itself there.
fn decoded(part: &str) -> String {
    let text = format!("part={}", part.replace('+', "%2B"));
    url::form_urlencoded::parse(text.as_bytes()).map(|(_, value)| value.into_owned()).next().unwrap_or_default()
}

/// A value of a path or query, as its schema has it.
fn example_value(schema: &Value, text: &str) -> Value {
    let is_text = schema
        .get("type")
        .is_none_or(|kind| kind == "string" || kind.as_array().is_some_and(|all| all.contains(&"string".into())));
    if is_text { text.into() } else { serde_json::from_str(text).unwrap_or_else(|_| text.into()) }
}
