//! `/_mock/metrics`: what the process counts of itself.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::Responder;
use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web::Data;
use serde_json::json;

use crate::flow::Broken;
use crate::flow::Stop;
use crate::flow::stands::Stands;
use crate::metrics;
use crate::metrics::CONTENT_TYPE;
use crate::metrics::Levels;
use crate::web::control::openapi::draft::Draft;
use crate::web::control::openapi::draft::Told;
use crate::web::errors::problem::Problem;

/// The text format of Prometheus.
#[derive(Debug)]
pub struct Exposition(Vec<u8>);

impl Responder for Exposition {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let kind = (header::CONTENT_TYPE, CONTENT_TYPE);
        HttpResponse::Ok().insert_header(kind).insert_header((header::CACHE_CONTROL, "no-store")).body(self.0)
    }
}

impl Told for Exposition {
    fn describe(draft: &mut Draft<'_>) {
        let text = json!({ "type": "string" });
        draft.answer("200", "every metric, in the text format of Prometheus", Some(("text/plain", text)));
    }
}

/// `GET /_mock/metrics`: of the process, whichever stand is asked.
pub async fn show(stands: Data<Stands>) -> Result<Exposition, Problem> {
    let platform = &stands.platform;
    let levels = Levels {
        stands: stands.count(),
        journal_requests: platform.journal.kept(),
        journal_bytes: platform.journal.used(),
        memory: metrics::memory(),
    };
    let text = platform.metrics.text(levels);
    text.map(Exposition).map_err(|error| Problem::from(Stop::from(Broken::Page(error.to_string()))))
}
