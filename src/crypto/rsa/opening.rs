//! Opening a signature with the public key (RFC 8017, 8.2.2): which digest was signed, before it is known of what.
//!
//! Whether the padding comes out tells whether the key is the right one, whatever the text was.

use der::AnyRef;
use der::Decode as _;
use der::Reader as _;
use der::asn1::ObjectIdentifier;
use der::asn1::OctetStringRef;
use rsa::BigUint;

use crate::crypto::digest::Digest;

use super::key::RsaPublicKey;

/// What is in a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The function, where it is a known one.
    pub digest: Option<Digest>,
    /// Its identifier; none where the bare digest was signed.
    pub identifier: Option<ObjectIdentifier>,
    /// The digest itself.
    pub value: Vec<u8>,
}

impl RsaPublicKey {
    /// Opens a signature RSASSA-PKCS1-v1_5; nothing where another key has made it.
    pub fn open(&self, signature: &[u8]) -> Option<Opened> {
        let length = self.bits().div_ceil(8);
        let number = BigUint::from_bytes_be(signature);
        let (modulus, exponent) = (BigUint::from_bytes_be(&self.modulus), BigUint::from_bytes_be(&self.exponent));
        if signature.len() != length || number >= modulus {
            return None;
        }
        let opened = number.modpow(&exponent, &modulus).to_bytes_be();
        // The first byte of the padding is 0, which a number does not write.
        let padded = opened.strip_prefix(&[1]).filter(|_| opened.len() + 1 == length)?;
        let filling = padded.iter().take_while(|byte| **byte == 0xFF).count();
        let content = padded.get(filling..)?.strip_prefix(&[0]).filter(|_| filling >= 8)?;
        Some(digest_info(content).unwrap_or_else(|| Opened { digest: None, identifier: None, value: content.to_vec() }))
    }
}

/// `DigestInfo` (RFC 8017, 9.2).
fn digest_info(content: &[u8]) -> Option<Opened> {
    let info = AnyRef::from_der(content).ok()?;
    let read: Result<(ObjectIdentifier, Vec<u8>), der::Error> = info.sequence(|reader| {
        let algorithm: AnyRef<'_> = reader.decode()?;
        let value: &OctetStringRef = reader.decode()?;
        let identifier = algorithm.sequence(|inside| {
            let identifier: ObjectIdentifier = inside.decode()?;
            let _parameters = inside.read_slice(inside.remaining_len())?;
            Ok::<_, der::Error>(identifier)
        })?;
        Ok((identifier, value.as_bytes().to_vec()))
    });
    let (identifier, value) = read.ok()?;
    Some(Opened { digest: Digest::find(identifier), identifier: Some(identifier), value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::Signer as _;
    use crate::crypto::rsa::RsaSigner;

    #[test]
    fn row_2_1_the_key_opens_what_it_has_signed_and_nothing_else() {
        let [ours, other] =
            [include_str!("../../../keys/client_demo_rsa.pem"), include_str!("../../../keys/client_epos_rsa.pem")]
                .map(|pem| RsaSigner::from_pem(pem).expect("a key"));
        let signature = ours.sign(b"a text").expect("a signature");
        let opened = ours.public().open(&signature).expect("our key");
        assert_eq!((opened.digest, opened.value), (Some(Digest::Sha256), Digest::Sha256.of(b"a text")));
        assert_eq!(other.public().open(&signature), None);
        assert_eq!(ours.public().open(&signature[1..]), None);
        assert_eq!(ours.public().open(&[0xFF; 256]), None);
    }
}
