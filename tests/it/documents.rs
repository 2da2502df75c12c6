//! What holds for every Markdown file of the repository: lines that fit, fences that close.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

const COLUMNS: usize = 120;

/// What tools install or build, and what belongs to git.
const FOREIGN: [&str; 3] = ["target", "node_modules", ".git"];

/// Around the tables that `scripts/bench` writes: the one place where a line may be as long as it likes, but for fences.
const GENERATED: (&str, &str) = ("<!-- bench: begin -->", "<!-- bench: end -->");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let foreign = FOREIGN.iter().any(|name| path.ends_with(name));
        if path.is_dir() && !path.is_symlink() && !foreign {
            found.extend(documents(&path));
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The numbers of lines that are too long, outside of code and of generated tables; the last line if one of these is
/// never closed.
fn too_long(text: &str) -> Vec<usize> {
    let (mut code, mut generated, mut found) = (false, false, Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            code = !code;
        }
        generated = (generated || line == GENERATED.0) && line != GENERATED.1;
        if !code && !generated && line.chars().count() > COLUMNS {
            found.push(number);
        }
    }
    if code || generated {
        found.push(text.lines().count());
    }
    found
}

#[test]
fn lines_of_every_document_fit() {
    let documents = documents(root());
    assert!(documents.len() > 10, "{documents:?}");
    let mut wrong = Vec::new();
    for document in documents {
        let text = fs::read_to_string(&document).expect("text");
        let name = document.strip_prefix(root()).expect("below the root").display();
        wrong.extend(too_long(&text).into_iter().map(|line| format!("{name}:{line}")));
    }
    assert!(wrong.is_empty(), "longer than {COLUMNS} columns, or a fence that never closes: {wrong:#?}");
}

#[test]
fn only_code_and_generated_tables_may_be_longer() {
    let long = "я".repeat(COLUMNS + 1);
    assert_eq!(too_long(&"я".repeat(COLUMNS)), Vec::<usize>::new());
    assert_eq!(too_long(&format!("{long}\n```text\n{long}\n```\n| {long} |")), [1, 5]);
    assert_eq!(too_long(&format!("{}\n{long}\n{}\n{long}", GENERATED.0, GENERATED.1)), [4]);
    assert_eq!(too_long(&format!("```\n{long}")), [2]);
}
