//! Clients of the standard endpoints as fixtures have them.

use std::fs;

use serde_json::json;

use crate::support::ClientKey;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::program::run;

const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

#[test]
fn a_client_with_keys_and_a_logout_address_is_read_and_can_prove_itself() {
    let key = ClientKey::new();
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("clients")).expect("a folder");
    let client = json!({
        "mnemonic": "KEYS", "name": "Система с ключами", "scopes": ["openid"], "jwks": key.jwks(),
        "redirect_uris": ["http://127.0.0.1:3000/cb"], "post_logout_redirect_uris": ["http://127.0.0.1:3000/"],
        "backchannel_logout_uri": "http://127.0.0.1:3000/out", "backchannel_logout_session_required": true,
    });
    fs::write(folder.path().join("clients/keys.json"), client.to_string()).expect("written");
    let app = TestApp::build().fixtures(&[folder.path()]).start();
    let now = app.now()().timestamp();
    let claims = json!({ "iss": "KEYS", "sub": "KEYS", "aud": app.base, "exp": now + 60, "jti": "1" });
    let request = Request::of(&[
        ("grant_type", "client_credentials"),
        ("client_assertion_type", TYPE),
        ("client_assertion", &key.signs("ES256", &claims)),
    ]);
    let answer = app.standard_client("KEYS").posts_alone("/oidc/token", &request);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let checked = run(&["check", "--fixtures", folder.path().to_str().expect("a path")]);
    assert!(checked.out.contains("no mistakes, 0 warning(s)"), "{}", checked.out);
}

#[test]
fn a_key_that_cannot_be_used_is_told_before_anything_is_served() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("clients")).expect("a folder");
    let client = json!({
        "mnemonic": "KEYS", "name": "x", "redirect_uris": ["http://127.0.0.1:3000/cb"], "scopes": ["openid"],
        "jwks": { "keys": [{ "kty": "RSA", "n": "AQAB", "e": "AQAB" }] },
    });
    fs::write(folder.path().join("clients/keys.json"), client.to_string()).expect("written");
    let checked = run(&["check", "--fixtures", folder.path().to_str().expect("a path")]);
    let told = format!("{}{}", checked.out, checked.err);
    assert!(told.contains("client KEYS: jwks: an RSA key of 24 bits is not supported"), "{told}");
}
