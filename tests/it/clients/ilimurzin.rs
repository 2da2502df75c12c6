//! PHP `ilimurzin/esia` 3.2.1 (v1) and 4.0.0 (v3, ГОСТ by CryptoPro or OpenSSL).
//!
//! 4.x always sends `scope_org`, compares the state of the token answer, and wants every field of it, with types.

use super::wire::OID;
use super::wire::V1;
use super::wire::V2;
use super::wire::V3;
use super::wire::Wire;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::Token;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPE: &str = "openid fullname snils usr_org";

fn version_3(app: &TestApp) -> Wire<'_> {
    Wire { citizen: "confirmed_school_director", ..Wire::v1(app, "DEMO_RSA", Encoding::UrlSafe) }
}

fn v1_code_request(wire: &Wire<'_>) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("state", &new_state()),
            ("access_type", "offline"),
            ("timestamp", &wire.moscow()),
        ],
    )
}

/// One of `("code", …)` and `("refresh_token", …)`: the code stands second, the refresh token last.
fn v1_token_request(wire: &Wire<'_>, grant: &str, code: &[(&str, &str)], refresh: &[(&str, &str)]) -> Request {
    let (state, timestamp) = (new_state(), wire.moscow());
    let rest = [
        ("grant_type", grant),
        ("client_secret", ""),
        ("state", &state),
        ("redirect_uri", &wire.rp.redirect_uri),
        ("scope", SCOPE),
        ("timestamp", &timestamp),
        ("token_type", "Bearer"),
    ];
    wire.signed(&V1, &[&[("client_id", wire.rp.client_id.as_str())], code, &rest, refresh].concat())
}

fn credentials_request(wire: &Wire<'_>, scope: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("response_type", "token"),
            ("grant_type", "client_credentials"),
            ("client_secret", ""),
            ("state", &new_state()),
            ("scope", scope),
            ("timestamp", &wire.moscow()),
            ("token_type", "Bearer"),
        ],
    )
}

#[test]
fn version_3_logs_in_refreshes_and_reads_organisations_by_itself() {
    let app = TestApp::start();
    let wire = version_3(&app);
    let code = wire.logs_in(&plus(&v1_code_request(&wire))).code();
    let tokens = wire.granted(&plus(&v1_token_request(&wire, "authorization_code", &[("code", &code)], &[])));
    let refresh = tokens.refresh_token();
    let body = v1_token_request(&wire, "refresh_token", &[], &[("refresh_token", &refresh)]);
    let tokens = wire.granted(&plus(&body));
    let (oid, token) = (tokens.oid(), tokens.access_token());
    let roles = wire.reads(&format!("/rs/prns/{oid}/roles"), &token);
    assert!(roles["elements"][0]["ogrn"].is_string(), "{roles}");
    let urls = wire.reads(&format!("/rs/prns/{oid}/orgs"), &token)["elements"].clone();
    let url = urls[0].as_str().expect("an address");
    let (_, org) = url.rsplit_once("/rs/orgs/").expect("the number is cut out of the address");
    let names = ["org_fullname", "org_inn"].map(|name| format!("http://esia.gosuslugi.ru/{name}?org_oid={org}"));
    let alone = wire.posts(&plus(&credentials_request(&wire, &names.join(" "))));
    assert_eq!(alone.status, 200, "{:?}", refusal(&alone));
    let read = wire.reads(url, alone.json()["access_token"].as_str().expect("a token"));
    assert!(read["fullName"].is_string() && read["inn"].is_string(), "{read}");
}

fn version_4(app: &TestApp) -> Wire<'_> {
    Wire::v3(app, "DEMO_GOST", Encoding::UrlSafe)
}

fn v2_code_request(wire: &Wire<'_>, state: &str) -> Request {
    wire.signed(
        &V2,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_certificate_hash", &wire.rp.signer.certificate_hash()),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", "openid fullname"),
            ("scope_org", ""),
            ("response_type", "code"),
            ("state", state),
            ("access_type", "offline"),
            ("timestamp", &wire.moscow()),
        ],
    )
}

fn v3_token_request(
    wire: &Wire<'_>,
    (grant, state): (&str, &str),
    code: &[(&str, &str)],
    refresh: &[(&str, &str)],
) -> Request {
    let (hash, timestamp) = (wire.rp.signer.certificate_hash(), wire.moscow());
    let rest = [
        ("grant_type", grant),
        ("client_certificate_hash", &hash),
        ("client_secret", ""),
        ("state", state),
        ("redirect_uri", &wire.rp.redirect_uri),
        ("scope", "openid fullname"),
        ("scope_org", ""),
        ("timestamp", &timestamp),
        ("token_type", "Bearer"),
    ];
    let all = [&[("client_id", wire.rp.client_id.as_str())], code, &rest, refresh].concat();
    // Without a code the last of these contributes nothing: variant 1 of the refresh.
    wire.signed(&V3, &all)
}

/// Its `Token` wants these, typed; the number is read out of the access token as `int`.
fn wants_all(body: &serde_json::Value, state: &str) {
    for name in ["access_token", "refresh_token", "id_token", "state", "token_type"] {
        assert!(body[name].is_string(), "{name}: {body}");
    }
    assert!(body["expires_in"].is_i64(), "{body}");
    assert_eq!(body["state"], state);
    let access = Token::unverified(body["access_token"].as_str().expect("text"));
    assert_eq!(access.claim("urn:esia:sbj_id").as_u64(), Some(OID));
}

#[test]
fn version_4_logs_in_and_refreshes_by_the_first_variant() {
    let app = TestApp::start();
    let wire = version_4(&app);
    let state = new_state();
    let returned = wire.logs_in(&plus(&v2_code_request(&wire, &state)));
    assert_eq!(returned.get("state"), state);
    let state = new_state();
    let code = returned.code();
    let request = v3_token_request(&wire, ("authorization_code", &state), &[("code", &code)], &[]);
    assert_eq!(request.get("client_secret").len(), 86, "64 bytes");
    let tokens = wire.granted(&plus(&request));
    wants_all(&tokens.body, &state);
    let (state, refresh) = (new_state(), tokens.refresh_token());
    let request = v3_token_request(&wire, ("refresh_token", &state), &[], &[("refresh_token", &refresh)]);
    wants_all(&wire.granted(&plus(&request)).body, &state);
}

/// Issue 7 of the library: a SHA-1 fingerprint, forty digits, is what ЕСИА calls a wrong secret.
#[test]
fn version_4_with_the_hash_of_another_algorithm_is_refused_and_told_the_right_one() {
    let app = TestApp::start();
    let wire = version_4(&app);
    let hash = "AB".repeat(20);
    let request = v2_code_request(&wire, &new_state()).with("client_certificate_hash", &hash);
    let answer = wire.asks(&plus(&request));
    assert!(answer.header("location").contains("?error_description=ESIA-007053%3A+OAuthErrorEnum.clientSecretWrong"));
    assert!(refusal(&answer).1.contains("belongs to no certificate"), "{}", refusal(&answer).1);
}
