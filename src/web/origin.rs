//! One rule for `Host` and `Origin`: by which names the stand may be asked, and from whose pages.
//!
//! A name that is not the stand's own may be anybody's who makes it lead here (DNS rebinding): a page under such a name
//! would be the stand's own page to a browser. So names are judged first, for every path, and an origin may then be the
//! public one or the very one that was asked.

use std::net::IpAddr;

use actix_web::http::header;
use actix_web::http::header::HeaderMap;
use url::Host;
use url::Url;

use crate::config::Config;

/// Robots that imitate the login page have its origin built in. A browser there would say `Sec-Fetch-Site` as well.
pub const REAL_ORIGIN: &str = "https://esia.gosuslugi.ru";

/// May the stand be asked by this name, as `Host` says it?
pub fn is_own_name(config: &Config, name: &str) -> bool {
    // Whoever has the control token reaches the stand by names that nobody can know, such as those of containers.
    if config.control_token.is_some() && config.allow_hosts.is_empty() {
        return true;
    }
    // Who names nobody is no browser.
    if name.is_empty() {
        return true;
    }
    let Some(host) = host_of(name) else { return false };
    is_here(&host) || url_host(&config.public_url).is_some_and(|own| own == host) || is_allowed(config, &host)
}

/// The host in `Host`, `name` or `name:port`, and nothing else.
fn host_of(name: &str) -> Option<Host> {
    let is_plain = !name.contains(['/', '@', '?', '#', '\\', ' ']);
    is_plain.then(|| url_host(&format!("http://{name}"))).flatten()
}

/// A name that ends with a dot is the same name.
fn url_host(url: &str) -> Option<Host> {
    Some(match Url::parse(url).ok()?.host()? {
        Host::Domain(name) => Host::Domain(name.trim_end_matches('.').to_owned()),
        address => address.to_owned(),
    })
}

/// A name or an address of this very machine.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => IpAddr::V4(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(*address).is_loopback(),
    }
}

fn is_allowed(config: &Config, host: &Host) -> bool {
    config.allow_hosts.iter().any(|allowed| host_of(allowed).is_some_and(|allowed| allowed == *host))
}

/// What says that a call comes from a page of another site, if anything does; `also` are origins that may call.
pub fn foreign_site(config: &Config, headers: &HeaderMap, also: &[&str]) -> Option<String> {
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if let Some(site) = said("sec-fetch-site").filter(|site| !matches!(*site, "same-origin" | "none")) {
        return Some(format!("Sec-Fetch-Site is {site:?}"));
    }
    let origin = said(header::ORIGIN.as_str()).filter(|origin| !also.contains(origin))?;
    let asked = said(header::HOST.as_str()).unwrap_or_default();
    (!is_own_origin(config, origin, asked)).then(|| format!("Origin is {origin:?}"))
}

fn is_own_origin(config: &Config, origin: &str, asked: &str) -> bool {
    let Ok(origin) = Url::parse(origin).map(|url| (url.scheme().to_owned(), url.origin())) else { return false };
    let is = |own: &str| Url::parse(own).is_ok_and(|own| own.origin().is_tuple() && own.origin() == origin.1);
    is(&config.public_url) || (!asked.is_empty() && is(&format!("{}://{asked}", origin.0)))
}
