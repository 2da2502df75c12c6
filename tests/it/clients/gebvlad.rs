//! PHP `gebvlad/esia` (2017, CodeIgniter): v1, `openssl_pkcs7_sign`, detached.
//!
//! Asks for a token of each scope by the same code, and from another path than that of the code request. It sends
//! `cid` and `rurl` besides.

use esia_mock::domain::quirk::Quirk;

use super::wire::OID;
use super::wire::V1;
use super::wire::Wire;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::app::Builder;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

const SCOPES: [&str; 3] = ["birthplace", "contacts", "fullname"];

fn library(app: &TestApp) -> Wire<'_> {
    Wire::v1(app, "DEMO_RSA", Encoding::UrlSafe)
}

fn code_request(wire: &Wire<'_>, state: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("cid", &wire.rp.client_id),
            ("rurl", "http://rp.example/redirect"),
            ("client_secret", ""),
            ("redirect_uri", &format!("http://127.0.0.1:9090/esiabridge/token/{state}/0/ticket")),
            ("scope", &SCOPES.join(" ")),
            ("response_type", "code"),
            ("state", state),
            ("timestamp", &wire.moscow()),
            ("access_type", "online"),
        ],
    )
}

fn token_request(wire: &Wire<'_>, code: &str, scope: &str) -> Request {
    wire.signed(
        &V1,
        &[
            ("client_id", &wire.rp.client_id),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("client_secret", ""),
            ("state", &new_state()),
            ("redirect_uri", "http://127.0.0.1:9090/esiabridge/token"),
            ("scope", scope),
            ("timestamp", &wire.moscow()),
            ("token_type", "Bearer"),
        ],
    )
}

fn lenient(quirks: &[Quirk]) -> Builder {
    quirks.iter().fold(TestApp::build(), |builder, quirk| builder.quirk("DEMO_RSA", *quirk))
}

#[test]
fn a_token_for_each_scope_with_reuse_code_and_ignore_redirect_mismatch() {
    let app = lenient(&[Quirk::ReuseCode, Quirk::IgnoreRedirectMismatch]).start();
    let wire = library(&app);
    let state = new_state();
    let returned = wire.logs_in(&plus(&code_request(&wire, &state)));
    assert_eq!(returned.get("state"), state);
    assert!(returned.0.path().contains(&state), "and the path has it again: {}", returned.0);
    let now = app.now()().timestamp();
    for scope in SCOPES {
        let tokens = wire.granted(&plus(&token_request(&wire, &returned.code(), scope)));
        let access = tokens.access();
        assert_eq!(access.claim("iss"), "http://esia.gosuslugi.ru/");
        assert_eq!(access.claim("client_id"), "DEMO_RSA");
        assert!(access.claim("nbf").as_i64().is_some_and(|from| from - 10 <= now), "ten seconds of patience");
        assert!(access.claim("exp").as_i64().is_some_and(|until| until >= now));
        assert_eq!(wire.reads(&format!("/rs/prns/{OID}"), &tokens.access_token())["firstName"], "Имя006");
    }
}

#[test]
fn without_one_of_the_quirks_it_is_refused_and_told_why() {
    for (quirk, exchanges, words) in
        [(Quirk::ReuseCode, 1, "redirect_uri is"), (Quirk::IgnoreRedirectMismatch, 2, "already exchanged")]
    {
        let app = lenient(&[quirk]).start();
        let wire = library(&app);
        let code = wire.logs_in(&plus(&code_request(&wire, &new_state()))).code();
        let exchange = || wire.posts(&plus(&token_request(&wire, &code, "fullname")));
        for _ in 1..exchanges {
            assert_eq!(exchange().status, 200);
        }
        let (code, reason) = refusal(&exchange());
        assert_eq!(code, "ESIA-007011");
        assert!(reason.contains(words), "{reason}");
    }
}
