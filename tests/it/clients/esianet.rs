//! .NET `EsiaNET.AspNetCore.Authentication` 6.0.0, on the OAuth handler of ASP.NET: v1, detached CMS in `UrlTokenEncode`.
//!
//! One state for the life of the process; the address carries `?data=…` in the code request and not in the token request.

use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::json;
use super::wire::percent;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::secret::Encoding;

const STATE: &str = "0b8f2c1e-6a57-4d0f-9a3b-2f6c1d5e7a90";
const SCOPE: &str = "openid fullname email mobile birth_cert_doc";
const DATA: &str = "CfDJ8NhY-Zk_7b";

fn library(app: &TestApp) -> Wire<'_> {
    Wire::v1(app, "DEMO_RSA", Encoding::DotNet)
}

fn code_request(wire: &Wire<'_>) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("state", STATE),
            ("timestamp", &wire.utc()),
            ("access_type", "online"),
            ("redirect_uri", &format!("{}?data={DATA}", wire.rp.redirect_uri)),
            ("client_secret", ""),
        ],
    )
}

/// The address follows the signature, and is left out of `client_credentials`.
fn token_request(wire: &Wire<'_>, grant: &str, scope: &str, what: (&str, &str)) -> Request {
    let timestamp = wire.utc();
    let all = [
        ("client_id", wire.rp.client_id.as_str()),
        what,
        ("grant_type", grant),
        ("state", STATE),
        ("scope", scope),
        ("timestamp", &timestamp),
        ("token_type", "Bearer"),
        ("client_secret", ""),
        ("redirect_uri", &wire.rp.redirect_uri),
    ];
    let count = if grant == "client_credentials" { all.len() - 1 } else { all.len() };
    wire.signed(&V1, &all[..count])
}

const JSON: [(&str, &str); 1] = [("accept", "application/json")];

/// The access token of a login.
fn logs_in(wire: &Wire<'_>) -> serde_json::Value {
    let returned = wire.logs_in(&percent(&code_request(wire)));
    assert_eq!((returned.get("state").as_str(), returned.get("data").as_str()), (STATE, DATA), "both come back");
    let body = token_request(wire, "authorization_code", SCOPE, ("code", &returned.code()));
    assert!(body.get("client_secret").ends_with(|last: char| ('0'..='2').contains(&last)), "the padding is counted");
    json(&wire.posts_with(&plus(&body), &JSON))
}

#[test]
fn the_whole_login_twice_with_one_state() {
    let app = TestApp::start();
    let wire = library(&app);
    for _ in 0..2 {
        let tokens = logs_in(&wire);
        let token = tokens["access_token"].as_str().expect("a token");
        let person = wire.reads(&format!("/rs/prns/{OID}"), token);
        assert!(person["trusted"].is_boolean() && person["updatedOn"].is_u64(), "{person}");
        let contacts = wire.reads(&format!("/rs/prns/{OID}/ctts?embed=(elements)"), token);
        for contact in contacts["elements"].as_array().expect("elements") {
            assert!(contact["vrfStu"].is_string(), "it falls over a contact without: {contact}");
        }
        let refresh = tokens["refresh_token"].as_str().expect("a token");
        let body = token_request(&wire, "refresh_token", SCOPE, ("refresh_token", refresh));
        assert_eq!(wire.posts_with(&plus(&body), &JSON).status, 200);
    }
    let alone = format!("fullname?oid={OID}");
    let body = token_request(&wire, "client_credentials", &alone, ("response_type", "token"));
    assert_eq!(wire.granted(&plus(&body)).access().claim("scope"), alone.as_str());
}

#[test]
fn birth_certificates_by_their_old_name_need_old_birth_certificate_type() {
    let types = |app: &TestApp| {
        let wire = library(app);
        let tokens = logs_in(&wire);
        let token = tokens["access_token"].as_str().expect("a token");
        let documents = wire.reads(&format!("/rs/prns/{OID}/docs?embed=(elements)"), token);
        documents["elements"][0]["type"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(types(&TestApp::build().quirk("DEMO_RSA", Quirk::OldBirthCertificateType).start()), "BRTH_CERT");
    assert_eq!(types(&TestApp::start()), "RF_BRTH_CERT", "which it takes for no birth certificate");
}

#[test]
fn a_refusal_comes_with_data_and_error() {
    let app = TestApp::start();
    let wire = library(&app);
    let answer = wire.asks(&percent(&code_request(&wire).with("client_secret", "AAAA0")));
    let location = answer.header("location");
    assert!(location.contains(&format!("/callback?data={DATA}&error_description=")), "{location}");
    assert_eq!(refusal(&answer).0, "ESIA-007005");
}
