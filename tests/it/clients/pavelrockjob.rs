//! PHP `pavelrockjob/esia` 1.0.61: v1, detached CMS by CryptoPro.
//!
//! `response_type` in the body as well; whether an account is confirmed it reads from whether a claim is there.

use esia_mock::domain::quirk::Quirk;

use super::wire::V1;
use super::wire::Wire;
use super::wire::plus;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::Tokens;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPE: &str = "openid fullname snils email id_doc self_employed";

fn library<'a>(app: &'a TestApp, citizen: &'static str) -> Wire<'a> {
    Wire { citizen, ..Wire::v1(app, "DEMO_GOST", Encoding::UrlSafe) }
}

fn code_request(wire: &Wire<'_>, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("state", state),
            ("timestamp", &wire.moscow()),
            ("access_type", "offline"),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("client_secret", ""),
            ("state", &new_state()),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("scope", SCOPE),
            ("response_type", "code"),
            ("timestamp", &wire.moscow()),
            ("token_type", "Bearer"),
        ],
    )
}

fn logs_in(wire: &Wire<'_>) -> Tokens {
    let state = new_state();
    // Written into a page with `&amp;`, which a browser reads as `&` again.
    let link = plus(&code_request(wire, &state)).replace('&', "&amp;");
    let returned = wire.logs_in(&link.replace("&amp;", "&"));
    assert_eq!(returned.get("state"), state, "compared where its configuration says so");
    wire.granted(&plus(&token_request(wire, &returned.code())))
}

/// As it would understand the identity token: the number, the type, and «confirmed».
fn subject(tokens: &Tokens) -> (u64, String, bool) {
    let id = tokens.id();
    let subject = id.claim("urn:esia:sbj");
    let kind = subject["urn:esia:sbj:typ"].as_str().expect("text").to_owned();
    (subject["urn:esia:sbj:oid"].as_u64().expect("a number"), kind, subject.get("urn:esia:sbj:is_tru").is_some())
}

#[test]
fn the_whole_login_of_accounts_confirmed_and_not() {
    let app = TestApp::start();
    for (persona, confirmed) in [("esia_test_006", true), ("standard_adult", false), ("simplified_by_email", false)] {
        let wire = library(&app, persona);
        let tokens = logs_in(&wire);
        let (oid, kind, is_confirmed) = subject(&tokens);
        assert_eq!((oid, kind.as_str(), is_confirmed), (app.citizen(persona).oid, "P", confirmed), "{persona}");
        assert!(!tokens.refresh_token().is_empty(), "it reads the field unasked");
        let token = tokens.access_token();
        let person = wire.reads(&format!("/rs/prns/{oid}/"), &token);
        for name in ["trusted", "rfgUOperatorCheck", "verifying", "containsUpCfmCode"] {
            assert!(person[name].is_boolean(), "{name} is a bool: {person}");
        }
        for below in ["docs", "ctts"] {
            let collection = wire.reads(&format!("/rs/prns/{oid}/{below}"), &token);
            assert!(wire.follows(&collection, &token).iter().all(|element| element["type"].is_string()));
        }
    }
}

#[test]
fn self_employment_needs_self_employed_string() {
    let read = |app: &TestApp| {
        let wire = library(app, "esia_test_006");
        let tokens = logs_in(&wire);
        wire.reads(&format!("/rs/prns/{}/", tokens.oid()), &tokens.access_token())["selfEmployed"].clone()
    };
    let lenient = TestApp::build().quirk("DEMO_GOST", Quirk::SelfEmployedString).start();
    assert!(read(&lenient).is_string());
    assert!(read(&TestApp::start()).is_object(), "a TypeError of its ?string");
}
