//! Addresses under which a stand is reached: `http` or `https`, a host, and at most a path, which is a prefix of every
//! path of the stand.

use std::fmt;
use std::net::IpAddr;
use std::net::SocketAddr;

use url::Host;
use url::Origin;
use url::Url;

/// Names of the real services and of the state; punycode is госуслуги.рф.
const REAL: [&str; 3] = ["gosuslugi.ru", "xn--c1aapkosapc.xn--p1ai", "gov.ru"];

/// An address that was read once: who asks for its host or origin need not read it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: Origin,
    host: Host,
    /// Empty, or `/a/b` without a final slash.
    path: String,
}

/// Why a text is no such address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublicUrlError {
    /// It is no address of a server.
    #[error("expected http://host or https://host, with a port and a path at most")]
    Malformed,
    /// It is, or looks like, an address of the real service.
    #[error("is refused: this is a test stand and must not look like the real service")]
    Real,
    /// Its path has a part that proxies and browsers may write in several ways.
    #[error(
        "the part {0:?} of its path is refused: letters of the alphabet, digits and - . _ ~ are the same everywhere"
    )]
    Path(String),
}

impl PublicUrl {
    /// Reads an address. Final and doubled slashes of the path are left out.
    pub fn parse(text: &str) -> Result<Self, PublicUrlError> {
        let url = Url::parse(text).map_err(|_| PublicUrlError::Malformed)?;
        let is_bare = url.query().is_none() && url.fragment().is_none();
        let is_nobody = url.username().is_empty() && url.password().is_none();
        let host = url.host().map(|host| plain(host.to_owned()));
        let Some(host) = host.filter(|_| is_bare && is_nobody && matches!(url.scheme(), "http" | "https")) else {
            return Err(PublicUrlError::Malformed);
        };
        if matches!(&host, Host::Domain(name) if is_real(name)) {
            return Err(PublicUrlError::Real);
        }
        let parts = url.path().split('/').filter(|part| !part.is_empty());
        if let Some(odd) = parts.clone().find(|part| !part.bytes().all(is_unreserved)) {
            return Err(PublicUrlError::Path(odd.to_owned()));
        }
        let path = parts.flat_map(|part| ["/", part]).collect();
        Ok(Self { origin: url.origin(), host, path })
    }

    /// Scheme, host and port alone, as browsers write an origin.
    pub fn origin(&self) -> String {
        self.origin.ascii_serialization()
    }

    /// Is a page of this origin a page of this address?
    pub fn is_origin(&self, origin: &Origin) -> bool {
        self.origin == *origin
    }

    /// The same, reached by TLS.
    #[must_use]
    pub fn secured(self) -> Self {
        match self.origin {
            Origin::Tuple(_, host, port) => Self { origin: Origin::Tuple("https".to_owned(), host, port), ..self },
            Origin::Opaque(_) => self,
        }
    }

    /// Its host; a name has no final dot.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Its port.
    pub fn port(&self) -> Option<u16> {
        match &self.origin {
            Origin::Tuple(_, _, port) => Some(*port),
            Origin::Opaque(_) => None,
        }
    }

    /// Its path: empty, or `/a/b` without a final slash.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The segments of its path.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter(|part| !part.is_empty())
    }

    /// Is it reached by TLS?
    pub fn is_secure(&self) -> bool {
        matches!(&self.origin, Origin::Tuple(scheme, ..) if scheme == "https")
    }
}

/// The address of a server that listens here and is reached by nothing else. One that listens on all interfaces is this
/// machine to itself: `0.0.0.0` and `[::]` are no addresses of anybody.
impl From<SocketAddr> for PublicUrl {
    fn from(address: SocketAddr) -> Self {
        let host = match address.ip() {
            ip if ip.is_unspecified() => Host::Domain("localhost".to_owned()),
            IpAddr::V4(ip) => Host::Ipv4(ip),
            IpAddr::V6(ip) => Host::Ipv6(ip),
        };
        let origin = Origin::Tuple("http".to_owned(), host.clone(), address.port());
        Self { origin, host, path: String::new() }
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin(), self.path)
    }
}

/// A host as it is compared: a name that ends with a dot is the same name.
pub fn plain(host: Host<impl AsRef<str>>) -> Host {
    match host {
        Host::Domain(name) => Host::Domain(name.as_ref().trim_end_matches('.').to_owned()),
        Host::Ipv4(address) => Host::Ipv4(address),
        Host::Ipv6(address) => Host::Ipv6(address),
    }
}

fn is_real(name: &str) -> bool {
    REAL.iter().any(|real| name == *real || name.ends_with(&format!(".{real}")))
}

/// What no server and no proxy needs to escape (RFC 3986, 2.3).
fn is_unreserved(sign: u8) -> bool {
    sign.is_ascii_alphanumeric() || b"-._~".contains(&sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, PublicUrlError> {
        PublicUrl::parse(text).map(|url| url.to_string())
    }

    #[test]
    fn an_address_of_the_real_service_is_refused() {
        let names = ["esia.gosuslugi.ru", "gosuslugi.ru/", "ESIA.GOSUSLUGI.RU.", "x.gov.ru", "госуслуги.рф"];
        for name in names {
            assert_eq!(read(&format!("https://{name}")), Err(PublicUrlError::Real), "{name}");
        }
        assert!(read("https://notgosuslugi.ru").is_ok());
    }

    #[test]
    fn only_addresses_of_servers_are_taken() {
        let wrong = [
            "ftp://localhost",
            "localhost:8585",
            "",
            "http://",
            "http://h/?a",
            "http://h/#a",
            "http://me@h",
            "http://:s@h",
        ];
        for wrong in wrong {
            assert_eq!(read(wrong), Err(PublicUrlError::Malformed), "{wrong}");
        }
    }

    #[test]
    fn slashes_and_dots_of_the_path_are_put_right() {
        for (text, url) in [
            ("https://esia.mock.test", "https://esia.mock.test"),
            ("https://esia.mock.test:443/", "https://esia.mock.test"),
            ("https://esia.mock.test/x/", "https://esia.mock.test/x"),
            ("http://h:81//idp///esia//", "http://h:81/idp/esia"),
            ("http://h/a/../idp/./esia", "http://h/idp/esia"),
            ("http://h/%2E%2e/idp", "http://h/idp"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(url), "{text}");
        }
    }

    #[test]
    fn parts_that_have_several_spellings_are_refused() {
        for part in ["a%20b", "a b", "вход", "a;b", "%41", "a:b", "a@b", "a%2Fb", "{id}", "*"] {
            assert!(matches!(read(&format!("http://h/x/{part}")), Err(PublicUrlError::Path(_))), "{part}");
        }
    }

    #[test]
    fn all_interfaces_are_this_machine() {
        for (address, url) in [
            ("127.0.0.1:8585", "http://127.0.0.1:8585"),
            ("[::1]:8585", "http://[::1]:8585"),
            ("0.0.0.0:8585", "http://localhost:8585"),
            ("[::]:80", "http://localhost"),
        ] {
            let address: SocketAddr = address.parse().expect("an address");
            assert_eq!(PublicUrl::from(address).to_string(), url);
        }
    }
}
