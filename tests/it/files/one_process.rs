//! A file is had by one process at a time, and is one file once that has ended.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;

use crate::files::serve;
use crate::files::systems;
use crate::support::Browser;
use crate::support::Http;
use crate::support::program;

fn is_in_use(file: &Path, owner: u32) {
    let run = program::run(&["serve", "--listen", "127.0.0.1:0", "--data", &file.to_string_lossy()]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.err.contains(&format!("in use by process {owner};")), "{}", run.err);
}

#[test]
fn a_second_server_on_the_same_file_is_refused_however_it_is_spelt() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    let file = folder.join("stand.sqlite");
    let mut server = serve(&file);
    is_in_use(&file, server.id());
    fs::create_dir(folder.join("inner")).expect("made");
    is_in_use(&folder.join("inner/../stand.sqlite"), server.id());
    symlink(&file, folder.join("link.sqlite")).expect("a link");
    is_in_use(&folder.join("link.sqlite"), server.id());
    symlink(folder, folder.join("inner/up")).expect("a link");
    is_in_use(&folder.join("inner/up/stand.sqlite"), server.id());

    // Whoever looks at the file meanwhile is not in the way, and has not to wait.
    let people = || {
        let sql = Connection::open(&file).expect("opened");
        sql.query_row("SELECT count(*) FROM people", [], |row| row.get::<_, i64>(0)).expect("read")
    };
    assert!(people() > 20);
    server.kill();
    assert_eq!(fs::read_to_string(folder.join("stand.sqlite.lock")).expect("a lock").trim(), server.id().to_string());
    let server = serve(&file);
    assert!(server.base.starts_with("http://"), "a lock of a dead process is in the way");
}

/// Row 4.8: a copy of that one file is the whole stand.
#[test]
fn a_stopped_server_leaves_one_file_that_can_be_copied() {
    let place = tempfile::tempdir().expect("a folder");
    let (file, copy) = (place.path().join("stand.sqlite"), place.path().join("copy.sqlite"));
    let http = Arc::new(Http::new());
    let mut server = serve(&file);
    let (epos, _) = systems(&http, &server.base);
    let mut browser = Browser::new(Arc::clone(&http), &server.base);
    browser.opens(&epos.authorize_url()).signs_in("EsiaTest006@yandex.ru", "11111111");
    let code = browser.grants().returned().code();
    let token = epos.exchanges(&code).refresh_token();
    server.terminate();
    for ending in ["-wal", "-shm", "-journal"] {
        assert!(!place.path().join(format!("stand.sqlite{ending}")).exists(), "{ending} is left");
    }
    fs::copy(&file, &copy).expect("copied");

    let server = serve(&copy);
    let (epos, _) = systems(&http, &server.base);
    assert_eq!(epos.refreshes(&token).oid(), 1_000_000_606);
    let mut browser = browser.moved_to(&server.base);
    browser.opens(&epos.authorize_url());
    assert!(browser.has_returned(), "the session and the consent");
}

#[test]
fn a_start_goes_on_with_what_waits_and_asks_people_only_when_the_clock_was_set_back() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("stand.sqlite");
    let name = file.to_string_lossy().into_owned();
    assert_eq!(program::run(&["seed", "--data", &name]).code, Some(0));
    let birthdays = |statement: &str| -> i64 {
        let sql = Connection::open(&file).expect("opened");
        sql.execute_batch(statement).expect("done");
        let count = "SELECT count(*) FROM jobs WHERE kind = 'birthday' AND done_at IS NULL";
        sql.query_row(count, [], |row| row.get(0)).expect("counted")
    };
    assert!(birthdays("") > 0);
    // Whoever is asked for birthdays would find them again.
    assert_eq!(birthdays("DELETE FROM jobs WHERE kind = 'birthday'"), 0);
    program::serve(&["--listen", "127.0.0.1:0", "--data", &name]).kill();
    assert_eq!(birthdays(""), 0, "a clock that goes on");
    program::serve(&["--listen", "127.0.0.1:0", "--data", &name, "--clock", "2020-01-01T00:00:00Z"]).kill();
    assert!(birthdays("") > 0, "one that was set back");
}
