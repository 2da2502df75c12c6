//! The catalogue of reasons: its ids, its codes, and that every row is given by a place that refuses.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use esia_mock::protocol::error::ERRORS;
use esia_mock::protocol::oidc::error::STANDARD_ERRORS;
use esia_mock::protocol::reasons;

/// The code of the library outside the catalogue, unit tests left out.
fn source(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text.push_str(&source(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("protocol/refusal.rs") {
            let whole = fs::read_to_string(&path).expect("text");
            text.push_str(whole.split("mod tests {").next().unwrap_or_default());
        }
    }
    text
}

fn code() -> String {
    source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

#[test]
fn ids_are_unique_and_in_kebab_case() {
    let mut seen = BTreeSet::new();
    for row in reasons::all() {
        let kebab = row.id.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
        assert!(kebab, "{}", row.id);
        assert!(seen.insert(row.id), "{} stands twice", row.id);
    }
}

#[test]
fn each_code_of_both_tables_has_a_row() {
    for error in ERRORS {
        assert!(reasons::all().any(|row| row.esia.contains(&error.code)), "no reason for {}", error.code);
    }
    for error in STANDARD_ERRORS {
        assert!(reasons::all().any(|row| row.standard.contains(&error.error)), "no reason for {}", error.word);
    }
}

#[test]
fn each_row_has_a_code_a_reason_and_a_way_out() {
    for row in reasons::all() {
        let is_warning = row.id.starts_with("taken-");
        assert_eq!(row.esia.is_empty() && row.standard.is_empty(), is_warning, "{}", row.id);
        assert!(!row.cause.is_empty() || row.id == "stand-broken", "{} has no cause", row.id);
        assert!(!row.cure.is_empty() || row.cause.contains(": "), "{} has no cure", row.id);
    }
}

#[test]
fn each_row_is_given_by_some_place() {
    let code = code();
    for row in reasons::all() {
        let name = row.id.replace('-', "_");
        let given = code.match_indices(&name).any(|(at, _)| {
            let (before, after) = (&code[..at], &code[at + name.len()..]);
            before.ends_with("::") && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        });
        assert!(given, "{} is given nowhere", row.id);
    }
}

/// A reason that is written at its place has no id, no cure and no row: only the catalogue makes refusals.
#[test]
fn only_the_catalogue_makes_refusals() {
    let code = code();
    // Spelled in two parts, so that the scan of rows leaves this file alone.
    let made = code.matches(concat!("Refusal", "::of(")).count();
    assert_eq!(made, 1, "the macro of the rows is the one place");
}
