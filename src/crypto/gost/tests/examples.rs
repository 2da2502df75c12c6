//! The examples of RFC 7091 and the certificates of RFC 9215.

use der::Decode as _;
use der::Encode as _;

use super::*;

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
