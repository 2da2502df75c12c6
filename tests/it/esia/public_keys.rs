//! `/public/…` (protocol notes, section 1.3).

use der::Decode as _;
use serde_json::Value;

use crate::support::TestApp;
use crate::support::token::archive;

#[test]
fn mr_1_3_the_archive_holds_certificate_public_key_and_jwk() {
    let app = TestApp::start();
    let files = archive(&app.http, &app.base);
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    let key = ["RSA_MOCK.cer", "RSA_MOCK.crt", "RSA_MOCK.pem", "RSA_MOCK_JWK.jwk"];
    let next = ["RSA_MOCK_NEXT.cer", "RSA_MOCK_NEXT.crt", "RSA_MOCK_NEXT.pem", "RSA_MOCK_NEXT_JWK.jwk"];
    let gost = ["GOST_MOCK.cer", "GOST_MOCK.crt", "GOST_MOCK.pem"];
    assert_eq!(names, [&key[..], &next, &gost].concat(), "a ГОСТ key has no JWK");
    for (name, bytes) in &files {
        let answer = app.http.send(app.http.get(&app.url(&format!("/public/{name}"))));
        assert_eq!((answer.status, &answer.body), (200, bytes), "{name} is served by itself as well");
    }
}

#[test]
fn mr_1_3_certificate_key_and_jwk_are_of_one_key_that_says_it_is_for_tests() {
    let app = TestApp::start();
    let files = archive(&app.http, &app.base);
    let bytes = |name: &str| files.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.clone()).expect(name);
    let certificate = x509_cert::Certificate::from_der(&bytes("RSA_MOCK.cer")).expect("a certificate");
    assert!(certificate.tbs_certificate().subject().to_string().contains("test-only"));
    let pem = String::from_utf8(bytes("RSA_MOCK.pem")).expect("text");
    let (_, key) = der::Document::from_pem(&pem).expect("PEM");
    let own = der::Document::encode_msg(certificate.tbs_certificate().subject_public_key_info()).expect("DER");
    assert_eq!(key.as_bytes(), own.as_bytes());
    let jwk: Value = serde_json::from_slice(&bytes("RSA_MOCK_JWK.jwk")).expect("JSON");
    assert_eq!((&jwk["kty"], &jwk["alg"], &jwk["use"]), (&"RSA".into(), &"RS256".into(), &"sig".into()));
    assert!(!pem.contains("PRIVATE"), "private keys are not published");
}

#[test]
fn what_is_not_published_is_not_found() {
    let app = TestApp::start();
    for name in
        ["nothing.cer", "..%2Fkeys%2Fissuer_rsa_current.pem", "issuer_rsa_current.pem", "RSA_MOCK", "%00", "%FF"]
    {
        let answer = app.http.send(app.http.get(&app.url(&format!("/public/{name}"))));
        assert_eq!(answer.status, 404, "{name}");
    }
}
