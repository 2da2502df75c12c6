//! The shape of the code, read from its files: who may import whom, which crate lives where, how long a file is.
//!
//! Every import stands on a line of its own (braces are refused), so that a scan of lines sees them all.

mod circles;
mod examples;
mod graph;
mod names;
mod one_place;
mod order;
mod reads_and_writes;
mod scenarios;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// Each layer, lowest first, and what it may import beside itself.
const LAYERS: [(&str, &[&str]); 14] = [
    ("protocol", &[]),
    ("texts", &[]),
    ("clock", &[]),
    ("random", &[]),
    ("crypto", &[]),
    ("metrics", &[]),
    ("domain", &["protocol"]),
    ("journal", &["protocol", "crypto", "metrics"]),
    ("faults", &["domain", "protocol"]),
    ("config", &["domain", "crypto"]),
    ("fixtures", &["domain", "protocol", "crypto", "faults"]),
    ("storage", &["domain", "protocol", "fixtures"]),
    (
        "flow",
        &[
            "storage", "fixtures", "domain", "protocol", "crypto", "clock", "random", "config", "texts", "journal",
            "faults", "metrics",
        ],
    ),
    (
        "web",
        &[
            "flow", "journal", "faults", "storage", "domain", "fixtures", "protocol", "crypto", "config", "texts",
            "metrics",
        ],
    ),
];

/// The composition may import everything.
const TOP: [&str; 4] = ["cli", "embedded", "lib", "main"];

/// Surfaces of `web`; they share the other modules of it and never import each other.
const SURFACES: [&str; 7] = ["esia", "oidc", "rest", "pages", "conversation", "control", "desk"];

/// Foreign crates and the only places that may name them.
const FENCES: [(&str, &[&str]); 26] = [
    ("qrcode", &["web/views/drawing.rs"]),
    ("fluent_bundle", &["texts"]),
    ("unic_langid", &["texts"]),
    (
        "reqwest",
        &[
            "web/outgoing.rs",
            "web/backchannel.rs",
            "web/client_keys.rs",
            "cli/api.rs",
            "cli/archive.rs",
            "cli/calls",
            "cli/explain",
        ],
    ),
    ("actix_web", &["web", "cli/serve", "embedded"]),
    ("actix_http", &["web/line"]),
    ("actix_service", &["web/line"]),
    ("futures_core", &["web/control/import.rs", "web/entrance"]),
    ("askama", &["web/views", "flow/outbox"]),
    ("prometheus", &["metrics.rs"]),
    ("lettre", &["web/relay"]),
    ("zip", &["fixtures", "web/esia"]),
    ("rusqlite", &["storage"]),
    ("jsonwebtoken", &["crypto"]),
    ("aws_lc_rs", &["crypto"]),
    ("rustls", &["crypto/tls", "web/line"]),
    ("rcgen", &["crypto/tls"]),
    ("tokio_rustls", &["web/line"]),
    ("rustls_native_certs", &["web/outgoing.rs"]),
    ("rsa", &["crypto"]),
    ("argon2", &["crypto"]),
    ("totp_rs", &["crypto", "fixtures"]),
    ("x509_cert", &["crypto"]),
    ("der", &["crypto"]),
    ("clap", &["cli"]),
    ("anyhow", &["cli"]),
];

/// Lines of code: neither blank nor comment, without unit tests.
const LONGEST: usize = 300;

struct File {
    /// Below `src/`: `web/pages/login.rs`.
    name: String,
    text: String,
}

impl File {
    /// `web` of `web/pages/login.rs`, `clock` of `clock.rs`.
    fn layer(&self) -> &str {
        let first = self.name.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }

    /// The lines that are code, without those of unit tests at the end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
        let lines = lines.take_while(|(_, line)| *line != "mod tests {");
        lines.filter(|(_, line)| !line.starts_with("//"))
    }
}

fn files(folder: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).expect("below").to_string_lossy().into_owned();
                found.push(File { name, text: fs::read_to_string(&path).expect("text") });
            }
        }
    }
    assert!(found.len() > 5, "{folder} was not found");
    found
}

/// The module that each `crate::` of a line names.
fn imports(line: &str) -> Vec<&str> {
    let named = line.match_indices("crate::").map(|(at, word)| {
        let rest = &line[at + word.len()..];
        rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default()
    });
    named.filter(|name| !name.is_empty()).collect()
}

#[test]
fn layers_point_down() {
    let mut wrong = Vec::new();
    for file in files("src") {
        let layer = file.layer();
        if TOP.contains(&layer) {
            continue;
        }
        let (_, allowed) =
            LAYERS.iter().find(|(name, _)| *name == layer).unwrap_or_else(|| panic!("{layer} is no layer"));
        for (number, line) in file.code() {
            for name in imports(line).into_iter().filter(|name| *name != layer && !allowed.contains(name)) {
                wrong.push(format!("src/{}:{number}: {layer} imports {name}", file.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    let names: BTreeSet<_> = LAYERS.iter().map(|(name, _)| *name).collect();
    for (at, (layer, allowed)) in LAYERS.iter().enumerate() {
        let below: Vec<_> = LAYERS[..at].iter().map(|(name, _)| name).collect();
        assert!(
            allowed.iter().all(|name| names.contains(name) && below.contains(&name)),
            "{layer}: the table is no order"
        );
    }
}

#[test]
fn surfaces_never_import_each_other() {
    let mut wrong = Vec::new();
    for file in files("src") {
        let Some(surface) = SURFACES.iter().find(|name| file.name.starts_with(&format!("web/{name}/"))) else {
            continue;
        };
        for (number, line) in file.code() {
            let others = SURFACES.iter().filter(|other| *other != surface);
            for other in others.filter(|other| line.contains(&format!("web::{other}"))) {
                wrong.push(format!("src/{}:{number}: {surface} imports {other}", file.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn foreign_crates_stay_behind_their_fences() {
    let mut wrong = Vec::new();
    for file in files("src") {
        for (name, places) in FENCES {
            if places.iter().any(|place| file.name.starts_with(place)) {
                continue;
            }
            // `crypto::rsa` is ours; once imported, `rsa::` is as well.
            let ours =
                file.text.lines().any(|line| line.starts_with("use crate::") && line.ends_with(&format!("::{name};")));
            for (number, line) in file.code().filter(|(_, line)| names_crate(line, name) && !ours) {
                wrong.push(format!("src/{}:{number}: {name} outside {places:?}: {line}", file.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Does a path of this line begin with the crate?
fn names_crate(line: &str, name: &str) -> bool {
    let path = format!("{name}::");
    line.match_indices(&path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') || line[..at].ends_with(" ::")
    })
}

#[test]
fn every_file_says_what_it_owns_and_is_not_too_long() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests/it", "scenarios/src", "benches/load"] {
        for file in files(folder) {
            if !file.text.starts_with("//! ") && file.name != "main.rs" {
                wrong.push(format!("{folder}/{}: begins without //!", file.name));
            }
            let lines = file.code().filter(|(_, line)| !line.is_empty()).count();
            if lines > LONGEST {
                wrong.push(format!("{folder}/{}: {lines} lines of code, at most {LONGEST}", file.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn imports_are_written_one_to_a_line() {
    // Spelled in two parts, so that this file may be scanned as well.
    let braces = concat!("crate::", "{");
    for folder in ["src", "tests/it"] {
        for file in files(folder) {
            for (number, line) in file.text.lines().enumerate() {
                assert!(!line.contains(braces), "{folder}/{}:{}: {line}", file.name, number + 1);
            }
        }
    }
}

#[test]
fn there_are_no_globals_but_tables() {
    for file in files("src") {
        for (number, line) in file.code() {
            let is_static =
                line.contains("thread_local!") || ["static ", "pub static "].iter().any(|word| line.starts_with(word));
            // jsonwebtoken keeps its provider for the whole process, which has one allocator; the catalogue of words is a
            // table that is parsed once.
            let known = ["crypto/rsa/jwt_provider.rs", "main.rs", "texts/catalogue.rs"].contains(&file.name.as_str());
            assert!(!is_static || known, "src/{}:{number}: {line}", file.name);
        }
    }
}

#[test]
fn redirects_are_written_by_the_surfaces_and_nobody_else() {
    let mut places = BTreeSet::new();
    for file in files("src") {
        for (_, line) in file.code().filter(|(_, line)| line.contains("header::LOCATION") || line.contains("::Found()"))
        {
            assert!(!line.is_empty());
            places.insert(file.name.clone());
        }
    }
    let known = ["web/answer.rs", "web/rest/handler.rs"];
    let foreign: Vec<_> = places.iter().filter(|name| !known.contains(&name.as_str())).collect();
    assert!(foreign.is_empty(), "a new place writes Location: {foreign:?}");
}
