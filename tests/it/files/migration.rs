//! Files of earlier versions: opened, migrated, and nothing lost.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;

use crate::files::Promises;
use crate::files::browser;
use crate::files::folder;
use crate::files::serve;
use crate::files::systems;
use crate::support::Browser;
use crate::support::Http;
use crate::support::program;

/// The versions whose files are kept, oldest first.
fn versions() -> Vec<i64> {
    let entries = fs::read_dir(folder()).expect("a folder").map(|entry| entry.expect("an entry").path());
    let files = entries.filter(|path| path.extension().is_some_and(|ending| ending == "sql"));
    let name = |path: std::path::PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let mut versions: Vec<i64> = files.map(|path| name(path)[1..].parse().expect("vN.sql")).collect();
    versions.sort_unstable();
    versions
}

/// Makes the file of a version, as its server left it when it was killed.
fn file_of(version: i64, file: &Path) {
    let dump = fs::read_to_string(folder().join(format!("v{version}.sql"))).expect("a dump");
    let sql = Connection::open(file).expect("opened");
    sql.execute_batch(&dump).expect("filled");
    sql.execute_batch("PRAGMA journal_mode=WAL").expect("a log");
}

fn promises_of(version: i64) -> Promises {
    let text = fs::read_to_string(folder().join(format!("v{version}.json"))).expect("promises");
    serde_json::from_str(&text).expect("promises")
}

#[test]
fn files_of_every_version_keep_their_promises() {
    assert_eq!(versions().first(), Some(&6), "the first published version");
    for version in versions() {
        let place = tempfile::tempdir().expect("a folder");
        let file = place.path().join("stand.sqlite");
        file_of(version, &file);
        keeps(&promises_of(version), &serve(&file).base);
        // And again, now that the file is of this version.
        let server = serve(&file);
        let (epos, _) = systems(&Arc::new(Http::new()), &server.base);
        assert_eq!(epos.posts(&epos.code_request(&promises_of(version).code)).esia_code(), "ESIA-007011");
    }
}

fn keeps(promised: &Promises, base: &str) {
    let http = Arc::new(Http::new());
    let (epos, standard) = systems(&http, base);
    assert_eq!(epos.exchanges(&promised.code).oid(), 1_000_000_604, "a code");
    assert_eq!(epos.refreshes(&promised.refresh_token).oid(), 1_000_000_606, "a refresh token");
    let used = epos.posts(&epos.refresh_request(&promised.used_refresh_token));
    assert_eq!(used.esia_code(), "ESIA-007011", "a used one");
    assert_eq!(standard.userinfo(&promised.standard_access_token).status, 200, "an access token");
    assert!(standard.introspects(&standard.refreshes(&promised.standard_refresh_token).access())["active"] == true);

    let mut signed_in = browser(&http, base, &promised.signed_in);
    signed_in.opens(&epos.authorize_url());
    assert!(signed_in.has_returned(), "a session and its consent");
    let mut asked = browser(&http, base, &promised.asked);
    asked.opens("/login");
    assert_eq!(asked.heading(), "Предоставление прав доступа", "a login on its way");
    assert!(asked.grants().has_returned());
    let mut applied = browser(&http, base, &promised.applied);
    applied.opens(&promised.link);
    assert_eq!(applied.heading(), "Создание пароля", "a registration on its way");

    let mut registered = Browser::new(Arc::clone(&http), base);
    registered.opens(&epos.authorize_url()).signs_in(&promised.login, &promised.password);
    assert_eq!(registered.heading(), "Предоставление прав доступа", "who has registered");
}

/// The columns of every table, and every index: what a file looks like to SQLite, however its tables came about.
fn shape(file: &Path) -> Vec<String> {
    let sql = Connection::open(file).expect("opened");
    let query = "SELECT t.name || '.' || c.name || ' ' || c.type || iif(c.[notnull], ' NOT NULL', '')
                     || iif(c.pk, ' KEY', '') || ifnull(' = ' || c.dflt_value, '')
                 FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table'
                 UNION ALL SELECT t.name || ' REFERENCES ' || f.[table] || f.on_delete
                 FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
                 UNION ALL SELECT replace(sql, '  ', ' ') FROM sqlite_schema WHERE type IN ('index', 'trigger')
                 UNION ALL SELECT page_size FROM pragma_page_size
                 UNION ALL SELECT application_id FROM pragma_application_id
                 UNION ALL SELECT user_version FROM pragma_user_version
                 ORDER BY 1";
    let mut query = sql.prepare(query).expect("prepared");
    let rows = query.query_map([], |row| row.get::<_, rusqlite::types::Value>(0)).expect("read");
    rows.map(|row| format!("{:?}", row.expect("read"))).collect()
}

#[test]
fn a_migrated_file_is_made_like_a_new_one() {
    let place = tempfile::tempdir().expect("a folder");
    let new = place.path().join("new.sqlite");
    let seeded = program::run(&["seed", "--data", &new.to_string_lossy()]);
    assert_eq!(seeded.code, Some(0), "{seeded:?}");
    let new = shape(&new);
    assert!(new.len() > 200, "{new:?}");
    for version in versions() {
        let file = place.path().join(format!("v{version}.sqlite"));
        file_of(version, &file);
        serve(&file).terminate();
        same_shape(&shape(&file), &new, version);
    }
}

fn same_shape(found: &[String], new: &[String], version: i64) {
    let missing: Vec<_> = new.iter().filter(|line| !found.contains(line)).collect();
    let left: Vec<_> = found.iter().filter(|line| !new.contains(line)).collect();
    assert!(missing.is_empty() && left.is_empty(), "{version}: missing {missing:#?}, left over {left:#?}");
}

#[test]
fn a_file_that_was_killed_before_its_log_was_emptied_is_migrated_with_it() {
    let place = tempfile::tempdir().expect("a folder");
    let (file, copy) = (place.path().join("stand.sqlite"), place.path().join("copy.sqlite"));
    let sql = Connection::open(&file).expect("opened");
    sql.execute_batch("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0").expect("a log");
    sql.execute_batch(&fs::read_to_string(folder().join("v6.sql")).expect("a dump")).expect("filled");
    fs::copy(&file, &copy).expect("copied");
    fs::copy(place.path().join("stand.sqlite-wal"), place.path().join("copy.sqlite-wal")).expect("copied");
    assert!(fs::metadata(&copy).expect("there").len() <= 4_096, "all of it is in the log");
    keeps(&promises_of(6), &serve(&copy).base);
}
