//! The graph of files: an edge goes from a file to every file that defines something that the first one names.
//!
//! What counts: every `use`, `pub use` included; every path in code, through imported modules and inline; paths within
//! macro invocations and within strings of attributes (`serde(with = "…")`); `Type::f` where the block that holds `f`
//! stands apart from the type. What does not: `mod x;`, unit tests, doc comments, calls of methods.
//!
//! Macros by `macro_rules` are read as tokens, in their definitions as in their calls; what a macro defines counts as
//! defined by the file that calls it. Templates need no reading: they see the names that the file of their struct
//! imports, and no others.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use proc_macro2::TokenTree;
use syn::Attribute;
use syn::Item;
use syn::visit;
use syn::visit::Visit;

use super::names::Names;
use super::names::attributes;
use super::names::imported;
use super::names::is_test;
use super::names::path_of;
use super::names::segments;

/// Who depends on whom, and by which words: from, to, paths.
pub(super) struct Graph {
    pub files: Vec<String>,
    pub edges: BTreeMap<usize, BTreeMap<usize, BTreeSet<String>>>,
}

impl Graph {
    /// Reads a source tree.
    pub(super) fn read(files: &[(String, String)]) -> Self {
        let names = Names::read(files);
        let mut edges: BTreeMap<usize, BTreeMap<usize, BTreeSet<String>>> = BTreeMap::new();
        for (module, defined) in file_modules(&names) {
            let file = names.modules[module].file;
            let mut reader = Reader { names: &names, module, found: BTreeMap::new() };
            for item in &defined.items {
                reader.visit_item(item);
            }
            reader.found.remove(&file);
            edges.insert(file, reader.found);
        }
        Self { files: names.files.iter().map(|file| file.name.clone()).collect(), edges }
    }

    /// The files that a file depends on.
    pub(super) fn dependencies(&self, file: usize) -> impl Iterator<Item = usize> {
        self.edges.get(&file).into_iter().flat_map(|edges| edges.keys().copied())
    }
}

/// The module that each file is.
fn file_modules(names: &Names) -> Vec<(usize, &syn::File)> {
    let module = |file: usize| names.modules.iter().position(|module| module.file == file);
    let files = names.files.iter().enumerate();
    files.filter_map(|(at, file)| Some((module(at)?, &file.syntax))).collect()
}

struct Reader<'a> {
    names: &'a Names,
    module: usize,
    found: BTreeMap<usize, BTreeSet<String>>,
}

impl Reader<'_> {
    fn note(&mut self, path: &[String]) {
        for file in self.names.definers(self.module, path) {
            self.found.entry(file).or_default().insert(path.join("::"));
        }
    }

    /// Every path that a stream of tokens holds, whatever a macro makes of it.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(word) if colons == 2 || path.is_empty() => {
                    path.push(word.to_string());
                    colons = 0;
                }
                TokenTree::Ident(word) => {
                    self.note(&path);
                    path = vec![word.to_string()];
                    colons = 0;
                }
                TokenTree::Punct(point) if point.as_char() == ':' && colons < 2 => colons += 1,
                other => {
                    self.note(&path);
                    path.clear();
                    colons = 0;
                    // What follows a dot is a method or a field.
                    if let TokenTree::Punct(point) = &other
                        && point.as_char() == '.'
                    {
                        path.push("Self".to_owned());
                        colons = 2;
                    }
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.note(&path);
    }

    fn strings(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.strings(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Some(path) = path_of(literal.to_string().trim_matches('"')) {
                        self.note(&path);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let inner = self.names.inner(self.module, &item.ident.to_string());
        if let (Some((_, items)), Some(inner)) = (&item.content, inner) {
            let outer = std::mem::replace(&mut self.module, inner);
            for item in items {
                self.visit_item(item);
            }
            self.module = outer;
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for (path, _) in imported(&item.tree) {
            self.note(&path);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if !is_test(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            self.note(&segments(path));
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
            self.strings(list.tokens.clone());
        }
    }
}
