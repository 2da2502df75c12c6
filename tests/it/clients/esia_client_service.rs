//! .NET `leonidimeev/EsiaClientService`: v3 by ГОСТ, consents of the digital profile, base64url without padding.
//!
//! Token requests are POSTs with everything in the query and nothing in the body. Only `+`, `:` and spaces are escaped.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V2;
use super::wire::V3;
use super::wire::Wire;
use super::wire::json;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::app::Builder;
use crate::support::cms::Signer;
use crate::support::relying_party::DEMO_GOST;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

/// One name for the type of the consent and for its purpose.
const PERMISSIONS: &str = r#"[{"expire":262800,"scopes":[{"sysname":"fullname"}],"purposes":[{"sysname":"APIPGU"}],"sysname":"APIPGU","actions":[{"sysname":"ALL_ACTIONS_TO_DATA"}]}]"#;

fn stand() -> Builder {
    TestApp::build().client("DEMO_RSA", |client| {
        client.certificates.push(DEMO_GOST.1.to_owned());
        "APIPGU".clone_into(&mut client.consent_types[0].purposes[0].sysname);
    })
}

fn library(app: &TestApp) -> Wire<'_> {
    let mut wire = Wire::v3(app, "DEMO_RSA", Encoding::UrlSafe);
    wire.rp.signer = Signer::from_pem(DEMO_GOST.0, DEMO_GOST.1);
    wire
}

/// Pairs as they are, and three replacements over the whole.
fn written(pairs: &Request, names: &[&str]) -> String {
    let pairs: Vec<_> = names.iter().map(|name| format!("{name}={}", pairs.get(name))).collect();
    pairs.join("&").replace('+', "%2B").replace(':', "%3A").replace(' ', "+")
}

fn code_request(wire: &Wire<'_>, state: &str) -> String {
    let names = [
        "client_secret",
        "client_id",
        "timestamp",
        "state",
        "redirect_uri",
        "client_certificate_hash",
        "response_type",
        "access_type",
        "scope",
        "permissions",
    ];
    let request = wire.signed(
        &V2,
        &[
            ("client_id", &wire.rp.client_id),
            ("timestamp", &wire.utc()),
            ("state", state),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("response_type", "code"),
            ("access_type", "online"),
            ("scope", "openid"),
            ("permissions", &URL_SAFE_NO_PAD.encode(PERMISSIONS)),
        ],
    );
    written(&request, &names)
}

fn token_request(wire: &Wire<'_>, code: &str, state: &str) -> String {
    let names = [
        "client_secret",
        "client_id",
        "scope",
        "timestamp",
        "state",
        "redirect_uri",
        "client_certificate_hash",
        "code",
        "grant_type",
        "token_type",
    ];
    let request = wire.signed(
        &V3,
        &[
            ("client_id", &wire.rp.client_id),
            ("scope", "openid"),
            ("timestamp", &wire.utc()),
            ("state", state),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("token_type", "Bearer"),
        ],
    );
    written(&request, &names)
}

#[test]
fn the_whole_login_with_the_token_request_in_the_query() {
    let app = stand().quirk("DEMO_RSA", Quirk::ExpiresInString).start();
    let wire = library(&app);
    let state = new_state();
    let returned = wire.logs_in(&code_request(&wire, &state));
    assert_eq!(returned.get("state"), state, "the key to its cache");
    // The state of the code request once more, no body, no Content-Type.
    let url = app.url(&format!("{}?{}", wire.te, token_request(&wire, &returned.code(), &state)));
    let answer = app.http.send(app.http.post(&url));
    let body = json(&answer);
    assert!(!answer.text().contains('<'), "anything that looks like HTML is an error");
    assert_eq!(body["expires_in"], "3600", "declared as text");
    let token = body["access_token"].as_str().expect("a token");
    assert_eq!(wire.reads(&format!("/rs/prns/{OID}"), token)["status"], "REGISTERED");
}

#[test]
fn without_the_quirk_expires_in_is_a_number() {
    let app = stand().start();
    let wire = library(&app);
    let state = new_state();
    let code = wire.logs_in(&code_request(&wire, &state)).code();
    let url = app.url(&format!("{}?{}", wire.te, token_request(&wire, &code, &state)));
    assert_eq!(json(&app.http.send(app.http.post(&url)))["expires_in"], 3600);
}

#[test]
fn an_error_of_the_token_request_is_json_that_it_takes_by_its_status() {
    let app = stand().start();
    let wire = library(&app);
    let url = app.url(&format!("{}?{}", wire.te, token_request(&wire, "no-code", &new_state())));
    let answer = app.http.send(app.http.post(&url));
    assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-007011"));
}
