//! Station 2, `client_check`: who asks, where the answer goes, and whether the request is signed
//! (protocol notes, sections 1.9, 2.4 to 2.7, 6.3).

use chrono::TimeDelta;

use esia_mock::domain::quirk::Quirk;

use crate::support::RelyingParty;
use crate::support::TestApp;
use crate::support::cms::Attributes;
use crate::support::cms::Container;
use crate::support::cms::Digest;
use crate::support::cms::Signer;
use crate::support::relying_party::DEMO;
use crate::support::relying_party::EPOS;
use crate::support::relying_party::EXPIRED;
use crate::support::secret::Encoding;

fn begins(rp: &RelyingParty) -> bool {
    rp.asks(&rp.authorize_request()).header("location") == "/login"
}

/// The code and OAuth error of the refusal, and its reason for developers.
fn refusal(rp: &RelyingParty) -> (String, String) {
    let answer = rp.asks(&rp.authorize_request());
    assert_ne!(answer.header("location"), "/login");
    (answer.esia_code(), answer.header("x-esia-mock-reason").to_owned())
}

#[test]
fn mr_2_4_the_signature_is_over_scope_timestamp_client_and_state() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    assert!(begins(&rp));
    for (name, value) in [("scope", "openid"), ("timestamp", "2026.09.01 09:00:01 +0500"), ("state", "another")] {
        let answer = rp.asks(&rp.authorize_request().with(name, value));
        assert_eq!(answer.esia_code(), "ESIA-007005", "{name} is part of the signed text");
    }
    let spaced = "openid   snils ";
    assert!(begins(&rp.asking_for(spaced)), "signed as it was sent");
    for (name, value) in [("access_type", "online"), ("redirect_uri", "http://127.0.0.1:9999/")] {
        assert_eq!(
            rp.asks(&rp.authorize_request().with(name, value)).header("location"),
            "/login",
            "{name} is not signed"
        );
    }
}

#[test]
fn mr_2_5_every_container_that_clients_emit_is_accepted() {
    let app = TestApp::start();
    let mut rp = app.client("EPOS_DEMO");
    for container in Container::every() {
        rp.container = container;
        assert!(begins(&rp), "{container:?}");
    }
}

#[test]
fn mr_2_5_every_encoding_of_client_secret_is_accepted_in_both_generations() {
    let app = TestApp::start();
    let mut rp = app.client("EPOS_DEMO");
    let citizen = app.citizen("confirmed_mother_of_two");
    for encoding in Encoding::ALL {
        // Without the certificate and with it the message ends at another place of a group of three bytes.
        for with_certificate in [true, false] {
            rp.encoding = encoding;
            rp.container.with_certificate = with_certificate;
            assert_eq!(citizen.gives_tokens_to(&rp).oid(), citizen.oid, "{encoding:?}");
        }
    }
}

#[test]
fn esia_007005_sha_1_is_not_accepted_but_by_quirk() {
    let strict = TestApp::start();
    let mut rp = strict.client("EPOS_DEMO");
    rp.container.digest = Digest::Sha1;
    assert_eq!(refusal(&rp).0, "ESIA-007005");

    let lenient = TestApp::build().quirk("EPOS_DEMO", Quirk::Sha1Digest).start();
    for attributes in [Attributes::Sorted, Attributes::None] {
        let mut rp = lenient.client("EPOS_DEMO");
        rp.container = Container { digest: Digest::Sha1, attributes, ..Container::default() };
        assert!(begins(&rp), "{attributes:?}");
    }
}

#[test]
fn esia_007005_a_certificate_that_is_not_registered_is_refused_and_the_reason_names_it() {
    let app = TestApp::start();
    let mut rp = app.client("EPOS_DEMO");
    rp.signer = Signer::from_pem(DEMO.0, DEMO.1);
    let (code, reason) = refusal(&rp);
    assert_eq!(code, "ESIA-007005");
    assert!(reason.contains("DEMO RSA client"), "{reason}");
    rp.signer = Signer::from_pem(DEMO.0, EPOS.1);
    assert_eq!(refusal(&rp).0, "ESIA-007005", "the right certificate over a signature of another key");
}

#[test]
fn esia_007005_a_certificate_must_be_valid_by_the_clock_of_the_stand() {
    let expired = |client: &mut esia_mock::domain::client::Client| client.certificates = vec![EXPIRED.1.to_owned()];
    let app = TestApp::build().client("EPOS_DEMO", expired).start();
    let mut rp = app.client("EPOS_DEMO");
    rp.signer = Signer::from_pem(EXPIRED.0, EXPIRED.1);
    let (code, reason) = refusal(&rp);
    assert_eq!(code, "ESIA-007005");
    assert!(reason.contains("2016"), "the reason says until when it was valid: {reason}");

    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    assert!(begins(&rp));
    app.advance(TimeDelta::days(365 * 24));
    assert_eq!(refusal(&rp).0, "ESIA-007005", "in 2050 the certificate is out of date");
}

#[test]
fn several_certificates_may_be_active() {
    let both = |client: &mut esia_mock::domain::client::Client| client.certificates.push(DEMO.1.to_owned());
    let app = TestApp::build().client("EPOS_DEMO", both).start();
    let mut rp = app.client("EPOS_DEMO");
    assert!(begins(&rp));
    rp.signer = Signer::from_pem(DEMO.0, DEMO.1);
    assert!(begins(&rp));
}

#[test]
fn esia_007002_a_client_without_certificate_cannot_sign() {
    let app = TestApp::build().client("EPOS_DEMO", |client| client.certificates.clear()).start();
    assert_eq!(refusal(&app.client("EPOS_DEMO")).0, "ESIA-007002");
}

#[test]
fn esia_007005_rubbish_in_client_secret_is_a_wrong_signature_and_nothing_worse() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let right = rp.authorize_request();
    let cut: String = right.get("client_secret").chars().take(1000).collect();
    let garbage =
        ["AAAA", "*", "Привет", "%%%", "MIIF", "\u{0}", " ", "==", &cut, &"A".repeat(20_000), &"MIAG".repeat(2_000)];
    for secret in garbage {
        let answer = rp.asks(&right.clone().with("client_secret", secret));
        assert_eq!((answer.status, answer.esia_code().as_str()), (302, "ESIA-007005"), "{secret:.40}");
        assert!(!answer.header("x-esia-mock-reason").is_empty(), "{secret:.40}");
    }
}

/// Bytes of a message changed, one at a time: nothing breaks, and what is signed or signs does not pass.
#[test]
fn esia_007005_no_changed_byte_of_the_digest_or_of_the_signature_passes() {
    let app = TestApp::start();
    let mut rp = app.client("EPOS_DEMO");
    rp.container.with_certificate = false;
    let request = rp.authorize_request();
    let text: String = ["scope", "timestamp", "client_id", "state"].map(|name| request.get(name)).concat();
    let message = rp.signer.message(text.as_bytes(), rp.container);
    let digest = Digest::Sha256.of(text.as_bytes());
    let digest_at = message.windows(digest.len()).position(|part| part == digest).expect("messageDigest");
    let matters = |at: usize| (digest_at..digest_at + digest.len()).contains(&at) || at >= message.len() - 256;
    for at in (0..message.len()).step_by(3) {
        let mut changed = message.clone();
        changed[at] ^= 0x04;
        let answer = rp.asks(&request.clone().with("client_secret", &rp.encoding.encode(&changed)));
        assert_eq!(answer.status, 302, "byte {at}");
        let refused = answer.esia_code() == "ESIA-007005";
        assert!(refused || (answer.header("location") == "/login" && !matters(at)), "byte {at}");
    }
}

#[test]
fn esia_007015_the_timestamp_is_compared_with_the_clock_of_the_stand_where_that_is_set() {
    let app = TestApp::build().config(|config| config.timestamp_tolerance = TimeDelta::try_minutes(5)).start();
    let rp = app.client("EPOS_DEMO");
    let late = rp.authorize_request();
    assert!(begins(&rp));
    app.advance(TimeDelta::minutes(5));
    assert_eq!(rp.asks(&late).header("location"), "/login", "exactly five minutes");
    app.advance(TimeDelta::seconds(1));
    assert_eq!(rp.asks(&late).esia_code(), "ESIA-007015");
    let early = rp.signs(rp.authorize_request().with("timestamp", "2026.09.01 07:10:02 +0300"));
    assert_eq!(rp.asks(&early).esia_code(), "ESIA-007015", "a clock ahead by more than five minutes");

    let indifferent = TestApp::start();
    let rp = indifferent.client("EPOS_DEMO");
    let old = rp.signs(rp.authorize_request().with("timestamp", "1999.01.01 00:00:00 +0000"));
    assert_eq!(rp.asks(&old).header("location"), "/login", "off by default");
}

#[test]
fn esia_008010_an_unknown_client_gets_a_page_that_lists_the_known_ones() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let answer = rp.asks(&rp.authorize_request().with("client_id", "<script>alert(1)</script>"));
    assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-008010"));
    let page = answer.text();
    assert!(page.contains("EPOS_DEMO") && !page.contains("<script>alert"), "{page}");
    for name in ["epos_demo", "EPOS_DEMO ", "EPOS_DEM", "EPOS_DEMO\u{0}"] {
        assert_eq!(rp.asks(&rp.authorize_request().with("client_id", name)).status, 400, "{name:?}");
    }
}

/// Wherever a request goes wrong, the browser is never sent to an address that its client did not register.
#[test]
fn esia_007023_a_redirect_never_leaves_for_an_address_of_somebody_else() {
    let registered = |client: &mut esia_mock::domain::client::Client| {
        let addresses = ["https://rp.example.test/callback", "http://127.0.0.1:9090/callback"];
        client.redirect_uris = addresses.map(|text| url::Url::parse(text).expect("an address")).to_vec();
    };
    let app = TestApp::build().client("EPOS_DEMO", registered).start();
    let rp = app.client("EPOS_DEMO");
    let hostile = [
        "https://evil.test/",
        "https://evil.test/?x=https://rp.example.test/callback",
        "https://evil.test/https://rp.example.test",
        "https://rp.example.test.evil.test/",
        "https://evilrp.example.test/",
        "https://rp.example.test@evil.test/",
        "https://rp.example.test:443@evil.test/",
        "https://user:secret@rp.example.test/callback",
        "https://rp.example.test:444/callback",
        "http://rp.example.test/callback",
        "https://rp.example.test/callback#fragment",
        "//rp.example.test/callback",
        "///evil.test",
        "/callback",
        "\\\\evil.test",
        "https:\\\\evil.test",
        "https://evil.test\\.rp.example.test/",
        "https:/\\rp.example.test@evil.test",
        "https://rp.example.test\r\nSet-Cookie: a=b",
        "https://rp.example.test/\tcallback",
        " https://rp.example.test/callback",
        "https://rp.example.tеst/callback",
        "https://%72p.example.test.evil.test/",
        "javascript:alert(1)//rp.example.test",
        "data:text/html,rp.example.test",
        "file:///etc/passwd",
        "ftp://rp.example.test/",
        "http://localhost:9090/callback",
        "http://127.0.0.2:9090/callback",
        "http://[::1]:9090/callback",
        "http://127.0.0.1.evil.test/",
        "callback",
        "*",
        "\u{0}",
    ];
    for address in hostile {
        for spoiled in
            [rp.authorize_request(), rp.authorize_request().with("response_type", "x").with("client_secret", "x")]
        {
            let answer = rp.asks(&spoiled.with("redirect_uri", address));
            assert_eq!((answer.status, answer.header("location")), (400, ""), "{address}");
            assert_eq!(answer.esia_code(), "ESIA-007023", "{address}");
        }
    }
    for own in [
        "https://rp.example.test/",
        "https://a.rp.example.test/x?y=z",
        "http://127.0.0.1:1/",
        "HTTPS://RP.EXAMPLE.TEST/",
    ] {
        assert_eq!(rp.asks(&rp.authorize_request().with("redirect_uri", own)).header("location"), "/login", "{own}");
    }
}
