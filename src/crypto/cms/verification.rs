//! The checks of one message (RFC 5652, 5.4 and 5.6), and the rule of ЕСИА that makes them worth something:
//! the certificate is not covered by the signature, so it must equal one registered for the client.

use der::AnyRef;
use der::Decode as _;
use der::Tag;
use der::asn1::ObjectIdentifier;

use crate::crypto::certificate::Certificate;
use crate::crypto::digest::Digest;
use crate::crypto::digest::hex_upper;
use crate::crypto::digest::same;
use crate::crypto::evidence::Budget;
use crate::crypto::oids;

use super::algorithms::allowed_digest;
use super::algorithms::verifier;
use super::failure::CertificateSummary;
use super::failure::CmsFailure;
use super::message::Attributes;
use super::message::SignedMessage;
use super::message::SignerId;
use super::message::SignerInfo;
use super::policy::Policy;

impl SignedMessage {
    /// Verifies that the owner of a registered certificate signed `expected`; says which certificate.
    ///
    /// Of several signers one that is right is enough; nobody needs more than the first [`MOST_TRIED`], nor more than the
    /// budget allows.
    pub fn verify<'r>(
        &self,
        expected: &[u8],
        registered: &'r [Certificate],
        policy: Policy,
        budget: &Budget,
    ) -> Result<&'r Certificate, CmsFailure> {
        let mut failures = Vec::new();
        for signer in self.signers.iter().take(MOST_TRIED) {
            match self.verify_signer(signer, expected, registered, (policy, budget)) {
                Ok(certificate) => return Ok(certificate),
                Err(failure) => failures.push(failure),
            }
        }
        match failures.pop() {
            None => Err(CmsFailure::NoSigner),
            Some(only) if failures.is_empty() => Err(only),
            Some(last) => {
                failures.push(last);
                Err(CmsFailure::EverySigner(failures))
            }
        }
    }

    fn verify_signer<'r>(
        &self,
        signer: &SignerInfo,
        expected: &[u8],
        registered: &'r [Certificate],
        allowed: (Policy, &Budget),
    ) -> Result<&'r Certificate, CmsFailure> {
        let mut failure = CmsFailure::NoSigner;
        for certificate in self.candidates(signer, registered)? {
            match self.check(signer, expected, certificate, allowed) {
                Ok(()) => return Ok(certificate),
                Err(found) => failure = found,
            }
        }
        Err(failure)
    }

    /// The registered certificates this signer may mean; never none.
    fn candidates<'r>(
        &self,
        signer: &SignerInfo,
        registered: &'r [Certificate],
    ) -> Result<Vec<&'r Certificate>, CmsFailure> {
        let came_along = |certificate: &&Certificate| self.certificates.iter().any(|der| der == certificate.der());
        let without = self.certificates.is_empty();
        let known: Vec<_> = registered.iter().filter(|certificate| without || came_along(certificate)).collect();
        let fitting: Vec<_> = known.iter().copied().filter(|certificate| signer.id.means(certificate)).collect();
        if !fitting.is_empty() {
            return Ok(fitting);
        }
        // node-forge 0.7 encodes a Cyrillic issuer twice in the signer's name, not in the certificate beside it.
        let by_serial: Vec<_> = known.iter().copied().filter(|certificate| signer.id.numbers(certificate)).collect();
        if !without && !by_serial.is_empty() {
            return Ok(by_serial);
        }
        let summaries =
            |certificates: &[&Certificate]| certificates.iter().map(|c| CertificateSummary::of(c)).collect();
        Err(match (without, known.is_empty()) {
            (true, _) => {
                CmsFailure::SignerNotRegistered { signer: signer.id.to_string(), registered: summaries(&known) }
            }
            (false, true) => CmsFailure::CertificateNotRegistered {
                received: self.certificates.iter().map(|der| CertificateSummary::of_der(der)).collect(),
                registered: registered.iter().map(CertificateSummary::of).collect(),
            },
            (false, false) => {
                CmsFailure::SignerIsAnother { signer: signer.id.to_string(), received: summaries(&known) }
            }
        })
    }

    fn check(
        &self,
        signer: &SignerInfo,
        expected: &[u8],
        certificate: &Certificate,
        (policy, budget): (Policy, &Budget),
    ) -> Result<(), CmsFailure> {
        in_time(certificate, policy.at)?;
        let digest = allowed_digest(signer, certificate, policy)?;
        let verifier = verifier(signer, certificate, digest, policy)?;
        self.same_content(expected)?;
        let verify = |text: &[u8]| budget.verify() && verifier.verify(text, &signer.signature).is_ok();
        let is_right = match &signer.attributes {
            Some(attributes) => {
                attributes.name_content(self.content_type)?;
                attributes.hold_digest(digest, expected)?;
                verify(&attributes.signed)
            }
            None if self.content_type == oids::DATA => verify(expected),
            None => return Err(CmsFailure::AttributesMissing(oids::name(self.content_type))),
        };
        let with_attributes = signer.attributes.is_some();
        let wrong = || CmsFailure::WrongSignature {
            certificate: CertificateSummary::of(certificate),
            signature: oids::name(signer.algorithm.identifier),
            with_attributes,
        };
        if is_right { Ok(()) } else { Err(wrong()) }
    }

    fn same_content(&self, expected: &[u8]) -> Result<(), CmsFailure> {
        match &self.content {
            Some(received) if received != expected => Err(CmsFailure::ContentDiffers {
                position: received.iter().zip(expected).take_while(|(left, right)| left == right).count(),
                received: String::from_utf8_lossy(received).into_owned(),
                expected: String::from_utf8_lossy(expected).into_owned(),
            }),
            _ => Ok(()),
        }
    }
}

impl SignerId {
    fn means(&self, certificate: &Certificate) -> bool {
        match self {
            Self::IssuerAndSerial { issuer, serial } => certificate.is_named(issuer, serial),
            Self::KeyIdentifier(identifier) => certificate.key_identifier() == identifier,
        }
    }

    /// Does at least the serial number fit?
    fn numbers(&self, certificate: &Certificate) -> bool {
        matches!(self, Self::IssuerAndSerial { serial, .. } if certificate.has_serial(serial))
    }
}

impl Attributes {
    fn name_content(&self, expected: ObjectIdentifier) -> Result<(), CmsFailure> {
        let found = match self.content_types.as_slice() {
            [one] => <ObjectIdentifier>::from_der(one).map_or_else(|_| "something unreadable".to_owned(), oids::name),
            [] => "nothing".to_owned(),
            _ => "several things".to_owned(),
        };
        let expected = oids::name(expected);
        if found == expected { Ok(()) } else { Err(CmsFailure::ContentType { found, expected }) }
    }

    /// The digest of the text, where there is exactly one.
    pub(super) fn digest(&self) -> Option<Vec<u8>> {
        let [one] = self.digests.as_slice() else { return None };
        let value = AnyRef::from_der(one).ok().filter(|value| der::Tagged::tag(value) == Tag::OctetString)?;
        Some(value.value().to_vec())
    }

    fn hold_digest(&self, algorithm: Digest, expected: &[u8]) -> Result<(), CmsFailure> {
        let signed = self.digest().ok_or(CmsFailure::MessageDigestMissing)?;
        let digest = algorithm.of(expected);
        if same(&signed, &digest) {
            return Ok(());
        }
        Err(CmsFailure::DigestDiffers { algorithm, signed: hex_upper(&signed), expected: hex_upper(&digest) })
    }
}

/// So many signers are looked at.
const MOST_TRIED: usize = 4;

fn in_time(certificate: &Certificate, at: i64) -> Result<(), CmsFailure> {
    let (not_before, not_after) = (certificate.not_before(), certificate.not_after());
    let summary = || CertificateSummary::of(certificate);
    if at < not_before {
        Err(CmsFailure::NotYetValid { certificate: summary(), not_before, at })
    } else if at > not_after {
        Err(CmsFailure::Expired { certificate: summary(), not_after, at })
    } else {
        Ok(())
    }
}
