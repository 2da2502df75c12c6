//! Row 5.1: a request that asks for another protocol, and the next one on the same connection.

use crate::support::TestApp;
use crate::support::wire::Wire;

/// As the JDK's client asks for HTTP/2, and others for what they want.
const ASKED: [&str; 6] = [
    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n",
    "Connection: upgrade\r\nUpgrade: TLS/1.2\r\n",
    "Connection: Upgrade\r\nUpgrade: foo\r\n",
    "Connection: keep-alive, Upgrade\r\nUpgrade: foo\r\n",
    "Connection: Upgrade\r\nUpgrade: websocket\r\n",
    "Connection: Upgrade\r\n",
];

/// Requests that end in the tester's surface, a page, a refusal, nothing at all.
const REQUESTS: [(&str, u16); 4] = [
    ("GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n", 200),
    ("GET / HTTP/1.1\r\nHost: localhost\r\n", 200),
    ("POST /aas/oauth2/te HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n", 400),
    ("GET /nothing HTTP/1.1\r\nHost: localhost\r\n", 404),
];

#[test]
fn row_5_1_an_upgrade_that_nobody_takes_is_answered_and_the_answer_says_that_the_connection_ends() {
    let app = TestApp::start();
    for (request, status) in REQUESTS {
        for asked in ASKED {
            let body = if request.starts_with("POST") { "a=b" } else { "" };
            if asked.contains("websocket") && !body.is_empty() {
                continue;
            }
            let mut wire = Wire::to(&app.base);
            let answer = wire.says(format!("{request}{asked}\r\n{body}")).hears().expect("an answer");
            assert_eq!((answer.status, answer.header("connection")), (status, "close"), "{request:?} {asked:?}");
            assert_eq!(wire.rest(), "", "{request:?} {asked:?}");
        }
    }
}

#[test]
fn row_5_1_other_connections_stay_good() {
    let app = TestApp::start();
    let mut wire = Wire::to(&app.base);
    for _ in 0..3 {
        for (request, status) in REQUESTS {
            let body = if request.starts_with("POST") { "a=b" } else { "" };
            let answer = wire.says(format!("{request}\r\n{body}")).hears().expect("an answer");
            assert_eq!((answer.status, answer.header("connection")), (status, ""), "{request:?}");
        }
    }
}
