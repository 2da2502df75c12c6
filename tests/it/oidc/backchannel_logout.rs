//! The certification plan `oidcc-backchannel-rp-initiated-logout-certification-test-plan`, and who else is told
//! (Back-Channel Logout 1.0).

use url::Url;
use url::form_urlencoded;

use esia_mock::domain::quirk::Quirk;

use crate::support::Browser;
use crate::support::Receiver;
use crate::support::TestApp;
use crate::support::Token;

const ADULT: &str = "confirmed_mother_of_two";
const AFTER: &str = "http://127.0.0.1:9090/";

/// A stand whose demo client wants to be told.
fn telling(receiver: &Receiver, session_required: bool) -> TestApp {
    let address = Url::parse(&receiver.address).expect("an address");
    let change = |client: &mut esia_mock::domain::client::Client| {
        client.backchannel_logout_uri = Some(address);
        client.backchannel_logout_session_required = session_required;
    };
    TestApp::build().client("DEMO_RSA", change).start()
}

fn signed_in(app: &TestApp, browser: &mut Browser) -> Token {
    let client = app.standard_client("DEMO_RSA");
    let code = client.logs_in(app, browser, ADULT, &client.request()).code();
    client.verified(&client.exchanges(&code).id())
}

/// The logout token of a request.
fn logout_token(app: &TestApp, request: &str) -> Token {
    let (head, body) = request.split_once("\r\n\r\n").expect("head and body");
    assert!(head.starts_with("POST /logout HTTP/1.1\r\n"), "{head}");
    assert!(head.to_lowercase().contains("content-type: application/x-www-form-urlencoded"), "{head}");
    let pairs: Vec<_> = form_urlencoded::parse(body.as_bytes()).collect();
    assert_eq!(pairs.len(), 1);
    assert_eq!(pairs[0].0, "logout_token");
    app.standard_client("DEMO_RSA").verified(&pairs[0].1)
}

/// `oidcc-backchannel-logout-discovery-endpoint-verification` (2.1).
#[test]
fn oidcc_backchannel_logout_discovery_endpoint_verification() {
    let app = TestApp::start();
    let metadata = app.standard_client("DEMO_RSA").reads("/.well-known/openid-configuration").json();
    assert_eq!(metadata["backchannel_logout_supported"], true);
    assert_eq!(metadata["backchannel_logout_session_supported"], true);
}

/// `oidcc-backchannel-rp-initiated-logout`: the client is told by a right logout token, the browser returns, and
/// nobody is signed in any more (2.4 and 2.5).
#[test]
fn oidcc_backchannel_rp_initiated_logout() {
    let receiver = Receiver::answering("200 OK");
    let app = telling(&receiver, true);
    let mut browser = app.browser();
    let id = signed_in(&app, &mut browser);
    browser
        .opens("/oidc/end_session?client_id=DEMO_RSA&post_logout_redirect_uri=http://127.0.0.1:9090/")
        .presses("Выйти");
    assert_eq!(browser.returned().0.as_str(), AFTER);
    let token = logout_token(&app, &receiver.next());
    assert_eq!(token.header["typ"], "logout+jwt");
    for claim in ["iss", "aud", "sub", "sid"] {
        assert_eq!(token.claim(claim), id.claim(claim), "{claim}");
    }
    let now = app.now()().timestamp();
    assert_eq!(token.claim("iat").as_i64(), Some(now));
    assert_eq!(token.claim("exp").as_i64(), Some(now + 120));
    assert_eq!(token.claim("events"), &serde_json::json!({ "http://schemas.openid.net/event/backchannel-logout": {} }));
    assert!(token.claim("jti").is_string());
    assert!(token.payload.get("nonce").is_none(), "a logout token must never pass for an ID token");
    let client = app.standard_client("DEMO_RSA");
    let silent = client.url_of(&client.request().with("prompt", "none"));
    assert_eq!(browser.opens(&silent).returned().get("error"), "login_required");
    assert!(receiver.is_empty(), "told once");
}

#[test]
fn the_logout_of_esia_tells_as_well_and_the_session_is_named_only_where_that_is_required() {
    let receiver = Receiver::answering("200 OK");
    let app = telling(&receiver, false);
    let mut browser = app.browser();
    signed_in(&app, &mut browser);
    assert_eq!(browser.opens("/idp/ext/Logout").heading(), "Вы вышли");
    let token = logout_token(&app, &receiver.next());
    assert_eq!((token.claim("sub").as_str(), token.payload.get("sid")), (Some("1000000702"), None));
}

/// Keycloak as a broker forgets the way back if it is told of a logout that it began (`docs/keycloak.md`).
#[test]
fn by_quirk_a_client_is_not_told_of_a_logout_that_it_began_itself() {
    for (quirks, told_of_its_own) in [(vec![], true), (vec![Quirk::NoOwnLogoutToken], false)] {
        let receiver = Receiver::answering("200 OK");
        let address = Url::parse(&receiver.address).expect("an address");
        let app = TestApp::build()
            .client("DEMO_RSA", |client| {
                client.backchannel_logout_uri = Some(address);
                client.backchannel_logout_session_required = true;
                client.quirks.extend(quirks);
            })
            .start();
        let mut browser = app.browser();
        let first = signed_in(&app, &mut browser);
        browser.opens("/oidc/end_session?client_id=DEMO_RSA").presses("Выйти");
        if told_of_its_own {
            assert_eq!(logout_token(&app, &receiver.next()).claim("sid"), first.claim("sid"));
        }
        // Somebody else's wish is told in any case, and nothing was told before it.
        let second = signed_in(&app, &mut browser);
        browser.opens("/oidc/end_session").presses("Выйти");
        assert_eq!(logout_token(&app, &receiver.next()).claim("sid"), second.claim("sid"));
    }
}

#[test]
fn a_client_that_cannot_be_told_does_not_keep_the_citizen() {
    for status in ["500 Internal Server Error", "302 Found"] {
        let receiver = Receiver::answering(status);
        let app = telling(&receiver, true);
        let mut browser = app.browser();
        signed_in(&app, &mut browser);
        assert_eq!(browser.opens("/idp/ext/Logout").heading(), "Вы вышли", "{status}");
        receiver.next();
    }
    let nobody = TestApp::build()
        .client("DEMO_RSA", |client| client.backchannel_logout_uri = Url::parse("http://127.0.0.1:1/").ok())
        .start();
    let mut browser = nobody.browser();
    signed_in(&nobody, &mut browser);
    assert_eq!(browser.opens("/idp/ext/Logout").heading(), "Вы вышли");
}

#[test]
fn a_session_that_was_renewed_is_ended_under_every_name_that_clients_know() {
    let receiver = Receiver::answering("204 No Content");
    let app = telling(&receiver, true);
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    let first = signed_in(&app, &mut browser);
    browser.opens(&client.url_of(&client.request().with("prompt", "login")));
    let code = app.citizen(ADULT).signs_in(&mut browser).returned().code();
    let second = client.verified(&client.exchanges(&code).id());
    assert_ne!(first.claim("sid"), second.claim("sid"));
    browser.opens("/idp/ext/Logout");
    let told = [receiver.next(), receiver.next()].map(|request| logout_token(&app, &request).claim("sid").to_string());
    for sid in [first.claim("sid"), second.claim("sid")] {
        assert!(told.contains(&sid.to_string()), "{sid}");
    }
}

#[test]
fn clients_that_got_no_tokens_in_the_session_are_not_told() {
    let receiver = Receiver::answering("200 OK");
    let app = telling(&receiver, true);
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    client.logs_in(&app, &mut browser, ADULT, &client.request());
    browser.opens("/idp/ext/Logout");
    assert!(receiver.is_empty(), "the code was never exchanged");
}

/// Case 1.33: a session that ends by its age is told where the rule says so.
#[test]
fn a_session_that_ends_by_its_age_is_told_by_rule() {
    for (rule, is_told) in [("session.expiry_logout=on", true), ("session.expiry_logout=off", false)] {
        let receiver = Receiver::answering("200 OK");
        let address = Url::parse(&receiver.address).expect("an address");
        let build = TestApp::build().client("DEMO_RSA", |client| {
            client.backchannel_logout_uri = Some(address);
            client.backchannel_logout_session_required = true;
        });
        let app = build.config(|config| config.rules.set(rule).expect("a rule")).start();
        let id = signed_in(&app, &mut app.browser());
        app.moves_clock(&serde_json::json!({ "advance": "PT3H" }));
        if is_told {
            assert_eq!(logout_token(&app, &receiver.next()).claim("sid"), id.claim("sid"));
        }
        assert!(receiver.is_empty(), "{rule}");
    }
}
