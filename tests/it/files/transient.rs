//! Another process holds the file for a while, or the disk takes nothing: nothing is lost, and whoever asks for the health learns it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;
use std::time::Instant;

use chrono::TimeDelta;
use rusqlite::Connection;
use serde_json::json;

use crate::files::serve;
use crate::files::systems;
use crate::support::Answer;
use crate::support::Http;
use crate::support::TestApp;
use crate::support::app;
use crate::support::program;
use crate::support::robot::JsonRobot;

/// A stand in a file, and somebody else who holds the file.
struct Held {
    app: TestApp,
    other: Connection,
    _folder: tempfile::TempDir,
}

impl Held {
    fn with(patience: Duration) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file: PathBuf = folder.path().join("stand.sqlite");
        let app = TestApp::build().file(&file).process(|config| config.patience = patience).start();
        let held = Self { app, other: Connection::open(&file).expect("opened"), _folder: folder };
        held.takes();
        held
    }

    fn takes(&self) {
        self.other.execute_batch("BEGIN IMMEDIATE").expect("held");
    }

    fn lets_go(&self) {
        self.other.execute_batch("ROLLBACK").expect("let go");
    }

    /// Jobs that are done, and those that have failed.
    fn jobs(&self) -> (usize, usize) {
        let jobs = self.app.jobs();
        let failed = jobs.iter().filter(|job| !job["error"].is_null()).count();
        (jobs.iter().filter(|job| !job["done_at"].is_null()).count() - failed, failed)
    }
}

/// Row 4.2: a job that is due while another process holds the file is not lost.
#[test]
fn jobs_that_are_due_while_another_process_holds_the_file_are_done_afterwards() {
    let held = Held::with(Duration::from_millis(20));
    let answer = held.app.controls("POST", "/_mock/api/v1/clock", &json!({ "advance": "P30Y" }).to_string());
    assert_eq!(answer.status, 503, "{}", answer.text());
    for _ in 0..3 {
        assert_eq!(held.jobs(), (0, 0), "nothing can be done, and nothing is given up");
    }
    held.lets_go();
    // The task of the server tries again by itself; requests find what it has done.
    let began = Instant::now();
    while held.jobs().0 == 0 {
        assert!(began.elapsed() < Duration::from_secs(30), "nobody has tried again");
    }
    let ran = held.app.moves_clock(&json!({ "advance": "PT1S" }));
    assert_eq!(ran["jobs"]["failed"], 0, "{ran}");
    let (done, failed) = held.jobs();
    assert!(done > 5 && failed == 0, "{done} {failed}");
}

#[test]
fn a_write_waits_for_another_process_and_is_refused_only_afterwards() {
    let held = Held::with(Duration::from_millis(20));
    let rp = held.app.client("EPOS_DEMO");
    assert_eq!(rp.asks(&rp.authorize_request()).status, 503, "held for longer than the stand waits");
    held.lets_go();
    assert_eq!(rp.asks(&rp.authorize_request()).status, 302);

    let held = Held::with(Duration::from_secs(60));
    let rp = held.app.client("EPOS_DEMO");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| rp.asks(&rp.authorize_request()).status);
        // Somebody who only reads is not held up.
        assert_eq!(held.app.http.send(held.app.http.get(&held.app.url("/logs/sms/"))).status, 200);
        held.lets_go();
        assert_eq!(waiting.join().expect("answered"), 302);
    });
}

/// What every surface says then: the status, when to come again, and the reason; the words are its own.
fn is_told_to_come_again(answer: &Answer, words: &str) {
    assert_eq!((answer.status, answer.header("retry-after")), (503, "1"), "{}", answer.text());
    assert!(answer.text().contains(words), "{words}: {}", answer.text());
}

#[test]
fn each_surface_says_that_it_passes() {
    let held = Held::with(Duration::from_millis(20));
    held.lets_go();
    let (rp, standard) = (held.app.client("EPOS_DEMO"), held.app.standard_client("DEMO_RSA"));
    let code = held.app.citizen("standard_adult").logs_in_to(&rp).code();
    held.takes();
    let (call, registration) = (
        "/registration_api/registration/v1/user-data",
        json!({
            "last_name": "Новая", "first_name": "Запись", "phone": "+7(907)7647981"
        }),
    );
    let answers = [
        (rp.asks(&rp.authorize_request()), "Сейчас не получается"),
        (rp.posts(&rp.code_request(&code)), "\"error\":\"temporarily_unavailable\""),
        (standard.posts("/oidc/par", &standard.request()), "\"error\":\"temporarily_unavailable\""),
        (JsonRobot::in_browser(&held.app, held.app.browser()).posts(call, &registration), "\"failed\":\"ESIA-007008\""),
    ];
    for (answer, words) in &answers {
        is_told_to_come_again(answer, words);
        assert_eq!(answer.header("x-esia-mock-reason-id"), "stand-busy");
        assert!(answer.header("x-esia-mock-reason").contains("another process holds its file"));
    }
    let wrong = held.app.controls("DELETE", "/_mock/api/v1/outbox", "");
    is_told_to_come_again(&wrong, "urn:esia-mock:problem:busy");
    held.lets_go();
    // Nothing of it was done, so the same is worth another try.
    assert_eq!(rp.posts(&rp.code_request(&code)).status, 200);
}

/// A commit fails, not a statement: what it would have kept is told to have failed, and done once the disk takes it.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_takes_nothing_costs_no_answer_and_no_job() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite");
    let mut server =
        program::serve_limited(&["--listen", "127.0.0.1:0", "--data", &file.to_string_lossy(), "--clock", app::START]);
    let http = Arc::new(Http::new());
    let (rp, _) = systems(&http, &server.base);
    let base = server.base.clone();
    let calls = |method: &str, path: &str, body: &str| {
        let request = http.request(method, &format!("{base}/_mock/api/v1{path}"));
        http.send(request.header("content-type", "application/json").body(body.to_owned()))
    };
    let jobs = || calls("GET", "/jobs?limit=1000", "").json()["jobs"].as_array().expect("a list").clone();
    let waiting = jobs().len();
    server.limits_files_to("0");
    is_told_to_come_again(&rp.asks(&rp.authorize_request()), "Сейчас не получается");
    let moved = calls("POST", "/clock", r#"{"advance":"P30Y"}"#);
    assert_eq!(moved.status, 503, "{}", moved.text());
    assert!(jobs().len() >= waiting && jobs().iter().all(|job| job["done_at"].is_null() && job["error"].is_null()));
    server.limits_files_to("unlimited");
    let moved = calls("POST", "/clock", r#"{"advance":"PT1S"}"#);
    assert_eq!((moved.status, &moved.json()["jobs"]["failed"]), (200, &json!(0)), "{}", moved.text());
    let done = jobs().iter().filter(|job| !job["done_at"].is_null()).count();
    assert!(done > 5, "{done}");
    server.terminate();
    let again = serve(&file);
    let (rp, _) = systems(&http, &again.base);
    assert_eq!(rp.asks(&rp.authorize_request()).status, 302, "the file is whole");
}

/// Row 4.2: nor does health wait for that process.
#[test]
fn health_waits_for_nobody() {
    let held = Held::with(Duration::from_secs(60));
    held.app.advance(TimeDelta::days(10_000));
    std::thread::scope(|scope| {
        let (send, asked) = mpsc::channel();
        let app = &held.app;
        // A page waits until what is due is done, and that waits for the file.
        let waiting = scope.spawn(move || {
            send.send(()).expect("somebody counts");
            app.http.send(app.http.get(&app.url("/logs/sms/"))).status
        });
        asked.recv().expect("on its way");
        let began = Instant::now();
        for _ in 0..20 {
            assert_eq!(app.http.send(app.http.get(&app.url("/_mock/health"))).status, 200);
        }
        assert!(began.elapsed() < Duration::from_secs(30), "health has waited");
        held.lets_go();
        assert_eq!(waiting.join().expect("answered"), 200);
    });
}
