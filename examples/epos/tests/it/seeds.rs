//! `seeds.yaml`: every statement of the documents once, and whatever holds it is there.

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
