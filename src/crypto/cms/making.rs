//! Making a detached message (RFC 5652) with the certificate inside and without signed attributes: the least there is.

use der::Encode as _;
use der::Tag;
use der::asn1::Any;
use der::asn1::ObjectIdentifier;

use crate::crypto::Algorithm;
use crate::crypto::CryptoError;
use crate::crypto::Signer;
use crate::crypto::certificate::Certificate;
use crate::crypto::oids;

use super::message::context;

/// Signs a content with the key of a certificate.
pub fn detached(certificate: &Certificate, signer: &dyn Signer, content: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let signature = signer.sign(content)?;
    message(certificate, signer.algorithm(), signature)
        .map_err(|error| CryptoError::unreadable("contents of the new message", error))
}

fn message(certificate: &Certificate, algorithm: Algorithm, signature: Vec<u8>) -> der::Result<Vec<u8>> {
    let (digest, signing) = match algorithm {
        Algorithm::Rs256 => (oids::SHA256, oids::RSA_ENCRYPTION),
        Algorithm::Gost3410_2012_256 => (oids::STREEBOG_256, oids::GOST_2012_256),
        Algorithm::Gost3410_2012_512 => (oids::STREEBOG_512, oids::GOST_2012_512),
    };
    let (issuer, serial) = certificate.issuer_and_serial();
    let signer = element(
        Tag::Sequence,
        &[
            1_u8.to_der()?,
            element(Tag::Sequence, &[issuer.to_vec(), serial.to_vec()])?,
            named(digest)?,
            named(signing)?,
            element(Tag::OctetString, &[signature])?,
        ],
    )?;
    let signed_data = element(
        Tag::Sequence,
        &[
            1_u8.to_der()?,
            element(Tag::Set, &[named(digest)?])?,
            element(Tag::Sequence, &[oids::DATA.to_der()?])?,
            element(context(0, true), &[certificate.der().to_vec()])?,
            element(Tag::Set, &[signer])?,
        ],
    )?;
    element(Tag::Sequence, &[oids::SIGNED_DATA.to_der()?, element(context(0, true), &[signed_data])?])
}

/// An algorithm without parameters.
fn named(identifier: ObjectIdentifier) -> der::Result<Vec<u8>> {
    element(Tag::Sequence, &[identifier.to_der()?])
}

fn element(tag: Tag, parts: &[Vec<u8>]) -> der::Result<Vec<u8>> {
    Any::new(tag, parts.concat())?.to_der()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::cms::Policy;
    use crate::crypto::cms::SignedMessage;
    use crate::crypto::evidence::Budget;
    use crate::crypto::gost::GostSigner;
    use crate::crypto::rsa::RsaSigner;

    fn proves(certificate: &str, signer: &dyn Signer) {
        let certificate = Certificate::from_pem(certificate).expect("certificate");
        let made = detached(&certificate, signer, b"a text").expect("made");
        let message = SignedMessage::parse(&made).expect("read back");
        assert_eq!(message.certificates().collect::<Vec<_>>(), [certificate.der()]);
        assert_eq!(message.content(), None);
        let policy = Policy { at: certificate.not_before(), allow_sha1: false };
        let registered = [certificate];
        assert_eq!(message.verify(b"a text", &registered, policy, &Budget::default()), Ok(&registered[0]));
        assert!(message.verify(b"another text", &registered, policy, &Budget::default()).is_err());
    }

    #[test]
    fn what_is_made_is_verified() {
        let rsa = RsaSigner::from_pem(include_str!("../../../keys/client_demo_rsa.pem")).expect("key");
        proves(include_str!("../../../keys/client_demo_rsa.crt"), &rsa);
        let gost = GostSigner::from_pem(include_str!("../../../keys/client_demo_gost.pem")).expect("key");
        proves(include_str!("../../../keys/client_demo_gost.crt"), &gost);
    }
}
