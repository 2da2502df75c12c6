//! Systems that a tester registers while the stand serves.

use std::sync::Arc;

use serde_json::Value;
use serde_json::json;

use crate::support::Answer;
use crate::support::RelyingParty;
use crate::support::StandardClient;
use crate::support::TestApp;
use crate::support::cms::Signer;
use crate::support::control::problem;
use crate::support::relying_party::EPOS;
use crate::support::relying_party::Registration;

const CALLBACK: &str = "http://127.0.0.1:9090/callback";
const WHO: &str = "confirmed_mother_of_two";

fn call(app: &TestApp, method: &str, path: &str, body: &Value) -> Answer {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    app.controls(method, &format!("/_mock/api/v1/clients{path}"), &body)
}

/// Registers a system.
fn put(app: &TestApp, mnemonic: &str, client: &Value) -> Value {
    let answer = call(app, "PUT", &format!("/{mnemonic}"), client);
    assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
    answer.json()
}

/// Has a key made for a system that is registered, and is the system.
fn with_key(app: &TestApp, mnemonic: &str, asked: &Value) -> RelyingParty {
    let answer = call(app, "POST", &format!("/{mnemonic}/keys"), asked);
    assert_eq!(answer.status, 201, "{}", answer.text());
    let made = answer.json();
    let text = |name: &str| made[name].as_str().expect("a text").to_owned();
    let registration = Registration {
        client_id: mnemonic.to_owned(),
        redirect_uri: CALLBACK.to_owned(),
        scope: "openid snils email fullname".to_owned(),
        signer: Signer::from_pem(&text("private_key"), &text("certificate")),
    };
    RelyingParty::new(Arc::clone(&app.http), &app.base, app.now(), registration)
}

#[test]
fn a_system_with_a_key_made_by_the_stand_signs_people_in_at_all_endpoints() {
    let app = TestApp::start();
    let made = put(&app, "PORTAL", &json!({ "redirect_uris": [CALLBACK], "client_secret": "known to both" }));
    assert_eq!(made["client"]["name"], "PORTAL");
    assert_eq!(made["warnings"], json!([]));
    let rp = with_key(&app, "PORTAL", &Value::Null);
    assert_eq!(app.citizen(WHO).gives_tokens_to(&rp).oid(), 1_000_000_702);
    assert_eq!(app.citizen(WHO).gives_tokens_to(&rp.speaking_v3()).oid(), 1_000_000_702);
    let standard = StandardClient::new(Arc::clone(&app.http), &app.base, "PORTAL", Some("known to both"));
    let tokens = standard.tokens(&app, WHO);
    assert_eq!(standard.verified(&tokens.id()).claim("sub"), "1000000702");
    let gost = with_key(&app, "PORTAL", &json!({ "algorithm": "gost256", "parameter_set": "CryptoPro-A" }));
    assert_eq!(app.citizen(WHO).gives_tokens_to(&gost).oid(), 1_000_000_702);
    assert_eq!(app.citizen(WHO).gives_tokens_to(&rp).oid(), 1_000_000_702, "the first key is good as well");
}

#[test]
fn a_client_is_shown_as_fixtures_have_it_but_for_its_secret() {
    let app = TestApp::start();
    let given = json!({
        "name": "Портал", "about": "для проверки", "redirect_uris": [CALLBACK], "client_secret": "s3cret-of-portal",
        "scopes": ["openid", "fullname"], "lifetimes": { "code": 30 }, "quirks": ["echo_nonce"],
        "certificates": [{ "pem": EPOS.1 }],
    });
    assert_eq!(call(&app, "PUT", "/PORTAL", &given).status, 201);
    let again = call(&app, "PUT", "/PORTAL", &given);
    assert_eq!(again.status, 200, "it was there");
    assert!(!again.text().contains("s3cret"), "{}", again.text());
    let shown = call(&app, "GET", "/PORTAL", &Value::Null).json();
    for name in ["name", "about", "redirect_uris", "scopes", "quirks", "certificates"] {
        assert_eq!(shown[name], given[name], "{name}");
    }
    assert_eq!(shown["lifetimes"]["code"], 30);
    assert!(shown.get("client_secret").is_none());
    let back = put(&app, "PORTAL", &shown);
    assert_eq!(back["client"], shown, "what was shown can be put");
    let warning = back["warnings"][0].as_str().expect("a warning");
    assert!(warning.starts_with("client_secret: the client had one"), "{warning}");
    let shipped = call(&app, "GET", "/EPOS_DEMO", &Value::Null).json();
    assert_eq!(put(&app, "EPOS_DEMO", &shipped)["client"], shipped);
    assert_eq!(app.citizen(WHO).gives_tokens_to(&app.client("EPOS_DEMO")).oid(), 1_000_000_702);
}

#[test]
fn clients_are_listed_part_by_part() {
    let app = TestApp::start();
    let all = call(&app, "GET", "", &Value::Null).json();
    let names = |list: &Value| -> Vec<String> {
        let clients = list["clients"].as_array().expect("a list").iter();
        clients.map(|client| client["mnemonic"].as_str().expect("a text").to_owned()).collect()
    };
    assert!(names(&all).len() > 3 && names(&all).is_sorted(), "{all}");
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let part = call(&app, "GET", &format!("?limit=2&after={after}"), &Value::Null).json();
        seen.extend(names(&part));
        match part["next"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => break,
        }
    }
    assert_eq!(seen, names(&all));
    assert!(!all.to_string().contains("client_secret"));
}

#[test]
fn what_is_wrong_with_a_client_is_told_with_its_place() {
    let app = TestApp::start();
    let before = call(&app, "GET", "/PORTAL", &Value::Null);
    assert_eq!(problem(&before)["type"], "urn:esia-mock:problem:not_found");
    for (body, pointer, told) in [
        (json!({ "redirect_uri": [CALLBACK] }), "", "did you mean `redirect_uris`?"),
        (json!({ "redirect_uris": ["/callback"] }), "/redirect_uris/0", "is not an absolute"),
        (json!({ "redirect_uris": ["https://portal.ru/"] }), "/redirect_uris/0", "allow_public_redirect"),
        (json!({ "scopes": ["openid", "fulname"] }), "/scopes/1", "did you mean `fullname`?"),
        (json!({ "quirks": ["echo_nonse"] }), "/quirks/0", "did you mean `echo_nonce`?"),
        (json!({ "certificates": [{ "file": "/etc/passwd" }] }), "/certificates/0/file", "send its text as pem"),
        (json!({ "certificates": [{ "pem": "rubbish" }] }), "/certificates/0/pem", "is no PEM certificate"),
        (
            json!({ "certificates": [{ "pem": EPOS.1 }, { "pem": EPOS.1.replace("MII", "MIX") }] }),
            "/certificates/1/pem",
            "certificate",
        ),
        (json!({ "certificates": [{ "pem": EPOS.0 }] }), "/certificates/0/pem", "holds a private key"),
        (json!({ "mnemonic": "OTHER" }), "/mnemonic", "the path of the call says \"PORTAL\""),
        (json!({ "lifetimes": { "code": 0 } }), "/lifetimes/code", "must be 1 to"),
        (json!({ "jwks": { "keys": [{ "kty": "RSA", "n": "?", "e": "AQAB" }] } }), "/jwks/keys/0", "base64url"),
    ] {
        let answer = call(&app, "PUT", "/PORTAL", &body);
        assert_eq!(answer.status, 422, "{body}: {}", answer.text());
        let told_all = problem(&answer);
        let wrong = &told_all["errors"][0];
        assert_eq!(wrong["pointer"], pointer, "{body}: {told_all}");
        assert!(wrong["detail"].as_str().expect("a text").contains(told), "{body}: {told_all}");
    }
    assert_eq!(call(&app, "GET", "/PORTAL", &Value::Null).status, 404, "nothing was registered");
}

#[test]
fn names_that_no_system_can_have_are_refused() {
    let app = TestApp::start();
    for name in ["portal", "A.B", "A%2FB", "..%2F..", "A%00B", "%D0%9F", "A%20B", "ESIA", "%25", &"A".repeat(65)] {
        let answer = call(&app, "PUT", &format!("/{name}"), &json!({}));
        assert!((400..500).contains(&answer.status), "{name}: {} {}", answer.status, answer.text());
        assert_eq!(call(&app, "DELETE", &format!("/{name}"), &Value::Null).status / 100, 2, "{name}");
    }
    assert_eq!(
        call(&app, "GET", "", &Value::Null).json()["clients"].as_array().expect("a list").len(),
        app.world.clients.len()
    );
}

#[test]
fn certificates_have_a_bound() {
    let app = TestApp::start();
    let many = |count: usize| json!({ "certificates": vec![json!({ "pem": EPOS.1 }); count] });
    assert_eq!(call(&app, "PUT", "/PORTAL", &many(100)).status, 201);
    let full = call(&app, "POST", "/PORTAL/keys", &json!({ "algorithm": "gost256" }));
    assert_eq!(full.status, 429, "{}", full.text());
    let answer = call(&app, "PUT", "/PORTAL", &many(101));
    assert_eq!(problem(&answer)["errors"][0]["pointer"], "/certificates", "{}", answer.text());
    let answer = call(&app, "POST", "/NOBODY/keys", &Value::Null);
    assert_eq!(problem(&answer)["detail"], "there is no client \"NOBODY\"");
    let answer = call(&app, "POST", "/PORTAL/keys", &json!({ "parameter_set": "CryptoPro-A" }));
    assert_eq!(problem(&answer)["errors"][0]["pointer"], "/parameter_set", "{}", answer.text());
}

#[test]
fn with_a_client_everything_ends_that_it_was_given() {
    let app = TestApp::start();
    let before = call(&app, "GET", "/EPOS_DEMO", &Value::Null).json();
    let rp = app.client("EPOS_DEMO");
    let tokens = app.citizen(WHO).gives_tokens_to(&rp);
    let unused = app.citizen(WHO).logs_in_to(&rp).code();
    assert_eq!(rp.reads("/rs/prns/1000000702", &tokens.access_token()).status, 200);
    for _ in 0..2 {
        assert_eq!(call(&app, "DELETE", "/EPOS_DEMO", &Value::Null).status, 204);
    }
    assert_ne!(rp.posts(&rp.code_request(&unused)).status, 200);
    // A system of the same name is another one.
    put(&app, "EPOS_DEMO", &before);
    assert_eq!(rp.posts(&rp.code_request(&unused)).esia_code(), "ESIA-007011");
    assert_ne!(rp.posts(&rp.refresh_request(&tokens.refresh_token())).status, 200);
    assert_ne!(rp.reads("/rs/prns/1000000702", &tokens.access_token()).status, 200);
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url());
    app.citizen(WHO).signs_in(&mut browser);
    assert_eq!(browser.heading(), "Предоставление прав доступа", "consent is asked for again");
}

#[test]
fn a_login_to_a_client_that_is_deleted_meanwhile_ends_with_a_page() {
    let app = TestApp::start();
    let mut login = app.at_sign_in(WHO);
    assert_eq!(call(&app, "DELETE", "/EPOS_DEMO", &Value::Null).status, 204);
    login.citizen.signs_in(&mut login.browser);
    assert!(!login.browser.has_returned());
    assert!((400..500).contains(&login.browser.page().status()), "{}", login.browser.page().text());
    let answer = login.rp.asks(&login.rp.authorize_request());
    assert_eq!(answer.esia_code(), "ESIA-008010", "{}", answer.text());
}

#[test]
fn two_calls_for_one_client_at_once_leave_one_of_both() {
    let app = TestApp::start();
    std::thread::scope(|scope| {
        for number in 0..6 {
            let client = app.at_same();
            scope.spawn(move || {
                let name = format!("Портал {number}");
                let made = put(&client, "PORTAL", &json!({ "name": name, "about": name, "redirect_uris": [CALLBACK] }));
                assert_eq!(made["client"]["about"], name.as_str());
            });
        }
    });
    let left = call(&app, "GET", "/PORTAL", &Value::Null).json();
    assert_eq!(left["name"], left["about"]);
    assert_eq!(app.stand().clients.iter().count(), app.world.clients.len() + 1);
}

#[test]
fn a_file_keeps_what_was_registered() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite");
    let app = TestApp::build().file(&file).start();
    put(&app, "PORTAL", &json!({ "redirect_uris": [CALLBACK] }));
    call(&app, "DELETE", "/DEMO_RSA", &Value::Null);
    let rp = with_key(&app, "PORTAL", &Value::Null);
    drop(app);
    let app = TestApp::build().file(&file).start();
    let again = Registration {
        client_id: "PORTAL".to_owned(),
        redirect_uri: CALLBACK.to_owned(),
        scope: rp.scope.clone(),
        signer: rp.signer.clone(),
    };
    let rp = RelyingParty::new(Arc::clone(&app.http), &app.base, app.now(), again);
    assert_eq!(app.citizen(WHO).gives_tokens_to(&rp).oid(), 1_000_000_702);
    assert_eq!(call(&app, "GET", "/DEMO_RSA", &Value::Null).status, 404);
}
