//! Is a request for this stand at all? 421 where it is not (RFC 9110, 15.5.20), whatever the path.

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::header;

use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::web::errors::Shape;
use crate::web::errors::telling;
use crate::web::origin;

/// The answer to a request that came by a name which is not the stand's own. Without `Host` it is no browser's.
pub fn refuse_foreign(stand: &Stand, request: &ServiceRequest) -> Option<HttpResponse> {
    let host = request.headers().get(header::HOST).map(|host| host.to_str().unwrap_or("unreadable"));
    let target = request.uri().host();
    let foreign =
        [host, target].into_iter().flatten().find(|name| !origin::is_own_name(&stand.platform.config, name))?;
    let refusal = reasons::calls::host_foreign(foreign, &stand.platform.config.public_url);
    let shape = Shape::Misdirected { is_tester: request.path().starts_with("/_mock/api/") };
    let mut answer = shape.refuse(stand, &refusal);
    telling::place(&mut answer, "entrance");
    Some(answer)
}
