//! What every resource has in common: token, right, envelope, headers (МР app. Б REST; RFC 9110 section 13.1.2).

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::http::header::HeaderValue;

use crate::domain::quirk::Quirk;
use crate::faults::kind::Kind;
use crate::flow::access;
use crate::flow::stand::Stand;
use crate::protocol::reasons;
use crate::web::answer::json_answer;
use crate::web::errors;
use crate::web::errors::Shape;
use crate::web::errors::exit::Answered;
use crate::web::meeting;
use crate::web::rest::asked;
use crate::web::rest::asked::Asked;
use crate::web::rest::asked::ResourceDef;
use crate::web::rest::asked::Row;
use crate::web::rest::envelope::Body;
use crate::web::rest::envelope::Manner;
use crate::web::route;
use crate::web::state::OfStand;

/// Answers for a row of the table.
pub fn answer(row: Row, stand: &Stand, http: &HttpRequest) -> Answered {
    let mut asked = Asked::read(row, stand, http)?;
    stand.read(|cx| asked.confirm(cx))?;
    let warnings = asked.warnings();
    let wrong = meeting::with_data(http, asked.grant.client.as_str(), asked.grant.subject);
    let later = stand.read(|cx| {
        if meeting::is_about_other(&wrong) {
            asked.look_at_somebody_else(cx)?;
        }
        (asked.row.load)(&asked, cx)
    })?;
    let body = later(&asked);
    let picture = if let Body::Picture(picture) = &body { Some(picture.png) } else { None };
    let written = body.write(stand, if asked.embed.elements { Manner::Elements } else { Manner::Addresses });
    let mut response = match picture {
        _ if wrong.is_empty() && is_known(http, &written.tag) => HttpResponse::NotModified().finish(),
        Some(png) => HttpResponse::Ok().content_type("image/png").body(png),
        None => json_answer(StatusCode::OK, &meeting::changed(written.value, &wrong, Kind::Data)),
    };
    set(&mut response, header::ETAG, &format!("\"{}\"", written.tag));
    if asked.has(Quirk::RestLocation) {
        set(&mut response, header::LOCATION, &stand.url(http.path()));
    }
    errors::warned(&mut response, &warnings);
    Ok(response)
}

fn set(response: &mut HttpResponse, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Has the client the present state already? Quotes are not insisted upon.
fn is_known(http: &HttpRequest, tag: &str) -> bool {
    let sent = http.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let plain = |text: &str| text.trim().trim_start_matches("W/").trim_matches('"') == tag;
    sent.trim() == "*" || sent.split(',').any(plain)
}

/// There is nothing at this path; only who has a token is told so.
pub fn unknown(stand: &Stand, http: &HttpRequest, table: &[ResourceDef]) -> Answered {
    let grant = asked::grant(stand, http)?;
    stand.read(|cx| access::confirm(cx, &grant))?;
    let hint = route::hint(http.path(), table.iter().map(|row| row.path));
    Err(reasons::access::resource_unknown(http.path(), &hint).into())
}

/// The path is there; only reading is.
pub async fn wrong_method(stand: OfStand, http: HttpRequest) -> HttpResponse {
    let refusal = reasons::calls::method_not_possible(http.method(), http.path(), "GET and HEAD");
    let mut response = Shape::RestJson.refuse(&stand, &refusal);
    *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    set(&mut response, header::ALLOW, "GET, HEAD");
    response
}
