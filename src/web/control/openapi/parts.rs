//! What handlers of the tester's API take and return, as HTTP and as a description.
//!
//! | type | |
//! |---|---|
//! | [`Body`] | a JSON object that must be there |
//! | [`OptionalBody`] | one that may be absent: every field of it can be left out |
//! | [`Asked`] | the query |
//! | [`Shown`] | 200 with JSON |
//! | [`Made`] | 201 with JSON where something is new, else 200 |
//! | [`New`] | 201 with JSON |
//! | [`Gone`] | 204 |

use std::pin::Pin;

use actix_web::Error;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::Responder;
use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::web::Data;
use actix_web::web::Path;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::json;

use crate::fixtures::typed;
use crate::web::answer::json_answer;
use crate::web::control::body;
use crate::web::control::openapi::draft::Draft;
use crate::web::control::openapi::draft::Part;
use crate::web::control::openapi::draft::Told;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

type Reading<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// The body, which must be there.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: JsonSchema + DeserializeOwned> FromRequest for Body<T> {
    type Error = Error;
    type Future = Reading<Self>;

    fn from_request(http: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (http, bytes) = (http.clone(), Bytes::from_request(http, payload));
        Box::pin(async move { Ok(Self(read(&body::text(&http, bytes.await)?)?)) })
    }
}

impl<T: JsonSchema> Part for Body<T> {
    fn describe(draft: &mut Draft<'_>) {
        describe_body::<T>(draft, true);
    }
}

/// The body, which may be absent.
#[derive(Debug)]
pub struct OptionalBody<T>(pub T);

impl<T: JsonSchema + DeserializeOwned> FromRequest for OptionalBody<T> {
    type Error = Error;
    type Future = Reading<Self>;

    fn from_request(http: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (http, bytes) = (http.clone(), Bytes::from_request(http, payload));
        Box::pin(async move {
            let bytes = bytes.await;
            let text = if body::is_absent(&http, &bytes) { "{}".to_owned() } else { body::text(&http, bytes)? };
            Ok(Self(read(&text)?))
        })
    }
}

impl<T: JsonSchema> Part for OptionalBody<T> {
    fn describe(draft: &mut Draft<'_>) {
        describe_body::<T>(draft, false);
    }
}

fn read<T: JsonSchema + DeserializeOwned>(text: &str) -> Result<T, Problem> {
    typed::from_json(text).map_err(Problem::from)
}

fn describe_body<T: JsonSchema>(draft: &mut Draft<'_>, is_required: bool) {
    let content = json!({ "application/json": { "schema": draft.schema::<T>() } });
    draft.operation.insert("requestBody".to_owned(), json!({ "required": is_required, "content": content }));
}

/// The query.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<T: JsonSchema + DeserializeOwned> FromRequest for Asked<T> {
    type Error = Error;
    type Future = std::future::Ready<Result<Self, Error>>;

    fn from_request(http: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(asked(http.query_string()).map(Self).map_err(Error::from))
    }
}

/// A parameter without a value is one that is not there.
fn asked<T: JsonSchema + DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let pairs = url::form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty());
    typed::from_pairs(pairs.map(|(name, value)| (name.into_owned(), value.into_owned()))).map_err(Problem::from)
}

impl<T: JsonSchema> Part for Asked<T> {
    fn describe(draft: &mut Draft<'_>) {
        // A parameter is described where it stands: nothing else refers to its type.
        let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
        let schema = settings.into_generator().into_root_schema_for::<T>();
        let needed = |name: &str| {
            schema.get("required").and_then(Value::as_array).is_some_and(|all| all.iter().any(|one| one == name))
        };
        let fields = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        for (name, mut field) in fields {
            let about = field.as_object_mut().and_then(|field| field.remove("description"));
            let (required, about) = (needed(&name), about.unwrap_or_default());
            without_null(&mut field);
            draft.parameter(
                json!({ "name": name, "in": "query", "required": required, "description": about, "schema": field }),
            );
        }
    }
}

/// What may be left out of a body as `null` is simply absent from a query.
fn without_null(schema: &mut Value) {
    if let Some(types) = schema.get_mut("type").and_then(Value::as_array_mut) {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            schema["type"] = only.clone();
        }
    }
    if let Some(ways) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        ways.retain(|one| one["type"] != "null");
        if let [only] = ways.as_mut_slice() {
            *schema = only.take();
        }
    }
    if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.retain(|one| !one.is_null());
    }
}

/// 200 and what there is to show.
#[derive(Debug)]
pub struct Shown<T>(pub T);

impl<T: Serialize> Responder for Shown<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        json_answer(StatusCode::OK, &self.0)
    }
}

impl<T: JsonSchema> Told for Shown<T> {
    fn describe(draft: &mut Draft<'_>) {
        let schema = draft.schema::<T>();
        draft.answer("200", "done", Some(("application/json", schema)));
    }
}

/// Something that was made, or made anew in its place.
#[derive(Debug)]
pub struct Made<T> {
    /// Was nothing there before?
    pub is_new: bool,
    /// What there is now.
    pub body: T,
}

impl<T: Serialize> Responder for Made<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        json_answer(if self.is_new { StatusCode::CREATED } else { StatusCode::OK }, &self.body)
    }
}

impl<T: JsonSchema> Told for Made<T> {
    fn describe(draft: &mut Draft<'_>) {
        let schema = draft.schema::<T>();
        draft.answer("200", "made anew in the place of one that was there", Some(("application/json", schema.clone())));
        draft.answer("201", "made", Some(("application/json", schema)));
    }
}

/// 204: it is not there any more.
#[derive(Clone, Copy, Debug)]
pub struct Gone;

impl Responder for Gone {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
}

impl Told for Gone {
    fn describe(draft: &mut Draft<'_>) {
        draft.answer("204", "it is not there any more", None);
    }
}

/// 201: what was made, whatever there was in its place.
#[derive(Debug)]
pub struct New<T>(pub T);

impl<T: Serialize> Responder for New<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        json_answer(StatusCode::CREATED, &self.0)
    }
}

impl<T: JsonSchema> Told for New<T> {
    fn describe(draft: &mut Draft<'_>) {
        let schema = draft.schema::<T>();
        draft.answer("201", "made", Some(("application/json", schema)));
    }
}

impl Part for OfStand {
    fn describe(_: &mut Draft<'_>) {}
}

impl<T> Part for Data<T> {
    fn describe(_: &mut Draft<'_>) {}
}

/// Its names are those of the path.
impl<T> Part for Path<T> {
    fn describe(_: &mut Draft<'_>) {}
}
