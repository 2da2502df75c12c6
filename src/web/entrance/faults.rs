//! The faults that a request meets at the entrance: what becomes of it, of its answer and of its connection.

use std::future::pending;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use actix_web::Error;
use actix_web::HttpMessage as _;
use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::body::MessageBody;
use actix_web::dev::Payload;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::ConnectionType;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;
use actix_web::middleware::Next;
use futures_core::Stream as _;

use crate::faults::fault::Handle;
use crate::faults::kind::Kind;
use crate::faults::kind::Kinds;
use crate::faults::meeting::Acting;
use crate::flow::Stop;
use crate::flow::stand::Stand;
use crate::flow::tester::seen;
use crate::flow::tester::seen::Seen;
use crate::flow::tester::seen::Sight;
use crate::journal::secrets;
use crate::protocol::parameters::Parameters;
use crate::protocol::place;
use crate::web::cookies;
use crate::web::entrance::answers::Instead;
use crate::web::entrance::cut::Cut;
use crate::web::entrance::looked;
use crate::web::line::connection::Connection;
use crate::web::line::fate::Fate;
use crate::web::meeting;
use crate::web::meeting::Asked;
use crate::web::meeting::Meeting;

/// The names of the faults that a request has met.
pub const FAULT: HeaderName = HeaderName::from_static("x-esia-mock-fault");

/// What a request has met.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The names of its faults.
    pub names: Option<String>,
    /// Does nobody hear the answer?
    pub is_silent: bool,
    /// How much of the answer arrives.
    pub cut: Option<Cut>,
}

/// What a request meets at the entrance.
#[derive(Debug, Default)]
struct Plan {
    delay: Option<(Duration, Handle)>,
    end: Option<(End, Handle)>,
    cut: Option<Cut>,
}

#[derive(Debug)]
enum End {
    Hang(Box<Acting>),
    Reset,
    Instead(Instead),
}

/// Handles a request as its faults say.
pub async fn pass<Body: MessageBody + 'static>(
    stand: &Arc<Stand>,
    connection: Option<&Rc<Connection>>,
    mut request: ServiceRequest,
    next: Next<Body>,
) -> Result<(ServiceResponse<BoxBody>, Outcome), Error> {
    if !stand.faults.is_any() {
        return Ok((next.call(request).await?.map_into_boxed_body(), Outcome::default()));
    }
    let meeting = begin(stand, &mut request).await;
    request.extensions_mut().insert(meeting.clone());
    let Plan { delay, end, cut } = plan(stand, &meeting, &mut request).await;
    let mut payload = Payload::None;
    if let Some((time, Handle::Before)) = delay {
        tokio::time::sleep(time).await;
    }
    let mut answer = if matches!(end, Some((_, Handle::Before))) {
        payload = request.take_payload();
        request.into_response(HttpResponse::Ok().finish())
    } else {
        next.call(request).await?.map_into_boxed_body()
    };
    if let Some((time, Handle::After)) = delay {
        tokio::time::sleep(time).await;
    }
    let fate = match end {
        Some((End::Hang(acting), _)) => {
            hold(stand, connection, *acting, payload).await;
            Some(Fate::Silence)
        }
        Some((End::Reset, _)) => Some(Fate::Reset),
        Some((End::Instead(instead), _)) => {
            let other = instead.answer(stand, answer.request());
            answer = answer.into_response(other);
            None
        }
        None => None,
    };
    if let Some(fate) = fate {
        answer.response_mut().head_mut().set_connection_type(ConnectionType::Close);
        connection.inspect(|connection| connection.meets(fate));
    }
    let names = meeting.names();
    if let Some(names) = names.as_deref().and_then(|names| HeaderValue::from_str(names).ok()) {
        answer.headers_mut().insert(FAULT, names);
    }
    Ok((answer, Outcome { names, is_silent: fate.is_some(), cut }))
}

/// What is known of a request now. It is looked at no further than the faults that are armed at its place ask.
async fn begin(stand: &Arc<Stand>, request: &mut ServiceRequest) -> Meeting {
    let at = place::at(request.path());
    let Some(needs) = stand.faults.needs(at, Kinds::AT_ENTRANCE).filter(|_| is_meant(request.path())) else {
        return Meeting::new(stand, at, request.request(), Seen::default());
    };
    let mut parameters = Parameters::default();
    if needs.grant || needs.client || needs.person {
        parameters = looked::parameters(request).await;
    }
    let at = place::of_grant(at, parameters.get("grant_type"));
    let needs = stand.faults.needs(at, Kinds::AT_ENTRANCE).unwrap_or_default();
    let seen = if needs.client || needs.person { look(stand, at, request, &parameters) } else { Ok(Seen::default()) };
    let seen = seen.unwrap_or_else(|stop| {
        tracing::warn!(target: "esia_mock::broken", "faults: a request cannot be looked at: {stop:?}");
        Seen::default()
    });
    Meeting::new(stand, at, request.request(), seen)
}

/// Can a request of this path meet a fault here? The tester's own never do, nor do the pages that show letters.
fn is_meant(path: &str) -> bool {
    secrets::is_kept(path) && place::at(path) != place::MAIL
}

fn look(stand: &Arc<Stand>, at: &'static str, request: &ServiceRequest, parameters: &Parameters) -> Result<Seen, Stop> {
    let authorization = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let visitor = cookies::visitor(request.request());
    let path = place::plain(request.path());
    let sight = Sight { at, path: &path, parameters, authorization, visitor: &visitor };
    stand.read(|cx| seen::look(cx, &sight))
}

/// What the faults that a request meets come to.
async fn plan(stand: &Stand, meeting: &Meeting, request: &mut ServiceRequest) -> Plan {
    let mut plan = Plan::default();
    if !is_meant(request.path()) {
        return plan;
    }
    for acting in meeting.ask(Kinds::AT_ENTRANCE, &Asked::default()) {
        let (fault, handle) = (&acting.fault, acting.fault.handle());
        for kind in acting.kinds.iter() {
            match kind {
                Kind::Delay => {
                    plan.delay = fault.action.delay_range().map(|range| (meeting::drawn(stand, range), handle));
                }
                Kind::Hang => plan.end = Some((End::Hang(Box::new(acting.clone())), handle)),
                Kind::Reset => plan.end = Some((End::Reset, handle)),
                Kind::ResetInBody => plan.cut = Some(Cut::InBody),
                Kind::Truncate => plan.cut = fault.action.truncate.map(|length| Cut::After(length as usize)),
                Kind::Status | Kind::Maintenance | Kind::Esia | Kind::Oauth => {
                    let travels = matches!(kind, Kind::Esia | Kind::Oauth);
                    let parameters = if travels { looked::parameters(request).await } else { Parameters::default() };
                    let instead = Instead { fault: Arc::clone(fault), kind, parameters };
                    plan.end = Some((End::Instead(instead), handle));
                }
                _ => {}
            }
        }
    }
    plan
}

/// Holds a request until its fault is over or taken away, its stand or the server ends, its client goes, or for as long
/// as anybody is held. What its body still brings is let go by.
async fn hold(stand: &Stand, connection: Option<&Rc<Connection>>, mut acting: Acting, mut payload: Payload) {
    let rest = async {
        while poll_fn(|context| Pin::new(&mut payload).poll_next(context)).await.is_some_and(|part| part.is_ok()) {}
        pending::<()>().await;
    };
    let gone = async {
        match connection {
            Some(connection) => connection.is_left().await,
            None => pending().await,
        }
    };
    tokio::select! {
        _ = acting.release.changed() => {}
        () = gone => {}
        () = rest => {}
        () = tokio::time::sleep(stand.platform.config.line.longest_hang) => {}
    }
}
