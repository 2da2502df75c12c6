//! Which digest a signer may use, and what verifies the signature: settled by the key of the certificate, then by what
//! the signer names.

use der::AnyRef;
use der::Decode as _;
use der::Tag;
use spki::SubjectPublicKeyInfoRef;

use crate::crypto::CryptoError;
use crate::crypto::Verifier;
use crate::crypto::certificate::Certificate;
use crate::crypto::digest::Digest;
use crate::crypto::gost::GostPublicKey;
use crate::crypto::gost::GostVerifier;
use crate::crypto::oids;
use crate::crypto::rsa::Padding;
use crate::crypto::rsa::RsaPublicKey;
use crate::crypto::rsa::RsaVerifier;
use crate::crypto::rsa::Scheme;

use super::failure::CmsFailure;
use super::message::Fields;
use super::message::SignerInfo;
use super::message::algorithm;
use super::message::context;
use super::policy::Policy;

/// The digest that a signer names, if it is one that will do.
pub(super) fn allowed_digest(
    signer: &SignerInfo,
    certificate: &Certificate,
    policy: Policy,
) -> Result<Digest, CmsFailure> {
    // Some programs go on naming the digest of 1994 when key and digest are those of 2012.
    if signer.digest == oids::GOST_DIGEST_94
        && let Ok(key) = GostPublicKey::from_spki(certificate.public_key())
    {
        return Ok(key.parameter_set().digest());
    }
    let identifier = signer.digest;
    match Digest::find(identifier) {
        Some(Digest::Sha1) if !policy.allow_sha1 => Err(CmsFailure::DigestNotAllowed(Digest::Sha1.name())),
        Some(digest) => Ok(digest),
        None => Err(CmsFailure::DigestUnsupported(oids::name(identifier))),
    }
}

/// What verifies this signer: settled by the key of the certificate, then by the algorithm the signer names.
pub(super) fn verifier(
    signer: &SignerInfo,
    certificate: &Certificate,
    digest: Digest,
    policy: Policy,
) -> Result<Box<dyn Verifier>, CmsFailure> {
    let signature = signer.algorithm.identifier;
    let unsupported = |why: String| CmsFailure::SignatureUnsupported { signature: oids::name(signature), why };
    let key = SubjectPublicKeyInfoRef::from_der(certificate.public_key())
        .map_err(|error| unsupported(format!("the key of the certificate: {error}")))?;
    match key.algorithm.oid {
        oids::RSA_ENCRYPTION | oids::RSASSA_PSS => {
            let padding = rsa_padding(signer, digest)?;
            let scheme = Scheme { digest, padding, allow_sha1: policy.allow_sha1 };
            RsaPublicKey::from_spki(certificate.public_key())
                .and_then(|key| RsaVerifier::new(key, scheme))
                .map(|verifier| Box::new(verifier) as Box<dyn Verifier>)
                .map_err(|error: CryptoError| unsupported(error.to_string()))
        }
        oids::GOST_2012_256 | oids::GOST_2012_512 => gost_verifier(signer, certificate, digest),
        other => Err(unsupported(format!("the key of the certificate is {}", oids::name(other)))),
    }
}

/// The digest belongs to the key (RFC 9215, 3.2); the signature is named by the key alone or together with the digest.
fn gost_verifier(
    signer: &SignerInfo,
    certificate: &Certificate,
    digest: Digest,
) -> Result<Box<dyn Verifier>, CmsFailure> {
    let key = GostPublicKey::from_spki(certificate.public_key()).map_err(|error| unsupported(signer, error))?;
    let set = key.parameter_set();
    let key_type = set.key_type();
    let with_digest = if key_type == oids::GOST_2012_512 {
        oids::GOST_2012_512_WITH_STREEBOG
    } else {
        oids::GOST_2012_256_WITH_STREEBOG
    };
    if ![key_type, with_digest].contains(&signer.algorithm.identifier) {
        return Err(unsupported(signer, format!("the key of the certificate is {}", oids::name(key_type))));
    }
    if digest == set.digest() { Ok(Box::new(GostVerifier::new(key))) } else { Err(disagree(signer)) }
}

fn rsa_padding(signer: &SignerInfo, digest: Digest) -> Result<Padding, CmsFailure> {
    let named = match signer.algorithm.identifier {
        oids::RSASSA_PSS => return pss_padding(signer, digest),
        oids::RSA_ENCRYPTION => signer.digest,
        oids::SHA1_WITH_RSA => oids::SHA1,
        oids::SHA256_WITH_RSA => oids::SHA256,
        oids::SHA384_WITH_RSA => oids::SHA384,
        oids::SHA512_WITH_RSA => oids::SHA512,
        _ => return Err(unsupported(signer, "the key of the certificate is RSA")),
    };
    if named != signer.digest {
        return Err(disagree(signer));
    }
    if signer.algorithm.is_plain() { Ok(Padding::Pkcs1) } else { Err(unsupported(signer, "it has parameters")) }
}

/// `RSASSA-PSS-params` (RFC 8017, A.2.3); what is left out means SHA-1, which nobody needs here.
fn pss_padding(signer: &SignerInfo, digest: Digest) -> Result<Padding, CmsFailure> {
    const PART: &str = "SignerInfo.signatureAlgorithm";
    let parameters = signer.algorithm.parameters.as_deref().unwrap_or_default();
    let mut outer = Fields::of(parameters, PART)?;
    let mut fields = Fields::of(outer.required(Tag::Sequence)?.value(), PART)?;
    outer.end()?;
    let mut explicit = |number| -> Result<Option<AnyRef<'_>>, CmsFailure> {
        let Some(wrapper) = fields.optional(context(number, true))? else {
            return Ok(None);
        };
        let mut inside = Fields::of(wrapper.value(), PART)?;
        let value = inside.read()?;
        inside.end()?;
        Ok(Some(value))
    };
    let (Some(hash), Some(mask)) = (explicit(0)?, explicit(1)?) else {
        return Err(unsupported(signer, "SHA-1 inside of it"));
    };
    let salt_length = match explicit(2)? {
        Some(salt) => salt.decode_as::<u16>().map_err(|error| unsupported(signer, error))?,
        None => 20,
    };
    let _trailer = fields.optional(context(3, true))?;
    fields.end()?;
    let mask = algorithm(mask, PART)?;
    let mask_hash =
        AnyRef::from_der(mask.parameters.as_deref().unwrap_or_default()).map_err(|error| unsupported(signer, error))?;
    for hash in [algorithm(hash, PART)?, algorithm(mask_hash, PART)?] {
        if hash.identifier != digest.identifier() || !hash.is_plain() {
            return Err(disagree(signer));
        }
    }
    if mask.identifier != oids::MGF1 {
        return Err(unsupported(signer, format!("mask generation {}", oids::name(mask.identifier))));
    }
    Ok(Padding::Pss { salt_length })
}

#[expect(clippy::needless_pass_by_value, reason = "what map_err hands over")]
fn unsupported(signer: &SignerInfo, why: impl ToString) -> CmsFailure {
    CmsFailure::SignatureUnsupported { signature: oids::name(signer.algorithm.identifier), why: why.to_string() }
}

fn disagree(signer: &SignerInfo) -> CmsFailure {
    CmsFailure::DigestsDisagree {
        digest: oids::name(signer.digest),
        signature: oids::name(signer.algorithm.identifier),
    }
}
