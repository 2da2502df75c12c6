//! What every request passes: is it for us, does a page of another site send it? And what every answer says.

use actix_web::Error;
use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;
use actix_web::middleware::Next;
use actix_web::web::Data;
use url::Url;

use crate::app::App;

/// Lets a request in, or says why not.
pub(super) async fn guard(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let app = request.app_data::<Data<App>>().cloned();
    let Some(app) = app else { return Ok(request.into_response(HttpResponse::InternalServerError().finish())) };
    if !is_ours(&request, &app) {
        return Ok(request.into_response(HttpResponse::MisdirectedRequest().body("this is another server's name")));
    }
    if !request.method().is_safe() && is_foreign(&request, &app) {
        return Ok(request.into_response(HttpResponse::Forbidden().body("a page of another site may not send this")));
    }
    let mut answer = next.call(request).await?.map_into_boxed_body();
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    // A form may lead to ЕСИА: browsers look at redirects too.
    let policy = format!(
        "default-src 'none'; style-src 'self'; form-action 'self' {}; base-uri 'none'; frame-ancestors 'none'",
        app.config.stand.origin().ascii_serialization()
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(answer)
}

const HEADERS: [(&str, &str); 3] =
    [("x-content-type-options", "nosniff"), ("referrer-policy", "same-origin"), ("cache-control", "no-store")];

/// Does the request name us? Another name that leads here could read pages of a browser that is signed in.
fn is_ours(request: &ServiceRequest, app: &App) -> bool {
    let named = Url::parse(&format!("http://{}", name(request))).ok().and_then(|url| url.host_str().map(str::to_owned));
    let own = Url::parse(&app.base).ok().and_then(|url| url.host_str().map(str::to_owned));
    let loopback = ["localhost", "127.0.0.1", "[::1]"];
    named.is_some_and(|named| Some(&named) == own.as_ref() || loopback.contains(&named.as_str()))
}

/// What the browser calls us. What proxies say of it is not asked: any page can say that too.
fn name(request: &ServiceRequest) -> &str {
    let header = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    header.unwrap_or_default()
}

/// Does a page of another site send it? Programs send neither header.
fn is_foreign(request: &ServiceRequest, app: &App) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let own = [app.base.clone(), format!("http://{}", name(request))];
    match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) if site != "same-origin" && site != "none" => true,
        (_, Some(origin)) => !own.iter().any(|own| own == origin),
        _ => false,
    }
}
