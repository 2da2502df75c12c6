//! Inside a layer there is an order too. It is held for `flow`, whose folders call each other most.

use super::files;
use super::graph::Graph;

/// Folders and files of `flow` by height, lowest first; what stands on one line may call its neighbours.
const FLOW: [&[&str]; 5] = [
    // What every use case has at hand.
    &[
        "after",
        "ages",
        "captcha",
        "changed_settings",
        "clients",
        "cx",
        "era",
        "fetched_keys",
        "jobs/agenda",
        "jobs/mod",
        "jobs/queue",
        "keys",
        "lives",
        "mark",
        "mint",
        "mod",
        "platform",
        "recognized",
        "signature",
        "stand",
        "stop",
        "taken",
        "working_time",
    ],
    // The account, and how people are written to.
    &["account", "outbox", "verification"],
    // The nine stations, and what a login was good for.
    &["access", "consents", "delivery", "ending", "login", "logout", "oidc", "token"],
    // What else people do.
    &["children", "confirmation", "organizations", "profile", "recovery", "registration", "registry"],
    // What knows all of it.
    &["clock", "filling", "jobs/run", "opening", "stands", "tester"],
];

/// How high a file of `flow` stands; nothing for files of other layers.
fn height(file: &str) -> Option<usize> {
    let name = file.strip_prefix("flow/")?.trim_end_matches(".rs");
    let stands_at =
        |entry: &&str| name == *entry || name.strip_prefix(*entry).is_some_and(|rest| rest.starts_with('/'));
    let height = FLOW.iter().position(|line| line.iter().any(stands_at));
    Some(height.unwrap_or_else(|| panic!("src/{file}: it has no place in the order of flow")))
}

#[test]
fn folders_of_flow_point_down() {
    let files: Vec<_> = files("src").into_iter().map(|file| (file.name, file.text)).collect();
    let graph = Graph::read(&files);
    let mut wrong = Vec::new();
    let mut held = 0;
    for (from, edges) in &graph.edges {
        let Some(from_height) = height(&graph.files[*from]) else { continue };
        for (to, words) in edges {
            let Some(to_height) = height(&graph.files[*to]) else { continue };
            held += 1;
            if to_height > from_height {
                let words: Vec<_> = words.iter().map(String::as_str).collect();
                wrong.push(format!("{} -> {} by {}", graph.files[*from], graph.files[*to], words.join(", ")));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(held > 300, "only {held} imports inside flow were seen");
}
