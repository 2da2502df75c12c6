//! Is a request for this stand at all? 421 where it is not (RFC 9110, 15.5.20), whatever the path.

use actix_web::HttpResponse;
use actix_web::dev::ServiceRequest;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;

use crate::config::Config;
use crate::web::answer;
use crate::web::control::error::Problem;
use crate::web::errors::telling::REASON;
use crate::web::origin;

/// The answer to a request that came by a name which is not the stand's own. Without `Host` it is no browser's.
pub fn refuse_foreign(config: &Config, request: &ServiceRequest) -> Option<HttpResponse> {
    let host = request.headers().get(header::HOST).map(|host| host.to_str().unwrap_or("unreadable"));
    let target = request.uri().host();
    let foreign = [host, target].into_iter().flatten().find(|name| !origin::is_own_name(config, name))?;
    let detail = format!(
        "Host is {foreign:?}: this stand is {}, localhost and the addresses of its machine; a name more is \
         --allow-host NAME",
        config.public_url
    );
    let mut refused = if request.path().starts_with("/_mock/api/") {
        Problem::ForeignHost(detail.clone()).answer()
    } else {
        tracing::warn!(target: "esia_mock::refused", "entrance: {detail}");
        HttpResponse::build(StatusCode::MISDIRECTED_REQUEST)
            .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(format!("{detail}\n"))
    };
    if let Ok(reason) = HeaderValue::from_str(&answer::ascii(&detail)) {
        refused.headers_mut().insert(HeaderName::from_static(REASON), reason);
    }
    Some(refused)
}
