//! PHP `ekapusta/oauth2-esia` 1.5.1, on `league/oauth2-client`: v1, detached CMS without signed attributes.
//!
//! Asks for tokens with `scope=openid`, verifies every access token by the key that it was given, and reads the person
//! with everything in one request.

use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
use aws_lc_rs::signature::UnparsedPublicKey;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::percent;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::Tokens;
use crate::support::cms::Attributes;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

fn library(app: &TestApp) -> Wire<'_> {
    let mut wire = Wire::v1(app, "DEMO_RSA", Encoding::UrlSafe);
    wire.rp.container.attributes = Attributes::None;
    wire
}

fn code_request(wire: &Wire<'_>, scope: &str, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("access_type", "online"),
            ("timestamp", &wire.moscow()),
            ("state", state),
            ("scope", scope),
            ("response_type", "code"),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("grant_type", "authorization_code"),
            ("code", code),
            ("scope", "openid"),
            ("state", &new_state()),
            ("timestamp", &wire.moscow()),
            ("token_type", "Bearer"),
        ],
    )
}

fn logs_in(wire: &Wire<'_>, scope: &str) -> Tokens {
    let state = new_state();
    let returned = wire.logs_in(&percent(&code_request(wire, scope, &state)));
    assert_eq!(returned.get("state"), state);
    wire.granted(&percent(&token_request(wire, &returned.code())))
}

/// Is a token signed by the key of this PEM, the one that option `remotePublicKey` names?
fn is_signed_by(pem: &str, token: &str) -> bool {
    let lines: String = pem.lines().filter(|line| !line.starts_with("---")).collect();
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, STANDARD.decode(lines).expect("base64"));
    let (signed, signature) = token.rsplit_once('.').expect("three parts");
    key.verify(signed.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).expect("base64url")).is_ok()
}

/// Which collections it asks for together with the person, by the scopes of the access token.
fn embeds(tokens: &Tokens) -> String {
    let access = tokens.access();
    let scopes = access.claim("scope").as_str().expect("scopes").split(' ');
    let scopes: Vec<_> = scopes.map(|scope| scope.split('?').next().unwrap_or_default()).collect();
    let table: [(&str, &[&str]); 5] = [
        ("contacts.elements", &["contacts", "email", "mobile"]),
        ("addresses.elements", &["contacts"]),
        ("documents.elements", &["id_doc", "medical_doc", "drivers_licence_doc"]),
        ("vehicles.elements", &["vehicles"]),
        ("organizations.elements", &["usr_org"]),
    ];
    let wanted = table.iter().filter(|(_, opened_by)| opened_by.iter().any(|scope| scopes.contains(scope)));
    wanted.map(|(name, _)| *name).collect::<Vec<_>>().join(",")
}

#[test]
fn the_whole_login_with_every_collection_in_one_request() {
    let app = TestApp::start();
    let wire = library(&app);
    let tokens = logs_in(&wire, "openid fullname contacts id_doc vehicles usr_org");
    let pem = app.http.send(app.http.get(&app.url("/public/RSA_MOCK.pem"))).text();
    assert!(is_signed_by(&pem, &tokens.access_token()), "it verifies every access token");
    assert!(!is_signed_by(&pem, &format!("x{}", tokens.access_token())));
    assert_eq!(tokens.oid(), OID);
    let embed = embeds(&tokens);
    assert_eq!(embed.split(',').count(), 5, "what was granted counts, not the scope of the token request: {embed}");
    let person = wire.reads(&format!("/rs/prns/{OID}?embed=({embed})"), &tokens.access_token());
    assert_eq!(person["firstName"], "Имя006");
    for name in embed.split(',') {
        let collection = &person[name.trim_end_matches(".elements")];
        assert!(collection["elements"].as_array().is_some_and(|all| all.iter().all(serde_json::Value::is_object)));
    }
}

#[test]
fn with_its_default_scopes_it_asks_for_no_collection_at_all() {
    let app = TestApp::start();
    let wire = library(&app);
    let tokens = logs_in(&wire, "openid fullname");
    assert_eq!(embeds(&tokens), "");
    let person = wire.reads(&format!("/rs/prns/{OID}?embed=()"), &tokens.access_token());
    assert_eq!(person["lastName"], "Фамилия006");
}

#[test]
fn an_error_has_the_word_that_its_exception_is_named_after() {
    let app = TestApp::start();
    let answer = library(&app).posts(&percent(&token_request(&library(&app), "no code")));
    assert_eq!((answer.status, refusal(&answer).0.as_str()), (400, "ESIA-007011"));
    assert_eq!(answer.json()["error"], "invalid_grant");
}
