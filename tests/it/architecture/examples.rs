//! The graph is fed small trees: circles that hide, which it must see, and clean ones, in which it must see none.

use super::circles::circles;
use super::circles::told;
use super::graph::Graph;

/// `a.rs` and `b.rs` depend on each other, `front.rs` stands between them; by the way in which the circle hides.
const CIRCLES: [(&str, &str, &str, &str); 9] = [
    ("a re-export", "use crate::front::Thing; pub fn f() -> Thing { Thing }", "pub use crate::b::Thing;", ""),
    ("a glob", "use crate::front::*; pub fn f() -> Thing { Thing }", "pub use crate::b::*;", ""),
    ("two names", "use crate::front::Other as T; pub fn f() -> T { T }", "pub use crate::b::Thing as Other;", ""),
    ("a module passed on", "use crate::front::b; pub fn f() { b::g() }", "pub use crate::b;", ""),
    ("a path inline", "pub fn f() { super::front::g() }", "pub use crate::b::g;", ""),
    ("a macro", "pub fn f() { let _ = vec![crate::front::g()]; }", "pub use crate::b::g;", ""),
    ("an attribute", "#[serde(with = \"crate::b\", default = \"crate::b::g\")] pub fn f() {}", "", ""),
    ("an import in a function", "pub fn f() { use crate::b::g; g() }", "", ""),
    ("an impl apart", "pub struct A; pub fn f() { A::new(); }", "", "impl crate::a::A { pub fn new() {} }"),
];

const B: &str = "pub struct Thing; pub fn g() { crate::a::f() }";

/// Trees without a circle, which a coarser reading would find.
const CLEAN: [(&str, &str, &str); 5] = [
    ("mod is no dependence", "mod.rs", "pub mod leaf; pub fn f() { leaf::g() }"),
    ("nor are unit tests", "leaf.rs", "pub fn g() {} #[cfg(test)] mod tests { use crate::m::f; }"),
    ("nor the files of unit tests", "leaf.rs", "pub fn g() {} #[cfg(test)] mod tests;"),
    ("nor doc links", "leaf.rs", "//! See [`crate::m::f`].\n/// And [`super::f`].\npub fn g() {}"),
    ("nor who may see", "leaf.rs", "pub(in crate::m) fn g() {}"),
];

fn tree(files: &[(&str, &str)]) -> Graph {
    let files: Vec<_> = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Graph::read(&files)
}

#[test]
fn a_circle_that_hides_is_seen() {
    for (way, a, front, more) in CIRCLES {
        let b = format!("{B} {more}");
        let files = [("lib.rs", "mod a; mod b; mod front;"), ("a.rs", a), ("b.rs", &b), ("front.rs", front)];
        let graph = tree(&files);
        let found: Vec<_> = circles(&graph).iter().map(|circle| told(&graph, circle)).collect();
        assert_eq!(found.len(), 1, "{way}: {found:?}");
        assert!(found[0].starts_with("2 files in a circle: a.rs b.rs\n"), "{way}: {found:?}");
        let opened = tree(&[files[0], ("a.rs", "pub fn f() {}"), files[2], files[3]]);
        assert_eq!(circles(&opened), Vec::<Vec<usize>>::new(), "{way}");
    }
}

#[test]
fn a_clean_tree_has_none() {
    for (why, changed, text) in CLEAN {
        let mut files = vec![
            ("lib.rs", "pub mod m;".to_owned()),
            ("m/mod.rs", "pub mod leaf; pub use leaf::g; pub fn f() { g() }".to_owned()),
            ("m/leaf.rs", "pub fn g() {}".to_owned()),
            ("m/leaf/tests.rs", "use crate::m::f; fn t() { f() }".to_owned()),
        ];
        let at = files.iter().position(|(name, _)| *name == format!("m/{changed}")).expect("a file of the tree");
        text.clone_into(&mut files[at].1);
        let graph = Graph::read(&files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect::<Vec<_>>());
        assert_eq!(circles(&graph), Vec::<Vec<usize>>::new(), "{why}");
    }
}

#[test]
fn a_front_page_that_its_own_folder_uses_is_a_circle() {
    let graph = tree(&[
        ("lib.rs", "pub mod m;"),
        ("m/mod.rs", "pub mod leaf; pub use leaf::g; pub fn f() {}"),
        ("m/leaf.rs", "pub fn g() { super::f() }"),
    ]);
    let found = circles(&graph);
    assert_eq!(found.len(), 1);
    assert_eq!(
        told(&graph, &found[0]),
        "2 files in a circle: m/mod.rs m/leaf.rs\n    m/mod.rs -> m/leaf.rs by leaf::g\n    m/leaf.rs -> m/mod.rs by super::f"
    );
}
