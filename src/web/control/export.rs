//! A stand as a packed folder of fixtures: `GET /_mock/api/v1/export`.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::Responder;
use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web;
use serde_json::json;

use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::tester::export;
use crate::web::control::openapi::draft::Draft;
use crate::web::control::openapi::draft::Told;
use crate::web::errors::problem::Problem;
use crate::web::state::OfStand;

/// 200 with an archive.
#[derive(Debug)]
pub struct Zip {
    name: String,
    bytes: Vec<u8>,
}

impl Responder for Zip {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .content_type("application/zip")
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.zip\"", self.name)))
            .body(self.bytes)
    }
}

impl Told for Zip {
    fn describe(draft: &mut Draft<'_>) {
        let schema = json!({ "type": "string", "format": "binary" });
        draft.answer("200", "a packed folder of fixtures", Some(("application/zip", schema)));
    }
}

/// `GET /_mock/api/v1/export`.
pub async fn export(stand: OfStand) -> Result<Zip, Problem> {
    let (name, reader) = (stand.name.to_string(), stand.0);
    let bytes = blocking(move || reader.read(export::export)).await??;
    match bytes {
        Ok(bytes) => Ok(Zip { name, bytes }),
        Err(export::TooMany { people }) => Err(Problem::TooLarge(format!(
            "the stand has {people} people, and an archive at most {}: take the file of serve --data instead",
            export::MOST_PEOPLE
        ))),
    }
}

/// Runs what takes its time apart from what answers requests.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    web::block(work).await.map_err(|error| Problem::Broken(Stop::from(Broken::Stand(error.to_string()))))
}
