//! The keys that tokens are signed with, and those that are published beside them: options of `serve`.
//!
//! A client that has kept a key set may hold a token of the key before, and must find the key after a rotation there
//! already (OpenID Connect Core 1.0, 10.1.1).

use std::path::Path;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use serde::Deserialize;

use crate::crypto::Algorithm;
use crate::crypto::CryptoError;
use crate::crypto::certificate::Certificate;
use crate::crypto::keyring::IssuerKey;
use crate::crypto::keyring::Keyring;
use crate::crypto::keyring::RetiredKey;

const CURRENT: (&str, &str) =
    (include_str!("../../keys/issuer_rsa_current.pem"), include_str!("../../keys/issuer_rsa_current.crt"));
const NEXT: (&str, &str) =
    (include_str!("../../keys/issuer_rsa_next.pem"), include_str!("../../keys/issuer_rsa_next.crt"));
const GOST: (&str, &str) = (include_str!("../../keys/issuer_gost.pem"), include_str!("../../keys/issuer_gost.crt"));

/// The files of keys and certificates.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct IssuerArgs {
    /// Sign tokens with this RSA key instead of the published one; `esia-mock keys issuer` makes it.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_ISSUER_KEY")]
    pub issuer_key: Option<PathBuf>,
    /// The certificate of --issuer-key.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_ISSUER_CERTIFICATE")]
    pub issuer_certificate: Option<PathBuf>,
    /// The RSA key that signs after a rotation; published from the start. It needs --issuer-key.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_ISSUER_NEXT_KEY")]
    pub issuer_next_key: Option<PathBuf>,
    /// The certificate of --issuer-next-key.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_ISSUER_NEXT_CERTIFICATE")]
    pub issuer_next_certificate: Option<PathBuf>,
    /// The certificate of an RSA key that signed before: published still, and its tokens are taken; may be given several
    /// times.
    #[arg(
        long = "issuer-old-certificate",
        value_name = "FILE",
        env = "ESIA_MOCK_ISSUER_OLD_CERTIFICATE",
        value_delimiter = ':'
    )]
    #[serde(rename = "issuer-old-certificate")]
    pub issuer_old_certificates: Vec<PathBuf>,
    /// The same as --issuer-key for clients with `token_alg` GOST3410_2012_256; a ГОСТ key of 256 bits.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_ISSUER_GOST_KEY")]
    pub issuer_gost_key: Option<PathBuf>,
    /// The certificate of --issuer-gost-key.
    #[arg(long, value_name = "FILE", env = "ESIA_MOCK_ISSUER_GOST_CERTIFICATE")]
    pub issuer_gost_certificate: Option<PathBuf>,
}

impl IssuerArgs {
    /// Fills in from a file what is left open.
    #[must_use]
    pub fn or(self, file: Self) -> Self {
        let old = if self.issuer_old_certificates.is_empty() {
            file.issuer_old_certificates
        } else {
            self.issuer_old_certificates
        };
        Self {
            issuer_key: self.issuer_key.or(file.issuer_key),
            issuer_certificate: self.issuer_certificate.or(file.issuer_certificate),
            issuer_next_key: self.issuer_next_key.or(file.issuer_next_key),
            issuer_next_certificate: self.issuer_next_certificate.or(file.issuer_next_certificate),
            issuer_old_certificates: old,
            issuer_gost_key: self.issuer_gost_key.or(file.issuer_gost_key),
            issuer_gost_certificate: self.issuer_gost_certificate.or(file.issuer_gost_certificate),
        }
    }

    /// The keys of the issuer: those of the files, or the published ones in their place.
    pub fn keyring(&self) -> anyhow::Result<Keyring> {
        let own = pair((&self.issuer_key, &self.issuer_certificate), "--issuer", IssuerKey::from_pem)?;
        let next = (&self.issuer_next_key, &self.issuer_next_certificate);
        let next = pair(next, "--issuer-next", IssuerKey::from_pem)?;
        let ring = match (own, next) {
            (Some(own), next) => Keyring::new(own, next),
            (None, Some(_)) => {
                anyhow::bail!("--issuer-next-key needs --issuer-key: the published keys have a next one")
            }
            (None, None) => {
                let next = IssuerKey::published(NEXT.0, NEXT.1)?;
                Keyring::new(IssuerKey::published(CURRENT.0, CURRENT.1)?, Some(next))
            }
        };
        let gost = (&self.issuer_gost_key, &self.issuer_gost_certificate);
        let gost = match pair(gost, "--issuer-gost", IssuerKey::from_gost_pem)? {
            Some(own) => {
                let fits = own.signer().algorithm() == Algorithm::Gost3410_2012_256;
                anyhow::ensure!(fits, "--issuer-gost-key: tokens are signed with keys of 256 bits, this one has 512");
                own
            }
            None => IssuerKey::published_gost(GOST.0, GOST.1)?,
        };
        Ok(ring.with_gost(gost, None).with_retired(self.retired()?))
    }

    fn retired(&self) -> anyhow::Result<Vec<RetiredKey>> {
        let retired = |path: &PathBuf| {
            let certificate = Certificate::from_pem(&read(path)?).and_then(RetiredKey::of);
            certificate.with_context(|| format!("--issuer-old-certificate {}", path.display()))
        };
        self.issuer_old_certificates.iter().map(retired).collect()
    }
}

/// The published test keys inside the program.
pub fn published() -> anyhow::Result<Keyring> {
    IssuerArgs::default().keyring()
}

fn pair(
    (key, certificate): (&Option<PathBuf>, &Option<PathBuf>),
    option: &str,
    parse: fn(&str, &str) -> Result<IssuerKey, CryptoError>,
) -> anyhow::Result<Option<IssuerKey>> {
    match (key, certificate) {
        (None, None) => Ok(None),
        (Some(key), Some(certificate)) => {
            let pair = parse(&read(key)?, &read(certificate)?);
            Ok(Some(pair.with_context(|| format!("{} with {}", key.display(), certificate.display()))?))
        }
        _ => anyhow::bail!("{option}-key and {option}-certificate belong together; `esia-mock keys issuer` makes both"),
    }
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}
