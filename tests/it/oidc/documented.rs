//! `docs/oidc.md` says what the endpoints do: modules, claims, scopes, errors, addresses.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use esia_mock::domain::standard_claim::ACR_VALUES;
use esia_mock::domain::standard_claim::CLAIMS;
use esia_mock::protocol::oidc::error::STANDARD_ERRORS;
use esia_mock::web::routes::listing;

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/oidc.md")).expect("docs/oidc.md")
}

fn codes(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect()
}

/// The names of tests that are called after a module of the suite.
fn tested() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/oidc");
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let texts = files.map(|file| fs::read_to_string(file).expect("text"));
    let named = |text: String| -> Vec<String> {
        let names = text.lines().filter_map(|line| line.strip_prefix("fn oidcc_")?.split('(').next());
        names.map(|name| format!("oidcc-{}", name.replace('_', "-"))).collect()
    };
    texts.flat_map(named).collect()
}

#[test]
fn each_module_of_the_plans_has_a_test_and_each_such_test_is_listed() {
    let listed: BTreeSet<_> = codes(&page()).into_iter().filter(|code| code.starts_with("oidcc-")).collect();
    assert_eq!(listed, tested());
    assert!(listed.len() > 50, "{}", listed.len());
}

#[test]
fn claims_errors_levels_and_addresses_are_all_named_in_the_page() {
    let named = codes(&page().replace("\n```", "\n"));
    let claims = CLAIMS.iter().map(|row| row.name);
    let errors = STANDARD_ERRORS.iter().map(|row| row.word);
    for word in claims.chain(errors).chain(ACR_VALUES) {
        assert!(named.contains(word), "docs/oidc.md does not name {word}");
    }
    for row in listing().iter().filter(|row| row.surface == "oidc") {
        assert!(named.contains(&row.path), "docs/oidc.md does not name {}", row.path);
    }
}
