//! One rule for `Host` and `Origin`: by which names the stand may be asked, and from whose pages.
//!
//! A name that is not the stand's own may be anybody's who makes it lead here (DNS rebinding): a page under such a name
//! would be the stand's own page to a browser. So names are judged first, for every path, and an origin may then be the
//! public one or the very one that was asked. The stand's own names are read once, when it is made
//! ([`PublicUrl`](crate::domain::public_url::PublicUrl)); of a request only its own headers are.

use std::net::IpAddr;

use actix_web::http::header;
use actix_web::http::header::HeaderMap;
use url::Host;
use url::Url;

use crate::config::Config;
use crate::crypto::tls::server::Names;
use crate::domain::public_url::plain;
use crate::protocol::words::Words;
use crate::protocol::words::words;

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
    let is_address = config.addresses().any(|address| *address.host() == host);
    is_here(&host) || is_address || config.allow_hosts.contains(&host)
}

/// Names that certificates are issued for, where the server listens on this address.
pub fn names(config: &Config, listening: IpAddr) -> Names {
    let bare = |host: &Host| host.to_string().trim_start_matches('[').trim_end_matches(']').to_owned();
    let here = (!listening.is_unspecified()).then(|| listening.to_string());
    let own = config.addresses().map(|address| bare(address.host())).chain(config.allow_hosts.iter().map(bare));
    let loopback = ["localhost", "127.0.0.1", "::1"].map(ToOwned::to_owned);
    let mut usual: Vec<String> = Vec::new();
    for name in own.chain(here).chain(loopback) {
        if !usual.contains(&name) {
            usual.push(name);
        }
    }
    let config = config.clone();
    Names { usual, is_own: Box::new(move |name| is_own_name(&config, name)) }
}

/// The host in `Host`, `name` or `name:port`, and nothing else.
fn host_of(name: &str) -> Option<Host> {
    let is_plain = !name.contains(['/', '@', '?', '#', '\\', ' ']);
    let url = is_plain.then(|| Url::parse(&format!("http://{name}")).ok()).flatten()?;
    url.host().map(plain)
}

/// A name or an address of this very machine.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => IpAddr::V4(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(*address).is_loopback(),
    }
}

/// What says that a call comes from a page of another site, if anything does; `also` are origins that may call.
pub fn foreign_site(config: &Config, headers: &HeaderMap, also: &[&str]) -> Option<Words> {
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if let Some(site) = said("sec-fetch-site").filter(|site| !matches!(*site, "same-origin" | "none")) {
        return Some(words!("Sec-Fetch-Site is {site:?}", "Sec-Fetch-Site — {site:?}"));
    }
    let origin = said(header::ORIGIN.as_str()).filter(|origin| !also.contains(origin))?;
    let asked = said(header::HOST.as_str()).unwrap_or_default();
    let is_own = Url::parse(origin).is_ok_and(|origin| is_own(config, &origin, asked));
    (!is_own).then(|| words!("Origin is {origin:?}", "Origin — {origin:?}"))
}

/// Is an address the stand's, by its public name or by the one that it was asked under just now?
pub fn is_own(config: &Config, address: &Url, asked: &str) -> bool {
    let origin = address.origin();
    let is = |asked: &Url| asked.origin().is_tuple() && asked.origin() == origin;
    let is_asked =
        || !asked.is_empty() && Url::parse(&format!("{}://{asked}", address.scheme())).is_ok_and(|url| is(&url));
    config.public_url.is_origin(&origin) || is_asked()
}
