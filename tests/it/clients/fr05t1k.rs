//! PHP `fr05t1k/esia` 2.4.2 and 3.x: the same requests, by default to v1 and to v3.
//!
//! 3.x signs for v3 as for v1, keeps one state for both requests, and by its manual hashes the certificate with
//! SHA-256.

use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::Tokens;
use crate::support::cms::Digest;
use crate::support::cms::hex;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

/// The scopes that its configuration begins with: no `openid`.
const SCOPE: &str = "fullname birthdate gender email mobile id_doc snils inn";

fn version_2(app: &TestApp) -> Wire<'_> {
    Wire::v1(app, "DEMO_RSA", Encoding::UrlSafe)
}

fn version_3(app: &TestApp) -> Wire<'_> {
    Wire { ac: "/aas/oauth2/v2/ac", te: "/aas/oauth2/v3/te", ..version_2(app) }
}

fn code_request(wire: &Wire<'_>, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("state", state),
            ("access_type", "offline"),
            ("timestamp", &wire.moscow()),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("client_secret", ""),
            ("state", state),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("timestamp", &wire.moscow()),
            ("token_type", "Bearer"),
            ("refresh_token", state),
        ],
    )
}

/// The person, what lies below, and each element of it by its own address.
fn reads_everything(wire: &Wire<'_>, tokens: &Tokens) {
    let token = tokens.access_token();
    let person = format!("/rs/prns/{OID}");
    assert_eq!(wire.reads(&person, &token)["snils"], "000-000-600 06");
    let contacts = wire.reads(&format!("{person}/ctts"), &token);
    assert_eq!(contacts["size"], 2);
    assert!(wire.follows(&contacts, &token).iter().all(|contact| contact["value"].is_string()));
    let documents = wire.follows(&wire.reads(&format!("{person}/docs"), &token), &token);
    assert_eq!((documents.len(), &documents[0]["type"]), (1, &"RF_PASSPORT".into()));
    let addresses = wire.gets(&format!("{person}/addrs"), &token, &[]);
    assert_eq!(addresses.status, 403, "its ForbiddenException: addresses were not asked for");
}

#[test]
fn version_2_the_whole_login() {
    let app = TestApp::start();
    let wire = version_2(&app);
    let code = wire.logs_in(&plus(&code_request(&wire, &new_state()))).code();
    let tokens = wire.granted(&plus(&token_request(&wire, &code, &new_state())));
    assert_eq!(tokens.access().claim("urn:esia:sbj_id"), OID);
    reads_everything(&wire, &tokens);
}

#[test]
fn version_3_the_whole_login_with_v1_signature() {
    let app = TestApp::build().quirk("DEMO_RSA", Quirk::V1Signature).start();
    let wire = version_3(&app);
    let state = new_state();
    let code = wire.logs_in(&plus(&code_request(&wire, &state))).code();
    let tokens = wire.granted(&plus(&token_request(&wire, &code, &state)));
    let access = tokens.access();
    assert_eq!(access.claim("client_id"), "DEMO_RSA", "its validator takes aud or client_id");
    assert_eq!(access.claim("iss"), "http://esia.gosuslugi.ru/");
    let now = app.now()().timestamp();
    assert!(access.claim("nbf").as_i64().is_some_and(|from| from <= now + 60));
    assert!(access.claim("exp").as_i64().is_some_and(|until| until > now - 60));
    reads_everything(&wire, &tokens);
}

#[test]
fn version_3_without_the_quirk_is_refused_and_told_why() {
    let app = TestApp::start();
    let wire = version_3(&app);
    let bare = code_request(&wire, &new_state());
    assert_eq!(refusal(&wire.asks(&plus(&bare))).0, "ESIA-007014", "client_certificate_hash is an option of it");
    let (code, reason) =
        refusal(&wire.asks(&plus(&bare.clone().with("client_certificate_hash", &wire.rp.signer.certificate_hash()))));
    assert_eq!(code, "ESIA-007053");
    assert!(reason.contains("is a PKCS#7 container") && reason.contains("quirk v1_signature"), "{reason}");
    let sha256 = hex(&Digest::Sha256.of(&wire.rp.signer.certificate())).to_uppercase();
    let (code, reason) = refusal(&wire.asks(&plus(&bare.with("client_certificate_hash", &sha256))));
    assert_eq!(code, "ESIA-007053");
    assert!(reason.contains("SHA-256 of the certificate"), "{reason}");
}

#[test]
fn version_3_sends_the_hash_of_its_manual_and_one_quirk_is_enough() {
    let app = TestApp::build().quirk("DEMO_RSA", Quirk::V1Signature).start();
    let wire = version_3(&app);
    let sha256 = hex(&Digest::Sha256.of(&wire.rp.signer.certificate())).to_uppercase();
    let hashed = |request: Request| plus(&request.with("client_certificate_hash", &sha256));
    let state = new_state();
    let code = wire.logs_in(&hashed(code_request(&wire, &state))).code();
    assert_eq!(wire.granted(&hashed(token_request(&wire, &code, &state))).oid(), OID);
}

/// Case 1.3: a signer that gives the bare signature, as one for CryptoPro does, over the text of v1.
#[test]
fn version_3_signs_bare_and_one_quirk_is_enough() {
    let app = TestApp::build().quirk("DEMO_GOST", Quirk::V1Signature).start();
    let bare = Wire { rp: app.client("DEMO_GOST").speaking_v3(), ..version_3(&app) };
    let own = bare.rp.signer.certificate_hash();
    let sha256 = hex(&Digest::Sha256.of(&bare.rp.signer.certificate())).to_uppercase();
    for hash in [None, Some(own.as_str()), Some(sha256.as_str())] {
        let hashed = |request: Request| match hash {
            Some(hash) => plus(&request.with("client_certificate_hash", hash)),
            None => plus(&request),
        };
        let state = new_state();
        let code = bare.logs_in(&hashed(code_request(&bare, &state))).code();
        assert_eq!(bare.granted(&hashed(token_request(&bare, &code, &state))).oid(), OID, "{hash:?}");
    }
    let mut foreign = code_request(&bare, &new_state());
    foreign = foreign.with("state", &new_state());
    assert_eq!(refusal(&bare.asks(&plus(&foreign))).0, "ESIA-007053", "another text");
}

#[test]
fn logout_by_redirect_url() {
    let app = TestApp::start();
    let to = "redirect_url=http%3A%2F%2F127.0.0.1%3A9090%2F";
    let answer = app.http.send(app.http.get(&app.url(&format!("/idp/ext/Logout?client_id=DEMO_RSA&{to}"))));
    assert_eq!((answer.status, answer.header("location")), (302, "http://127.0.0.1:9090/"));
}
