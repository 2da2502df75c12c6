//! TLS (issue 18, 2): the same stand over it, who is trusted, what the program makes and prints.

mod called;
mod program;

use std::io::Read as _;
use std::io::Write as _;
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;

use esia_mock::Stand;

use crate::support::Http;
use crate::support::TestApp;
use crate::support::http;
use crate::support::tls;

const ADULT: &str = "confirmed_mother_of_two";

fn secured() -> TestApp {
    TestApp::build().over_tls().start()
}

fn health(http: &Http, base: &str) -> Option<u16> {
    http.try_send(http.get(&format!("{base}/_mock/health"))).map(|answer| answer.status)
}

#[test]
fn a_login_goes_by_https_to_its_end_and_every_cookie_is_secure() {
    let app = secured();
    assert!(app.base.starts_with("https://127.0.0.1:"));
    let (rp, mut browser) = (app.client("EPOS_DEMO"), app.browser());
    let code = app.citizen(ADULT).logs_in_with(&mut browser, &rp).code();
    let tokens = rp.exchanges(&code);
    assert_eq!(rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token()).status, 200);
    for name in ["ctx_id", "ESIA_SESSION"] {
        let cookie = browser.cookie(name).unwrap_or_else(|| panic!("no {name}"));
        assert!(cookie.attribute("Secure").is_some(), "{cookie:?}");
    }
}

#[test]
fn whatever_the_stand_says_of_itself_begins_with_https() {
    let app = secured();
    let metadata = app.http.send(app.http.get(&app.url("/.well-known/openid-configuration"))).json();
    let addresses = metadata.as_object().expect("an object").values().filter_map(|value| value.as_str());
    let own: Vec<_> = addresses.filter(|value| value.contains("://127.0.0.1:")).collect();
    assert!(own.len() > 5 && own.iter().all(|address| address.starts_with(&app.base)), "{own:?}");
}

#[test]
fn a_stand_with_a_port_of_its_own_speaks_tls_there() {
    let app = secured();
    let own = app.makes("one", &json!({ "address": "port" }));
    assert!(own.base.starts_with("https://127.0.0.1:") && own.base != app.base, "{}", own.base);
    assert_eq!(health(&own.http, &own.base), Some(200));
}

#[test]
fn only_http_1_is_spoken_by_alpn() {
    let app = secured();
    let authority = app.authority.as_deref().expect("TLS");
    let socket = TcpStream::connect(app.base.trim_start_matches("https://")).expect("a connection");
    let mut stream = tls::connects(socket, authority);
    stream.write_all(b"GET /_mock/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("written");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer, and a goodbye of TLS after it");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_eq!(stream.conn.alpn_protocol(), Some(&b"http/1.1"[..]));
}

#[test]
fn plain_http_is_told_what_it_came_to() {
    let app = secured();
    let request = b"GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let answer = http::raw(app.base.trim_start_matches("https://"), request);
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    let reason = answer.lines().find_map(|line| line.strip_prefix("x-esia-mock-reason-id: "));
    assert_eq!(reason, Some("plain-at-tls-port"), "{answer}");
    assert!(answer.contains("https://"), "{answer}");
}

#[test]
fn a_handshake_that_does_not_end_is_ended() {
    let app = TestApp::build().over_tls().process(|config| config.line.handshake = Duration::from_millis(300)).start();
    let mut socket = TcpStream::connect(app.base.trim_start_matches("https://")).expect("a connection");
    // The limit is there for a hang, not for a slow machine.
    socket.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
    socket.write_all(&[0x16, 3, 1]).expect("written");
    let mut rest = Vec::new();
    let read = socket.read_to_end(&mut rest);
    assert!(matches!(read, Ok(0)) || read.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset));
    assert_eq!(health(&app.http, &app.base), Some(200), "others are served");
}

#[test]
fn many_who_stay_in_the_midst_of_a_handshake_keep_nobody_out_for_longer_than_theirs() {
    let app = TestApp::build().over_tls().process(|config| config.line.handshake = Duration::from_millis(500)).start();
    let address = app.base.trim_start_matches("https://");
    let held: Vec<_> = (0..400)
        .map(|_| {
            let mut socket = TcpStream::connect(address).expect("a connection");
            socket.write_all(&[0x16, 3, 1]).expect("written");
            socket
        })
        .collect();
    let came = (0..20).find_map(|_| health(&app.http, &app.base));
    assert_eq!(came, Some(200), "{} wait", held.len());
}

#[test]
fn a_stand_inside_a_program_speaks_tls_with_an_authority_of_its_own() {
    let (one, other) = (Stand::builder().tls().start().expect("a stand"), Stand::builder().tls().start());
    let other = other.expect("a stand");
    assert!(one.url().starts_with("https://127.0.0.1:"), "{}", one.url());
    let http = Http::trusting(one.authority());
    assert_eq!(health(&http, one.url()), Some(200));
    assert_eq!(health(&http, &one.url().replace("127.0.0.1", "localhost")), Some(200));
    assert_eq!(health(&http, other.url()), None, "that of another one is not trusted");
    assert_eq!(Stand::builder().start().expect("a stand").authority(), None);
}
