//! A packed folder of fixtures into a stand that serves: `POST /_mock/api/v1/import`.

use std::future::poll_fn;
use std::pin::Pin;

use actix_web::Error;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Data;
use futures_core::Stream as _;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::fixtures::archive::LARGEST_ARCHIVE;
use crate::fixtures::brought::Brought;
use crate::flow::stands::Stands;
use crate::flow::stands::import::NotTaken;
use crate::flow::tester::import::Gone;
use crate::web::control::export::blocking;
use crate::web::control::openapi::draft::Draft;
use crate::web::control::openapi::draft::Part;
use crate::web::control::openapi::parts::Shown;
use crate::web::errors::problem::Problem;
use crate::web::errors::problem::Wrong;
use crate::web::state::OfStand;

/// An archive in a body, of the type `application/zip`.
#[derive(Debug)]
pub struct ZipBody(pub Vec<u8>);

impl FromRequest for ZipBody {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(http: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (http, payload) = (http.clone(), payload.take());
        Box::pin(async move {
            let named = http.headers().get(header::CONTENT_TYPE).and_then(|named| named.to_str().ok());
            let named = named.unwrap_or_default().split(';').next().unwrap_or_default().trim();
            if !named.eq_ignore_ascii_case("application/zip") {
                return Err(Problem::NotZip(format!("Content-Type is {named:?}: send application/zip")).into());
            }
            Ok(Self(whole(payload).await?))
        })
    }
}

async fn whole(mut payload: Payload) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(part) = poll_fn(|context| Pin::new(&mut payload).poll_next(context)).await {
        let part = part.map_err(|error| Problem::Unreadable(format!("the body cannot be read: {error}")))?;
        if bytes.len() + part.len() > LARGEST_ARCHIVE {
            let most = LARGEST_ARCHIVE / 1024 / 1024;
            return Err(Problem::TooLarge(format!("the archive has more than {most} MiB: import it in parts")));
        }
        bytes.extend_from_slice(&part);
    }
    Ok(bytes)
}

impl Part for ZipBody {
    fn describe(draft: &mut Draft<'_>) {
        let content = json!({ "application/zip": { "schema": { "type": "string", "format": "binary" } } });
        draft.operation.insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
    }
}

/// What was taken of an archive.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Imported {
    /// Personas: each was born, or born again.
    people: Vec<String>,
    /// Мнемоники.
    clients: Vec<String>,
    /// Names of organisations.
    organizations: Vec<String>,
    /// What is odd in the files, with file and line.
    warnings: Vec<String>,
}

/// `POST /_mock/api/v1/import`: all of the archive, or nothing of it.
pub async fn import(stands: Data<Stands>, stand: OfStand, ZipBody(bytes): ZipBody) -> Result<Shown<Imported>, Problem> {
    let (now, zone) = (stand.clock.now(), stand.config.zone.offset());
    let brought = blocking(move || Brought::from_archive(&bytes, now, zone)).await?;
    let brought = brought.map_err(|mistakes| Problem::from(mistakes.mistakes))?;
    let imported = Imported {
        people: brought.people.iter().map(|one| one.persona.clone()).collect(),
        clients: brought.clients.iter().map(|client| client.mnemonic.to_string()).collect(),
        organizations: brought.organizations.iter().map(|one| one.data.fixture_name(one.oid)).collect(),
        warnings: brought.warnings.clone(),
    };
    let taken = stands.import(&stand.name, brought, Gone::default()).await;
    taken.map_err(|not_taken| match not_taken {
        NotTaken::Unmade(unmade) => unmade.into(),
        NotTaken::Unfit(unfit) => Problem::WrongFields(unfit.into_iter().map(Wrong::from).collect()),
    })?;
    Ok(Shown(imported))
}
