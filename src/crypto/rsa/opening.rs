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
        let opened = self.raised(signature)?.to_bytes_be();
        // The first byte of the padding is 0, which a number does not write.
        let padded = opened.strip_prefix(&[1]).filter(|_| opened.len() + 1 == length)?;
        let filling = padded.iter().take_while(|byte| **byte == 0xFF).count();
        let content = padded.get(filling..)?.strip_prefix(&[0]).filter(|_| filling >= 8)?;
        Some(digest_info(content).unwrap_or_else(|| Opened { digest: None, identifier: None, value: content.to_vec() }))
    }

    /// Has this key made a signature RSASSA-PSS (9.1.2), whatever it signed? By which digest, if so.
    pub fn pss_digest(&self, signature: &[u8]) -> Option<Digest> {
        let bits = self.bits().checked_sub(1)?;
        let opened = self.raised(signature)?.to_bytes_be();
        let length = bits.div_ceil(8);
        let mut encoded = vec![0; length.checked_sub(opened.len())?];
        encoded.extend(opened);
        let masked = encoded.strip_suffix(&[0xBC])?;
        Digest::ALL.into_iter().find(|digest| is_pss(masked, *digest, 8 * length - bits))
    }

    /// The number that a signature is, raised to the public exponent.
    fn raised(&self, signature: &[u8]) -> Option<BigUint> {
        let number = BigUint::from_bytes_be(signature);
        let (modulus, exponent) = (BigUint::from_bytes_be(&self.modulus), BigUint::from_bytes_be(&self.exponent));
        let fits = signature.len() == self.bits().div_ceil(8) && number < modulus;
        fits.then(|| number.modpow(&exponent, &modulus))
    }
}

/// Does the padding come out, zeros and a one before the salt, once the mask is off (RFC 8017, 9.1.2)?
fn is_pss(masked: &[u8], digest: Digest, spare_bits: usize) -> bool {
    let size = digest.of(&[]).len();
    let Some((block, hash)) = masked.len().checked_sub(size).map(|at| masked.split_at(at)) else { return false };
    let mask = (0_u32..).flat_map(|count| digest.of(&[hash, &count.to_be_bytes()[..]].concat()));
    let mut plain: Vec<u8> = block.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    if let Some(first) = plain.first_mut() {
        *first &= 0xFF_u8.checked_shr(u32::try_from(spare_bits).unwrap_or(u32::MAX)).unwrap_or_default();
    }
    plain.iter().find(|byte| **byte != 0) == Some(&1)
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

    #[test]
    fn a_signature_with_the_padding_pss_is_known_by_its_key() {
        use aws_lc_rs::rand::SystemRandom;
        use aws_lc_rs::rsa::KeyPair;
        use aws_lc_rs::signature::RSA_PSS_SHA256;

        let pem = crate::crypto::pem::first(include_str!("../../../keys/client_demo_rsa.pem"), |_| true).expect("PEM");
        let pair = KeyPair::from_pkcs8(&pem.bytes).expect("a key");
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PSS_SHA256, &SystemRandom::new(), b"a text", &mut signature).expect("a signature");
        let [ours, other] =
            [include_str!("../../../keys/client_demo_rsa.pem"), include_str!("../../../keys/client_epos_rsa.pem")]
                .map(|pem| RsaSigner::from_pem(pem).expect("a key"));
        assert_eq!(ours.public().open(&signature), None);
        assert_eq!(ours.public().pss_digest(&signature), Some(Digest::Sha256));
        assert_eq!(other.public().pss_digest(&signature), None);
        assert_eq!(ours.public().pss_digest(&ours.sign(b"a text").expect("a signature")), None);
    }
}
