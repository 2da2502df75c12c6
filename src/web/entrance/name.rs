//! Is a request for this stand at all? 421 where it is not (RFC 9110, 15.5.20), whatever the path.

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::StatusCode;
use actix_web::http::header;

use crate::config::Config;
use crate::protocol::reasons;
use crate::web::errors::problem::Problem;
use crate::web::errors::telling;
use crate::web::origin;

/// The answer to a request that came by a name which is not the stand's own. Without `Host` it is no browser's.
pub fn refuse_foreign(config: &Config, request: &ServiceRequest) -> Option<HttpResponse> {
    let host = request.headers().get(header::HOST).map(|host| host.to_str().unwrap_or("unreadable"));
    let target = request.uri().host();
    let foreign = [host, target].into_iter().flatten().find(|name| !origin::is_own_name(config, name))?;
    let refusal = reasons::calls::host_foreign(foreign, &config.public_url);
    let answer = if request.path().starts_with("/_mock/api/") {
        let mut answer = Problem::ForeignHost(refusal.detail()).answer();
        telling::explain(&mut answer, &refusal);
        answer
    } else {
        let mut answer = HttpResponse::build(StatusCode::MISDIRECTED_REQUEST)
            .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(format!("{}\n", refusal.detail()));
        telling::refused(&mut answer, "entrance", "421", &refusal);
        answer
    };
    Some(answer)
}
