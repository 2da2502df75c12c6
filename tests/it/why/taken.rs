//! What is taken although the real ЕСИА may refuse it leaves a warning (2.4, 2.13, 2.15; 1.32).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::support::TestApp;
use crate::support::http::form;
use crate::support::secret::Encoding;
use crate::why::warns;

/// Rows 2.4, 2.15 and 1.32.
#[test]
fn row_2_15_requests_that_are_taken_with_a_warning() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let old = rp.signs(rp.authorize_request().with("timestamp", "2025.01.01 00:00:00 +0300"));
    warns("400 days ago", &rp.asks(&old), "taken-timestamp-old");
    let nonce = rp.signs(rp.authorize_request().with("nonce", "n"));
    warns("nonce", &rp.asks(&nonce), "taken-nonce");
    let pkce = rp.signs(rp.authorize_request().with("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    warns("PKCE at v1", &rp.asks(&pkce), "taken-pkce-ignored");
    let port = rp.signs(rp.authorize_request().with("redirect_uri", "http://127.0.0.1:1/elsewhere"));
    warns("another port", &rp.asks(&port), "taken-loopback-address");
    let state = rp.signs(rp.authorize_request().with("state", "one\n"));
    warns("a line break", &rp.asks(&state), "taken-value-odd");
    let again = rp.authorize_request();
    assert_eq!(rp.asks(&again).header("x-esia-mock-warning"), "", "nothing is to be said of the first");
    warns("the same again", &rp.asks(&again), "taken-request-again");
}

/// Row 2.4: PEM, base64 of base64, no certificate.
#[test]
fn row_2_4_signatures_that_are_taken_with_a_warning() {
    let app = TestApp::start();
    let mut rp = app.client("DEMO_RSA");
    rp.container.with_certificate = false;
    warns("-nocerts", &rp.asks(&rp.authorize_request()), "taken-without-certificate");
    let mut rp = app.client("DEMO_RSA");
    rp.encoding = Encoding::Twice;
    warns("twice", &rp.asks(&rp.authorize_request()), "taken-secret-encoded-twice");
    rp.encoding = Encoding::Standard;
    let right = rp.authorize_request();
    let der = STANDARD.decode(right.get("client_secret")).expect("base64");
    let lines = STANDARD.encode(der);
    let lines: Vec<_> = lines.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    let pem = format!("-----BEGIN PKCS7-----\n{}\n-----END PKCS7-----\n", lines.join("\n"));
    warns("PEM", &rp.asks(&right.with("client_secret", &pem)), "taken-secret-as-pem");
}

/// Rows 2.6 and 2.13: forms that are not said to be, a login that is not there, an address that is not followed.
#[test]
fn row_2_13_what_seems_to_work_is_told_of() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let body = rp.authorize_request().encoded();
    let posted = app.http.post(&app.url("/aas/oauth2/ac")).header("content-type", "text/plain").body(body);
    warns("text/plain", &app.http.send(posted), "taken-content-type");
    warns("no login", &app.http.send(app.http.get(&app.url("/login"))), "taken-without-login");
    let address = app.url("/idp/ext/Logout?client_id=DEMO_RSA&redirect_uri=http%3A%2F%2F127.0.0.1%3A9090%2F");
    warns("redirect_uri", &app.http.send(app.http.get(&address)), "taken-logout-address");
    let answer = app.http.send(form(app.http.post(&app.url("/aas/oauth2/ac")), rp.authorize_request().encoded()));
    assert_eq!(answer.header("x-esia-mock-warning"), "");
}

/// A warning is in the journal as well.
#[test]
fn a_warning_is_kept_in_the_journal() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    rp.asks(&rp.signs(rp.authorize_request().with("nonce", "n")));
    let listed = app.http.send(app.http.get(&app.url("/_mock/api/v1/requests"))).json();
    let warned = &listed["requests"][0]["warnings"][0];
    assert_eq!(warned["reason_id"], "taken-nonce", "{listed}");
}
