//! `/oidc/userinfo` (OpenID Connect Core 1.0, 5.3; RFC 6750, 2): the token in the header, or in a posted form.

use actix_web::HttpMessage as _;
use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;

use crate::faults::kind::Kind;
use crate::flow::oidc::userinfo;
use crate::flow::oidc::userinfo::About;
use crate::flow::recognized;
use crate::protocol::parameters::Parameters;
use crate::protocol::reasons;
use crate::protocol::refusal::Refusal;
use crate::web::answer::json_answer;
use crate::web::errors::exit::Answered;
use crate::web::errors::explained::other_type;
use crate::web::meeting;
use crate::web::oidc;
use crate::web::state::OfStand;

/// `GET` and `POST`.
pub async fn userinfo(stand: OfStand, http: HttpRequest, body: Result<Bytes, actix_web::Error>) -> Answered {
    let token = token(&http, body)?.ok_or_else(|| absent(&http))?;
    let grant = userinfo::read(&stand, &token)?;
    let wrong = meeting::with_data(&http, grant.client.as_str(), grant.subject);
    let about = if meeting::is_about_other(&wrong) { About::Other } else { About::Subject };
    let claims = stand.read(|cx| userinfo::answer(cx, &grant, about))?;
    Ok(json_answer(StatusCode::OK, &meeting::changed(claims.into(), &wrong, Kind::Data)))
}

/// Why there is no token.
fn absent(http: &HttpRequest) -> Refusal {
    let query = Parameters::parse(http.query_string().as_bytes()).unwrap_or_default();
    match other_type(http) {
        _ if query.get("access_token").is_some() => reasons::access::access_token_in_query(),
        Some(kind) => reasons::request::content_type_not_form("access_token", &kind),
        None => reasons::standard::access_token_absent(),
    }
}

/// The token of a request, which must come by one way only (RFC 6750, 2).
fn token(http: &HttpRequest, body: Result<Bytes, actix_web::Error>) -> Result<Option<String>, Refusal> {
    let header = match oidc::authorization(http) {
        Some(header) => match header.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Some(token.trim().to_owned()),
            _ => return Err(recognized::no_bearer(&header)),
        },
        None => None,
    };
    let is_form = http.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded");
    let posted = if http.method() == Method::POST && is_form {
        let sent = oidc::body(body)?;
        if sent.repeated(&["access_token"]).is_some() {
            return Err(reasons::request::parameter_repeated("access_token"));
        }
        sent.get("access_token").map(ToOwned::to_owned)
    } else {
        None
    };
    if header.is_some() && posted.is_some() {
        return Err(reasons::standard::access_token_twice());
    }
    Ok(header.or(posted))
}
