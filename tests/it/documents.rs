//! What holds for every Markdown file of the repository: lines that fit, fences that close; and that the
//! glossary is in order and names what the code has.

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

/// Everything of ours below a folder, folders too.
fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let foreign = FOREIGN.iter().any(|name| path.ends_with(name));
        if path.is_dir() && !path.is_symlink() && !foreign {
            found.extend(everything(&path));
        }
        found.push(path);
    }
    found.sort();
    found
}

/// Our files below a folder with this ending.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = everything(folder);
    found.retain(|path| path.extension().is_some_and(|its| its == ending) && path.is_file());
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
    let documents = files(root(), "md");
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

/// The words that the glossary explains, with what it says of each.
fn glossary() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("docs/glossary.md")).expect("docs/glossary.md");
    let entries = text.lines().filter_map(|line| line.strip_prefix("- **")?.split_once("**"));
    entries.map(|(word, rest)| (word.to_lowercase(), rest.to_owned())).collect()
}

#[test]
fn the_glossary_is_in_alphabetical_order() {
    let words: Vec<_> = glossary().into_iter().map(|(word, _)| word).collect();
    assert!(words.len() > 40, "{words:?}");
    assert!(words.is_sorted_by(|one, next| one < next), "{words:#?}");
}

#[test]
fn names_in_the_glossary_are_those_of_the_code() {
    let mut sources = files(root(), "rs");
    sources.extend(files(&root().join("src"), "sql"));
    let code: String = sources.iter().map(|file| fs::read_to_string(file).expect("text").to_lowercase()).collect();
    for (word, rest) in glossary() {
        for name in rest.split('`').skip(1).step_by(2).map(|name| name.trim_end_matches('…')) {
            let there = ["", "src/"].iter().any(|folder| {
                let path = root().join(format!("{folder}{name}"));
                path.exists() || path.with_extension("rs").exists()
            });
            assert!(there || code.contains(&name.to_lowercase()), "{word}: `{name}` is nowhere");
        }
    }
}

/// The helpers of the examples, and the tests that use them.
const EXAMPLES: [(&str, &str); 2] = [
    ("examples/python/esia.py", "examples/python/test_portal.py"),
    ("examples/playwright/esia.mjs", "examples/playwright/portal.test.mjs"),
];

/// The lines of the body of each test: those that are indented further than the line that begins it.
fn bodies(text: &str) -> Vec<usize> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<_> = text.lines().collect();
    let is_test = |line: &str| line.trim_start().starts_with("def test_") || line.trim_start().starts_with("test(");
    let begins = lines.iter().enumerate().filter(|(_, line)| is_test(line));
    let body = |(at, begin): (usize, &&str)| {
        lines[at + 1..].iter().take_while(|line| !line.is_empty() && indent(line) > indent(begin)).count()
    };
    begins.map(body).collect()
}

#[test]
fn the_examples_are_short_and_their_helpers_are_shown() {
    let shown = fs::read_to_string(root().join("docs/testing.md")).expect("text");
    for (helpers, tests) in EXAMPLES {
        let text = fs::read_to_string(root().join(helpers)).expect("text");
        assert!(shown.contains(text.trim_end()), "docs/testing.md shows another {helpers}");
        assert!(text.lines().filter(|line| !line.is_empty()).count() <= 40, "{helpers}");
        let bodies = bodies(&fs::read_to_string(root().join(tests)).expect("text"));
        assert!(bodies.len() >= 12 && bodies.iter().all(|lines| (1..=8).contains(lines)), "{tests}: {bodies:?}");
    }
}

/// What stands between backquotes and is a path of the repository, or the end of one.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    let is_path = |word: &&str| {
        (word.strip_suffix(".rs").is_some() || word.contains('/'))
            && !word.starts_with(['/', '.'])
            && word.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "_-./".contains(sign))
    };
    text.split('`').skip(1).step_by(2).filter(is_path)
}

/// The end of an address, not of a file.
const NO_FILE: &str = "v3/te";

#[test]
fn the_architecture_names_files_that_are_there() {
    let there: Vec<_> = everything(root()).iter().map(|path| format!("/{}", path.display())).collect();
    let text = fs::read_to_string(root().join("docs/architecture.md")).expect("a document");
    let is_there = |word: &str| {
        let end = format!("/{}", word.trim_end_matches('/'));
        there
            .iter()
            .any(|path| path.ends_with(&end) || path.strip_suffix(".rs").is_some_and(|path| path.ends_with(&end)))
    };
    let missing: Vec<_> = paths(&text).filter(|word| *word != NO_FILE && !is_there(word)).collect();
    assert_eq!(missing, Vec::<&str>::new());
    assert!(paths(&text).count() > 150 && !is_there("web/nowhere.rs"));
}
