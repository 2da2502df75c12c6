//! `seeds.yaml`: every statement of the documents once, and whatever holds it is there. `docs/seeds.md` is made of it and
//! of the scenarios: `ESIA_MOCK_WRITE=1 cargo test -p esia-mock-epos seeds`.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The sections of the inventory and how many statements each has.
const SECTIONS: [(u32, u32); 5] = [(0, 39), (1, 52), (2, 26), (3, 60), (4, 70)];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The values of lines such as `- id: "0.01"`.
fn values<'a>(text: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    text.lines().filter_map(move |line| line.strip_prefix(before)).map(|value| value.trim_matches('"'))
}

#[test]
fn every_statement_is_there_once_with_what_holds_it() {
    let text = read("seeds.yaml");
    let ids: Vec<&str> = values(&text, "- id: ").collect();
    let expected: Vec<String> = SECTIONS
        .iter()
        .flat_map(|(section, count)| (1..=*count).map(move |row| format!("{section}.{row:02}")))
        .collect();
    assert_eq!(ids, expected);
    for entry in text.split("- id: ").skip(1) {
        let kinds = ["\n  held:\n    - ", "\n  figure: true", "\n  not: \""];
        assert_eq!(kinds.iter().filter(|kind| entry.contains(*kind)).count(), 1, "{entry}");
    }
}

#[test]
fn whatever_holds_a_statement_is_there() {
    let text = read("seeds.yaml");
    let scenarios = read("../../docs/scenarios.md");
    let holders: BTreeSet<&str> = values(&text, "    - ").collect();
    assert!(holders.len() > 100, "{}", holders.len());
    for holder in holders {
        match holder.split_once(':') {
            Some(("epos", name)) => assert!(is_test("tests/it", name) || is_test("src", name), "{holder}"),
            Some(("it", name)) => assert!(is_test("../../tests/it", name), "{holder}"),
            _ => {
                let listed = ["", " ★"].iter().any(|star| scenarios.contains(&format!("- **{holder}{star}** ")));
                assert!(listed, "{holder} is not in docs/scenarios.md");
            }
        }
    }
}

/// Is there a test of this name, `login::sign_in::name`, or a file of tests, `profile::levels`?
fn is_test(folder: &str, name: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let file = |parts: &str| root.join(parts.trim_end_matches("::tests").replace("::", "/")).with_extension("rs");
    let inside = name.rsplit_once("::").is_some_and(|(module, test)| {
        fs::read_to_string(file(module)).is_ok_and(|text| text.contains(&format!("fn {test}()")))
    });
    inside || file(name).is_file()
}

/// The titles of the documents, by section.
const DOCUMENTS: [&str; 5] = [
    "Связь учетных записей ЭПОС и гос.услуг",
    "Инструкция для входа сотрудников в ЭПОС",
    "Что нужно для успешного входа в ЭПОС?",
    "Инструкции по работе с ЭПОС",
    "Регистрация на сайте gosuslugi.ru",
];

/// Statements, each with the scenarios that say they hold it.
fn scenarios() -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/scenarios");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let mut held: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("text");
        let line = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        let id = line("id: ");
        for statement in line("holds: ").split(['[', ']', ',', '"', ' ']).filter(|part| !part.is_empty()) {
            held.entry(statement.to_owned()).or_default().push(id.to_owned());
        }
    }
    held
}

/// The page.
fn page() -> String {
    let (text, scenarios) = (read("seeds.yaml"), scenarios());
    let entries: Vec<&str> = text.split("- id: ").skip(1).collect();
    let count = |what: &str| entries.iter().filter(|entry| entry.contains(what)).count();
    let (held, figures, not) = (count("\n  held:"), count("\n  figure: true"), count("\n  not: \""));
    let mut lines = vec![format!(
        "# Statements of the documents, and what holds each\n\n\
         Written by `ESIA_MOCK_WRITE=1 cargo test -p esia-mock-epos seeds`; do not edit. Made of\n\
         [seeds.yaml](../examples/epos/seeds.yaml) and [fixtures/scenarios](../fixtures/scenarios/). `esia-mock \
         scenario run`\ngoes through scenarios; `it:` are tests of the stand, `epos:` of ЭПОС, others are rows of \
         [scenarios.md](scenarios.md).\n\n\
         Of {} statements {held} are held, {} of them by a scenario too; {figures} are figures or names without \
         consequence,\n{not} are not here, with the reason.\n",
        entries.len(),
        scenarios.len(),
    )];
    for entry in entries {
        let id = entry.split('"').nth(1).expect("an id");
        let says = entry.split("says: \"").nth(1).and_then(|rest| rest.split("\"\n").next()).expect("words");
        if let Some(section) = id.strip_suffix(".01").and_then(|section| section.parse::<usize>().ok()) {
            lines.push(format!("\n## {section}. {}\n\n", DOCUMENTS[section]));
        }
        lines.push(format!("- **{id}** {says}\n"));
        if let Some(ids) = scenarios.get(id) {
            lines.push(format!("  - scenario {}\n", ids.join(", ")));
        }
        if let Some(why) = entry.split("\n  not: \"").nth(1) {
            lines.push(format!("  - not here: {}\n", why.split('"').next().unwrap_or_default()));
        }
        if entry.contains("\n  figure: true") {
            lines.push("  - a figure or a name\n".to_owned());
        }
        for holder in values(entry, "    - ") {
            let holder = if holder.contains(':') { format!("`{holder}`") } else { holder.to_owned() };
            lines.push(format!("  - {holder}\n"));
        }
    }
    lines.concat()
}

#[test]
fn scenarios_hold_statements_that_there_are() {
    let text = read("seeds.yaml");
    let known: BTreeSet<&str> = values(&text, "- id: ").collect();
    let scenarios = scenarios();
    let foreign: Vec<&String> = scenarios.keys().filter(|id| !known.contains(id.as_str())).collect();
    assert!(foreign.is_empty() && scenarios.len() > 80, "{foreign:?} of {}", scenarios.len());
}

#[test]
fn the_page_is_what_the_files_say() {
    let (file, page) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/seeds.md"), page());
    if std::env::var_os("ESIA_MOCK_WRITE").is_some() {
        fs::write(&file, &page).expect("written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(written == page, "docs/seeds.md is out of date: ESIA_MOCK_WRITE=1 cargo test -p esia-mock-epos seeds");
}
