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

/// Case 1.29: own systems beside the people of the demo, wherever the program is installed.
#[test]
fn the_demo_inside_the_program_is_read_beside_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("clients")).expect("a folder");
    let client = json!({
        "mnemonic": "OWN", "name": "Своя система", "scopes": ["openid"], "client_secret": "secret",
        "redirect_uris": ["http://127.0.0.1:3000/cb"],
    });
    fs::write(folder.path().join("clients/own.json"), client.to_string()).expect("written");
    let folder = folder.path().to_str().expect("a path");
    let checked = run(&["check", "--fixtures", "demo", "--fixtures", folder]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""), "{checked:?}");
    for told in ["OWN", "esia_test_006", "DEMO_RSA", "47 people, 6 clients"] {
        assert!(checked.out.contains(told), "{told} in {}", checked.out);
    }
}
