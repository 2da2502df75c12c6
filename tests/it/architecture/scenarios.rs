//! The fence of `scenarios`: its robot is a client of the stand and of ЭПОС, and sees the insides of neither.
//! `examples/epos` has a fence of its own.

use std::fs;
use std::path::Path;

use super::circles;
use super::files;
use super::names_crate;

/// What it may see of ЭПОС: how it is started, and the names of its switches.
const OF_EPOS: [&str; 4] = ["epos::Config", "epos::Epos", "epos::start", "epos::rules::switches"];

/// Who sends requests; steps and pages are words to them.
const SENDERS: [&str; 4] = ["browser/", "calls.rs", "failure.rs", "world.rs"];

/// Does a path of this line lead into ЭПОС otherwise than by its front?
fn looks_inside(line: &str) -> bool {
    names_crate(line, "epos") && !OF_EPOS.iter().any(|known| line.contains(known))
}

#[test]
fn scenarios_cannot_see_the_stand() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("the manifest");
    let dependencies = manifest.lines().filter(|line| line.contains(" = ")).filter_map(|line| line.split(' ').next());
    let ours: Vec<&str> = dependencies.filter(|name| name.starts_with("esia")).collect();
    assert_eq!(ours, ["esia-mock-epos"]);
    assert_eq!(manifest.matches("path = ").count(), 1, "another folder than that of ЭПОС");
    // Spelled in two parts, for this file would name it.
    let stand = concat!("esia", "_mock");
    let mut wrong = Vec::new();
    for file in files("scenarios/src") {
        let may_send = SENDERS.iter().any(|sender| file.name.starts_with(sender));
        for (number, line) in file.code() {
            let told = |what: &str| format!("scenarios/src/{}:{number}: {what}: {line}", file.name);
            wrong.extend(line.contains(stand).then(|| told("names the stand")));
            wrong.extend(looks_inside(line).then(|| told("looks into ЭПОС")));
            wrong.extend((line.contains("include_str!") || line.contains("include_bytes!")).then(|| told("includes")));
            wrong.extend((names_crate(line, "reqwest") && !may_send).then(|| told("sends requests")));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn files_of_scenarios_depend_on_each_other_in_no_circle() {
    circles::has_none("scenarios/src");
}
