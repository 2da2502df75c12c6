//! Python `epgu` (yellow444): a token of the organisation for its API-Key; beside it a login of v1. CMS by CryptoPro,
//! base64url without padding.

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::json;
use super::wire::plus;
use crate::support::Answer;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::Token;
use crate::support::cms::Signer;
use crate::support::relying_party::DEMO_GOST;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const KEY: &str = "6d0cbd4b-3d6c-4f0e-9a52-3c1e9d1f7b11";
const SCOPE: &str = "openid fullname";

fn stand() -> TestApp {
    TestApp::build().client("DEMO_RSA", |client| client.certificates.push(DEMO_GOST.1.to_owned())).start()
}

fn library(app: &TestApp) -> Wire<'_> {
    let mut wire = Wire::v1(app, "DEMO_RSA", Encoding::UrlSafe);
    wire.rp.signer = Signer::from_pem(DEMO_GOST.0, DEMO_GOST.1);
    wire
}

/// A token for the key, which is itself what was signed.
fn asks_by_key(wire: &Wire<'_>, signed: &str) -> Answer {
    let signature = wire.rp.encoding.encode(&wire.rp.signer.message(signed.as_bytes(), wire.rp.container));
    let path = format!("/esia-rs/api/public/v1/orgs/ext-app/{KEY}/tkn?signature={signature}");
    let request = wire.app.http.get(&wire.app.url(&path));
    wire.app.http.send(request.header("user-agent", "python-epgu"))
}

#[test]
fn a_token_for_the_api_key() {
    let app = stand();
    let body = json(&asks_by_key(&library(&app), KEY));
    let token = Token::verified(&app.http, &app.base, body["accessTkn"].as_str().expect("accessTkn"));
    assert_eq!(token.claim("client_id"), "DEMO_RSA");
    assert_eq!(token.claim("scope"), "http://lk.gosuslugi.ru/api-order");
    let expires = ["expiresIn", "expires_in"].map(|name| body.get(name).is_none_or(serde_json::Value::is_u64));
    assert_eq!(expires, [true, true], "optional, and a number where it is there");
}

#[test]
fn a_signature_of_another_key_is_not_200() {
    let app = stand();
    let answer = asks_by_key(&library(&app), "00000000-0000-4000-8000-000000000000");
    assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-007005"));
}

fn token_request(wire: &Wire<'_>, what: (&str, &str), grant: &str) -> Request {
    let (state, timestamp) = (new_state(), wire.utc());
    let head = [("client_id", wire.rp.client_id.as_str()), ("client_secret", ""), what, ("grant_type", grant)];
    let address = [("redirect_uri", wire.rp.redirect_uri.as_str())];
    let tail = [("scope", SCOPE), ("state", &state), ("timestamp", &timestamp), ("token_type", "Bearer")];
    // The address belongs to the exchange of a code only.
    let address = if grant == "refresh_token" { &address[..0] } else { &address[..] };
    wire.signed(&V1, &[&head, address, &tail].concat())
}

#[test]
fn its_login_of_a_citizen_and_a_refresh_without_address() {
    let app = stand();
    let wire = library(&app);
    let (state, timestamp) = (new_state(), wire.utc());
    let request = wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("state", &state),
            ("timestamp", &timestamp),
            ("access_type", "offline"),
        ],
    );
    let returned = wire.logs_in(&plus(&request));
    assert_eq!(returned.get("state"), state);
    let tokens = wire.granted(&plus(&token_request(&wire, ("code", &returned.code()), "authorization_code")));
    let refresh = tokens.refresh_token();
    let again = wire.granted(&plus(&token_request(&wire, ("refresh_token", &refresh), "refresh_token")));
    assert_eq!(again.oid(), OID);
}
