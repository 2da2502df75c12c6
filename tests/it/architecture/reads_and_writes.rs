//! Whoever reads cannot write: the types say so, and this holds what they stand on.

use proc_macro2::TokenStream;
use proc_macro2::TokenTree;
use syn::ItemFn;
use syn::LitStr;
use syn::Macro;
use syn::TypePath;
use syn::visit;
use syn::visit::Visit;

use super::files;

/// How a statement begins that writes.
const WRITES: [&str; 4] = ["INSERT ", "UPDATE ", "DELETE ", "REPLACE "];

/// What a function is given, and what stands in it.
#[derive(Default)]
struct Seen {
    types: Vec<String>,
    writes: bool,
}

impl Seen {
    fn text(&mut self, text: &str) {
        self.writes |= WRITES.iter().any(|word| text.trim_start().starts_with(word));
    }

    /// What macros are given is no Rust so far.
    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(string) = syn::parse_str::<LitStr>(&literal.to_string()) {
                        self.text(&string.value());
                    }
                }
                _ => {}
            }
        }
    }
}

impl Visit<'_> for Seen {
    fn visit_lit_str(&mut self, string: &LitStr) {
        self.text(&string.value());
    }

    fn visit_macro(&mut self, item: &Macro) {
        self.tokens(item.tokens.clone());
    }

    fn visit_type_path(&mut self, path: &TypePath) {
        self.types.extend(path.path.segments.last().map(|segment| segment.ident.to_string()));
        visit::visit_type_path(self, path);
    }
}

/// The functions of a file.
#[derive(Default)]
struct Functions(Vec<(String, Seen)>);

impl Visit<'_> for Functions {
    fn visit_item_fn(&mut self, function: &ItemFn) {
        let mut seen = Seen::default();
        function.sig.inputs.iter().for_each(|argument| seen.visit_fn_arg(argument));
        let types = std::mem::take(&mut seen.types);
        seen.visit_block(&function.block);
        self.0.push((function.sig.ident.to_string(), Seen { types, ..seen }));
    }
}

#[test]
fn no_function_that_reads_has_a_statement_that_writes() {
    let (mut readers, mut writers, mut wrong) = (0, 0, Vec::new());
    for file in files("src").iter().filter(|file| file.layer() == "storage") {
        let mut functions = Functions::default();
        functions.visit_file(&syn::parse_file(&file.text).expect("Rust"));
        for (name, Seen { types, writes }) in functions.0 {
            let takes = |wanted: &str| types.iter().any(|name| name == wanted);
            readers += usize::from(takes("Sql"));
            writers += usize::from(takes("WriteSql") && writes);
            if takes("Sql") && writes {
                wrong.push(format!("src/{}: {name}", file.name));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(readers > 80 && writers > 80, "{readers} {writers}");
}

#[test]
fn connections_stay_with_the_database() {
    for file in files("src") {
        let in_database = file.name.starts_with("storage/database/");
        for (number, line) in file.code() {
            let names_one = line.contains("rusqlite::Connection");
            assert!(in_database || !names_one, "src/{}:{number}: {line}", file.name);
            let prepares = line.contains(".prepare_cached(") || line.contains(".prepare(");
            assert!(file.layer() == "storage" || !prepares, "src/{}:{number}: {line}", file.name);
        }
    }
    let handles = files("src").into_iter().find(|file| file.name == "storage/database/handles.rs").expect("handles");
    for (number, line) in handles.code().filter(|(_, line)| line.contains("Connection") && line.starts_with("pub")) {
        let is_inside = line.starts_with("pub(super) ") || line.starts_with("pub struct Sql(Connection)");
        assert!(is_inside, "handles.rs:{number}: {line}");
    }
}
