//! Which keys of the issuer are published (OpenID Connect Core 1.0, 10.1.1).

use std::path::Path;
use std::sync::Arc;

use crate::support::Http;
use crate::support::StandardClient;
use crate::support::TestApp;
use crate::support::Token;
use crate::support::program::run;
use crate::support::program::serve;

const ADULT: &str = "confirmed_mother_of_two";

/// A key and a certificate, made by the program. Case 2.22: it says where to name them.
fn made(folder: &Path, name: &str) -> (String, String) {
    let out = folder.join(name);
    let made = run(&["keys", "issuer", "--out", &out.to_string_lossy()]);
    assert!(made.out.contains("name it in serve --issuer-certificate"), "{}{}", made.out, made.err);
    let file = |name: &str| out.join(name).to_string_lossy().into_owned();
    (file("issuer.pem"), file("issuer.crt"))
}

fn names(base: &str) -> Vec<String> {
    let http = Arc::new(Http::new());
    let keys = http.send(http.get(&format!("{base}/oidc/jwks"))).json();
    let keys = keys["keys"].as_array().expect("keys").iter();
    keys.map(|key| key["kid"].as_str().expect("a name").to_owned()).collect()
}

/// Case 1.26: old, current and next key are published, own ones too, and a rotation keeps the old one.
#[test]
fn old_current_and_next_key_are_published() {
    let folder = tempfile::tempdir().expect("a folder");
    let [(a_key, a), (b_key, b), (_, old)] = ["a", "b", "old"].map(|name| made(folder.path(), name));
    let free = ["--listen", "127.0.0.1:0"];
    let before = serve(&[&free[..], &["--issuer-key", &a_key, "--issuer-certificate", &a]].concat());
    let [first] = names(&before.base).try_into().expect("one key");
    let own = ["--issuer-key", &b_key, "--issuer-certificate", &b, "--issuer-next-key", &a_key];
    let own = [&own[..], &["--issuer-next-certificate", &a, "--issuer-old-certificate", &old]].concat();
    let after = serve(&[&free[..], &own].concat());
    let published = names(&after.base);
    assert_eq!(published.len(), 3, "current, next and old: {published:?}");
    assert_eq!(published[1], first, "the same key has the same name");
    let restarted = serve(
        &[&free[..], &["--issuer-key", &b_key, "--issuer-certificate", &b, "--issuer-old-certificate", &a]].concat(),
    );
    assert_eq!(names(&restarted.base)[1], first, "what signed before is there after a restart");
    let alone = run(&[&["serve"], &free[..], &["--issuer-next-key", &a_key, "--issuer-next-certificate", &a]].concat());
    assert!(alone.err.contains("--issuer-next-key needs --issuer-key"), "{}", alone.err);
    let half = run(&[&["serve"], &free[..], &["--issuer-key", &b_key, "--issuer-next-key", &a_key]].concat());
    assert!(half.err.contains("belong together"), "{}", half.err);
}

/// Case 1.26: a client that has kept the keys of before a rotation finds the new one among them.
#[test]
fn a_rotation_by_call_needs_no_other_key_set() {
    let app = TestApp::start();
    let client: StandardClient = app.standard_client("DEMO_RSA");
    let before = names(&app.base);
    let old = client.tokens(&app, ADULT);
    let turned = app.controls("POST", "/_mock/api/v1/keys/rotate", "{}");
    assert_eq!(turned.status, 200, "{}", turned.text());
    let new = client.tokens(&app, ADULT);
    let kid = |token: &str| Token::unverified(token).header["kid"].as_str().expect("a name").to_owned();
    assert_ne!(kid(&old.id()), kid(&new.id()));
    assert!(before.contains(&kid(&new.id())) && names(&app.base).contains(&kid(&old.id())));
    assert_eq!(client.userinfo(&old.access()).status, 200);
}
