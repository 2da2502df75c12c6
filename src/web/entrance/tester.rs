//! Who may drive the stand: whoever has the control token, where there is one, and no page of another site.
//!
//! A browser lets a page of another site send forms and plain text anywhere without asking; JSON it asks for, and is
//! not answered. A browser that has shown the token on a page of ours ([`admission`]) needs none. What it sends carries the page's origin, which must be the stand's own.

use actix_web::dev::ServiceRequest;
use actix_web::http::header;
use actix_web::http::header::HeaderMap;

use crate::config::Config;
use crate::crypto::digest;
use crate::flow::stand::Stand;
use crate::web::admission;
use crate::web::cookies;
use crate::web::errors::problem::Problem;
use crate::web::origin;

/// May this request drive the stand?
pub fn allow(stand: &Stand, request: &ServiceRequest) -> Result<(), Problem> {
    let (config, headers) = (&stand.platform.config, request.headers());
    if let Some(foreign) = origin::foreign_site(config, headers, &[]) {
        let own = &config.public_url;
        return Err(Problem::ForeignSite(format!("{foreign}: leave it out, or ask from {own}")));
    }
    if is_known(config, headers) || admission::is_guarded(stand, request.request()) {
        return Ok(());
    }
    Err(Problem::Token)
}

/// May this request see the tester's pages? They show nothing to pages of other sites, and forms carry what proves them.
pub fn may_see(stand: &Stand, request: &ServiceRequest) -> bool {
    is_known(&stand.platform.config, request.headers()) || cookies::is_operator(stand, request.request())
}

fn is_known(config: &Config, headers: &HeaderMap) -> bool {
    config.control_token.as_ref().is_none_or(|token| is_sent(token, headers))
}

/// Is the token there? Digests are compared, so that not even its length shows in the time it takes.
fn is_sent(token: &str, headers: &HeaderMap) -> bool {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let sent = sent.and_then(|value| value.split_once(' '));
    let sent = sent.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map_or("", |(_, sent)| sent.trim());
    digest::same(&digest::sha256(sent.as_bytes()), &digest::sha256(token.as_bytes()))
}
