//! The examples of the standard, the constants of every curve, keys in all their forms, and what is refused.

mod examples;
mod keys;

use crypto_bigint::U256;
use crypto_bigint::U512;
use crypto_bigint::Uint;
use proptest::prelude::*;
use rand::SeedableRng as _;

use super::curve::Curve;
use super::key::GostPublicKey;
use super::key::GostSigner;
use super::key::GostVerifier;
use super::key::generate;
use super::numbers;
use super::parameters::ParameterSet;
use crate::crypto::CryptoError;
use crate::crypto::Signer as _;
use crate::crypto::Verifier as _;
use crate::crypto::certificate::Certificate;
use crate::crypto::oids;
use crate::crypto::pem;

/// The base point is on the curve, q times it is at infinity, and no smaller-looking way leads there.
fn is_sound<const L: usize>(curve: &Curve<L>) {
    let base = curve.base_times(&Uint::ONE).expect("not at infinity");
    let (x, y) = curve.coordinates(&base);
    assert_eq!(curve.point(&x, &y), Some(base));
    let order = *curve.scalars().modulus();
    assert_eq!(curve.base_times(&order), None, "q times the base point");
    assert_eq!(curve.base_times(&Uint::ZERO), None);
    let minus_one = order.wrapping_sub(&Uint::ONE);
    let last = curve.coordinates(&curve.base_times(&minus_one).expect("not at infinity"));
    assert_eq!(last.0, x);
    assert_ne!(last.1, y);
    let half = order.wrapping_shr_vartime(1);
    let same = curve.combination(&half, &half.wrapping_add(&Uint::from(2_u8)), &base);
    assert_eq!(same, Some(base), "half + half + 2 = q + 1");
    assert_eq!(curve.combination(&Uint::ONE, &minus_one, &base), None);
    assert_eq!(curve.combination(&Uint::from(5_u8), &Uint::from(4_u8), &base), curve.base_times(&Uint::from(9_u8)));
    assert_eq!(curve.point(&x, &y.wrapping_add(&Uint::ONE)), None, "not on the curve");
}

#[test]
fn every_curve_is_a_curve() {
    for curve in [
        &numbers::TEST_256,
        &numbers::CRYPTO_PRO_A,
        &numbers::CRYPTO_PRO_B,
        &numbers::CRYPTO_PRO_C,
        &numbers::TC26_256_A,
    ] {
        is_sound(curve);
    }
    for curve in [&numbers::TEST_512, &numbers::TC26_512_A, &numbers::TC26_512_B, &numbers::TC26_512_C] {
        is_sound(curve);
    }
}

fn signer(set: ParameterSet) -> GostSigner {
    let pem = generate(&mut rand::rngs::StdRng::seed_from_u64(7), set).expect("key");
    GostSigner::from_pem(&pem).expect("signer")
}

fn verifier(signer: &GostSigner) -> GostVerifier {
    GostVerifier::new(GostPublicKey::from_spki(signer.public_key()).expect("public key"))
}

#[test]
fn every_set_signs_and_verifies_and_is_found_again() {
    for set in ParameterSet::ALL {
        assert_eq!(ParameterSet::find(set.identifier()), Some(set));
        assert_eq!(ParameterSet::named(&set.name().to_uppercase()), Some(set));
        assert_eq!(ParameterSet::named(&set.identifier().to_string()), Some(set));
        let signer = signer(set);
        assert_eq!(signer.algorithm(), set.algorithm());
        assert_eq!(GostSigner::from_pem(&signer.pem().expect("pem")).expect("again").public(), signer.public());
        let signature = signer.sign(b"message").expect("signature");
        assert_eq!(signature.len(), 2 * set.size(), "{}", set.name());
        assert_eq!(signer.sign(b"message").as_ref(), Ok(&signature), "no randomness is needed");
        assert_ne!(signer.sign(b"massage").as_ref(), Ok(&signature));
        let verifier = verifier(&signer);
        assert_eq!(verifier.algorithm(), Some(set.algorithm()));
        assert_eq!(verifier.verify(b"message", &signature), Ok(()), "{}", set.name());
        assert_eq!(verifier.verify(b"massage", &signature), Err(CryptoError::WrongSignature));
    }
}

#[test]
fn sets_of_the_same_curve_have_equal_keys() {
    let key = |set| signer(set).public().clone();
    assert_eq!(key(ParameterSet::CryptoProA), key(ParameterSet::CryptoProXchA));
    assert_eq!(key(ParameterSet::CryptoProXchB), key(ParameterSet::Tc26D256));
    assert_ne!(key(ParameterSet::CryptoProA), key(ParameterSet::CryptoProB));
    assert_ne!(key(ParameterSet::CryptoProA).der(), key(ParameterSet::CryptoProXchA).der());
}

#[test]
fn one_time_numbers_differ_by_curve() {
    let halves = |set| signer(set).sign(b"message").expect("signature").split_off(32);
    assert_ne!(halves(ParameterSet::CryptoProA), halves(ParameterSet::Tc26B256), "the same key, curve and message");
}

/// r and s outside of 1 to q − 1, and every single bit.
#[test]
fn altered_signatures_are_refused() {
    for set in [ParameterSet::CryptoProXchA, ParameterSet::Tc26A256, ParameterSet::Tc26C512] {
        let signer = signer(set);
        let verifier = verifier(&signer);
        let signature = signer.sign(b"message").expect("signature");
        let refused = |altered: &[u8]| assert!(verifier.verify(b"message", altered).is_err(), "{altered:02X?}");
        let (s, r) = signature.split_at(set.size());
        let zero = vec![0; set.size()];
        let order = match set {
            ParameterSet::CryptoProXchA => numbers::CRYPTO_PRO_A.scalars().modulus().to_be_bytes().as_ref().to_vec(),
            ParameterSet::Tc26A256 => numbers::TC26_256_A.scalars().modulus().to_be_bytes().as_ref().to_vec(),
            _ => numbers::TC26_512_C.scalars().modulus().to_be_bytes().as_ref().to_vec(),
        };
        for bad in [zero, order, vec![0xFF; set.size()]] {
            refused(&[s, &bad].concat());
            refused(&[&bad, r].concat());
            refused(&[bad.as_slice(), &bad].concat());
        }
        refused(&[]);
        refused(&signature[1..]);
        refused(&[&signature, [0].as_slice()].concat());
        for bit in (0..signature.len() * 8).step_by(7) {
            let mut altered = signature.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            refused(&altered);
        }
    }
}

#[test]
fn points_off_the_curve_are_refused() {
    for set in [ParameterSet::CryptoProA, ParameterSet::Tc26C512] {
        let der = signer(set).public_key().to_vec();
        for position in [der.len() - 1, der.len() - set.size(), der.len() - 2 * set.size()] {
            let mut altered = der.clone();
            altered[position] ^= 1;
            let refusal = GostPublicKey::from_spki(&altered).expect_err("off the curve");
            assert!(refusal.to_string().contains("not a point of the curve"), "{refusal}");
        }
        let mut origin = der.clone();
        let start = origin.len() - 2 * set.size();
        origin[start..].fill(0);
        assert!(GostPublicKey::from_spki(&origin).is_err());
        origin[start..].fill(0xFF);
        assert!(GostPublicKey::from_spki(&origin).is_err());
    }
}

/// q times points that are on the curve and no multiples of the base point.
#[test]
fn points_of_a_small_order_are_refused() {
    let curve = &*numbers::TC26_256_A;
    let twice_infinity = U256::from_be_hex("0100FE73F595FF158E974B44D478D9588744FE5C192AC47EA63075DCE7A14AAA");
    assert_eq!(curve.point(&twice_infinity, &Uint::ZERO), None);
    let x = U256::from_be_hex("7F7F80C60535007538B45A5D95C39353BC5D80D1F36A9DC0ACE7C5118C2F5977");
    let y = U256::from_be_hex("81817DADF060FEA055E2F0E73EB54604CAE77D8A25C026BDF948B0CB5B71EECA");
    assert_eq!(curve.point(&x, &y), None, "four times it is at infinity");
}

proptest! {
    #[test]
    fn any_message_is_signed_and_verified(message in proptest::collection::vec(any::<u8>(), 0..200), other in any::<u8>()) {
        let signer = signer(ParameterSet::CryptoProXchA);
        let signature = signer.sign(&message).expect("signature");
        let verifier = verifier(&signer);
        prop_assert_eq!(verifier.verify(&message, &signature), Ok(()));
        let longer = [message.as_slice(), &[other]].concat();
        prop_assert_eq!(verifier.verify(&longer, &signature), Err(CryptoError::WrongSignature));
    }

    #[test]
    fn any_damage_ends_well(position in 0_usize..110, byte in any::<u8>()) {
        let signer = signer(ParameterSet::CryptoProXchA);
        let mut public = signer.public_key().to_vec();
        if let Some(place) = public.get_mut(position) { *place = byte }
        let _outcome = GostPublicKey::from_spki(&public).map(|key| GostVerifier::new(key).fits(&[1; 32], &[1; 64]));
        let mut private = pem::first(&signer.pem().expect("pem"), |_| true).expect("block").bytes;
        if let Some(place) = private.get_mut(position) { *place = byte }
        let _outcome = GostSigner::from_pkcs8(&private).map(|signer| signer.sign(b"x").is_ok());
    }

    #[test]
    fn any_signature_ends_well(signature in proptest::collection::vec(any::<u8>(), 64), digest in any::<[u8; 32]>()) {
        let signer = signer(ParameterSet::CryptoProXchA);
        prop_assert!(!verifier(&signer).fits(&digest, &signature));
    }
}
