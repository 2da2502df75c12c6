//! `esia-mock generate`: who is made up can be checked, served and signed in.

use std::path::Path;
use std::sync::Arc;

use crate::support::Browser;
use crate::support::Http;
use crate::support::RelyingParty;
use crate::support::app;
use crate::support::cms::Signer;
use crate::support::folder::Folder;
use crate::support::program::Run;
use crate::support::program::Serving;
use crate::support::program::run;
use crate::support::program::serve;
use crate::support::relying_party::EPOS;
use crate::support::relying_party::Registration;

const CROWD: [&str; 7] = ["generate", "--people", "200", "--families", "--schools", "--seed", "7"];
const FREE: [&str; 4] = ["--listen", "127.0.0.1:0", "--clock", app::START];

fn text(folder: &Folder, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

fn generate(arguments: &[&str]) -> Run {
    run(&[&CROWD[..], arguments].concat())
}

/// Somebody comes back from the stand to ЭПОС with their data.
fn signs_in(server: &Serving, login: &str) -> serde_json::Value {
    let http = Arc::new(Http::new());
    let registration = Registration {
        client_id: "EPOS_DEMO".to_owned(),
        redirect_uri: "http://127.0.0.1:9090/callback".to_owned(),
        scope: "openid fullname snils".to_owned(),
        signer: Signer::from_pem(EPOS.0, EPOS.1),
    };
    let rp = RelyingParty::new(http.clone(), &server.base, Arc::new(app::start), registration);
    let mut browser = Browser::new(http, &server.base);
    browser.opens(&rp.authorize_url()).signs_in(login, "11111111");
    let tokens = rp.exchanges(&browser.grants().returned().code());
    rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token()).json()
}

/// The first record whose name begins so.
fn first(folder: &Folder, role: &str) -> serde_json::Value {
    let people = folder.path().join("world/people");
    let mut names: Vec<_> =
        std::fs::read_dir(people).expect("a folder").map(|one| one.expect("a file").path()).collect();
    names.sort();
    let is_one =
        |path: &&std::path::PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(role));
    let file = names.iter().find(is_one).unwrap_or_else(|| panic!("there is no {role}"));
    serde_json::from_str(&std::fs::read_to_string(file).expect("text")).expect("JSON")
}

#[test]
fn a_folder_passes_its_check_and_is_served() {
    let folder = Folder::new();
    let world = text(&folder, "world");
    let made = generate(&["--out", &world]);
    assert_eq!((made.code, made.err.as_str()), (Some(0), ""), "{made:?}");
    assert!(made.out.contains("200 people") && made.out.contains("11111111"), "{}", made.out);
    assert!(made.out.trim_end().ends_with(&format!("esia-mock serve --fixtures {world}")), "{}", made.out);

    let checked = run(&["check", "--fixtures", &world]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""), "{checked:?}");
    assert!(checked.out.contains("200 people, 5 clients"), "{}", checked.out);
    assert!(checked.out.contains("no mistakes, 0 warning(s)"), "{}", checked.out);

    let server = serve(&[&FREE[..], &["--fixtures", &world]].concat());
    let mother = first(&folder, "mother");
    let login = mother["contacts"][1]["value"].as_str().expect("an e-mail");
    let read = signs_in(&server, login);
    assert_eq!((&read["lastName"], &read["snils"]), (&mother["last_name"], &mother["snils"]));

    let again = text(&folder, "again");
    assert_eq!(generate(&["--out", &again]).code, Some(0));
    let all = |name: &str| {
        let mut files: Vec<_> = ["people", "organizations", "clients"]
            .iter()
            .flat_map(|shelf| std::fs::read_dir(Path::new(name).join(shelf)).expect("a folder"))
            .map(|entry| entry.expect("a file").path())
            .map(|path| (path.file_name().map(ToOwned::to_owned), std::fs::read(&path).expect("bytes")))
            .collect();
        files.sort();
        files
    };
    assert!(all(&world) == all(&again), "the same seed, the same bytes");
}

#[test]
fn a_file_is_served_and_has_the_same_people() {
    let folder = Folder::new();
    let file = text(&folder, "crowd.sqlite");
    let made = generate(&["--data", &file]);
    assert_eq!((made.code, made.err.as_str()), (Some(0), ""), "{made:?}");
    assert!(made.out.trim_end().ends_with(&format!("esia-mock serve --data {file}")), "{}", made.out);
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).expect("a folder").map(|one| one.expect("a file").file_name()).collect();
    assert_eq!(left, ["crowd.sqlite"], "nothing lies beside it");

    assert_eq!(generate(&["--out", &text(&folder, "world")]).code, Some(0));
    let server = serve(&[&FREE[..], &["--data", &file]].concat());
    let father = first(&folder, "father");
    let read = signs_in(&server, father["snils"].as_str().expect("СНИЛС"));
    assert_eq!((&read["lastName"], &read["middleName"]), (&father["last_name"], &father["middle_name"]));
}

/// Issue 12, 2: what people are found by is written beside them by another thread, and is what it would be otherwise.
#[test]
fn a_file_has_the_texts_that_the_same_people_out_of_fixtures_have() {
    let folder = Folder::new();
    let (file, world, other) = (text(&folder, "crowd.db"), text(&folder, "world"), text(&folder, "other.db"));
    assert_eq!(generate(&["--data", &file]).code, Some(0));
    assert_eq!(generate(&["--out", &world]).code, Some(0));
    assert_eq!(run(&["seed", "--fixtures", &world, "--data", &other]).code, Some(0));
    let open = |file: &str| rusqlite::Connection::open(file).expect("a database");
    let texts = |file: &str| -> Vec<(i64, String)> {
        let sql = open(file);
        let mut query = sql.prepare("SELECT oid, text FROM search ORDER BY oid").expect("a query");
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    };
    assert_eq!(texts(&file).len(), 200);
    assert_eq!(texts(&file), texts(&other));
    let sql = open(&file);
    let count = |query: &str| sql.query_row(query, [], |row| row.get::<_, i64>(0)).expect("a number");
    sql.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)", []).expect("whole");
    assert_eq!(count("SELECT count(*) FROM search_index WHERE search_index MATCH '\"200\" AND \"000\"'"), 200);
    assert_eq!(count("SELECT count(*) FROM search_pending"), 0);
    assert_eq!(count("SELECT count(*) FROM pragma_foreign_key_check"), 0, "a row names one that is not there");
}

/// Issue 19: a crowd out of files is written without its indexes, which come back when all are there; whoever is looked
/// for is found by them.
#[test]
fn a_crowd_out_of_files_has_every_index_in_the_end() {
    let folder = Folder::new();
    let (world, crowd, demo) = (text(&folder, "world"), text(&folder, "crowd.db"), text(&folder, "demo.db"));
    let made = run(&["generate", "--people", "1000", "--seed", "7", "--out", &world]);
    assert_eq!((made.code, made.err.as_str()), (Some(0), ""), "{made:?}");
    assert_eq!(run(&["seed", "--fixtures", &world, "--data", &crowd]).code, Some(0));
    assert_eq!(run(&["seed", "--data", &demo]).code, Some(0));
    let declared = |file: &str| -> Vec<(String, String)> {
        let sql = rusqlite::Connection::open(file).expect("a database");
        let mut query = sql.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
        let query = query.as_mut().expect("a query");
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    };
    assert_eq!(declared(&crowd), declared(&demo));
    for file in [&crowd, &demo] {
        let sql = rusqlite::Connection::open(file).expect("a database");
        let wrong: i64 =
            sql.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).expect("it");
        assert_eq!(wrong, 0, "a row of {file} names one that is not there");
    }

    let server = serve(&[&FREE[..], &["--data", &crowd]].concat());
    let somebody = first(&folder, "");
    let (http, persona) = (Http::new(), somebody["persona"].as_str().expect("a persona"));
    let found = http.send(http.get(&format!("{}/_mock/api/v1/people?q={persona}", server.base))).json();
    assert_eq!((&found["people"][0]["oid"], &found["people"][1]), (&somebody["oid"], &serde_json::Value::Null));
}

#[test]
fn what_cannot_be_made_is_told_before_anything_is_written() {
    let folder = Folder::new();
    folder.write("full/people/somebody.json", "{}");
    folder.write("there.sqlite", "text");
    let (new, full, there) = (text(&folder, "new"), text(&folder, "full"), text(&folder, "there.sqlite"));
    let nowhere = text(&folder, "nowhere/crowd.sqlite");
    let below_file = text(&folder, "there.sqlite/below");
    for (arguments, told) in [
        (&["--people", "0", "--out", &new][..], "--people 0: expected 1 to 3000000"),
        (&["--people", "3000001", "--out", &new], "--people 3000001: expected 1 to 3000000"),
        (&["--people", "2", "--families", "--out", &new], "--families needs --people 3 or more, not 2"),
        (&["--people", "2", "--schools", "--data", &new], "--schools needs --people 3 or more, not 2"),
        (&["--people", "5", "--out", &full], "full is not empty"),
        (&["--people", "5", "--out", &there], "there.sqlite"),
        (&["--people", "5", "--out", &below_file], "there.sqlite/below"),
        (&["--people", "5", "--data", &there], "there.sqlite is there already"),
        (&["--people", "5", "--data", &nowhere], "nowhere"),
        (&["--people", "5", "--data", &new, "--zone", "Europe/Berlin"], "Europe/Berlin"),
    ] {
        let run = run(&[&["generate"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{arguments:?}: {run:?}");
        assert!(run.err.starts_with("error: ") && run.err.contains(told), "{arguments:?}: {}", run.err);
        assert_eq!(run.err.lines().count(), 1, "one message: {}", run.err);
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing was written");
    for wrong in [
        &["--people", "5"][..],
        &["--people", "x", "--out", &new],
        &["--out", &new],
        &["--people", "5", "--out", &new, "--data", &new],
    ] {
        let run = run(&[&["generate"], wrong].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{wrong:?}");
    }
}

#[test]
fn a_file_that_an_earlier_run_left_is_named() {
    let folder = Folder::new();
    let file = text(&folder, "crowd.sqlite");
    folder.write("crowd.sqlite.making", "half");
    let run = generate(&["--data", &file]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("crowd.sqlite.making is there"), "{}", run.err);
    assert!(folder.path().join("crowd.sqlite.making").exists() && !Path::new(&file).exists());
}
