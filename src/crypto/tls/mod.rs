//! TLS (RFC 8446, RFC 5246): certificates in, settings of rustls out. Cryptography is aws-lc-rs, as everywhere.
//!
//! | file | owns |
//! |---|---|
//! | [`authority`] | an authority that is made for one machine, and the certificates that it issues |
//! | [`server`] | what a server shows and speaks |
//! | [`trust`] | whom a client of ours trusts |

pub mod authority;
pub mod server;
pub mod trust;

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use super::CryptoError;

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

/// Every certificate of a PEM text, in its order.
fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, CryptoError> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let read = read.map_err(|why| CryptoError::unreadable("the certificate", why))?;
    if read.is_empty() {
        return Err(CryptoError::unreadable("the certificate", "no -----BEGIN CERTIFICATE----- in it"));
    }
    Ok(read)
}
