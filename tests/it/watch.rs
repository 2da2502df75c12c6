//! `serve --watch`: fixtures that change while the stand serves.

use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;

use esia_mock::cli::settings::FixtureArgs;
use esia_mock::cli::watch::Seen;
use esia_mock::cli::watch::Watch;

use crate::support::TestApp;
use crate::support::folder::Folder;
use crate::support::program;

fn person(persona: &str, password: &str) -> Value {
    json!({
        "persona": persona, "account": { "level": "simplified", "password": password },
        "last_name": "Новых", "first_name": "Анна",
        "contacts": [{ "kind": "email", "value": format!("{persona}@example.test") }],
    })
}

fn two() -> Folder {
    let folder = Folder::new();
    folder.record("people/anna.json", &person("anna", "Parol-2026!"));
    folder.record("people/boris.json", &person("boris", "Parol-2026!"));
    folder.record("clients/portal.json", &json!({ "mnemonic": "PORTAL", "name": "Портал", "public": true }));
    folder
}

fn watch(app: &TestApp, folder: &Folder) -> Watch {
    let fixtures = FixtureArgs { fixtures: vec![folder.path().to_owned()], zone: None };
    Watch::new(std::sync::Arc::clone(app.stands()), fixtures).expect("a watch")
}

/// Looks until nothing changes any more; gives what was seen then.
fn looks(app: &TestApp, watch: &mut Watch) -> Seen {
    loop {
        match app.waits(watch.look()) {
            Seen::Changing => {}
            seen => return seen,
        }
    }
}

fn signs_in(app: &TestApp, persona: &str, password: &str) -> bool {
    let login = format!("{persona}@example.test");
    app.browser().opens("/profile").signs_in(&login, password).heading() == "Обзор"
}

#[test]
fn what_changes_is_taken_and_nothing_else() {
    let folder = two();
    let app = TestApp::build().fixtures(&[folder.path()]).start();
    let mut watch = watch(&app, &folder);
    assert_eq!(app.waits(watch.look()), Seen::Nothing);
    let (mut anna, mut boris) = (app.browser(), app.browser());
    anna.opens("/profile").signs_in("anna@example.test", "Parol-2026!");
    boris.opens("/profile").signs_in("boris@example.test", "Parol-2026!");
    folder.record("people/anna.json", &person("anna", "Novyj-Parol-1"));
    folder.record("people/vera.json", &person("vera", "Parol-2026!"));
    folder.record("clients/portal.json", &json!({ "mnemonic": "PORTAL", "name": "Новый портал", "public": true }));
    let seen = looks(&app, &mut watch);
    assert_eq!(seen, Seen::Taken(["anna", "vera", "PORTAL"].map(str::to_owned).to_vec()));
    assert_eq!(app.waits(watch.look()), Seen::Nothing);
    assert!(signs_in(&app, "anna", "Novyj-Parol-1") && signs_in(&app, "vera", "Parol-2026!"));
    assert_eq!(boris.opens("/profile").heading(), "Обзор", "he is still in");
    assert_ne!(anna.opens("/profile").heading(), "Обзор", "she was born again");
    assert_eq!(app.stand().clients.find("PORTAL").expect("the client").client.name, "Новый портал");
}

#[test]
fn a_mistake_is_told_with_file_and_line_and_changes_nothing() {
    let folder = two();
    let app = TestApp::build().fixtures(&[folder.path()]).start();
    let mut watch = watch(&app, &folder);
    folder.record("clients/portal.json", &json!({ "mnemonic": "PORTAL", "name": "Новый портал", "public": true }));
    folder.write("people/anna.json", "{\n  \"persona\": \"anna\",\n  \"acount\": {}\n}");
    let Seen::Wrong(told) = looks(&app, &mut watch) else { panic!("it is wrong") };
    assert!(told.contains("anna.json:3:") && told.contains("did you mean `account`?"), "{told}");
    assert_eq!(app.waits(watch.look()), Seen::Nothing, "it is told once");
    assert!(signs_in(&app, "anna", "Parol-2026!"));
    assert_eq!(app.stand().clients.find("PORTAL").expect("the client").client.name, "Портал");
    folder.record("people/anna.json", &person("anna", "Novyj-Parol-1"));
    assert!(matches!(looks(&app, &mut watch), Seen::Taken(records) if records == ["anna", "PORTAL"]));
}

#[test]
fn what_is_taken_out_of_the_folder_is_taken_away() {
    let folder = two();
    let app = TestApp::build().fixtures(&[folder.path()]).start();
    let mut watch = watch(&app, &folder);
    std::fs::remove_file(folder.path().join("people/boris.json")).expect("removed");
    std::fs::remove_file(folder.path().join("clients/portal.json")).expect("removed");
    assert!(matches!(looks(&app, &mut watch), Seen::Taken(_)));
    assert!(!signs_in(&app, "boris", "Parol-2026!") && signs_in(&app, "anna", "Parol-2026!"));
    assert!(app.stand().clients.find("PORTAL").is_none());
}

#[test]
fn a_server_takes_what_changes() {
    let folder = two();
    let path = folder.path().to_string_lossy().into_owned();
    let server = program::serve(&["--listen", "127.0.0.1:0", "--fixtures", &path, "--watch"]);
    folder.record("clients/second.json", &json!({ "mnemonic": "SECOND", "name": "Второй", "public": true }));
    let http = crate::support::Http::new();
    let began = Instant::now();
    loop {
        let answer = http.send(http.get(&format!("{}/_mock/api/v1/clients/SECOND", server.base)));
        if answer.status == 200 {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{}", answer.text());
    }
    let without = program::run(&["serve", "--watch", "--listen", "127.0.0.1:0"]);
    assert!(without.err.contains("--watch needs --fixtures"), "{}", without.err);
}

#[test]
fn a_folder_goes_to_a_server_and_comes_back() {
    let folder = two();
    let server = program::serve(&["--listen", "127.0.0.1:0"]);
    let path = folder.path().to_string_lossy().into_owned();
    let imported = program::run(&["import", &path, "--url", &server.base]);
    assert!(imported.out.contains("2 people, 1 clients, 0 organizations"), "{imported:?}");
    let place = tempfile::tempdir().expect("a folder");
    let (out, zip) = (place.path().join("out"), place.path().join("out.zip"));
    for out in [&out, &zip] {
        let exported = program::run(&["export", "--url", &server.base, "--out", &out.to_string_lossy()]);
        assert_eq!(exported.code, Some(0), "{exported:?}");
    }
    assert!(out.join("people/anna.json").is_file() && out.join("clients/portal.json").is_file());
    let checked = program::run(&["check", "--fixtures", &out.to_string_lossy()]);
    assert_eq!(checked.code, Some(0), "{checked:?}");
    let again = program::run(&["import", &zip.to_string_lossy(), "--url", &server.base]);
    assert_eq!(again.code, Some(0), "{again:?}");
    let full = program::run(&["export", "--url", &server.base, "--out", &out.to_string_lossy()]);
    assert!(full.err.contains("the folder is not empty"), "{full:?}");
    folder.write("people/anna.json", "{");
    let wrong = program::run(&["import", &path, "--url", &server.base]);
    assert!(wrong.code == Some(1) && wrong.err.contains("people/anna.json:1: not JSON"), "{wrong:?}");
}
