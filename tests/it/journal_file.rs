//! The journal in a file (issue 13, 3): the same as by call, cut alike, whatever becomes of the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;

use esia_mock::config::JournalFileConfig;

use crate::support::TestApp;
use crate::support::folder::Folder;

fn app(path: &Path) -> TestApp {
    let config = JournalFileConfig { path: path.to_owned(), bytes: 64 * 1024 * 1024, files: 3 };
    TestApp::build().process(|process| process.journal_file = Some(config)).start()
}

fn lost(app: &TestApp) -> u64 {
    let text = app.controls("GET", "/_mock/metrics", "").text();
    let count = text.lines().find_map(|line| line.strip_prefix("esia_mock_journal_file_lost_total "));
    count.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn the_file_has_what_a_call_shows_and_no_more() {
    let folder = Folder::new();
    let path = folder.path().join("journal.jsonl");
    let app = app(&path);
    let (rp, citizen) = (app.client("EPOS_DEMO"), app.citizen("confirmed_mother_of_two"));
    let tokens = citizen.gives_tokens_to(&rp);
    rp.reads(&format!("/rs/prns/{}/ctts", citizen.oid), &tokens.access_token());
    app.controls("PUT", "/_mock/api/v1/stands/one", "{}");
    app.http.send(app.http.get(&app.url("/_stand/one/login")));
    // Its entries are in the file although nobody can ask the stand any more.
    app.controls("DELETE", "/_mock/api/v1/stands/one", "");
    let count = app.controls("GET", "/_mock/api/v1/requests", "").json()["last"].as_u64().expect("a number");
    let shown = |n| app.controls("GET", &format!("/_mock/api/v1/requests/{n}"), "").json();
    let shown: Vec<Value> = (1..=count).map(shown).collect();
    drop(app);
    let text = fs::read_to_string(&path).expect("a file");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let of = |stand: &str| lines.iter().filter(|line| line["stand"] == stand).cloned().collect::<Vec<_>>();
    assert_eq!((of("default").len(), of("one").len()), (shown.len(), 1), "{text}");
    for (mut line, mut whole) in of("default").into_iter().zip(shown) {
        // What a later request has told of this one is not in the file.
        for later in ["person", "client"] {
            assert!(line[later].is_null() || line[later] == whole[later], "{line:#}");
            whole[later] = line[later].clone();
        }
        line.as_object_mut().expect("an object").remove("stand");
        whole.as_object_mut().expect("an object").remove("steps").expect("they are in calls only");
        assert_eq!(line, whole);
    }
    let last = of("default").pop().expect("a line");
    assert_eq!((&last["at"], &last["person"]), (&"rest.ctts".into(), &"confirmed_mother_of_two".into()));
    let signature = tokens.access_token().rsplit('.').next().map(ToOwned::to_owned).expect("a signature");
    assert!(!text.contains(&signature) && !text.contains("11111111\""), "secrets are cut");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_holds_up_nothing_and_is_counted() {
    let app = app(Path::new("/dev/full"));
    let get = || app.http.send(app.http.get(&app.url("/oidc/jwks"))).status;
    assert_eq!([get(), get(), get()], [200; 3]);
    let began = Instant::now();
    while lost(&app) < 3 && began.elapsed() < Duration::from_secs(20) {
        std::thread::yield_now();
    }
    assert_eq!(lost(&app), 3);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_does_not_move_holds_up_neither_answers_nor_the_end() {
    let folder = Folder::new();
    let path = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&path).status().expect("a command").success());
    // Somebody has it open and reads nothing.
    let reader = fs::OpenOptions::new().read(true).write(true).open(&path).expect("a pipe");
    let app = app(&path);
    for _ in 0..1_500 {
        assert_eq!(app.http.send(app.http.get(&app.url("/.well-known/openid-configuration"))).status, 200);
    }
    let began = Instant::now();
    drop(app);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    drop(reader);
}

#[test]
fn files_follow_one_another_and_nothing_is_in_two_of_them() {
    let folder = Folder::new();
    let path = folder.path().join("journal.jsonl");
    let config = JournalFileConfig { path: path.clone(), bytes: 16 * 1024, files: 4 };
    let app = TestApp::build().process(|process| process.journal_file = Some(config)).start();
    for _ in 0..30 {
        app.http.send(app.http.get(&app.url("/.well-known/openid-configuration")));
    }
    drop(app);
    let mut seen = BTreeMap::new();
    let files: Vec<_> = fs::read_dir(folder.path()).expect("a folder").map(|file| file.expect("one").path()).collect();
    assert!((2..=4).contains(&files.len()), "{files:?}");
    for file in &files {
        let text = fs::read_to_string(file).expect("text");
        assert!(text.len() <= 16 * 1024, "{} is {}", file.display(), text.len());
        for line in text.lines() {
            let n = serde_json::from_str::<Value>(line).expect(line)["n"].as_u64().expect("a number");
            assert_eq!(seen.insert(n, file), None, "{n}");
        }
    }
    assert_eq!(
        seen.last_key_value().map(|(n, file)| (*n, *file)),
        Some((30, &path)),
        "the newest are in the file itself"
    );
}
