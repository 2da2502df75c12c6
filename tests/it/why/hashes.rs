//! A hash that belongs to no certificate of the client: of which file, in which spelling.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use esia_mock::crypto::certificate::Certificate;
use esia_mock::crypto::digest::Digest as Function;
use esia_mock::crypto::digest::hex_upper;

use crate::support::TestApp;
use crate::support::relying_party::DEMO;
use crate::support::relying_party::EPOS;
use crate::why::tells;

/// Row 2.5: each file and spelling of a certificate's hash by name.
#[test]
fn row_2_5_a_hash_of_something_else_is_named() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let certificate = Certificate::from_pem(DEMO.1).expect("a certificate");
    let (der, pem, right) = (certificate.der(), certificate.pem(), certificate.streebog256_thumbprint());
    let hash = |bytes: &[u8]| hex_upper(&Function::Sha256.of(bytes));
    let colons = right.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair)).collect::<Vec<_>>().join(":");
    let crlf = pem.replace('\n', "\r\n");
    let kinds = [
        (right.to_lowercase(), "in small letters"),
        (colons, "with colons"),
        (format!("{right}\n"), "with blanks or a line break"),
        (STANDARD.encode(Function::Streebog256.of(der)), "in base64"),
        (right[..40].to_owned(), "it is cut"),
        (hash(der), "SHA-256 of the certificate (DER)"),
        (certificate.sha1_thumbprint(), "SHA-1 of the certificate (DER)"),
        (certificate.serial(), "the serial number"),
        (hash(pem.as_bytes()), "the PEM file of"),
        (hash(crlf.as_bytes()), "the PEM file with CR LF of"),
        (hash(pem.trim_end().as_bytes()), "the PEM file without its last line feed of"),
        (hash(STANDARD.encode(der).as_bytes()), "the base64 text of"),
        (hash(certificate.public_key()), "the public key of"),
    ];
    for (sent, told) in kinds {
        let answer = rp.asks(&rp.signs(rp.authorize_request().with("client_certificate_hash", &sent)));
        tells(told, &answer, "certificate-hash-spelt-otherwise", &[told, &right]);
    }
    let epos = Certificate::from_pem(EPOS.1).expect("a certificate").streebog256_thumbprint();
    let answer = rp.asks(&rp.signs(rp.authorize_request().with("client_certificate_hash", &epos)));
    tells("another client's", &answer, "certificate-hash-of-other-client", &["of client EPOS_DEMO, not of DEMO_RSA"]);
    for (sent, told) in [("AB".repeat(32), "belongs to no certificate"), ("zz".to_owned(), "it is not hexadecimal")] {
        let answer = rp.asks(&rp.signs(rp.authorize_request().with("client_certificate_hash", &sent)));
        tells(&sent, &answer, "certificate-hash-unknown", &[told, &right]);
    }
}
