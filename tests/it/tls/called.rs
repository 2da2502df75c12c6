//! Whom the stand trusts where it calls: logout tokens, and keys of clients, over https.

use url::Url;

use esia_mock::domain::client::Client;

use crate::support::ClientKey;
use crate::support::Receiver;
use crate::support::TestApp;
use crate::support::tls;

const LOGOUT: &str = "/oidc/end_session?client_id=DEMO_RSA&post_logout_redirect_uri=http://127.0.0.1:9090/";

/// A stand whose demo client is changed so, and which trusts this authority, if any.
fn stand(authority: Option<&str>, change: impl FnOnce(&mut Client)) -> TestApp {
    let build = TestApp::build().client("DEMO_RSA", change);
    build.process(|config| config.trust = authority.map(tls::trusting).unwrap_or_default()).start()
}

fn signs_out(app: &TestApp) {
    let (client, mut browser) = (app.standard_client("DEMO_RSA"), app.browser());
    let code = client.logs_in(app, &mut browser, super::ADULT, &client.request()).code();
    // Whoever has got tokens is told of the end.
    client.exchanges(&code).id();
    browser.opens(LOGOUT).presses("Выйти");
}

#[test]
fn a_logout_token_goes_to_an_https_address_whose_authority_is_named() {
    let (server, authority) = tls::made();
    let receiver = Receiver::secured("200 OK", server);
    let address = Url::parse(&receiver.address).expect("an address");
    let app = stand(Some(&authority), |client| client.backchannel_logout_uri = Some(address));
    signs_out(&app);
    let request = receiver.next();
    assert!(request.starts_with("POST /logout HTTP/1.1\r\n") && request.contains("logout_token=ey"), "{request}");
}

#[test]
fn nothing_is_told_to_a_server_that_nobody_trusts() {
    let (server, authority) = tls::made();
    let receiver = Receiver::secured("200 OK", server);
    let address = Url::parse(&receiver.address).expect("an address");
    let stranger = tls::made().1;
    for trusted in [None, Some(stranger.as_str())] {
        let address = address.clone();
        signs_out(&stand(trusted, |client| client.backchannel_logout_uri = Some(address)));
    }
    // What comes next is from the one that trusts it, and it is the first.
    signs_out(&stand(Some(&authority), |client| client.backchannel_logout_uri = Some(address)));
    assert!(receiver.next().starts_with("POST /logout"));
    assert!(receiver.is_empty());
}

#[test]
fn keys_of_a_client_are_fetched_by_https() {
    let key = ClientKey::new();
    for is_trusted in [true, false] {
        let (server, authority) = tls::made();
        let keys = Receiver::secured("204 No Content", server);
        let address = Url::parse(&keys.address).expect("an address");
        let app = stand(is_trusted.then_some(authority.as_str()), |client| {
            client.client_secret = None;
            client.jwks_uri = Some(address);
        });
        let answer = crate::oidc::client_keys::sends(&app, &key, "ES256", "a");
        let reason = answer.header("x-esia-mock-reason");
        if is_trusted {
            assert!(keys.next().starts_with("GET /logout HTTP/1.1\r\n"), "{reason}");
        } else {
            assert!(reason.contains("UnknownIssuer") && reason.contains("--trust"), "{reason}");
            assert!(keys.is_empty());
        }
    }
}
