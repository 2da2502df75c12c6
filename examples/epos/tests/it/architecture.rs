//! The fence: ЭПОС is a client of the stand and sees nothing of its insides. And how the crate is built.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

const LONGEST: usize = 300;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str) -> Vec<(String, String)> {
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root()).expect("below").to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).expect("text")));
            }
        }
    }
    found
}

/// Lines of a file that are neither comments nor unit tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim).take_while(|line| *line != "mod tests {");
    lines.filter(|line| !line.starts_with("//"))
}

#[test]
fn epos_cannot_see_the_stand() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let dependencies = manifest.lines().filter(|line| line.contains(" = ")).filter_map(|line| line.split(' ').next());
    let foreign: Vec<&str> = dependencies.filter(|name| name.starts_with("esia")).collect();
    assert_eq!(foreign, [""; 0]);
    assert!(!manifest.contains("path = \"..") && !manifest.contains("git ="), "a dependency beside the registry");
    let crate_name = concat!("esia", "_mock");
    for (name, text) in files("src").iter().chain(&files("tests")).chain(&files("examples")) {
        assert!(!code(text).any(|line| line.contains(&format!("{crate_name}::"))), "{name} names {crate_name}");
        for path in code(text).filter_map(|line| line.split("include_str!(\"").nth(1)) {
            let path = path.split('"').next().unwrap_or_default();
            let file = root().join(name).parent().expect("a folder").join(path).canonicalize().expect("a file");
            let shared =
                ["fixtures", "keys"].map(|folder| root().join("../..").join(folder).canonicalize().expect("it"));
            let ours = file.starts_with(root().canonicalize().expect("a folder"));
            assert!(ours || shared.iter().any(|folder| file.starts_with(folder)), "{name} includes {path}");
        }
    }
}

/// Rules know neither HTTP nor SQL nor the clock; the client of ЕСИА knows no pages.
#[test]
fn layers_point_down() {
    let forbidden = [
        ("src/rules/", ["crate::web", "crate::store", "crate::esia", "crate::app", "actix_web", "rusqlite", "reqwest"]),
        ("src/esia/", ["crate::web", "crate::app", "actix_web", "rusqlite", "askama", "argon2", "clap"]),
        ("src/store/", ["crate::web", "crate::app", "crate::esia", "actix_web", "reqwest", "askama", "argon2"]),
    ];
    for (layer, names) in forbidden {
        let files: Vec<_> = files("src").into_iter().filter(|(name, _)| name.starts_with(layer)).collect();
        assert!(files.len() > 1, "{layer} was not found");
        for (name, text) in &files {
            let wrong: Vec<&str> = code(text).filter(|line| names.iter().any(|other| line.contains(other))).collect();
            assert_eq!(wrong, [""; 0], "{name}");
        }
    }
}

/// No two files of `src` depend on each other, not even over others.
#[test]
fn files_depend_on_each_other_in_no_circle() {
    let files = files("src");
    let module = |name: &str| name.trim_start_matches("src/").trim_end_matches(".rs").replace('/', "::");
    let names: Vec<String> = files.iter().map(|(name, _)| module(name)).collect();
    let edges: Vec<BTreeSet<usize>> = files.iter().map(|(name, text)| uses(&module(name), text, &names)).collect();
    assert!(edges.iter().map(BTreeSet::len).sum::<usize>() > 100, "imports were not found");
    for (from, name) in names.iter().enumerate() {
        let mut reached = edges[from].clone();
        loop {
            let further: BTreeSet<usize> = reached.iter().flat_map(|to| edges[*to].iter().copied()).collect();
            let before = reached.len();
            reached.extend(further);
            if reached.len() == before {
                break;
            }
        }
        assert!(!reached.contains(&from), "{name} depends on itself");
    }
}

/// The files that the imports of a file name.
fn uses(module: &str, text: &str, names: &[String]) -> BTreeSet<usize> {
    let parent = module.rsplit_once("::").map_or("", |(parent, _)| parent);
    let imports = code(text).filter_map(|line| line.strip_prefix("use ").or_else(|| line.strip_prefix("pub use ")));
    let paths = imports.filter_map(|path| match path.split_once("::") {
        Some(("crate", rest)) => Some(rest.to_owned()),
        Some(("super", rest)) => Some(format!("{parent}::{rest}")),
        _ => None,
    });
    let file = |path: String| {
        let mut path = path.trim_end_matches(';').trim_start_matches("::").to_owned();
        loop {
            let index = [path.clone(), format!("{path}::mod")];
            if let Some(at) = names.iter().position(|name| index.contains(name)) {
                return Some(at);
            }
            path = path.rsplit_once("::")?.0.to_owned();
        }
    };
    paths.filter_map(file).collect()
}

#[test]
fn files_say_what_they_own_and_are_short() {
    for (name, text) in files("src").iter().chain(&files("tests")).chain(&files("examples")) {
        assert!(text.starts_with("//! "), "{name} begins without //!");
        let lines = text.lines().take_while(|line| line.trim() != "mod tests {").count();
        assert!(lines <= LONGEST, "{name}: {lines} lines, at most {LONGEST}");
    }
}
