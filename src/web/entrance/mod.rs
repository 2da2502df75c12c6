//! What every request passes before any handler: the outermost middleware.
//!
//! Its path without what stands before every path ([`prefix`]), whether the stand was asked by a name of its own
//! ([`name`]), what the journal keeps ([`recording`]) and the log is told ([`logging`]), which faults it meets
//! ([`faults`]), and what every answer says. Who may call a path ([`caller`]) is asked next, by the row of the path.

pub mod answers;
pub mod body;
pub mod caller;
pub mod cut;
pub mod faults;
pub mod logging;
pub mod looked;
pub mod name;
pub mod prefix;
pub mod recording;
pub mod stand;
pub mod tester;

use std::rc::Rc;
use std::time::Instant;

use actix_web::Error;
use actix_web::HttpMessage as _;
use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::ConnectionType;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::flow::stands::Stands;

use crate::journal::secrets;
use crate::protocol::place;
use crate::web::entrance::body::Progress;
use crate::web::entrance::recording::Recording;
use crate::web::entrance::stand::Named;
use crate::web::line::connection::Connection;
use crate::web::state::OfStand;

/// Lets a request in, and its answer out.
pub async fn pass<Body: MessageBody + 'static>(
    stands: Data<Stands>,
    mut request: ServiceRequest,
    next: Next<Body>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let (began, metrics, config) = (Instant::now(), &stands.platform.metrics, &stands.platform.config);
    let connection = request.conn_data::<Rc<Connection>>().map(Rc::clone);
    let answering = connection.as_ref().map(Connection::answers);
    let body = body::watch(&mut request, config.line.progress);
    // Another protocol (RFC 9110, 7.8), which nobody here speaks. actix-http would answer `Connection: upgrade` and close
    // without having said so; whoever sends the next request on that connection loses it. It can be told to close
    // (RFC 9112, 9.6), not to keep the connection.
    let wants_upgrade = request.head().upgrade();
    let named = if let Some(name) = connection.as_ref().and_then(|connection| connection.stand()) {
        Named::Port(name.to_owned())
    } else {
        config.addresses().any(|address| prefix::strip(&mut request, address.segments()));
        stand::name_in_path(&mut request).map_or(Named::Not, Named::Path)
    };
    let at = asked(request.path());
    let mut answer = match admitted(&stands, &request, named) {
        Ok(stand) => {
            let recording = Recording::begin(&stand, &request);
            request.extensions_mut().insert(stand.clone());
            let (answer, met) = faults::pass(&stand, connection.as_ref(), request, next).await?;
            let cut = met.cut.zip(connection.as_ref());
            let answer = match recording {
                Some(recording) => {
                    let (answer, kept) = recording.end(answer, body.as_ref(), met);
                    logging::tell(answer, kept, metrics)
                }
                None => logging::tell(answer, None, metrics),
            };
            match cut {
                Some((cut, connection)) => cut.apply(answer, connection),
                None => answer,
            }
        }
        Err(refused) => logging::tell(request.into_response(*refused).map_into_boxed_body(), None, metrics),
    };
    for (name, value) in SAID {
        answer.headers_mut().insert(name, value);
    }
    let body = body.map_or(Progress::Whole, |body| body.progress());
    if wants_upgrade || body == Progress::Late {
        answer.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    if let Some(answering) = answering.filter(|_| body != Progress::Whole) {
        answering.leaves_a_rest();
    }
    metrics.answered(at, began.elapsed());
    Ok(answer)
}

/// What a request asks for, as the journal calls it; what it does not keep is the tester's.
fn asked(path: &str) -> &'static str {
    if secrets::is_kept(path) { place::at(path) } else { "control" }
}

/// The stand of a request, if it came by a name of ours; or what is said to it.
fn admitted(stands: &Stands, request: &ServiceRequest, named: Named) -> Result<OfStand, Box<HttpResponse>> {
    let default = stands.default_stand();
    if let Some(refused) = name::refuse_foreign(&default, request) {
        return Err(Box::new(refused));
    }
    stand::find(stands, request, named).map(OfStand).map_err(|name| stand::unknown(&default, request, &name).into())
}

/// What every answer says, whatever made it.
const SAID: [(HeaderName, HeaderValue); 2] = [
    (HeaderName::from_static("x-esia-mock"), HeaderValue::from_static("test-only")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];
