//! What a server shows and speaks: HTTP/1.1 by TLS 1.2 and 1.3, without certificates of clients.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use rcgen::KeyPair;
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::server::ClientHello;
use rustls::server::ResolvesServerCert;
use rustls::sign::CertifiedKey;
use rustls::sign::SigningKey;

use super::authority::TlsAuthority;
use super::certificates;
use super::provider;
use crate::crypto::CryptoError;

/// So many names get a certificate beside those that are known from the start.
const MOST_NAMES: usize = 256;

/// The side of the server.
#[derive(Clone)]
pub struct ServerTls(Arc<ServerConfig>);

impl fmt::Debug for ServerTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerTls")
    }
}

/// Whose certificates the authority issues.
pub struct Names {
    /// Those that everybody is shown who names nothing else.
    pub usual: Vec<String>,
    /// May a client ask for this one?
    pub is_own: Box<dyn Fn(&str) -> bool + Send + Sync>,
}

impl ServerTls {
    /// A certificate of somebody's own, with what stands above it, and its key; both PEM.
    pub fn given(chain: &[u8], key: &[u8]) -> Result<Self, CryptoError> {
        let chain = certificates(chain)?;
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|why| CryptoError::unreadable("the key", why))?;
        let config = builder()?.with_single_cert(chain, key);
        let config = config.map_err(|why| CryptoError::unreadable("the certificate with its key", why))?;
        Ok(Self::speaking(config))
    }

    /// Certificates of an authority: one for the usual names, and one for each other own name that is asked for.
    pub fn issued(authority: TlsAuthority, names: Names, now: i64) -> Result<Self, CryptoError> {
        let key = KeyPair::generate().map_err(|_| CryptoError::Failed("making a key for TLS"))?;
        let private = PrivateKeyDer::try_from(key.serialize_der())
            .map_err(|why| CryptoError::unreadable("the key that was made", why))?;
        let signs = provider().key_provider.load_private_key(private);
        let signs = signs.map_err(|why| CryptoError::unreadable("the key that was made", why))?;
        let usual = Arc::new(CertifiedKey::new(authority.issue(&key, &names.usual, now)?, Arc::clone(&signs)));
        let issuing = Issuing { authority, key, signs, names, now, usual, others: Mutex::default() };
        Ok(Self::speaking(builder()?.with_cert_resolver(Arc::new(issuing))))
    }

    fn speaking(mut config: ServerConfig) -> Self {
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Self(Arc::new(config))
    }

    /// As rustls takes it.
    pub fn config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.0)
    }
}

fn builder() -> Result<rustls::ConfigBuilder<ServerConfig, rustls::server::WantsServerCert>, CryptoError> {
    let versions = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
    Ok(versions.map_err(|_| CryptoError::Failed("TLS"))?.with_no_client_auth())
}

/// Shows certificates as they are asked for: what names lead to a server nobody knows before, such as those of
/// containers.
struct Issuing {
    authority: TlsAuthority,
    key: KeyPair,
    signs: Arc<dyn SigningKey>,
    names: Names,
    now: i64,
    usual: Arc<CertifiedKey>,
    others: Mutex<HashMap<String, Arc<CertifiedKey>>>,
}

impl fmt::Debug for Issuing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Issuing").field("usual", &self.names.usual).finish_non_exhaustive()
    }
}

impl Issuing {
    fn other(&self, name: &str) -> Option<Arc<CertifiedKey>> {
        if self.names.usual.iter().any(|usual| usual == name) || !(self.names.is_own)(name) {
            return None;
        }
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = others.get(name) {
            return Some(Arc::clone(known));
        }
        if others.len() >= MOST_NAMES {
            return None;
        }
        let chain = self.authority.issue(&self.key, &[name.to_owned()], self.now).ok()?;
        let made = Arc::new(CertifiedKey::new(chain, Arc::clone(&self.signs)));
        others.insert(name.to_owned(), Arc::clone(&made));
        Some(made)
    }
}

impl ResolvesServerCert for Issuing {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let other = hello.server_name().and_then(|name| self.other(name));
        Some(other.unwrap_or_else(|| Arc::clone(&self.usual)))
    }
}
