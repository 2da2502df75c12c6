//! No two files of `src` depend on each other in a circle: what does can only be understood, moved and tested together.

use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::collections::btree_map::Entry;

use super::files;
use super::graph::Graph;

#[test]
fn no_files_depend_on_each_other_in_a_circle() {
    has_none("src");
}

/// A crate without circles between its files.
pub(super) fn has_none(folder: &str) {
    let files: Vec<_> = files(folder).into_iter().map(|file| (file.name, file.text)).collect();
    let graph = Graph::read(&files);
    assert!(graph.files.len() + 40 > files.len(), "{} of {} files were reached", graph.files.len(), files.len());
    let circles: Vec<_> = circles(&graph).iter().map(|circle| told(&graph, circle)).collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

/// Sets of files that depend on each other, the largest first: strongly connected components, by Tarjan.
pub(super) fn circles(graph: &Graph) -> Vec<Vec<usize>> {
    let count = graph.files.len();
    let mut search =
        Search { graph, begun: 0, order: vec![None; count], low: vec![0; count], stack: Vec::new(), found: Vec::new() };
    for file in 0..count {
        if search.order[file].is_none() {
            search.visit(file);
        }
    }
    let mut found = search.found;
    found.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
    found
}

struct Search<'a> {
    graph: &'a Graph,
    begun: usize,
    order: Vec<Option<usize>>,
    low: Vec<usize>,
    stack: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn visit(&mut self, file: usize) {
        let number = self.begun;
        self.begun += 1;
        self.order[file] = Some(number);
        self.low[file] = number;
        self.stack.push(file);
        for next in self.graph.dependencies(file) {
            match self.order[next] {
                None => {
                    self.visit(next);
                    self.low[file] = self.low[file].min(self.low[next]);
                }
                Some(order) if self.stack.contains(&next) => self.low[file] = self.low[file].min(order),
                Some(_) => {}
            }
        }
        if self.low[file] == number {
            let at = self.stack.iter().position(|other| *other == file).expect("on the stack");
            let mut circle = self.stack.split_off(at);
            circle.sort_unstable();
            self.found.extend((circle.len() > 1).then_some(circle));
        }
    }
}

/// A circle as whoever cuts it wants to read it: its files, and the shortest way round with the words that make it.
pub(super) fn told(graph: &Graph, circle: &[usize]) -> String {
    let files: Vec<_> = circle.iter().map(|file| graph.files[*file].as_str()).collect();
    let round = circle.iter().filter_map(|file| round(graph, *file)).min_by_key(Vec::len).unwrap_or_default();
    let steps = round.windows(2).map(|pair| {
        let words: Vec<_> = graph.edges[&pair[0]][&pair[1]].iter().take(4).map(String::as_str).collect();
        format!("\n    {} -> {} by {}", graph.files[pair[0]], graph.files[pair[1]], words.join(", "))
    });
    format!("{} files in a circle: {}{}", files.len(), files.join(" "), steps.collect::<String>())
}

/// The shortest way from a file back to itself.
fn round(graph: &Graph, file: usize) -> Option<Vec<usize>> {
    let mut came_from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut waiting = VecDeque::from([file]);
    while let Some(at) = waiting.pop_front() {
        for next in graph.dependencies(at) {
            if next == file {
                let mut way = vec![file, at];
                while let Some(before) = came_from.get(way.last().expect("begun")) {
                    way.push(*before);
                }
                way.reverse();
                return Some(way);
            }
            if let Entry::Vacant(first) = came_from.entry(next) {
                first.insert(at);
                waiting.push_back(next);
            }
        }
    }
    None
}
