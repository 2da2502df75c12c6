//! Bare signatures and the hash of the certificate (protocol notes, sections 2.4–2.6; contradictions 1–4, 8).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use esia_mock::domain::quirk::Quirk;

use crate::support::RelyingParty;
use crate::support::TestApp;
use crate::support::cms::Digest;
use crate::support::cms::Signer;
use crate::support::cms::hex;
use crate::support::relying_party::EPOS;
use crate::support::secret::Encoding;

fn with_quirk(quirk: Quirk) -> (TestApp, RelyingParty) {
    let app = TestApp::build().quirk("DEMO_RSA", quirk).start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    (app, rp)
}

#[test]
fn mr_2_5_every_encoding_of_the_signature() {
    let app = TestApp::start();
    for encoding in Encoding::ALL {
        let mut rp = app.client("DEMO_RSA").speaking_v3();
        rp.encoding = encoding;
        assert_eq!(rp.asks(&rp.authorize_request()).header("location"), "/login", "{encoding:?}");
    }
}

#[test]
fn esia_007053_another_key_or_another_text() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let mut stranger = rp.clone();
    stranger.signer = Signer::from_pem(EPOS.0, EPOS.1);
    let of_stranger = stranger.authorize_request();
    assert_eq!(rp.asks(&of_stranger).esia_code(), "ESIA-007053", "a certificate that is not registered");
    let forged = of_stranger.with("client_certificate_hash", &rp.signer.certificate_hash());
    let answer = rp.asks(&forged);
    assert_eq!(answer.esia_code(), "ESIA-007053", "a registered certificate and the key of another");
    assert!(
        answer.header("location").contains("error_description=ESIA-007053%3A+OAuthErrorEnum.clientSecretWrong&state=")
    );
    assert!(answer.header("location").ends_with("&error=access_denied"));
    for name in ["scope", "state", "timestamp", "redirect_uri"] {
        let value = match name {
            "scope" => "openid",
            "timestamp" => "2026.09.01 09:00:01 +0500",
            "redirect_uri" => "http://127.0.0.1:9090/other",
            _ => "11111111-2222-4333-8444-555555555555",
        };
        assert_eq!(rp.asks(&rp.authorize_request().with(name, value)).esia_code(), "ESIA-007053", "{name}");
    }
}

#[test]
fn mr_2_4_scope_org_is_signed_as_it_was_sent() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    for value in ["", "org_inn", "org_inn org_ogrn"] {
        let request = rp.signs(rp.authorize_request().with("scope_org", value));
        assert_eq!(rp.asks(&request).header("location"), "/login", "{value:?}");
    }
    let unsigned = rp.authorize_request().with("scope_org", "org_inn");
    assert_eq!(rp.asks(&unsigned).esia_code(), "ESIA-007053");
}

#[test]
fn mr_2_4_both_ways_of_a_refresh_are_right() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let tokens = app.citizen("esia_test_006").gives_tokens_to(&rp);
    let tokens = rp.refreshes(&tokens.refresh_token());
    let ais = ["client_id", "scope", "timestamp", "state", "refresh_token"];
    let request = rp.refresh_request(&tokens.refresh_token());
    let request = request.without("redirect_uri").without("client_certificate_hash").without("token_type");
    let tokens = rp.tokens(&rp.posts(&rp.signs_as(request, &ais)));
    let wrong = rp.signs_as(rp.refresh_request(&tokens.refresh_token()), &["client_id", "refresh_token"]);
    let answer = rp.posts(&wrong);
    assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-007053"));
}

#[test]
fn mr_2_6_the_hash_is_streebog_of_the_der() {
    let (strict, rp) = (TestApp::start(), "DEMO_RSA");
    let rp = strict.client(rp).speaking_v3();
    let certificate = rp.signer.certificate();
    let right = rp.signer.certificate_hash();
    let sha256 = hex(&Digest::Sha256.of(&certificate));
    let reason = |hash: &str| {
        let answer = rp.asks(&rp.authorize_request().with("client_certificate_hash", hash));
        assert_eq!(answer.esia_code(), "ESIA-007053", "{hash}");
        answer.header("x-esia-mock-reason").to_owned()
    };
    assert!(reason(&right.to_lowercase()).contains("the right hash of CN=DEMO RSA client"));
    assert!(reason(&sha256).contains("is SHA-256 of the certificate"), "{}", reason(&sha256));
    assert!(reason(&sha256).contains(&right), "and the right one is told");
    assert!(reason(&"AB".repeat(32)).contains("belongs to no certificate"));
    let (_app, rp) = with_quirk(Quirk::CertificateHashAny);
    let colons: Vec<_> = sha256.as_bytes().chunks(2).map(String::from_utf8_lossy).collect();
    for hash in [sha256.clone(), sha256.to_uppercase(), colons.join(":"), right.to_lowercase(), right] {
        let request = rp.authorize_request().with("client_certificate_hash", &hash);
        assert_eq!(rp.asks(&request).header("location"), "/login", "{hash}");
    }
}

#[test]
fn fr_3_x_signs_as_in_v1_and_needs_its_quirk() {
    let v1 = ["scope", "timestamp", "client_id", "state"];
    let pkcs7 = |app: &TestApp| {
        let (old, new) = (app.client("DEMO_RSA"), app.client("DEMO_RSA").speaking_v3());
        let request = old.signs_as(new.authorize_request().without("client_certificate_hash"), &v1);
        (new.asks(&request), new)
    };
    let strict = TestApp::start();
    assert_eq!(pkcs7(&strict).0.esia_code(), "ESIA-007014");
    let rp = strict.client("DEMO_RSA").speaking_v3();
    let hashed = strict.client("DEMO_RSA").signs_as(rp.authorize_request(), &v1);
    let answer = rp.asks(&hashed);
    assert_eq!(answer.esia_code(), "ESIA-007053");
    assert!(answer.header("x-esia-mock-reason").contains("is a PKCS#7 container"));
    let (lenient, _) = with_quirk(Quirk::V1Signature);
    let (answer, new) = pkcs7(&lenient);
    assert_eq!(answer.header("location"), "/login");
    assert_eq!(new.asks(&new.authorize_request()).header("location"), "/login", "what is right stays right");
    let code = lenient.citizen("esia_test_006").logs_in_to(&new).code();
    let request = new.code_request(&code).without("client_certificate_hash");
    assert_eq!(new.posts(&lenient.client("DEMO_RSA").signs_as(request, &v1)).status, 200);
}

#[test]
fn an_expired_certificate_is_told_with_its_dates() {
    let app = TestApp::build().client("DEMO_RSA", |client| {
        client.certificates = vec![crate::support::relying_party::EXPIRED.1.to_owned()];
    });
    let app = app.start();
    let mut rp = app.client("DEMO_RSA").speaking_v3();
    let (key, certificate) = crate::support::relying_party::EXPIRED;
    rp.signer = Signer::from_pem(key, certificate);
    let answer = rp.asks(&rp.authorize_request());
    assert_eq!(answer.esia_code(), "ESIA-007053");
    assert!(answer.header("x-esia-mock-reason").contains("2016-12-31"), "{}", answer.header("x-esia-mock-reason"));
}

#[test]
fn mr_2_5_the_byte_order_of_a_gost_signature() {
    let app = TestApp::start();
    let rp = app.client("DEMO_GOST").speaking_v3();
    let tokens = app.citizen("esia_test_006").gives_tokens_to(&rp);
    assert_eq!(rp.refreshes(&tokens.refresh_token()).oid(), 1_000_000_606, "a whole login by s‖r");
    let request = rp.authorize_request();
    let secret = URL_SAFE_NO_PAD.decode(request.get("client_secret")).expect("base64url");
    assert_eq!((secret.len(), request.get("client_secret").len()), (64, 86));
    let (s, r) = secret.split_at(32);
    let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<_>>();
    for (bytes, told) in [
        (reversed(&secret), "reversed as a whole (CryptoPro csptest"),
        ([r, s].concat(), "r||s"),
        ([reversed(s), reversed(r)].concat(), "little-endian"),
        (secret[1..].to_vec(), "63 bytes"),
    ] {
        let answer = rp.asks(&request.clone().with("client_secret", &URL_SAFE_NO_PAD.encode(bytes)));
        assert_eq!(answer.esia_code(), "ESIA-007053");
        let reason = answer.header("x-esia-mock-reason");
        assert!(reason.contains(told), "{told}: {reason}");
    }
}

#[test]
fn a_gost_signature_of_another_text_is_explained_too() {
    let app = TestApp::start();
    let rp = app.client("DEMO_GOST").speaking_v3();
    let request = rp.signs_as(rp.authorize_request(), &["scope", "timestamp", "client_id", "state"]);
    let reason = rp.asks(&request).header("x-esia-mock-reason").to_owned();
    assert!(reason.contains("(v1)"), "{reason}");
}
