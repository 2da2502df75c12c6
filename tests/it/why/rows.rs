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

/// A row that no request can bring is none, and what a request brings is tried.
#[test]
fn every_row_is_named_by_a_test() {
    let tests = tests(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it"));
    let unnamed: Vec<_> = reasons::all().map(|row| row.id).filter(|id| !tests.contains(&format!("\"{id}\""))).collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

/// The list for readers is made of the catalogue.
#[test]
fn docs_reasons_md_is_made_of_the_catalogue() {
    let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reasons.md")).expect("a file");
    assert_eq!(file, tables::reasons_markdown(), "run: esia-mock reasons --out docs/reasons.md");
}

/// What strangers found when they used the stand, by number: clients and wire, reasons, a tester's hands,
/// attacks, the line.
fn found() -> Vec<(u32, u32)> {
    let sections = [(1, 1..=36), (2, 1..=24), (3, 1..=18), (4, 1..=13), (5, 1..=6)];
    sections.into_iter().flat_map(|(section, rows)| rows.map(move |row| (section, row))).collect()
}

/// Numbers after `Case`, `Cases`, `Row` and `Rows` in comments: `2.1, 2.3 and 2.5`, `2.1 to 2.5`.
fn numbers(line: &str) -> Vec<(u32, u32)> {
    let Some((_, comment)) = line.split_once("//") else { return Vec::new() };
    let words = comment.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    let (mut all, mut reads, mut is_range) = (Vec::<(u32, u32)>::new(), false, false);
    for word in words {
        let number = word
            .trim_end_matches('.')
            .split_once('.')
            .and_then(|(section, row)| Some((section.parse::<u32>().ok()?, row.parse::<u32>().ok()?)));
        match (word.to_ascii_lowercase().as_str(), number) {
            ("case" | "cases" | "row" | "rows", _) => reads = true,
            (_, Some((section, row))) if reads => {
                let from = all.last().filter(|_| is_range).map_or(row, |(_, last)| *last + 1);
                all.extend((from..=row).map(|row| (section, row)));
                is_range = false;
            }
            ("to", _) if reads => is_range = true,
            ("and", _) => {}
            _ => reads = false,
        }
    }
    all
}

/// Every file of a folder whose name ends so; what others have installed there is passed over.
fn lines(folder: &Path, ending: &str) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("node_modules") {
            all.extend(lines(&path, ending));
        } else if path.to_string_lossy().ends_with(ending)
            && !path.ends_with("why/rows.rs")
            && !path.ends_with("why/mod.rs")
        {
            all.extend(fs::read_to_string(&path).unwrap_or_default().lines().map(ToOwned::to_owned));
        }
    }
    all
}

/// A row is proved by a test that says its number.
#[test]
fn every_row_that_strangers_found_has_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = [("tests/it", ".rs"), ("src", ".rs"), ("tests/judges/browser", ".mjs")];
    let told: Vec<_> = all
        .into_iter()
        .flat_map(|(folder, ending)| lines(&root.join(folder), ending))
        .flat_map(|line| numbers(&line))
        .collect();
    let missing: Vec<_> = found().into_iter().filter(|row| !told.contains(row)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert_eq!(numbers("/// Rows 2.1, 2.3 and 2.5 to 2.7: x 3.1"), [(2, 1), (2, 3), (2, 5), (2, 6), (2, 7)]);
    assert_eq!(numbers("/// RFC 6749, 4.1"), []);
}
