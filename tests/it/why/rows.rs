//! The catalogue of reasons against the tests that name its rows, and against the list for readers.

use std::fs;
use std::path::Path;

use esia_mock::cli::tables;
use esia_mock::protocol::reasons;

fn tests(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text.push_str(&tests(&path));
        } else if !path.ends_with("why/rows.rs") && !path.ends_with("catalogues/reasons.rs") {
            text.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
    text
}

/// Rows that no test names yet. Whoever writes such a test lowers it; a new row comes with its test.
const UNNAMED: usize = 52;

#[test]
fn rows_that_no_test_names_become_fewer() {
    let tests = tests(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it"));
    let unnamed: Vec<_> = reasons::all().map(|row| row.id).filter(|id| !tests.contains(&format!("\"{id}\""))).collect();
    assert_eq!(unnamed.len(), UNNAMED, "{unnamed:?}");
}

/// The list for readers is made of the catalogue.
#[test]
fn docs_reasons_md_is_made_of_the_catalogue() {
    let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reasons.md")).expect("a file");
    assert_eq!(file, tables::reasons_markdown(), "run: esia-mock reasons --out docs/reasons.md");
}
