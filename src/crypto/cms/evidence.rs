//! What the first signer of a message says of the signed text, and whether a key is the one that signed.

use crate::crypto::certificate::Certificate;
use crate::crypto::digest::Digest;
use crate::crypto::evidence::Budget;
use crate::crypto::evidence::Evidence;
use crate::crypto::gost::GostPublicKey;
use crate::crypto::gost::GostVerifier;
use crate::crypto::oids;
use crate::crypto::rsa::RsaPublicKey;

use super::algorithms::allowed_digest;
use super::algorithms::verifier;
use super::message::SignedMessage;
use super::message::SignerInfo;
use super::policy::Policy;

impl SignedMessage {
    /// What is known of the signed text, if the first signer's key is that of the certificate.
    pub fn evidence(&self, certificate: &Certificate, budget: &Budget) -> Option<Evidence> {
        if let Some(content) = &self.content {
            return Some(Evidence::Text(content.clone()));
        }
        let signer = self.signers.first()?;
        let digest = allowed_digest(signer, certificate, LENIENT).ok()?;
        if let Some(attributes) = &signer.attributes {
            return attributes.digest().map(|signed| Evidence::Digest(digest, signed));
        }
        if let Ok(key) = GostPublicKey::from_spki(certificate.public_key()) {
            return Some(Evidence::Signature(GostVerifier::new(key), signer.signature.clone()));
        }
        let key = RsaPublicKey::from_spki(certificate.public_key()).ok().filter(|_| budget.verify())?;
        let opened = key.open(&signer.signature)?;
        Some(Evidence::Digest(opened.digest?, opened.value))
    }

    /// Did the key of this certificate make the signature of the first signer? `text` is what was signed where there are
    /// no attributes.
    pub fn is_by(&self, certificate: &Certificate, text: &[u8], budget: &Budget) -> bool {
        let Some(signer) = self.signers.first() else { return false };
        let covered = match &signer.attributes {
            Some(attributes) => &attributes.signed,
            None if is_plain_rsa(signer) => {
                let key = RsaPublicKey::from_spki(certificate.public_key());
                return key.is_ok_and(|key| budget.verify() && key.open(&signer.signature).is_some());
            }
            None => text,
        };
        let made = allowed_digest(signer, certificate, LENIENT)
            .and_then(|digest: Digest| verifier(signer, certificate, digest, LENIENT));
        made.is_ok_and(|verifier| budget.verify() && verifier.verify(covered, &signer.signature).is_ok())
    }
}

fn is_plain_rsa(signer: &SignerInfo) -> bool {
    let identifier = signer.algorithm.identifier;
    let with_digest = [oids::SHA1_WITH_RSA, oids::SHA256_WITH_RSA, oids::SHA384_WITH_RSA, oids::SHA512_WITH_RSA];
    identifier == oids::RSA_ENCRYPTION || with_digest.contains(&identifier)
}

/// Whoever looks for a reason does not care what is allowed.
const LENIENT: Policy = Policy { at: 0, allow_sha1: true };
