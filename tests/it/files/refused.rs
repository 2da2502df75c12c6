//! Files that are not ours: refused by name, with the reason and the way out, and left as they were.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::fs::symlink;
use std::path::Path;

use rusqlite::Connection;

use esia_mock::storage::SCHEMA_VERSION;

use crate::support::program;

/// No command takes a file, all say why, and the folder is byte for byte what it was.
fn is_refused(folder: &Path, name: &str, reasons: &[&str]) {
    let before = contents(folder);
    let file = folder.join(name);
    let run = program::run(&["serve", "--listen", "127.0.0.1:0", "--data", &file.to_string_lossy()]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
    for reason in ["--data", name].iter().chain(reasons) {
        assert!(run.err.contains(reason), "{reason:?} is not said: {}", run.err);
    }
    assert_eq!(contents(folder), before, "{name} was touched");
    let already = ["is there already"];
    let reasons = if file.exists() { &already[..] } else { reasons };
    for command in [&["seed"][..], &["generate", "--people", "1"]] {
        let run = program::run(&[command, &["--data", &file.to_string_lossy()]].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
        for reason in ["--data", name].iter().chain(reasons) {
            assert!(run.err.contains(reason), "{command:?}: {reason:?} is not said: {}", run.err);
        }
        assert_eq!(contents(folder), before, "{command:?}: {name} was touched");
    }
}

/// The names in a folder, with what is in them.
fn contents(folder: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let read = |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).ok());
    let mut contents: Vec<_> = entries.map(read).collect();
    contents.sort();
    contents
}

/// A file of SQLite, made by these statements.
fn made(file: &Path, statements: &str) -> Connection {
    let sql = Connection::open(file).expect("opened");
    sql.execute_batch(statements).expect("made");
    sql
}

/// Row 4.6: looked at before anything is changed.
#[test]
fn databases_of_other_programs_are_left_alone() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    let foreign = "CREATE TABLE books (title); INSERT INTO books VALUES ('Онегин'); CREATE TABLE meta (key);";
    drop(made(&folder.join("plain.db"), foreign));
    is_refused(folder, "plain.db", &["another program", "books, meta", "name another file"]);
    drop(made(&folder.join("versioned.db"), &format!("{foreign} PRAGMA user_version=7;")));
    is_refused(folder, "versioned.db", &["another program"]);
    drop(made(&folder.join("logged.db"), &format!("PRAGMA journal_mode=WAL; {foreign}")));
    is_refused(folder, "logged.db", &["another program", "books"]);
    drop(made(&folder.join("named.db"), "PRAGMA application_id=252006673;"));
    is_refused(folder, "named.db", &["another program", "252006673"]);
    drop(made(&folder.join("other ?#%.db"), foreign));
    is_refused(folder, "other ?#%.db", &["another program"]);
}

#[test]
fn a_foreign_database_with_everything_in_its_log_is_left_alone() {
    let place = tempfile::tempdir().expect("a folder");
    let writing = made(
        &place.path().join("a.db"),
        "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE books (title);",
    );
    let copied = tempfile::tempdir().expect("a folder");
    for name in ["a.db", "a.db-wal"] {
        fs::copy(place.path().join(name), copied.path().join(name)).expect("copied");
    }
    drop(writing);
    is_refused(copied.path(), "a.db", &["another program", "books"]);
}

/// Whoever deletes the file of a server that was killed easily forgets its log.
#[test]
fn a_log_whose_file_is_gone_is_named() {
    let place = tempfile::tempdir().expect("a folder");
    let writing = made(&place.path().join("a.db"), "PRAGMA journal_mode=WAL; CREATE TABLE books (title);");
    let left = tempfile::tempdir().expect("a folder");
    fs::copy(place.path().join("a.db-wal"), left.path().join("a.db-wal")).expect("copied");
    drop(writing);
    is_refused(left.path(), "a.db", &["is not there", "deleted or moved", "a.db-wal too"]);
}

#[test]
fn what_is_no_database_is_left_alone() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    fs::write(folder.join("letter.txt"), "Dear reader, this is no database. ".repeat(100)).expect("written");
    is_refused(folder, "letter.txt", &["no SQLite database", "name another file"]);
    fs::write(folder.join("short.txt"), "Hi").expect("written");
    is_refused(folder, "short.txt", &["no SQLite database"]);
    fs::create_dir(folder.join("inner")).expect("made");
    is_refused(folder, "inner", &["no regular file"]);
    symlink(folder.join("b"), folder.join("a")).expect("a link");
    symlink(folder.join("a"), folder.join("b")).expect("a link");
    is_refused(folder, "a", &["symbolic links"]);
    symlink(folder.join("nowhere"), folder.join("dangling")).expect("a link");
    is_refused(folder, "dangling", &["No such file"]);
    is_refused(folder, "missing/stand.db", &["the folder", "is not there"]);
}

#[test]
fn a_file_without_rights_is_refused() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("locked.db");
    fs::write(&file, "").expect("written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).expect("set");
    // The superuser may read everything.
    if fs::File::open(&file).is_err() {
        is_refused(place.path(), "locked.db", &["cannot be opened for reading and writing", "Permission denied"]);
    }
}

#[test]
fn files_of_ours_that_do_not_fit_are_refused_by_their_version() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    let seeded = |name: &str| {
        let file = folder.join(name);
        assert_eq!(program::run(&["seed", "--data", &file.to_string_lossy()]).code, Some(0));
        file
    };
    let newer = SCHEMA_VERSION + 1;
    drop(made(&seeded("newer.db"), &format!("PRAGMA user_version={newer};")));
    is_refused(folder, "newer.db", &[&format!("version {newer}"), &format!("knows {SCHEMA_VERSION}")]);
    drop(made(&seeded("older.db"), "PRAGMA user_version=5; PRAGMA application_id=0;"));
    is_refused(folder, "older.db", &["version 5", "esia-mock seed"]);
    let whole = fs::read(seeded("cut.db")).expect("read");
    for length in [200, 5_000, whole.len() - 2_000] {
        fs::write(folder.join("cut.db"), &whole[..length]).expect("written");
        is_refused(folder, "cut.db", &["cut off or damaged"]);
    }
}
