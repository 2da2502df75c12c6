//! The document, taken apart for readers: calls by what they are about, and shapes field by field.
//!
//! The page (`control::page`) and `docs/control-api.md` ([`super::markdown`]) are made of it.

use serde_json::Value;

use crate::web::control::openapi::call::ARCHIVE;
use crate::web::control::openapi::call::Call;
use crate::web::control::openapi::call::Line;
use crate::web::control::openapi::document;
use crate::web::views::api::ApiAnswer;
use crate::web::views::api::ApiBody;
use crate::web::views::api::ApiCall;
use crate::web::views::api::ApiField;
use crate::web::views::api::ApiGroup;
use crate::web::views::api::ApiShape;

/// Everything there is to read.
#[derive(Debug)]
pub struct Manual {
    /// Calls, by what they are about.
    pub groups: Vec<ApiGroup>,
    /// Shapes of bodies and answers, by name.
    pub shapes: Vec<ApiShape>,
}

/// Reads the description of these calls.
pub fn of(calls: &[Call]) -> Manual {
    let document = document::of(calls, "");
    let mut groups: Vec<ApiGroup> = Vec::new();
    for call in calls {
        let told = told(call, &document["paths"][call.row.path][call.row.method]);
        match groups.iter_mut().find(|group| group.name == call.tag()) {
            Some(group) => group.calls.push(told),
            None => groups.push(ApiGroup { name: call.tag().to_owned(), calls: vec![told] }),
        }
    }
    let schemas = document["components"]["schemas"].as_object();
    let mut shapes: Vec<_> = schemas.into_iter().flatten().map(|(name, schema)| shape(name, schema)).collect();
    shapes.sort_by(|one, other| one.name.cmp(&other.name));
    Manual { groups, shapes }
}

fn told(call: &Call, operation: &Value) -> ApiCall {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let parameter = |parameter: &Value| ApiField {
        name: text(&parameter["name"]),
        place: text(&parameter["in"]),
        needed: parameter["required"] == true,
        about: sentence(&text(&parameter["description"])),
        example: plain(&parameter["example"]),
        ..field("", &parameter["schema"], false)
    };
    let answer = |(status, answer): (&String, &Value)| {
        let problem = answer["$ref"].is_string().then(|| "Problem".to_owned());
        let content = answer["content"].as_object().and_then(|content| content.values().next());
        let about = if problem.is_some() { "the call is wrong, or not possible" } else { "" };
        ApiAnswer {
            status: status.clone(),
            about: if about.is_empty() { text(&answer["description"]) } else { about.to_owned() },
            shape: problem.or_else(|| content.and_then(|content| named(&content["schema"]))),
        }
    };
    ApiCall {
        id: text(&operation["operationId"]),
        method: call.row.method.to_uppercase(),
        path: call.row.path.to_owned(),
        about: text(&operation["summary"]),
        parameters: operation["parameters"].as_array().into_iter().flatten().map(parameter).collect(),
        body: body(call, &operation["requestBody"]),
        // What breaks is no part of the story.
        answers: operation["responses"]
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(status, _)| *status != "5XX")
            .map(answer)
            .collect(),
        curl: curl(call),
    }
}

fn body(call: &Call, body: &Value) -> Option<ApiBody> {
    let (media, content) = body["content"].as_object()?.iter().next()?;
    let example = call.example.last().map(|text| Line::of(text).body).filter(|body| *body != ARCHIVE);
    Some(ApiBody {
        media: media.clone(),
        shape: named(&content["schema"]),
        needed: body["required"] == true,
        example: example.unwrap_or_default().to_owned(),
    })
}

/// The last call of the example, as curl sends it.
fn curl(call: &Call) -> String {
    let Some(line) = call.example.last().map(|text| Line::of(text)) else { return String::new() };
    let method = if line.method == "GET" { String::new() } else { format!(" -X {}", line.method) };
    let body = match line.body {
        "" => String::new(),
        ARCHIVE => " -H 'Content-Type: application/zip' --data-binary @stand.zip".to_owned(),
        body => format!(" -H 'Content-Type: application/json' -d '{body}'"),
    };
    format!("curl{method} \"$ESIA{}\"{body}", line.full_path())
}

/// A shape: what it is, and its fields. Where it is one of several, it has the fields of all of them.
fn shape(name: &str, schema: &Value) -> ApiShape {
    let mut fields: Vec<ApiField> = Vec::new();
    let ways = ["oneOf", "anyOf", "allOf"].into_iter().filter_map(|way| schema[way].as_array()).flatten();
    for one in ways.chain([schema]) {
        let needed: Vec<_> = one["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (name, about) in one["properties"].as_object().into_iter().flatten() {
            let found = field(name, about, needed.contains(&name.as_str()));
            match fields.iter_mut().find(|known| known.name == *name) {
                Some(known) if known.kind != found.kind => known.kind = format!("{} or {}", known.kind, found.kind),
                Some(_) => {}
                None => fields.push(found),
            }
        }
    }
    let kind = if fields.is_empty() { kind(schema) } else { String::new() };
    let about = sentence(schema["description"].as_str().unwrap_or_default());
    ApiShape { name: name.to_owned(), about, kind, fields }
}

fn field(name: &str, schema: &Value, needed: bool) -> ApiField {
    let about = schema["description"].as_str().unwrap_or_default();
    ApiField {
        name: name.to_owned(),
        place: String::new(),
        kind: kind(schema),
        shape: inner(schema),
        needed,
        about: sentence(about),
        example: String::new(),
    }
}

/// The name of the shape that a schema refers to.
fn named(schema: &Value) -> Option<String> {
    schema["$ref"].as_str()?.rsplit('/').next().map(ToOwned::to_owned)
}

/// The one shape that a schema has to do with: itself, its items, or one of its alternatives.
fn inner(schema: &Value) -> Option<String> {
    let several = ["anyOf", "oneOf", "allOf"].into_iter().filter_map(|way| schema[way].as_array()).flatten();
    named(schema).or_else(|| named(&schema["items"])).or_else(|| several.into_iter().find_map(named))
}

/// What kind of value a schema asks for, in words.
fn kind(schema: &Value) -> String {
    if let Some(name) = named(schema) {
        return name;
    }
    if !schema["const"].is_null() {
        return schema["const"].to_string();
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
    }
    if let Some(several) = ["anyOf", "oneOf", "allOf"].into_iter().find_map(|way| schema[way].as_array()) {
        let mut kinds: Vec<_> = several.iter().map(kind).collect();
        kinds.dedup();
        return kinds.join(" or ");
    }
    match &schema["type"] {
        Value::Array(several) => {
            let one = |name: &Value| kind_of(name.as_str().unwrap_or_default(), schema);
            several.iter().map(one).collect::<Vec<_>>().join(" or ")
        }
        Value::String(name) => kind_of(name, schema),
        _ => "anything".to_owned(),
    }
}

fn kind_of(name: &str, schema: &Value) -> String {
    match name {
        "string" => "text".to_owned(),
        "boolean" => "true or false".to_owned(),
        "integer" => match (schema["minimum"].as_i64(), schema["maximum"].as_i64()) {
            (Some(least), Some(most)) => format!("whole number from {least} to {most}"),
            (Some(least), None) => format!("whole number from {least}"),
            _ => "whole number".to_owned(),
        },
        "array" if schema["items"].is_object() => format!("list of {}", kind(&schema["items"])),
        "array" => "list".to_owned(),
        "object" if schema["additionalProperties"].is_object() => {
            format!("names, and for each {}", kind(&schema["additionalProperties"]))
        }
        "null" => "null".to_owned(),
        other => other.to_owned(),
    }
}

/// A value as it stands in a field.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A sentence on one line: it begins with a capital and ends with a full stop.
pub fn sentence(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = text.chars();
    let Some(first) = rest.next() else { return String::new() };
    let end = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    first.to_uppercase().chain(rest).collect::<String>() + end
}
