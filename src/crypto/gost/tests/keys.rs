//! Private keys in all their forms, and what is refused with its reason.

use super::*;

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
