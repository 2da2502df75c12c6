//! The catalogue of faults: its document, its rows and recipes, and the command line.

use std::fs;
use std::path::Path;

use serde_json::Value;
use serde_json::json;

use esia_mock::faults::catalogue::CATALOGUE;
use esia_mock::faults::markdown;
use esia_mock::faults::recipes::RECIPES;

use super::FAULTS;
use crate::support::Http;
use crate::support::TestApp;
use crate::support::program;

#[test]
fn the_document_is_made_of_the_catalogue() {
    let written =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md")).expect("docs/faults.md");
    let right = "write it again: esia-mock faults --markdown --out docs/faults.md";
    assert_eq!(written, markdown::document(), "{right}");
}

#[test]
fn every_row_and_every_recipe_can_be_armed_by_a_call() {
    let app = TestApp::start();
    for row in CATALOGUE {
        let action: Value = serde_json::from_str(row.action).expect("JSON");
        let at = row.kind.def().places.first().unwrap_or(&"token");
        let armed = app.arms("row", &json!({ "at": at, "do": action }));
        assert_eq!(armed["do"], action, "it is shown as it is written");
    }
    for recipe in RECIPES {
        let armed = app.arms("recipe", &serde_json::from_str(recipe.fault).expect("JSON"));
        assert_eq!(armed["state"], "armed", "{}", recipe.fault);
    }
}

#[test]
fn the_catalogue_is_printed_without_a_server() {
    let printed = program::run(&["faults"]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    for row in CATALOGUE {
        let is_told = |line: &str| line.contains(row.action) && line.contains(row.about);
        assert!(printed.out.lines().any(is_told), "{}", row.action);
    }
    assert!(printed.out.lines().any(|line| line.starts_with("rest.ctts ")), "{}", printed.out);
}

#[test]
fn a_shell_arms_waits_lists_and_clears() {
    let (server, http) = (program::serve(&["--listen", "127.0.0.1:0"]), Http::new());
    let faults = |arguments: &[&str]| program::run(&[&["faults"], arguments, &["--url", &server.base]].concat());
    let armed = faults(&["arm", "--name", "down", r#"{"at": "keys", "do": {"status": 502}}"#]);
    assert_eq!(armed.code, Some(0), "{}", armed.err);
    let waited = faults(&["wait", "down", "--within", "0"]);
    assert_eq!(waited.code, Some(1));
    assert!(waited.err.contains("down has met 0 of 1 requests"), "{}", waited.err);
    assert_eq!(http.send(http.get(&format!("{}/oidc/jwks", server.base))).status, 502);
    assert_eq!(faults(&["wait", "down"]).code, Some(0));
    let listed = faults(&["list"]);
    assert!(listed.out.lines().any(|line| line.contains("down") && line.contains("spent")), "{}", listed.out);
    let wrong = faults(&["arm", r#"{"at": "kyes", "do": {"status": 502}}"#]);
    assert!(wrong.code == Some(1) && wrong.err.contains("keys"), "{}", wrong.err);
    assert_eq!(faults(&["clear", "down"]).code, Some(0));
    assert_eq!(faults(&["clear"]).code, Some(0));
    let left = http.send(http.get(&format!("{}{FAULTS}", server.base))).json();
    assert_eq!(left["faults"], json!([]));
}
