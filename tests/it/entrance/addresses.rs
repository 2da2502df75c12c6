//! Where the server listens, and by which addresses it says that it is found.

use std::io::Read as _;
use std::net::TcpListener;

use crate::support::Http;
use crate::support::program::run;
use crate::support::program::serve;
use crate::support::program::serve_logging;
use crate::support::program::serve_with;

/// `localhost` leads to either loopback; the first line names the one that every script expects.
#[test]
fn a_server_on_this_machine_answers_on_both_loopbacks() {
    for listen in ["127.0.0.1:0", "localhost:0"] {
        let server = serve(&["--listen", listen]);
        let port = server.base.strip_prefix("http://127.0.0.1:").expect("the first loopback").to_owned();
        let http = Http::new();
        assert_eq!(http.send(http.get(&format!("{}/_mock/health", server.base))).status, 200);
        if TcpListener::bind("[::1]:0").is_ok() {
            assert_eq!(http.send(http.get(&format!("http://[::1]:{port}/_mock/health"))).status, 200, "{listen}");
        }
    }
    if TcpListener::bind("[::1]:0").is_ok() {
        let server = serve(&["--listen", "[::1]:0"]);
        let port = server.base.strip_prefix("http://[::1]:").expect("the second loopback");
        assert!(TcpListener::bind(format!("127.0.0.1:{port}")).is_ok(), "it is bound alone");
    }
}

#[test]
fn the_back_channel_is_an_address_of_a_test_stand() {
    for wrong in ["https://esia.gosuslugi.ru", "esia:8585", "http://esia:8585/aas"] {
        let run = run(&["serve", "--listen", "127.0.0.1:0", "--back-channel-url", wrong]);
        assert!(run.code == Some(1) && run.err.contains("--back-channel-url") && run.err.contains(wrong), "{run:?}");
    }
    let server = serve_with(
        &["--listen", "127.0.0.1:0"],
        &[("ESIA_MOCK_BACK_CHANNEL_URL", "http://esia:8585/"), ("ESIA_MOCK_ISSUER_SLASH", "true")],
    );
    let http = Http::new();
    let told = http.send(http.get(&format!("{}/.well-known/openid-configuration", server.base))).json();
    assert_eq!(told["issuer"], format!("{}/", server.base));
    assert_eq!(told["jwks_uri"], "http://esia:8585/oidc/jwks");
}

/// What listens everywhere is found nowhere by that name.
#[test]
fn a_server_on_all_interfaces_is_called_localhost() {
    let mut server = serve_logging(&["--listen", "0.0.0.0:0", "--allow-remote", "--control-token", "secret"]);
    let (port, http) = (server.base.rsplit(':').next().expect("a port").to_owned(), Http::new());
    let address = format!("http://127.0.0.1:{port}/.well-known/openid-configuration");
    assert_eq!(http.send(http.get(&address)).json()["issuer"], format!("http://localhost:{port}"));
    let mut log = server.log();
    server.terminate();
    let mut told = String::new();
    log.read_to_string(&mut told).expect("text");
    let greeting = told.split_once("Test persons").expect("a greeting").1;
    assert!(told.contains("other machines need --public-url"), "{told}");
    assert!(greeting.contains(&format!("http://localhost:{port}/")) && !greeting.contains("0.0.0.0"), "{greeting}");
}
