//! The line of the log about an answer that refuses, with the request it belongs to.

use actix_web::dev::ServiceResponse;

use crate::journal::secrets;
use crate::metrics::Metrics;
use crate::web::entrance::recording::Kept;
use crate::web::errors::telling;
use crate::web::errors::telling::Asked;

/// Writes the line that an answer brings along, if it does; the journal knows more about a request that it has kept.
pub fn tell<Body>(mut answer: ServiceResponse<Body>, kept: Option<Kept>, metrics: &Metrics) -> ServiceResponse<Body> {
    if telling::is_to_be_told(answer.response()) {
        let http = answer.request();
        let asked = Asked {
            method: http.method().to_string(),
            path: secrets::cut_path(http.path().to_owned(), http.match_info().iter()),
            client: kept.as_ref().and_then(|kept| kept.stand.journal.client(kept.number)),
            number: kept.map(|kept| kept.number),
        };
        if let Some(reason_id) = telling::tell(answer.response_mut(), &asked) {
            metrics.refused(reason_id);
        }
    }
    answer
}
