//! Which stand a request is for: the one whose port it came to, whatever else it says; or the one that its path names
//! after `/_stand/`, or its host before `.localhost`, or the one that is always there.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::header;

use crate::flow::platform::DEFAULT;
use crate::flow::platform::STANDS;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::protocol::reasons;
use crate::texts::Language;
use crate::web::entrance::prefix;
use crate::web::errors;
use crate::web::errors::Shape;
use crate::web::errors::problem::Problem;

/// What names the stand of a request, before its host does.
#[derive(Debug)]
pub enum Named {
    /// The port that it came to.
    Port(String),
    /// Its path.
    Path(String),
    /// Nothing.
    Not,
}

/// Takes the name of a stand from the beginning of the request's path, where there is one.
pub fn name_in_path(request: &mut ServiceRequest) -> Option<String> {
    let mut segments = request.path().split('/').filter(|segment| !segment.is_empty());
    let name = segments.next().filter(|first| *first == STANDS).and_then(|_| segments.next())?.to_owned();
    prefix::strip(request, [STANDS, &name]);
    Some(name)
}

/// The stand of a request, as it is now; or the name of one that is not there.
pub fn find(stands: &Stands, request: &ServiceRequest, named: Named) -> Result<Arc<Stand>, String> {
    // What a stand tells of itself leads to its port, if it has one: nobody comes in another way.
    let enter = |name: &str, at_port: bool| stands.enter(name).filter(|stand| stand.address.is_some() == at_port);
    match named {
        Named::Port(name) => return enter(&name, true).ok_or(name),
        Named::Path(name) => return enter(&name, false).ok_or(name),
        Named::Not => {}
    }
    // A name that leads to this machine may have any first part, so one that no stand has is not wrong.
    let in_host = name_in_host(request).and_then(|name| enter(&name, false));
    in_host.or_else(|| stands.enter(DEFAULT)).ok_or_else(|| DEFAULT.to_owned())
}

fn name_in_host(request: &ServiceRequest) -> Option<String> {
    let host = request.headers().get(header::HOST)?.to_str().ok()?.to_ascii_lowercase();
    let host = host.rsplit_once(':').map_or(host.as_str(), |(host, _)| host);
    Some(host.trim_end_matches('.').strip_suffix(".localhost")?.to_owned())
}

/// What is said to whoever asks for a stand that is not there: a page to browsers, problem+json to others.
pub fn unknown(default: &Stand, request: &ServiceRequest, name: &str) -> HttpResponse {
    let refusal = reasons::calls::stand_unknown(name, default.url(""));
    let accepted = request.headers().get(header::ACCEPT).and_then(|accepted| accepted.to_str().ok());
    if !accepted.is_some_and(|accepted| accepted.contains("text/html")) {
        let mut answer = Problem::NotFound(refusal.detail()).answer();
        errors::beside(&mut answer, &refusal);
        return answer;
    }
    Shape::Page(Language::default()).refuse(default, &refusal)
}
