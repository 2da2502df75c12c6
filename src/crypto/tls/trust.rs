//! Whom a client of ours trusts: what the machine trusts, and what it is given.

use std::fmt;
use std::sync::Arc;
use std::sync::OnceLock;

use rustls::ClientConfig;
use rustls::DigitallySignedStruct;
use rustls::Error;
use rustls::RootCertStore;
use rustls::SignatureScheme;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::HandshakeSignatureValid;
use rustls::client::danger::ServerCertVerified;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::crypto::verify_tls12_signature;
use rustls::crypto::verify_tls13_signature;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::ServerName;
use rustls::pki_types::UnixTime;

use super::certificates;
use super::provider;
use crate::crypto::CryptoError;

/// Certificates that are trusted beside those of the machine.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    given: Vec<CertificateDer<'static>>,
    made: Arc<OnceLock<ClientConfig>>,
}

impl Trust {
    /// Trusts every certificate of a PEM text as well.
    pub fn add(&mut self, pem: &[u8]) -> Result<(), CryptoError> {
        self.given.extend(certificates(pem)?);
        self.made = Arc::default();
        Ok(())
    }

    /// What a client speaks; those of the machine are read when it is asked for first.
    pub fn client(
        &self,
        of_machine: impl FnOnce() -> Vec<CertificateDer<'static>>,
    ) -> Result<ClientConfig, CryptoError> {
        if let Some(made) = self.made.get() {
            return Ok(made.clone());
        }
        let made = self.make(of_machine()).map_err(|why| CryptoError::unreadable("what is trusted", why))?;
        Ok(self.made.get_or_init(|| made).clone())
    }

    fn make(&self, of_machine: Vec<CertificateDer<'static>>) -> Result<ClientConfig, Error> {
        let mut roots = RootCertStore::empty();
        // A machine has some that are too old to be read; they are trusted by nobody.
        roots.add_parsable_certificates(of_machine);
        for given in &self.given {
            roots.add(given.clone())?;
        }
        let provider = provider();
        let usual = if roots.is_empty() {
            None
        } else {
            let built = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build();
            Some(built.map_err(|why| Error::General(why.to_string()))?)
        };
        let verifier = Verifier { given: self.given.clone(), usual, provider: Arc::clone(&provider) };
        let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let mut config =
            versions.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }
}

/// Takes a server whose very certificate was given, and otherwise asks the usual verifier. Many applications of a
/// test have a certificate that is signed by itself; the usual verifier refuses it as that of a server, although
/// somebody has named it.
struct Verifier {
    given: Vec<CertificateDer<'static>>,
    usual: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("given", &self.given.len()).finish_non_exhaustive()
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        server: &CertificateDer<'_>,
        above: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.given.iter().any(|given| given == server) {
            return Ok(ServerCertVerified::assertion());
        }
        match &self.usual {
            Some(usual) => usual.verify_server_cert(server, above, name, ocsp, now),
            None => Err(Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer)),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
