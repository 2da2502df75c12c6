//! Addresses that a redirect may lead to: what is one, which are registered ones, and whose machine they mean.
//!
//! What is accepted can only be had of a [`crate::domain::client::Client`].

use std::net::IpAddr;

use url::Host;
use url::Url;

use crate::protocol::meant;
use crate::protocol::words::Words;
use crate::protocol::words::words;

/// An address that its client registered: the only kind of address that a redirect can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisteredRedirectUri(Url);

impl RegisteredRedirectUri {
    /// Is it an address of the machine that opens it?
    pub fn is_loopback(&self) -> bool {
        self.0.host().is_some_and(|host| is_loopback(&host))
    }

    /// The address.
    pub fn url(&self) -> &Url {
        &self.0
    }
}

/// Why an address is not accepted (ESIA-007023).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedirectError {
    /// It is no absolute http or https address.
    #[error("redirect address {0:?} is not an absolute http or https URL without user name and fragment")]
    NotAnAddress(String),
    /// It belongs to somebody else.
    #[error("redirect address {uri} belongs to none of the registered ones ({registered})")]
    NotRegistered {
        /// The address.
        uri: String,
        /// What is registered.
        registered: String,
    },
}

impl RedirectError {
    /// The same in both languages.
    pub fn words(&self) -> Words {
        let russian = match self {
            Self::NotAnAddress(uri) => {
                format!("{uri:?} — не абсолютный адрес http или https без имени пользователя и части после #")
            }
            Self::NotRegistered { uri, registered } => format!("{uri} нет среди зарегистрированных ({registered})"),
        };
        Words::new(self.to_string(), russian)
    }
}

/// What is wrong with the spelling of an address, or which one was meant.
pub(super) fn hint(uri: &str, registered: &[Url]) -> Words {
    let hint = meant::hint(uri, registered.iter().map(Url::as_str));
    let flaw = meant::flaw(uri);
    match (hint.is_empty(), flaw.is_empty()) {
        (false, _) => hint,
        (true, false) => words!("; it is an address {flaw}", "; адрес передан {flaw:#}"),
        (true, true) if uri.contains(' ') => {
            Words::new("; there are blanks in it: one address is due", "; в нём пробелы: нужен один адрес")
        }
        (true, true) if uri.contains('#') => {
            Words::new("; it has a fragment, which is never sent", "; в нём часть после #, её не передают")
        }
        (true, true) => scheme_hint(uri),
    }
}

/// What is wrong with the scheme of an address, if that is what is wrong.
fn scheme_hint(uri: &str) -> Words {
    match Url::parse(uri) {
        Err(_) if !uri.contains("://") => Words::new("; it has no scheme", "; в нём нет схемы"),
        Ok(url) if !matches!(url.scheme(), "http" | "https") => {
            let scheme = url.scheme();
            words!("; its scheme is {scheme:?}", "; его схема — {scheme:?}")
        }
        Ok(_) | Err(_) => Words::default(),
    }
}

/// Accepts an address whose scheme and host belong to a registered one.
pub(super) fn accept(uri: &str, registered: &[Url]) -> Result<RegisteredRedirectUri, RedirectError> {
    let url = parse_redirect_uri(uri)?;
    if registered.iter().any(|known| belongs(&url, known)) {
        return Ok(RegisteredRedirectUri(url));
    }
    Err(not_registered(url, registered))
}

/// Accepts an address that is a registered one, but for the port of a loopback host.
pub(super) fn accept_exactly(uri: &str, registered: &[Url]) -> Result<RegisteredRedirectUri, RedirectError> {
    let url = parse_redirect_uri(uri)?;
    // Not another spelling of the same address, but for the slash of an empty path.
    let spelled = url.as_str() == uri || url.as_str().strip_suffix('/') == Some(uri);
    if spelled && registered.iter().any(|known| is_exactly(&url, known)) {
        return Ok(RegisteredRedirectUri(url));
    }
    Err(not_registered(url, registered))
}

/// Accepts an address on a loopback host, whoever it belongs to.
pub(super) fn accept_loopback(uri: &str) -> Option<RegisteredRedirectUri> {
    let url = parse_redirect_uri(uri).ok()?;
    url.host().is_some_and(|host| is_loopback(&host)).then_some(RegisteredRedirectUri(url))
}

/// Is it the same address? On a loopback host the port may be another.
pub fn is_exactly(url: &Url, known: &Url) -> bool {
    let loopback = url.host().is_some_and(|host| is_loopback(&host));
    let beside_port = |url: &Url| (url.scheme().to_owned(), url.path().to_owned(), url.query().map(ToOwned::to_owned));
    url == known || (loopback && url.host() == known.host() && beside_port(url) == beside_port(known))
}

fn not_registered(url: Url, registered: &[Url]) -> RedirectError {
    let registered = registered.iter().map(Url::as_str).collect::<Vec<_>>().join(", ");
    RedirectError::NotRegistered { uri: url.into(), registered }
}

/// Reads an absolute http or https address.
pub fn parse_redirect_uri(uri: &str) -> Result<Url, RedirectError> {
    let wrong = || RedirectError::NotAnAddress(uri.chars().take(256).collect());
    // What a browser would repair (tabs, backslashes) is no address here: it would be read in two ways.
    if uri.bytes().any(|b| b <= b' ' || b == b'\\' || b == 0x7f) {
        return Err(wrong());
    }
    let url = Url::parse(uri).map_err(|_| wrong())?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.fragment().is_none();
    if plain { Ok(url) } else { Err(wrong()) }
}

fn belongs(url: &Url, known: &Url) -> bool {
    if url.scheme() != known.scheme() {
        return false;
    }
    match (url.host(), known.host()) {
        (Some(host), Some(known_host)) if is_loopback(&host) => host == known_host,
        (Some(Host::Domain(host)), Some(Host::Domain(known_host))) => {
            let below = host.strip_suffix(known_host).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
            below && url.port_or_known_default() == known.port_or_known_default()
        }
        (host, known_host) => host == known_host && url.port_or_known_default() == known.port_or_known_default(),
    }
}

/// Does this host mean the machine itself?
pub fn is_loopback<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost" || name.as_ref().ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// Does this address look like one of the public internet, where real people might be sent to?
pub fn looks_public(url: &Url) -> bool {
    match url.host() {
        None => false,
        Some(host) if is_loopback(&host) => false,
        Some(Host::Ipv4(address)) => {
            !(address.is_private() || address.is_link_local() || IpAddr::V4(address).is_unspecified())
        }
        Some(Host::Ipv6(address)) => !(address.is_unique_local() || address.is_unicast_link_local()),
        Some(Host::Domain(name)) => {
            let reserved = ["test", "example", "invalid", "localhost", "local", "internal", "lan"];
            let last = name.trim_end_matches('.').rsplit('.').next().unwrap_or(name);
            name.contains('.')
                && !reserved.contains(&last)
                && !name.ends_with(".home.arpa")
                && !matches!(name, "example.com" | "example.org" | "example.net")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_addresses_are_recognised() {
        for public in ["https://epos.permkrai.ru/", "http://8.8.8.8/", "https://a.ru."] {
            assert!(looks_public(&Url::parse(public).expect("valid")), "{public}");
        }
        for private in [
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://rp.test/",
            "https://a.example.com.test",
            "http://10.0.0.1/",
            "http://keycloak:8080/",
        ] {
            assert!(!looks_public(&Url::parse(private).expect("valid")), "{private}");
        }
    }
}
