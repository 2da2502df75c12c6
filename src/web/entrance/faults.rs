//! The faults that a request meets at the entrance, before and after it is handled.

use std::sync::Arc;

use actix_web::Error;
use actix_web::HttpMessage as _;
use actix_web::body::BoxBody;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;
use actix_web::middleware::Next;

use crate::faults::kind::Kinds;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::flow::tester::seen;
use crate::flow::tester::seen::Seen;
use crate::flow::tester::seen::Sight;
use crate::journal::secrets;
use crate::protocol::parameters::Parameters;
use crate::protocol::place;
use crate::web::cookies;
use crate::web::entrance::looked;
use crate::web::meeting::Meeting;

/// The names of the faults that a request has met.
pub const FAULT: HeaderName = HeaderName::from_static("x-esia-mock-fault");

/// Handles a request as its faults say; gives their names too.
pub async fn pass<Body: MessageBody + 'static>(
    stand: &Arc<Stand>,
    mut request: ServiceRequest,
    next: Next<Body>,
) -> Result<(ServiceResponse<BoxBody>, Option<String>), Error> {
    if !stand.faults.is_any() {
        return Ok((next.call(request).await?.map_into_boxed_body(), None));
    }
    let meeting = begin(stand, &mut request).await;
    request.extensions_mut().insert(meeting.clone());
    let mut answer = next.call(request).await?.map_into_boxed_body();
    let names = meeting.names();
    if let Some(names) = names.as_deref().and_then(|names| HeaderValue::from_str(names).ok()) {
        answer.headers_mut().insert(FAULT, names);
    }
    Ok((answer, names))
}

/// What is known of a request now. It is looked at no further than the faults that are armed at its place ask.
async fn begin(stand: &Arc<Stand>, request: &mut ServiceRequest) -> Meeting {
    let at = place::at(request.path());
    let is_meant = secrets::is_kept(request.path());
    let Some(mut needs) = stand.faults.needs(at, Kinds::AT_ENTRANCE).filter(|_| is_meant) else {
        return Meeting::new(stand, at, request.request(), Seen::default());
    };
    let mut parameters = Parameters::default();
    if needs.grant || needs.client || needs.person {
        parameters = looked::parameters(request).await;
    }
    let at = place::of_grant(at, parameters.get("grant_type"));
    needs = stand.faults.needs(at, Kinds::AT_ENTRANCE).unwrap_or_default();
    let seen = if needs.client || needs.person { look(stand, at, request, &parameters) } else { Ok(Seen::default()) };
    let seen = seen.unwrap_or_else(|stop| {
        tracing::warn!(target: "esia_mock::broken", "faults: a request cannot be looked at: {stop:?}");
        Seen::default()
    });
    Meeting::new(stand, at, request.request(), seen)
}

fn look(stand: &Arc<Stand>, at: &'static str, request: &ServiceRequest, parameters: &Parameters) -> Result<Seen, Stop> {
    let authorization = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let visitor = cookies::visitor(request.request());
    let path = place::plain(request.path());
    let sight = Sight { at, path: &path, parameters, authorization, visitor: &visitor };
    stand.read(|cx| seen::look(cx, &sight))
}
