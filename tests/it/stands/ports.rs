//! Stands that have a port of their own: whose a request is follows from where it came to, and from nothing else.

use std::io::Read as _;
use std::io::Write as _;
use std::net::Ipv4Addr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::time::Duration;
use std::time::Instant;

use esia_mock::config::PortConfig;
use serde_json::Value;
use serde_json::json;

use crate::support::Answer;
use crate::support::Http;
use crate::support::TestApp;
use crate::support::control::problem;
use crate::support::program;
use crate::support::proxy::Way;

const ONE: &str = "esia_test_006";
const TWO: &str = "confirmed_mother_of_two";

fn at_port() -> Value {
    json!({ "address": "port" })
}

fn port(app: &TestApp) -> u16 {
    app.base.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port")
}

fn asks_for(app: &TestApp, name: &str) -> Answer {
    app.controls("PUT", &format!("/_mock/api/v1/stands/{name}"), &at_port().to_string())
}

/// Nobody listens there any more; the one who does hears of the end a moment after it.
fn closes(port: u16) {
    let patience = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
        assert!(Instant::now() < patience, "port {port} is still open");
        std::thread::yield_now();
    }
}

#[test]
fn a_stand_with_a_port_is_a_whole_stand_at_the_root_of_its_address() {
    let default = TestApp::start();
    let one = default.makes("one", &at_port());
    assert_eq!(one.base, format!("http://127.0.0.1:{}", port(&one)));
    assert_ne!(port(&one), port(&default));
    let shown = default.http.send(default.http.get(&default.url("/_mock/api/v1/stands/one"))).json();
    assert_eq!((&shown["address"], &shown["url"]), (&json!("port"), &json!(one.base)));
    assert_eq!(shown["control_url"], one.url("/_mock/api/v1"));

    let client = one.standard_client("DEMO_RSA");
    let metadata = client.reads("/.well-known/openid-configuration").json();
    assert_eq!((&metadata["issuer"], &metadata["jwks_uri"]), (&json!(one.base), &json!(one.url("/oidc/jwks"))));
    let tokens = client.tokens(&one, TWO);
    assert_eq!(client.verified(&tokens.id()).claim("iss"), one.base.as_str());
    assert_eq!(client.userinfo(&tokens.access()).status, 200);
    assert_eq!(default.standard_client("DEMO_RSA").userinfo(&tokens.access()).status, 401);

    one.moves_clock(&json!({ "advance": "P1D" }));
    assert_ne!(one.clock()["now"], default.clock()["now"]);
}

#[test]
fn a_port_is_open_on_both_loopbacks() {
    let default = TestApp::start();
    let one = default.makes("one", &at_port());
    if TcpListener::bind("[::1]:0").is_ok() {
        let address = format!("http://[::1]:{}/_mock/api/v1/clock", port(&one));
        one.moves_clock(&json!({ "advance": "P1D" }));
        assert_eq!(default.http.send(default.http.get(&address)).json()["now"], one.clock()["now"]);
    }
}

#[test]
fn the_port_says_whose_a_request_is_whatever_else_it_says() {
    let default = TestApp::start();
    let (one, _) = (default.makes("one", &at_port()), default.makes("two", &json!({})));
    one.moves_clock(&json!({ "advance": "P1D" }));
    for host in ["two.localhost", "localhost", &format!("127.0.0.1:{}", port(&default))] {
        let answer = one.http.send(one.http.get(&one.url("/_mock/api/v1/clock")).header("host", host));
        assert_eq!(answer.json()["now"], one.clock()["now"], "{host}");
    }
    let status = |address: String| default.http.send(default.http.get(&address)).status;
    assert_eq!(status(one.url("/_stand/two/_mock/health")), 404, "no other stand is below it");
    assert_eq!(status(default.url("/_stand/two/_mock/health")), 200);
    assert_eq!(status(default.url("/_stand/one/_mock/health")), 404, "it has one address");
    let answer = one.controls("PUT", "/_mock/api/v1/stands/three", "{}");
    assert_eq!((answer.status, &problem(&answer)["type"]), (404, &json!("urn:esia-mock:problem:not_found")));
}

/// Browsers share cookies between ports.
#[test]
fn one_browser_is_signed_in_at_three_ports_as_two_people() {
    let default = TestApp::start();
    let (one, two) = (default.makes("one", &at_port()), default.makes("two", &at_port()));
    let people = [(&default, TWO), (&one, ONE), (&two, TWO)];
    let browser = default.browser();
    for (app, who) in people {
        let mut tab = browser.moved_to(&app.base);
        assert_eq!(tab.opens("/profile").heading(), "Вход", "{}", app.base);
        app.citizen(who).signs_in(&mut tab);
    }
    for (app, who) in people {
        let last_name = app.world.citizen(who).expect("a person").person.name.last_name().to_string();
        let page = browser.moved_to(&app.base).opens("/profile").page().text();
        assert!(page.contains(&last_name), "{}: {page}", app.base);
    }
}

#[test]
fn a_port_is_closed_with_its_stand_and_kept_by_a_reset() {
    let default = TestApp::start();
    let (one, two) = (default.makes("one", &at_port()), default.makes("two", &at_port()));
    one.moves_clock(&json!({ "advance": "P1D" }));
    assert_eq!(one.controls("POST", "/_mock/api/v1/reset", "{}").status, 200);
    assert_eq!(one.clock()["now"], default.clock()["now"], "it answers at the same port");

    assert_eq!(default.controls("DELETE", "/_mock/api/v1/stands/one", "").status, 204);
    closes(port(&one));
    let moved = default.makes("two", &json!({}));
    assert_eq!(moved.base, default.url("/_stand/two"));
    closes(port(&two));
}

#[test]
fn stands_get_ports_of_the_range_until_it_is_used_up() {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port that was free");
    let range = Some(free.port()..=free.port());
    let ports = Some(PortConfig { ip: Ipv4Addr::LOCALHOST.into(), range });
    let default = TestApp::build().process(|config| config.ports = ports).start();
    let one = default.makes("one", &at_port());
    assert_eq!(port(&one), free.port());
    let answer = asks_for(&default, "two");
    assert_eq!((answer.status, &problem(&answer)["type"]), (422, &json!("urn:esia-mock:problem:no_free_port")));
    assert!(problem(&answer)["detail"].as_str().is_some_and(|told| told.contains("--stand-ports")));
    assert!(default.stands().find("two").is_none(), "nothing was made");
}

#[test]
fn below_a_public_url_no_stand_has_a_port() {
    let default = TestApp::build().behind(Way::Strips, "/idp/esia").start();
    let answer = asks_for(&default, "one");
    let word = "urn:esia-mock:problem:port_needs_local_address";
    assert_eq!((answer.status, &problem(&answer)["type"]), (422, &json!(word)));
    assert!(default.stands().find("one").is_none(), "nothing was made");
}

/// A request whose head has come when the server is told to stop is answered, as it is at the port of all others.
#[test]
fn a_stop_waits_for_what_came_by_the_port_of_a_stand() {
    let mut server = program::serve(&["--listen", "127.0.0.1:0"]);
    let http = Http::new();
    let call = |method: &str, path: &str, body: &str| {
        let request = http.request(method, &format!("{}/_mock/api/v1{path}", server.base));
        http.send(request.header("content-type", "application/json").body(body.to_owned()))
    };
    let made = call("PUT", "/stands/one", &at_port().to_string());
    assert_eq!(made.status, 201, "{}", made.text());
    let url = made.json()["url"].as_str().expect("an address").to_owned();
    let address = url.strip_prefix("http://").expect("an address").to_owned();
    let body = json!({ "advance": "P1D" }).to_string();
    let mut socket = TcpStream::connect(&address).expect("connected");
    socket.set_read_timeout(Some(Duration::from_secs(20))).expect("set");
    let head = format!(
        "POST /_mock/api/v1/clock HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    socket.write_all(head.as_bytes()).expect("sent");
    // The server says so when it has the head.
    let mut seen = [0; 64];
    let length = socket.read(&mut seen).expect("an answer");
    assert!(seen[..length].starts_with(b"HTTP/1.1 100"), "{}", String::from_utf8_lossy(&seen[..length]));
    server.asks_to_stop();
    let port = address.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    closes(port);
    socket.write_all(body.as_bytes()).expect("sent");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    server.ends();
}
