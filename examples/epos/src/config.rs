//! What ЭПОС is told when it starts.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

/// Where ЕСИА is, where to listen, and as whom.
#[derive(Clone, Debug)]
pub struct Config {
    /// The base URL of the stand of ЕСИА, with the path of a named stand if it is one.
    pub stand: Url,
    /// `iss` of ЕСИА's own tokens.
    pub issuer: String,
    /// The token of the stand's control surface, if it has one: for its clock.
    pub control_token: Option<String>,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address under which browsers reach ЭПОС, if it is another one.
    pub public_url: Option<Url>,
    /// A file for its data; in memory without one.
    pub data: Option<PathBuf>,
    /// Is it filled with cards of the stand's demo people?
    pub demo: bool,
    /// How long ЕСИА may take for one answer.
    pub patience: Duration,
    /// ЭПОС as ЕСИА knows it (2023).
    pub epos: Registration,
    /// РСААГ as ЕСИА knows it (2020).
    pub rsaag: Registration,
}

/// A system as it is registered with ЕСИА.
#[derive(Clone)]
pub struct Registration {
    /// Мнемоника.
    pub client_id: String,
    /// Its name on ЕСИА's pages.
    pub name: String,
    /// For the standard endpoints.
    pub client_secret: String,
    /// PEM: the RSA key that signs its requests of v1.
    pub key: String,
    /// PEM: the certificate of that key.
    pub certificate: String,
    /// PEM: the ГОСТ key that signs its requests of v2 and v3.
    pub gost_key: String,
    /// PEM: the certificate of that key.
    pub gost_certificate: String,
}

impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registration").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

impl Config {
    /// ЭПОС at a stand: a free port, demo cards, the published test keys of the stand's fixtures.
    pub fn at(stand: Url) -> Self {
        Self {
            stand,
            issuer: "http://esia.gosuslugi.ru/".to_owned(),
            control_token: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            public_url: None,
            data: None,
            demo: true,
            patience: Duration::from_secs(10),
            epos: Registration::demo("EPOS_DEMO", "ЭПОС", "epos-demo-secret"),
            rsaag: Registration::demo("RSAAG_DEMO", "РСААГ Пермский край", "rsaag-demo-secret"),
        }
    }
}

impl Registration {
    fn demo(client_id: &str, name: &str, client_secret: &str) -> Self {
        Self {
            client_id: client_id.to_owned(),
            name: name.to_owned(),
            client_secret: client_secret.to_owned(),
            key: include_str!("../../../keys/client_epos_rsa.pem").to_owned(),
            certificate: include_str!("../../../keys/client_epos_rsa.crt").to_owned(),
            gost_key: include_str!("../../../keys/client_demo_gost.pem").to_owned(),
            gost_certificate: include_str!("../../../keys/client_demo_gost.crt").to_owned(),
        }
    }
}
