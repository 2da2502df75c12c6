//! Go `ofstudio/go-api-epgu` v0.5.0 (v3 by ГОСТ, `permissions`) and its head (PKCS#7 on v1, with `permissions` too).
//!
//! Parameters are sorted by name. The first eleven characters of an error are the key to its own errors.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::wire::OID;
use super::wire::V1;
use super::wire::V2;
use super::wire::V3;
use super::wire::Wire;
use super::wire::json;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Answer;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::app::Builder;
use crate::support::cms::Signer;
use crate::support::relying_party::DEMO_GOST;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

/// As its structures are written down, in the order of their fields.
const PERMISSIONS: &str = r#"[{"responsibleObject":"ООО Пример","sysname":"APIPGU","expire":60,"actions":[{"sysname":"ALL_ACTIONS_TO_DATA"}],"purposes":[{"sysname":"APPLY"}],"scopes":[{"sysname":"fullname"},{"sysname":"snils"}]}]"#;

/// The demo client with types of consent, and the ГОСТ certificate beside its own.
fn stand() -> Builder {
    TestApp::build().client("DEMO_RSA", |client| client.certificates.push(DEMO_GOST.1.to_owned()))
}

fn by_gost(mut wire: Wire<'_>) -> Wire<'_> {
    wire.rp.signer = Signer::from_pem(DEMO_GOST.0, DEMO_GOST.1);
    wire
}

fn version_0_5(app: &TestApp) -> Wire<'_> {
    by_gost(Wire::v3(app, "DEMO_RSA", Encoding::UrlSafePadded))
}

fn head(app: &TestApp) -> Wire<'_> {
    by_gost(Wire::v1(app, "DEMO_RSA", Encoding::UrlSafePadded))
}

fn code_request(wire: &Wire<'_>, order: &[&str], state: &str, permissions: &str) -> Request {
    wire.signed(
        order,
        &[
            ("access_type", "online"),
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("permissions", &URL_SAFE_NO_PAD.encode(permissions)),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("response_type", "code"),
            ("scope", "openid"),
            ("state", state),
            ("timestamp", &wire.utc()),
        ],
    )
}

fn token_request(wire: &Wire<'_>, order: &[&str], code: &str, state: &str) -> Request {
    wire.signed(
        order,
        &[
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", "openid"),
            ("state", state),
            ("timestamp", &wire.utc()),
            ("token_type", "Bearer"),
        ],
    )
}

fn update_request(wire: &Wire<'_>) -> Request {
    wire.signed(
        &V2,
        &[
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("grant_type", "client_credentials"),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", &format!("prm_chg?oid={OID}")),
            ("state", &new_state()),
            ("timestamp", &wire.utc()),
            ("token_type", "Bearer"),
        ],
    )
}

/// The key to its table of errors.
fn key(description: &str) -> &str {
    &description[..11]
}

fn exchange_error(answer: &Answer) -> String {
    assert!(answer.status >= 400 && answer.header("content-type").starts_with("application/json"));
    let body = answer.json();
    assert!(body["error"].is_string() && body["state"].is_string(), "{body}");
    key(body["error_description"].as_str().expect("text")).to_owned()
}

#[test]
fn version_0_5_gets_a_consent_and_renews_it() {
    let app = stand().start();
    let wire = version_0_5(&app);
    let (sent, second) = (new_state(), new_state());
    let returned = wire.logs_in(&plus(&code_request(&wire, &V2, &sent, PERMISSIONS)));
    assert_eq!(returned.get("state"), sent);
    let body = token_request(&wire, &V3, &returned.code(), &second);
    let tokens = wire.granted(&plus(&body));
    assert_eq!((&tokens.body["expires_in"], &tokens.body["state"]), (&3600.into(), &second.into()));
    let granted = serde_json::from_str::<serde_json::Value>(PERMISSIONS).expect("JSON");
    assert_eq!(tokens.access().claim("permissions"), &granted);
    assert_eq!(wire.granted(&plus(&update_request(&wire))).access().claim("permissions"), &granted);
}

#[test]
fn head_speaks_v1_with_permissions_that_are_not_signed() {
    let app = stand().start();
    let wire = head(&app);
    let (sent, second) = (new_state(), new_state());
    let code = |request: Request| request.without("client_certificate_hash");
    let returned = wire.logs_in(&plus(&code(code_request(&wire, &V1, &sent, PERMISSIONS))));
    assert_eq!(returned.get("state"), sent);
    let body = code(token_request(&wire, &V1, &returned.code(), &second));
    let answer = wire.posts(&plus(&body));
    assert_eq!(json(&answer)["state"], second.as_str(), "it compares them");
    assert!(wire.rp.tokens(&answer).access().claim("permissions").is_array());
}

#[test]
fn errors_are_found_by_their_first_eleven_characters() {
    let app = stand().start();
    let wire = version_0_5(&app);
    let asked = |permissions: &str| {
        let url = app.url(&format!("{}?{}", wire.ac, plus(&code_request(&wire, &V2, &new_state(), permissions))));
        let mut browser = app.browser();
        let returned = browser.opens(&url).returned();
        assert_eq!((returned.get("code"), returned.get("state").is_empty()), (String::new(), false));
        key(&returned.get("error_description")).to_owned()
    };
    assert_eq!(asked(&PERMISSIONS.replace("APIPGU", "NOBODY")), "ESIA-036701");
    assert_eq!(asked(&PERMISSIONS.replace("APPLY", "NOTHING")), "ESIA-036726");
    assert_eq!(asked(&PERMISSIONS.replace("fullname", "birthdate")), "ESIA-036702", "fullname is mandatory");
    assert_eq!(exchange_error(&wire.posts(&plus(&token_request(&wire, &V3, "no code", &new_state())))), "ESIA-007011");
    assert_eq!(exchange_error(&wire.posts(&plus(&update_request(&wire)))), "ESIA-007019", "nobody has consented");
}

/// «The hash is of the DER»: of the PEM file it is refused, as its manual warns.
#[test]
fn the_hash_of_the_pem_file_is_refused_and_told() {
    let app = stand().start();
    let wire = version_0_5(&app);
    let pem = crate::support::cms::hex(&crate::support::cms::Digest::Streebog256.of(DEMO_GOST.1.as_bytes()));
    let request = code_request(&wire, &V2, &new_state(), PERMISSIONS);
    let answer = wire.asks(&plus(&request.with("client_certificate_hash", &pem.to_uppercase())));
    let (code, reason) = refusal(&answer);
    assert_eq!(code, "ESIA-007053");
    assert!(reason.contains("of the PEM file of"), "{reason}");
}
