//! Who may drive the stand: whoever has the control token, where there is one, and no page of another site.
//!
//! A browser lets a page of another site send forms and plain text anywhere without asking; JSON it asks for, and is
//! not answered. What it sends carries the page's origin, which must be the stand's own.

use actix_web::http::header;
use actix_web::http::header::HeaderMap;

use crate::config::Config;
use crate::crypto::digest;
use crate::web::errors::problem::Problem;
use crate::web::origin;

/// May a request with these headers drive the stand?
pub fn allow(config: &Config, headers: &HeaderMap) -> Result<(), Problem> {
    if let Some(foreign) = origin::foreign_site(config, headers, &[]) {
        let own = &config.public_url;
        return Err(Problem::ForeignSite(format!("{foreign}: leave it out, or ask from {own}")));
    }
    match &config.control_token {
        Some(token) if !is_sent(token, headers) => Err(Problem::Token),
        _ => Ok(()),
    }
}

/// Is the token there? Digests are compared, so that not even its length shows in the time it takes.
fn is_sent(token: &str, headers: &HeaderMap) -> bool {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let sent = sent.and_then(|value| value.split_once(' '));
    let sent = sent.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map_or("", |(_, sent)| sent.trim());
    digest::same(&digest::sha256(sent.as_bytes()), &digest::sha256(token.as_bytes()))
}
