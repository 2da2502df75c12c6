//! A stand as a packed folder of fixtures.

use std::collections::BTreeMap;

use serde_json::Value;

use esia_mock::fixtures::archive;

use crate::support::TestApp;
use crate::support::folder::Folder;

const WHO: &str = "standard_adult";
const EXPORT: &str = "/_mock/api/v1/export";

/// The archive of a stand, as bytes.
pub(crate) fn exports(app: &TestApp) -> Vec<u8> {
    let answer = app.controls("GET", EXPORT, "");
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/zip");
    answer.body
}

/// What an archive holds, by path.
pub(crate) fn files(bytes: &[u8]) -> BTreeMap<String, String> {
    let files = archive::unpacked(bytes).unwrap_or_else(|wrong| panic!("{wrong}"));
    files.into_iter().map(|(name, text)| (name, String::from_utf8(text).expect("text"))).collect()
}

/// The folder of an archive on the disk.
pub(crate) fn folder(bytes: &[u8]) -> Folder {
    let folder = Folder::new();
    for (name, text) in files(bytes) {
        folder.write(&name, &text);
    }
    folder
}

pub(crate) fn signs_in(app: &TestApp, login: &str, password: &str) -> bool {
    app.browser().opens("/profile").signs_in(login, password).heading() == "Обзор"
}

#[test]
fn an_export_makes_the_same_world_again() {
    let app = TestApp::start();
    let first = exports(&app);
    assert_eq!(first, exports(&app), "the same stand gives the same bytes");
    let again = TestApp::build().fixtures(&[folder(&first).path()]).start();
    let (mut one, mut other) = (files(&first), files(&exports(&again)));
    assert!(one.remove("lost.json").is_some() && other.remove("lost.json").is_some());
    assert_eq!(one, other);
    assert_eq!(one.keys().filter(|name| name.starts_with("people/")).count(), app.world.citizens.len());
    let tokens = again.citizen("confirmed_mother_of_two").gives_tokens_to(&again.client("EPOS_DEMO"));
    assert_eq!(tokens.oid(), 1_000_000_702);
}

#[test]
fn passwords_secrets_and_newcomers_are_in_an_export_and_what_is_lost_is_told() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens("/profile").signs_in(&app.citizen(WHO).login, "11111111");
    browser.opens("/profile/security").follows("Сменить пароль");
    browser
        .fills("current", "11111111")
        .fills("password", "Parol-2026!")
        .fills("again", "Parol-2026!")
        .presses("Сохранить");
    app.citizen("confirmed_mother_of_two").gives_tokens_to(&app.client("EPOS_DEMO"));
    let bytes = exports(&app);
    let told = files(&bytes);
    let account = &serde_json::from_str::<Value>(&told[&format!("people/{WHO}.json")]).expect("JSON")["account"];
    assert!(account.get("password").is_none(), "{account}");
    assert!(account["password_hash"].as_str().is_some_and(|hash| hash.starts_with("$argon2id$")), "{account}");
    let lost: Value = serde_json::from_str(&told["lost.json"]).expect("JSON");
    for name in ["sessions", "consents", "outbox", "events"] {
        assert!(lost["lost"][name].as_u64().is_some_and(|count| count > 0), "{name}: {lost}");
    }
    let again = TestApp::build().fixtures(&[folder(&bytes).path()]).start();
    let login = &app.citizen(WHO).login;
    assert!(signs_in(&again, login, "Parol-2026!") && !signs_in(&again, login, "11111111"));
    // The newcomers of SPA_DEMO and others have their secrets.
    let secret =
        |app: &TestApp| app.stand().clients.iter().filter(|party| party.client.client_secret.is_some()).count();
    assert!(secret(&app) > 0 && secret(&again) == secret(&app));
}
