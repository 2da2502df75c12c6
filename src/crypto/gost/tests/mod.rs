//! The examples of the standard, the constants of every curve, keys in all their forms, and what is refused.

use crypto_bigint::U256;
use crypto_bigint::U512;
use crypto_bigint::Uint;
use der::Decode as _;
use der::Encode as _;
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

/// RFC 7091, 7: private key, digest as a number, k, then r, s and the public key.
struct Example<const L: usize> {
    d: Uint<L>,
    e: Uint<L>,
    k: Uint<L>,
    r: Uint<L>,
    s: Uint<L>,
    public: (Uint<L>, Uint<L>),
}

const EXAMPLE_256: Example<{ U256::LIMBS }> = Example {
    d: Uint::from_be_hex("7A929ADE789BB9BE10ED359DD39A72C11B60961F49397EEE1D19CE9891EC3B28"),
    e: Uint::from_be_hex("2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5"),
    k: Uint::from_be_hex("77105C9B20BCD3122823C8CF6FCC7B956DE33814E95B7FE64FED924594DCEAB3"),
    r: Uint::from_be_hex("41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493"),
    s: Uint::from_be_hex("01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40"),
    public: (
        Uint::from_be_hex("7F2B49E270DB6D90D8595BEC458B50C58585BA1D4E9B788F6689DBD8E56FD80B"),
        Uint::from_be_hex("26F1B489D6701DD185C8413A977B3CBBAF64D1C593D26627DFFB101A87FF77DA"),
    ),
};

const EXAMPLE_512: Example<{ U512::LIMBS }> = Example {
    d: Uint::from_be_hex(concat!(
        "0BA6048AADAE241BA40936D47756D7C93091A0E8514669700EE7508E508B1020",
        "72E8123B2200A0563322DAD2827E2714A2636B7BFD18AADFC62967821FA18DD4"
    )),
    e: Uint::from_be_hex(concat!(
        "3754F3CFACC9E0615C4F4A7C4D8DAB531B09B6F9C170C533A71D147035B0C591",
        "7184EE536593F4414339976C647C5D5A407ADEDB1D560C4FC6777D2972075B8C"
    )),
    k: Uint::from_be_hex(concat!(
        "0359E7F4B1410FEACC570456C6801496946312120B39D019D455986E364F3658",
        "86748ED7A44B3E794434006011842286212273A6D14CF70EA3AF71BB1AE679F1"
    )),
    r: Uint::from_be_hex(concat!(
        "2F86FA60A081091A23DD795E1E3C689EE512A3C82EE0DCC2643C78EEA8FCACD3",
        "5492558486B20F1C9EC197C90699850260C93BCBCD9C5C3317E19344E173AE36"
    )),
    s: Uint::from_be_hex(concat!(
        "1081B394696FFE8E6585E7A9362D26B6325F56778AADBC081C0BFBE933D52FF5",
        "823CE288E8C4F362526080DF7F70CE406A6EEB1F56919CB92A9853BDE73E5B4A"
    )),
    public: (
        Uint::from_be_hex(concat!(
            "115DC5BC96760C7B48598D8AB9E740D4C4A85A65BE33C1815B5C320C854621DD",
            "5A515856D13314AF69BC5B924C8B4DDFF75C45415C1D9DD9DD33612CD530EFE1"
        )),
        Uint::from_be_hex(concat!(
            "37C7C90CD40B0F5621DC3AC1B751CFA0E2634FA0503B3D52639F5D7FB72AFD61",
            "EA199441D943FFE7F0C70A2759A3CDB84C114E1F9339FDF27F35ECA93677BEEC"
        )),
    ),
};

fn follows<const L: usize>(curve: &Curve<L>, set: ParameterSet, example: &Example<L>) {
    let Example { d, e, k, r, s, public } = example;
    assert_eq!(curve.sign_with(d, e, k), Some((*r, *s)));
    let point = curve.base_times(d).expect("not at infinity");
    assert_eq!(curve.coordinates(&point), *public);
    let signature = [s.to_be_bytes().as_ref(), r.to_be_bytes().as_ref()].concat();
    let public = [public.0.to_le_bytes().as_ref(), public.1.to_le_bytes().as_ref()].concat();
    let digest = e.to_le_bytes();
    assert!(set.group().verifies(&public, digest.as_ref(), &signature));
    assert_eq!(set.group().public_key(d.to_le_bytes().as_ref()), Some(public));
}

#[test]
fn the_examples_of_rfc_7091() {
    follows(&numbers::TEST_256, ParameterSet::Test256, &EXAMPLE_256);
    follows(&numbers::TEST_512, ParameterSet::Test512, &EXAMPLE_512);
}

/// RFC 9215, D.1 to D.3: self-signed with the private keys of RFC 7091, 7, modulo the order of the curve.
#[test]
fn the_certificates_of_rfc_9215() {
    let reduced = numbers::TC26_256_A.scalars().reduce(&EXAMPLE_256.d);
    for (der, set, d) in [
        (
            include_bytes!("../../vectors/rfc9215_d1.crt.der").as_slice(),
            ParameterSet::Test256,
            EXAMPLE_256.d.to_le_bytes().as_ref(),
        ),
        (include_bytes!("../../vectors/rfc9215_d2.crt.der"), ParameterSet::Tc26A256, reduced.to_le_bytes().as_ref()),
        (
            include_bytes!("../../vectors/rfc9215_d3.crt.der"),
            ParameterSet::Test512,
            EXAMPLE_512.d.to_le_bytes().as_ref(),
        ),
    ] {
        let certificate = Certificate::from_der(der).expect("certificate");
        let key = GostPublicKey::from_spki(certificate.public_key()).expect("key");
        assert_eq!(key.parameter_set(), set);
        assert_eq!(set.group().public_key(d).as_deref(), key.der().get(key.der().len() - 2 * set.size()..));
        let parts = x509_cert::Certificate::from_der(der).expect("DER");
        let signed = parts.tbs_certificate().to_der().expect("DER");
        let verifier = certificate.verifier().expect("verifier");
        assert_eq!(verifier.verify(&signed, parts.signature().raw_bytes()), Ok(()), "{}", set.name());
        assert!(verifier.verify(der, parts.signature().raw_bytes()).is_err());
    }
}

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

#[test]
fn private_keys_in_every_form() {
    let set = ParameterSet::CryptoProA;
    let signer = signer(set);
    let text = signer.pem().expect("pem");
    let der = pem::first(&text, |_| true).expect("block").bytes;
    let (head, key) = der.split_at(der.len() - 32);
    let with = |inner: &[u8]| {
        let mut whole = head[2..head.len() - 2].to_vec();
        crate::crypto::ber::append(&mut whole, 0x04, inner);
        let mut out = Vec::new();
        crate::crypto::ber::append(&mut out, 0x30, &whole);
        GostSigner::from_pkcs8(&out)
    };
    let nested = |tag, bytes: &[u8]| {
        let mut out = Vec::new();
        crate::crypto::ber::append(&mut out, tag, bytes);
        out
    };
    let big_endian: Vec<u8> = key.iter().rev().copied().collect();
    let integer = if big_endian[0] < 0x80 { big_endian } else { [&[0], big_endian.as_slice()].concat() };
    for form in [key.to_vec(), nested(0x04, key), nested(0x02, &integer)] {
        assert_eq!(with(&form).expect("a form of the key").public(), signer.public());
    }
    assert_eq!(with(&nested(0x02, &[7])).expect("a short number").public().parameter_set(), set);
    for (wrong, words) in [
        (vec![0; 32], "zero or not below the order"),
        (vec![0xFF; 32], "zero or not below the order"),
        (nested(0x04, &key[1..]), "31 bytes, not 32"),
        (nested(0x02, &[1; 40]), "40 bytes, not 32"),
        (Vec::new(), "cannot be read"),
        (vec![5, 0], "cannot be read"),
    ] {
        let refusal = with(&wrong).expect_err("must be refused").to_string();
        assert!(refusal.contains(words), "{refusal}");
    }
}

#[test]
fn refusals_name_the_reason() {
    let rsa = include_str!("../../../../keys/client_demo_rsa.pem");
    let refusal = GostSigner::from_pem(rsa).expect_err("RSA").to_string();
    assert!(refusal.contains("a key of type rsaEncryption as GOST"), "{refusal}");
    let der = signer(ParameterSet::CryptoProA).public_key().to_vec();
    let at = |bytes: &[u8]| der.windows(bytes.len()).position(|window| window == bytes).expect("inside");
    let mut unknown = der.clone();
    let set = at(oids::CRYPTO_PRO_A.as_bytes());
    unknown[set + 6] = 9;
    let refusal = GostPublicKey::from_spki(&unknown).expect_err("set").to_string();
    assert!(refusal.contains("parameter set 1.2.643.2.2.35.9"), "{refusal}");
    let mut long = der.clone();
    let kind = at(oids::GOST_2012_256.as_bytes());
    long[kind + 7] = 2;
    let refusal = GostPublicKey::from_spki(&long).expect_err("kind").to_string();
    assert!(refusal.contains("CryptoPro-A of a key GOST R 34.10-2012 (512)"), "{refusal}");
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
