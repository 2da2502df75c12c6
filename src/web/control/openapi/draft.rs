//! The description of one call while it is put together.

use std::future::Future;

use schemars::JsonSchema;
use schemars::SchemaGenerator;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

/// An Operation Object of OpenAPI, and the schemas that all of them share.
#[derive(Debug)]
pub struct Draft<'a> {
    schemas: &'a mut SchemaGenerator,
    /// The object so far.
    pub operation: Map<String, Value>,
}

/// A part of the request that a handler takes as an argument.
pub trait Part {
    /// Says what it reads.
    fn describe(draft: &mut Draft<'_>);
}

/// What a handler returns.
pub trait Told {
    /// Says what it answers.
    fn describe(draft: &mut Draft<'_>);
}

impl<T: Told, E> Told for Result<T, E> {
    fn describe(draft: &mut Draft<'_>) {
        T::describe(draft);
    }
}

impl<'a> Draft<'a> {
    /// An empty description.
    pub fn new(schemas: &'a mut SchemaGenerator) -> Self {
        Self { schemas, operation: Map::new() }
    }

    /// The schema of a type, where others find it.
    pub fn schema<T: JsonSchema>(&mut self) -> Value {
        self.schemas.subschema_for::<T>().to_value()
    }

    /// Adds a parameter.
    pub fn parameter(&mut self, parameter: Value) {
        let all = self.operation.entry("parameters").or_insert_with(|| json!([]));
        if let Value::Array(all) = all {
            all.push(parameter);
        }
    }

    /// Adds an answer.
    pub fn answer(&mut self, status: &str, about: &str, content: Option<(&str, Value)>) {
        let mut answer = json!({ "description": about });
        if let Some((kind, schema)) = content {
            answer["content"] = json!({ kind: { "schema": schema } });
        }
        let all = self.operation.entry("responses").or_insert_with(|| json!({}));
        all[status] = answer;
    }
}

/// A handler that takes these arguments.
pub trait Described<Arguments> {
    /// Says what the arguments read and what it returns.
    fn describe(&self, draft: &mut Draft<'_>);
}

macro_rules! described {
    ($($part:ident)*) => {
        impl<Handler, Answer, $($part),*> Described<($($part,)*)> for Handler
        where
            Handler: Fn($($part),*) -> Answer,
            Answer: Future<Output: Told>,
            $($part: Part,)*
        {
            fn describe(&self, draft: &mut Draft<'_>) {
                $($part::describe(draft);)*
                <Answer::Output as Told>::describe(draft);
            }
        }
    };
}

described!();
described!(A);
described!(A B);
described!(A B C);
described!(A B C D);
described!(A B C D E);
described!(A B C D E F);

/// Describes a handler.
pub fn describe<Arguments>(handler: &impl Described<Arguments>, draft: &mut Draft<'_>) {
    handler.describe(draft);
}
