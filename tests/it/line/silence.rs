//! Rows 5.2, 5.3, 4.9 and 4.10: connections on which nothing comes, or not all of it, and what the framework answers
//! itself.

use std::time::Duration;
use std::time::Instant;

use esia_mock::config::LineConfig;

use crate::support::TestApp;
use crate::support::program;
use crate::support::wire::Heard;
use crate::support::wire::Wire;

const HEALTH: &str = "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
const FOREVER: Duration = Duration::from_secs(3600);
const SOON: Duration = Duration::from_millis(30);

fn app(change: impl FnOnce(&mut LineConfig)) -> TestApp {
    let mut line = LineConfig { head: FOREVER, progress: FOREVER, keep_alive: FOREVER, ..LineConfig::default() };
    change(&mut line);
    TestApp::build().process(|config| config.line = line).start()
}

fn is_healthy(wire: &mut Wire) {
    assert_eq!(wire.says(HEALTH).hears().map(|answer| answer.status), Some(200));
}

fn ends_with(wire: &mut Wire, status: u16) -> Heard {
    let answer = wire.hears().expect("an answer");
    assert_eq!((answer.status, answer.header("x-esia-mock")), (status, "test-only"));
    assert_eq!(wire.rest(), "", "nothing after it");
    answer
}

#[test]
fn row_5_2_a_connection_that_says_nothing_is_closed_in_silence() {
    let app = app(|line| line.head = SOON);
    assert_eq!(Wire::to(&app.base).rest(), "");
}

#[test]
fn row_5_2_and_5_3_nobody_waits_less_than_is_usual() {
    let usual = LineConfig::default();
    assert_eq!((usual.head, usual.keep_alive), (Duration::from_secs(60), Duration::from_secs(75)));
    assert_eq!(usual.progress, Duration::from_secs(30));
}

#[test]
fn row_5_2_what_is_said_in_time_is_answered_and_later_silence_has_another_limit() {
    let app = app(|line| (line.head, line.progress) = (Duration::from_millis(300), Duration::from_millis(300)));
    let (began, mut wire) = (Instant::now(), Wire::to(&app.base));
    is_healthy(&mut wire);
    // Another connection measures the time: it is closed when this one would have been.
    assert_eq!(Wire::to(&app.base).rest(), "");
    assert!(began.elapsed() >= Duration::from_millis(300));
    is_healthy(&mut wire);
}

#[test]
fn row_5_3_a_kept_connection_is_closed_in_silence_after_its_time_and_not_before() {
    let kept = Duration::from_millis(400);
    let app = app(|line| line.keep_alive = kept);
    let mut wire = Wire::to(&app.base);
    is_healthy(&mut wire);
    let answered = Instant::now();
    assert_eq!(wire.rest(), "");
    // The framework's clock ticks every half second.
    assert!(answered.elapsed() + Duration::from_millis(500) >= kept, "{:?}", answered.elapsed());
}

#[test]
fn row_5_3_how_long_connections_are_kept_is_an_option() {
    let served = program::serve(&["--listen", "127.0.0.1:0", "--keep-alive", "1"]);
    let mut wire = Wire::to(&served.base);
    is_healthy(&mut wire);
    assert_eq!(wire.rest(), "");
}

#[test]
fn row_5_3_a_stop_does_not_wait_for_kept_connections() {
    let mut served = program::serve(&["--listen", "127.0.0.1:0", "--keep-alive", "3600"]);
    let mut kept: Vec<_> = (0..20).map(|_| Wire::to(&served.base)).collect();
    kept.iter_mut().for_each(is_healthy);
    served.terminate();
    assert!(kept.iter_mut().all(|wire| wire.rest().is_empty()));
}

#[test]
fn row_4_9_half_a_head_is_answered_with_408_by_its_deadline() {
    for change in [|line: &mut LineConfig| line.head = SOON, |line: &mut LineConfig| line.progress = SOON] {
        let app = app(change);
        let mut wire = Wire::to(&app.base);
        let answer = ends_with(wire.says(&HEALTH[..20]), 408);
        assert_eq!(answer.header("connection"), "close");
    }
}

#[test]
fn row_4_9_half_a_head_on_a_kept_connection_too() {
    let app = app(|line| line.progress = SOON);
    let mut wire = Wire::to(&app.base);
    is_healthy(&mut wire);
    is_healthy(&mut wire);
    ends_with(wire.says(&HEALTH[..20]), 408);
}

#[test]
fn row_4_9_half_a_body_is_answered_by_its_deadline_and_the_connection_ends() {
    let app = app(|line| line.progress = SOON);
    let half = |path: &str, more: &str| {
        format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{more}\r\na=b")
    };
    let ways = [
        "Content-Length: 100\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 100\r\n",
    ];
    for path in ["/aas/oauth2/te", "/oidc/token", "/login/sign_in", "/aas/oauth2/api/login", "/_mock/api/v1/clock"] {
        for way in ways {
            let mut wire = Wire::to(&app.base);
            let said = half(path, way).replace("chunked\r\n\r\na=b", "chunked\r\n\r\n3\r\na=b\r\n");
            let answer = wire.says(said).hears().expect("an answer");
            assert!((400..500).contains(&answer.status), "{path} {way}: {answer:?}");
            assert_eq!((answer.header("connection"), answer.header("x-esia-mock")), ("close", "test-only"));
            assert_eq!(wire.rest(), "", "{path} {way}");
        }
    }
}

#[test]
fn row_4_9_many_halves_keep_nobody_waiting() {
    let app = app(|_| {});
    let half = "POST /aas/oauth2/te HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na=";
    let mut halves: Vec<_> = (0..300).map(|_| Wire::to(&app.base)).collect();
    for wire in &mut halves {
        wire.says(half);
    }
    is_healthy(&mut Wire::to(&app.base));
}

#[test]
fn row_4_9_whoever_goes_on_is_heard_however_slow() {
    let app = app(|line| line.progress = Duration::from_secs(5));
    let mut wire = Wire::to(&app.base);
    wire.says("POST /aas/oauth2/te HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n");
    for part in ["\r", "\n", "a", "=", "b"] {
        wire.says(part);
    }
    assert_eq!(wire.hears().map(|answer| answer.status), Some(400));
    is_healthy(&mut wire);
}

#[test]
fn row_4_9_the_rest_of_a_body_that_nobody_reads_gets_no_answer_of_its_own() {
    let app = app(|line| line.progress = SOON);
    let mut wire = Wire::to(&app.base);
    wire.says("POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n");
    ends_with(&mut wire, 404);
}

#[test]
fn row_4_10_what_the_framework_answers_itself_names_the_stand() {
    let app = app(|_| {});
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {}\r\n\r\n", "x".repeat(200 * 1024));
    let unreadable =
        ["no HTTP at all\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"];
    for said in unreadable {
        ends_with(Wire::to(&app.base).says(said), 400);
        let mut kept = Wire::to(&app.base);
        is_healthy(&mut kept);
        ends_with(kept.says(said), 400);
        // Both in one breath.
        let mut both = Wire::to(&app.base);
        assert_eq!(both.says(format!("{HEALTH}{said}")).hears().map(|answer| answer.status), Some(200));
        ends_with(&mut both, 400);
    }
    let mut wire = Wire::to(&app.base);
    let answer = wire.says(long).hears().expect("an answer");
    assert_eq!((answer.status, answer.header("x-esia-mock")), (431, "test-only"));
}

#[test]
fn a_connection_that_the_client_half_closes_is_answered_to_the_end() {
    let app = app(|_| {});
    let mut wire = Wire::to(&app.base);
    let answer = wire.says(HEALTH).ends().hears().expect("an answer");
    assert_eq!((answer.status, wire.rest().as_str()), (200, ""));
}
