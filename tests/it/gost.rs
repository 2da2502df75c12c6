//! ГОСТ Р 34.10-2012 over HTTP: requests signed with it, and tokens signed with it
//! (protocol notes, sections 1.3, 1.9, 2.5, 3.3, 3.6).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::SeedableRng as _;

use esia_mock::crypto::gost;
use esia_mock::crypto::gost::GostSigner;
use esia_mock::crypto::gost::ParameterSet;
use esia_mock::crypto::self_signed::Subject;
use esia_mock::crypto::self_signed::Terms;
use esia_mock::crypto::self_signed::self_signed;
use esia_mock::domain::client::TokenAlgorithm;
use esia_mock::domain::quirk::Quirk;

use crate::support::RelyingParty;
use crate::support::TestApp;
use crate::support::Token;
use crate::support::cms::Attributes;
use crate::support::cms::Container;
use crate::support::cms::Signer;
use crate::support::relying_party::DEMO;
use crate::support::relying_party::DEMO_GOST;
use crate::support::token::archive;

const ALGORITHM: &str = "GOST3410_2012_256";

fn begins(rp: &RelyingParty) -> bool {
    rp.asks(&rp.authorize_request()).header("location") == "/login"
}

/// A private key on this curve and its certificate, PEM.
fn pair(set: ParameterSet) -> (String, String) {
    let key = gost::generate(&mut rand::rngs::StdRng::seed_from_u64(7), set).expect("a key");
    let signer = GostSigner::from_pem(&key).expect("a signer");
    let subject = Subject { common_name: set.name(), ..Subject::default() };
    let terms = Terms { not_before: 1_577_836_800, not_after: 2_524_607_999, serial: [7; 16] };
    let certificate = self_signed(subject, &signer, terms).expect("a certificate");
    (key, certificate.pem())
}

/// Streebog-256 of a published certificate, as `openssl dgst -md_gost12_256` would print it.
fn thumbprint(app: &TestApp, name: &str) -> String {
    let files = archive(&app.http, &app.base);
    let (_, der) = files.iter().find(|(known, _)| known == name).expect(name);
    esia_mock::crypto::certificate::Certificate::from_der(der).expect("a certificate").streebog256_thumbprint()
}

#[test]
fn mr_2_5_every_container_with_a_gost_signature_is_accepted() {
    let app = TestApp::start();
    let mut rp = app.client("DEMO_GOST");
    for container in Container::every() {
        rp.container = container;
        assert!(begins(&rp), "{container:?}");
    }
}

#[test]
fn mr_3_6_code_and_tokens_of_a_gost_client_are_signed_by_gost() {
    let app = TestApp::start();
    let (rp, citizen) = (app.client("DEMO_GOST"), app.citizen("esia_test_006"));
    let code = citizen.logs_in_to(&rp).code();
    let header = Token::verified(&app.http, &app.base, &code).header;
    assert_eq!((&header["alg"], &header["sbt"]), (&ALGORITHM.into(), &"authorization_code".into()));
    assert_eq!(header["x5t#St256"], thumbprint(&app, "GOST_MOCK.cer"), "the certificate that really signed");
    let tokens = rp.exchanges(&code);
    for token in [tokens.access(), tokens.id()] {
        assert_eq!(token.header["alg"], ALGORITHM);
    }
    let (_, signature) = code.rsplit_once('.').expect("three parts");
    assert_eq!(URL_SAFE_NO_PAD.decode(signature).map(|bytes| bytes.len()), Ok(64));
    assert_eq!(tokens.oid(), citizen.oid);
    assert_eq!(rp.refreshes(&tokens.refresh_token()).access().header["alg"], ALGORITHM);
    let person = rp.reads(&format!("/rs/prns/{}", citizen.oid), &tokens.access_token());
    assert_eq!(person.status, 200, "REST takes the token");
    let alone = rp.asks_alone(&format!("fullname?oid={}", citizen.oid));
    assert_eq!(alone.access().header["alg"], ALGORITHM);
}

#[test]
fn mr_1_9_the_algorithm_of_tokens_is_a_setting_of_the_client_not_of_its_key() {
    let app = TestApp::build()
        .client("DEMO_GOST", |client| client.token_algorithm = TokenAlgorithm::Rs256)
        .client("DEMO_RSA", |client| client.token_algorithm = TokenAlgorithm::Gost256)
        .start();
    for (client, algorithm, file) in [("DEMO_GOST", "RS256", "RSA_MOCK.cer"), ("DEMO_RSA", ALGORITHM, "GOST_MOCK.cer")]
    {
        let rp = app.client(client);
        let code = app.citizen("esia_test_006").logs_in_to(&rp).code();
        let header = Token::verified(&app.http, &app.base, &code).header;
        assert_eq!((&header["alg"], &header["x5t#St256"]), (&algorithm.into(), &thumbprint(&app, file).into()));
        assert_eq!(rp.exchanges(&code).access().header["alg"], algorithm);
    }
}

#[test]
fn mr_2_5_other_curves_and_512_bits_sign_requests() {
    for set in [ParameterSet::CryptoProB, ParameterSet::Tc26A256, ParameterSet::Tc26B512] {
        let (key, certificate) = pair(set);
        let certificates = vec![certificate.clone()];
        let app = TestApp::build().client("DEMO_GOST", |client| client.certificates = certificates).start();
        let mut rp = app.client("DEMO_GOST");
        rp.signer = Signer::from_pem(&key, &certificate);
        for attributes in [Attributes::Sorted, Attributes::None] {
            rp.container.attributes = attributes;
            assert!(begins(&rp), "{} {attributes:?}", set.name());
        }
    }
}

#[test]
fn esia_007005_a_wrong_gost_signature_is_refused_and_explained() {
    let app = TestApp::start();
    let rp = app.client("DEMO_GOST");
    let refused = |rp: &RelyingParty, words: &str| {
        let answer = rp.asks(&rp.authorize_request());
        let reason = answer.header("x-esia-mock-reason");
        assert_eq!(answer.esia_code(), "ESIA-007005");
        assert!(reason.contains(words), "{reason}");
    };
    let (key, certificate) = pair(ParameterSet::CryptoProXchA);
    let mut other = app.client("DEMO_GOST");
    other.signer = Signer::from_pem(&key, &certificate);
    refused(&other, "CN=DEMO_GOST");
    other.signer = Signer::from_pem(&key, DEMO_GOST.1);
    refused(&other, "another key than that of certificate CN=DEMO_GOST");
    other.signer = Signer::from_pem(&key, DEMO.1);
    refused(&other, "no certificate of the message is registered");
    let answer = rp.asks(&rp.authorize_request().with("scope", "openid"));
    let reason = answer.header("x-esia-mock-reason");
    assert!(reason.contains("another text was signed"), "{reason}");
}

#[test]
fn a_client_that_may_not_use_rsa_may_use_gost() {
    let app = TestApp::build()
        .client("DEMO_GOST", |client| client.certificates.push(DEMO.1.to_owned()))
        .quirk("DEMO_GOST", Quirk::RejectRsa)
        .start();
    let mut rp = app.client("DEMO_GOST");
    assert!(begins(&rp));
    rp.signer = Signer::from_pem(DEMO.0, DEMO.1);
    assert_eq!(rp.asks(&rp.authorize_request()).esia_code(), "ESIA-007005");
}

#[test]
fn mr_2_5_bare_gost_signatures_of_v2_and_v3_are_accepted() {
    let app = TestApp::start();
    let (rp, citizen) = (app.client("DEMO_GOST").speaking_v3(), app.citizen("esia_test_006"));
    let tokens = citizen.gives_tokens_to(&rp);
    assert_eq!((tokens.oid(), &tokens.id().header["alg"]), (citizen.oid, &ALGORITHM.into()));
    let (key, certificate) = pair(ParameterSet::Tc26C512);
    let certificates = vec![certificate.clone()];
    let app = TestApp::build().client("DEMO_GOST", |client| client.certificates = certificates).start();
    let mut rp = app.client("DEMO_GOST").speaking_v3();
    rp.signer = Signer::from_pem(&key, &certificate);
    assert!(begins(&rp), "512 bits");
    rp.signer = Signer::from_pem(&pair(ParameterSet::Tc26A512).0, &certificate);
    assert_eq!(rp.asks(&rp.authorize_request()).esia_code(), "ESIA-007053");
}
