//! Why a message was refused, with everything a developer needs to see what to change.
//!
//! ЕСИА itself answers ESIA-007053 or ESIA-007005 and nothing more.

use std::fmt::Display;

use crate::crypto::certificate::Certificate;
use crate::crypto::certificate::date_time;
use crate::crypto::digest::Digest;

use super::message::CmsError;

/// What identifies a certificate to a human.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateSummary {
    /// Whom it names; empty if the certificate cannot be read.
    pub subject: String,
    /// Its serial number in hex; empty if the certificate cannot be read.
    pub serial: String,
    /// SHA-1 of its DER in hex.
    pub thumbprint: String,
}

/// Which check failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CmsFailure {
    /// Not CMS, or not a kind of it that is understood.
    #[error("the message cannot be read {0}")]
    Unreadable(#[from] CmsError),
    /// Nobody signed it.
    #[error("the message has no signer")]
    NoSigner,
    /// None of the certificates inside equals a registered one.
    #[error(
        "no certificate of the message is registered; in the message: {}; registered: {}",
        list(received),
        list(registered)
    )]
    CertificateNotRegistered {
        /// Certificates of the message.
        received: Vec<CertificateSummary>,
        /// Certificates of the client.
        registered: Vec<CertificateSummary>,
    },
    /// The registered certificate came along, but the signer says it used another.
    #[error("the signer ({signer}) is not the registered certificate that came with the message: {}", list(received))]
    SignerIsAnother {
        /// How the signer names its certificate.
        signer: String,
        /// Registered certificates of the message.
        received: Vec<CertificateSummary>,
    },
    /// No certificate came along, and none that is registered fits the signer.
    #[error(
        "the message carries no certificate, and its signer ({signer}) is none of the registered: {}",
        list(registered)
    )]
    SignerNotRegistered {
        /// How the signer names its certificate.
        signer: String,
        /// Certificates of the client.
        registered: Vec<CertificateSummary>,
    },
    /// Too late.
    #[error("certificate {certificate} expired: it was valid until {}, now it is {}", date_time(*not_after), date_time(*at))]
    Expired {
        /// The registered certificate.
        certificate: CertificateSummary,
        /// End of its validity, Unix time.
        not_after: i64,
        /// When it was verified, Unix time.
        at: i64,
    },
    /// Too early.
    #[error("certificate {certificate} is not valid yet: it will be from {}, now it is {}", date_time(*not_before), date_time(*at))]
    NotYetValid {
        /// The registered certificate.
        certificate: CertificateSummary,
        /// Start of its validity, Unix time.
        not_before: i64,
        /// When it was verified, Unix time.
        at: i64,
    },
    /// The text inside the message is not the one that should have been signed.
    #[error("another text was signed, it differs at byte {position}; signed: \"{received}\"; expected: \"{expected}\"")]
    ContentDiffers {
        /// The text of the message.
        received: String,
        /// The text that should be there.
        expected: String,
        /// Offset of the first byte that differs.
        position: usize,
    },
    /// `contentType` is missing, doubled, or not that of the content (RFC 5652, 11.1).
    #[error("signed attribute contentType says {found}, the content is {expected}")]
    ContentType {
        /// What the attribute says.
        found: String,
        /// What the content is.
        expected: String,
    },
    /// Content other than plain data must be signed with attributes (RFC 5652, 5.3).
    #[error("content of type {0} is signed without attributes")]
    AttributesMissing(String),
    /// `messageDigest` is missing or doubled (RFC 5652, 11.2).
    #[error("the signed attributes do not hold exactly one messageDigest")]
    MessageDigestMissing,
    /// The signed text has another digest.
    #[error(
        "another text was signed: its {} is {signed}, that of the expected text is {expected}",
        algorithm.name()
    )]
    DigestDiffers {
        /// The digest function.
        algorithm: Digest,
        /// The digest in the message, hex.
        signed: String,
        /// The digest of the expected text, hex.
        expected: String,
    },
    /// SHA-1, unless the policy lets it through.
    #[error("digest {0} is not allowed for this client")]
    DigestNotAllowed(&'static str),
    /// A digest that is not understood.
    #[error("digest {0} is not supported")]
    DigestUnsupported(String),
    /// The signer names one digest and signs with another.
    #[error("the signer says digest {digest}, its signature is {signature}")]
    DigestsDisagree {
        /// `digestAlgorithm`.
        digest: String,
        /// `signatureAlgorithm`.
        signature: String,
    },
    /// A kind of signature or key that is not understood.
    #[error("signature {signature} is not supported: {why}")]
    SignatureUnsupported {
        /// `signatureAlgorithm`.
        signature: String,
        /// Why not.
        why: String,
    },
    /// The signature does not fit the registered key.
    #[error(
        "the signature ({signature}) does not fit the key of {certificate}{}",
        explain_wrong(*with_attributes)
    )]
    WrongSignature {
        /// The registered certificate.
        certificate: CertificateSummary,
        /// `signatureAlgorithm`.
        signature: String,
        /// Whether the text itself was proven right: with attributes its digest was compared before.
        with_attributes: bool,
    },
    /// Every signer failed, each in its way.
    #[error("every signer failed: {}", all(.0))]
    EverySigner(Vec<CmsFailure>),
}

impl CmsFailure {
    /// Whether the certificate is at fault (unknown, another one, out of date), not the signature.
    pub fn concerns_certificate(&self) -> bool {
        match self {
            Self::CertificateNotRegistered { .. }
            | Self::SignerIsAnother { .. }
            | Self::SignerNotRegistered { .. }
            | Self::Expired { .. }
            | Self::NotYetValid { .. } => true,
            Self::EverySigner(each) => each.iter().all(Self::concerns_certificate),
            _ => false,
        }
    }
}

impl CertificateSummary {
    pub(super) fn of(certificate: &Certificate) -> Self {
        Self {
            subject: certificate.subject().to_owned(),
            serial: certificate.serial(),
            thumbprint: certificate.sha1_thumbprint(),
        }
    }

    /// Of DER that may or may not be a certificate.
    pub(super) fn of_der(der: &[u8]) -> Self {
        Certificate::from_der(der).map_or_else(
            |_| Self {
                subject: String::new(),
                serial: String::new(),
                thumbprint: crate::crypto::digest::sha1_hex(der),
            },
            |certificate| Self::of(&certificate),
        )
    }
}

impl Display for CertificateSummary {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let subject = if self.subject.is_empty() { "unreadable" } else { &self.subject };
        write!(formatter, "[{subject}; serial number {}; SHA-1 {}]", self.serial, self.thumbprint)
    }
}

fn list(certificates: &[CertificateSummary]) -> String {
    if certificates.is_empty() { "none".to_owned() } else { joined(certificates, ", ") }
}

fn all(failures: &[CmsFailure]) -> String {
    joined(failures, "; and ")
}

fn joined(items: &[impl Display], separator: &str) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(separator)
}

fn explain_wrong(with_attributes: bool) -> &'static str {
    if with_attributes {
        ": the text is right, so another key signed it or the message was damaged"
    } else {
        ": another key or another text, without signed attributes the two look alike"
    }
}
