//! What every name of a source tree means: the modules, what they define and import, and the file that a path leads
//! to in the end, through re-exports of any depth.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use syn::Attribute;
use syn::Item;
use syn::UseTree;
use syn::parse::Parser;
use syn::visit::Visit;

/// The segments of a path as it is written.
pub(super) type Path = Vec<String>;

/// Every module of a tree; the first is the root.
pub(super) struct Names {
    pub modules: Vec<Module>,
    pub files: Vec<Source>,
    /// Where the functions of a type stand that are written apart from it: type, function, files.
    apart: BTreeMap<(Defined, String), BTreeSet<usize>>,
}

/// A file as it was read.
pub(super) struct Source {
    /// Below `src/`: `web/pages/login.rs`.
    pub name: String,
    pub syntax: syn::File,
}

pub(super) struct Module {
    pub file: usize,
    parent: usize,
    meanings: BTreeMap<String, Vec<Meaning>>,
    globs: Vec<Path>,
}

/// An item, by the file that defines it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Defined {
    pub file: usize,
    name: String,
}

#[derive(Clone)]
enum Meaning {
    Module(usize),
    Defined(Defined),
    /// Is brought in by `use`.
    Import(Path),
}

/// Where a path leads.
pub(super) enum Target {
    Module(usize),
    /// An item, and what of it is named next: a variant, an associated function.
    Defined(Defined, Option<String>),
}

impl Names {
    /// Reads a tree: its files by name, `lib.rs` among them.
    pub(super) fn read(files: &[(String, String)]) -> Self {
        let mut names = Self { modules: Vec::new(), files: Vec::new(), apart: BTreeMap::new() };
        let root = names.file("lib.rs", 0, files).expect("lib.rs");
        assert_eq!(root, 0);
        // The binary knows the library by its name only.
        names.file("main.rs", 0, files);
        names.note_functions_apart();
        names
    }

    fn file(&mut self, name: &str, parent: usize, files: &[(String, String)]) -> Option<usize> {
        let (_, text) = files.iter().find(|(other, _)| other == name)?;
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let file = self.files.len();
        self.files.push(Source { name: name.to_owned(), syntax: syntax.clone() });
        Some(self.module(file, parent, &syntax.items, files))
    }

    fn module(&mut self, file: usize, parent: usize, items: &[Item], files: &[(String, String)]) -> usize {
        let at = self.modules.len();
        self.modules.push(Module { file, parent, meanings: BTreeMap::new(), globs: Vec::new() });
        for item in items.iter().filter(|item| !is_test(attributes(item))) {
            match item {
                Item::Mod(inner) => {
                    let name = inner.ident.to_string();
                    let child = match &inner.content {
                        Some((_, items)) => Some(self.module(file, at, items, files)),
                        None => self.declared(file, at, &name, files),
                    };
                    if let Some(child) = child {
                        self.modules[at].means(name, Meaning::Module(child));
                    }
                }
                item => {
                    if let Some(name) = defines(item) {
                        self.modules[at].means(name.clone(), Meaning::Defined(Defined { file, name }));
                    }
                    Imports(&mut self.modules[at]).visit_item(item);
                }
            }
        }
        at
    }

    /// The file of `mod name;`.
    fn declared(&mut self, file: usize, at: usize, name: &str, files: &[(String, String)]) -> Option<usize> {
        let own = &self.files[file].name;
        let (folder, _) = own.rsplit_once('/').unwrap_or(("", own));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let names = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
        names.iter().find_map(|name| self.file(name, at, files))
    }

    /// `impl Type { fn f() {} }` in another file than `Type`: who calls `Type::f` depends on this file.
    fn note_functions_apart(&mut self) {
        let mut found = Vec::new();
        for (at, module) in self.modules.iter().enumerate() {
            for item in self.items(at) {
                let Item::Impl(block) = item else { continue };
                let syn::Type::Path(own) = &*block.self_ty else { continue };
                if block.trait_.is_some() || is_test(&block.attrs) {
                    continue;
                }
                for target in self.resolve(at, &segments(&own.path)) {
                    if let Target::Defined(defined, None) = target
                        && defined.file != module.file
                    {
                        let functions = block.items.iter().filter_map(|item| match item {
                            syn::ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                            _ => None,
                        });
                        found.extend(functions.map(|function| ((defined.clone(), function), module.file)));
                    }
                }
            }
        }
        for (key, file) in found {
            self.apart.entry(key).or_default().insert(file);
        }
    }

    /// The items of a module that is a file; those within braces are not asked for.
    fn items(&self, at: usize) -> &[Item] {
        let module = &self.modules[at];
        let is_file = at == 0 || self.modules[module.parent].file != module.file;
        if is_file { &self.files[module.file].syntax.items } else { &[] }
    }

    /// The module that an inner `mod name` of a module is.
    pub(super) fn inner(&self, at: usize, name: &str) -> Option<usize> {
        let meanings = self.modules[at].meanings.get(name)?;
        meanings.iter().find_map(|meaning| if let Meaning::Module(inner) = meaning { Some(*inner) } else { None })
    }

    /// The files on which somebody depends who writes this path in this module.
    pub(super) fn definers(&self, module: usize, path: &[String]) -> BTreeSet<usize> {
        let mut files = BTreeSet::new();
        for target in self.resolve(module, path) {
            if let Target::Defined(defined, rest) = target {
                files.insert(defined.file);
                files.extend(rest.and_then(|next| self.apart.get(&(defined, next))).into_iter().flatten());
            }
        }
        files
    }

    /// Where a path leads; nowhere, when it is of a foreign crate.
    pub(super) fn resolve(&self, module: usize, path: &[String]) -> Vec<Target> {
        self.follow(module, path, &mut BTreeSet::new())
    }

    fn follow(&self, module: usize, path: &[String], seen: &mut BTreeSet<(usize, String)>) -> Vec<Target> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let begin = match first.as_str() {
            "crate" | "esia_mock" => vec![Target::Module(0)],
            "self" => vec![Target::Module(module)],
            "super" => vec![Target::Module(self.modules[module].parent)],
            name => self.look_up(module, name, seen),
        };
        rest.iter()
            .fold(begin, |targets, name| targets.into_iter().flat_map(|target| self.step(target, name, seen)).collect())
    }

    fn step(&self, target: Target, name: &str, seen: &mut BTreeSet<(usize, String)>) -> Vec<Target> {
        match target {
            Target::Module(module) if name == "super" => vec![Target::Module(self.modules[module].parent)],
            Target::Module(module) => {
                let found = self.look_up(module, name, seen);
                if !found.is_empty() {
                    return found;
                }
                // A name that a module has and does not show is made there by a macro, or is a foreign one that it
                // passes on as its own.
                let file = self.modules[module].file;
                vec![Target::Defined(Defined { file, name: name.to_owned() }, None)]
            }
            Target::Defined(defined, None) => vec![Target::Defined(defined, Some(name.to_owned()))],
            deeper @ Target::Defined(_, Some(_)) => vec![deeper],
        }
    }

    fn look_up(&self, module: usize, name: &str, seen: &mut BTreeSet<(usize, String)>) -> Vec<Target> {
        if !seen.insert((module, name.to_owned())) {
            return Vec::new();
        }
        let here = self.modules[module].meanings.get(name).into_iter().flatten();
        let mut found: Vec<_> = here
            .flat_map(|meaning| match meaning {
                Meaning::Module(inner) => vec![Target::Module(*inner)],
                Meaning::Defined(defined) => vec![Target::Defined(defined.clone(), None)],
                Meaning::Import(path) => self.follow(module, path, seen),
            })
            .collect();
        if found.is_empty() {
            for glob in &self.modules[module].globs {
                for target in self.follow(module, glob, &mut seen.clone()) {
                    if let Target::Module(shown) = target {
                        found.extend(self.look_up(shown, name, seen));
                    }
                }
            }
        }
        seen.remove(&(module, name.to_owned()));
        found
    }
}

impl Module {
    fn means(&mut self, name: String, meaning: Meaning) {
        self.meanings.entry(name).or_default().push(meaning);
    }
}

/// Collects the imports of an item, those inside of functions too.
struct Imports<'a>(&'a mut Module);

impl<'ast> Visit<'ast> for Imports<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        for (path, name) in imported(&item.tree) {
            match name {
                Some(name) => self.0.means(name, Meaning::Import(path)),
                None => self.0.globs.push(path),
            }
        }
    }
}

/// What a `use` brings in: each path with the name that it gets, without one where it ends in `*`.
pub(super) fn imported(tree: &UseTree) -> Vec<(Path, Option<String>)> {
    match tree {
        UseTree::Path(path) => {
            let begin = |(mut rest, name): (Path, Option<String>)| {
                rest.insert(0, path.ident.to_string());
                // `use a::b::{self}` is `use a::b`.
                let name = if rest.last().is_some_and(|last| last == "self") && rest.len() > 1 {
                    rest.pop();
                    name.map(|name| if name == "self" { rest[rest.len() - 1].clone() } else { name })
                } else {
                    name
                };
                (rest, name)
            };
            imported(&path.tree).into_iter().map(begin).collect()
        }
        UseTree::Name(name) => vec![(vec![name.ident.to_string()], Some(name.ident.to_string()))],
        UseTree::Rename(name) => vec![(vec![name.ident.to_string()], Some(name.rename.to_string()))],
        UseTree::Glob(_) => vec![(Vec::new(), None)],
        UseTree::Group(group) => group.items.iter().flat_map(imported).collect(),
    }
}

pub(super) fn segments(path: &syn::Path) -> Path {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}

/// The path that a text holds; `"crate::a::b"` of an attribute.
pub(super) fn path_of(text: &str) -> Option<Path> {
    syn::Path::parse_mod_style.parse_str(text).ok().map(|path| segments(&path))
}

/// Is this compiled for unit tests only?
pub(super) fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let condition = attribute.meta.require_list().map(|list| list.tokens.to_string()).unwrap_or_default();
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg") && condition.contains("test") && !condition.contains("not")
    })
}

pub(super) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn defines(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
