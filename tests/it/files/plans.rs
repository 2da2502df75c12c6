//! How SQLite finds what the statements of `src/storage` ask for: by an index, whatever grows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;
use proc_macro2::TokenTree;
use rusqlite::Connection;

use crate::support::program;

/// Statements that walk through a whole table, or through an index, and why they may: the table is small, or they end
/// after as many rows as they are asked for.
const WALKS: &[(&str, &str)] = &[
    ("SELECT data FROM clients", "the systems of a stand, read when it is made"),
    ("SELECT oid FROM accounts ORDER BY oid", "an export writes everybody down"),
    ("SELECT oid, persona, faults FROM accounts WHERE faults IS NOT NULL", "an index of those alone"),
    ("SELECT count(*) FROM drafts", "an export says what it leaves out"),
    ("SELECT count(*) FROM registry_answers", "the same"),
    ("DELETE FROM interactions WHERE data ->> 'client'", "a tester takes a system away; these are gone within minutes"),
    ("DELETE FROM oidc_pushed_requests WHERE client", "the same"),
    ("DELETE FROM codes WHERE data -> 'interaction'", "the same"),
    ("SELECT name, login, password, level, about, account FROM personas", "at most sixty, read when a stand is made"),
    ("SELECT password FROM personas", "at most sixty"),
    ("UPDATE personas SET", "at most sixty"),
    ("DELETE FROM personas WHERE", "at most sixty"),
    (
        "SELECT number, kind, content, recipient, made_at, relay, owner FROM outbox WHERE waiting",
        "an index of what waits",
    ),
    ("SELECT people.oid, * FROM people JOIN accounts", "by name, ends by its limit"),
    (
        "SELECT accounts.oid, persona, last_name, first_name, middle_name, snils, (SELECT group_concat(value, char(10)) \
         FROM contacts WHERE owner = accounts.oid), (SELECT group_concat(coalesce(data ->> 'series', '') || (data ->> \
         'number'), char(10)) FROM documents WHERE owner = accounts.oid) FROM accounts JOIN people ON people.oid = \
         accounts.oid ORDER BY",
        "writes the texts of everybody into a file that is being made",
    ),
    ("SELECT type, name, sql FROM sqlite_schema", "the indexes of such a file"),
    ("SELECT count(*) FROM search_pending", "a hundred, or those of a file that is being filled"),
    ("SELECT oid, text FROM search_pending", "the same"),
];

/// What stands in the braces of a statement that is put together, where no constant of its file does.
const BRACES: [(&str, &str); 7] = [
    ("order", "DESC"),
    ("column", "owner"),
    ("condition", "browser = ?1"),
    ("set", "level = ?2"),
    ("bare(\"login_key\")", "replace(replace(replace(login_key, '.', ''), '-', ''), '_', '')"),
    ("table", "drafts"),
    ("only", "EXISTS (SELECT 1 FROM contacts WHERE owner = accounts.oid AND type = 'EML' AND verified = 0)"),
];

/// Every string of a file, outside its unit tests, and those that are constants by their names.
fn strings(text: &str) -> (Vec<String>, BTreeMap<String, String>) {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let (mut found, mut constants) = (Vec::new(), BTreeMap::new());
    walk(code.parse().expect("Rust"), &mut found, &mut constants);
    (found, constants)
}

fn walk(tokens: TokenStream, found: &mut Vec<String>, constants: &mut BTreeMap<String, String>) {
    let mut words: Vec<String> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => walk(group.stream(), found, constants),
            TokenTree::Literal(literal) => {
                let Ok(string) = syn::parse_str::<syn::LitStr>(&literal.to_string()) else { continue };
                let string = string.value().split_whitespace().collect::<Vec<_>>().join(" ");
                // const NAME : & str =
                if let [.., begin, name, _, _, _, _] = words.as_slice()
                    && begin == "const"
                {
                    constants.insert(name.clone(), string.clone());
                }
                found.push(string);
                words.clear();
            }
            other => words.push(other.to_string()),
        }
    }
}

/// A statement with everything in its braces.
fn put_together(statement: &str, constants: &BTreeMap<String, String>) -> String {
    let mut whole = statement.to_owned();
    for (name, value) in constants.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(BRACES) {
        whole = whole.replace(&format!("{{{name}}}"), value);
    }
    if whole.contains("AND {} = {}") {
        whole = whole.replacen("{}", BRACES[4].1, 1).replacen("{}", "?1", 1);
    }
    whole = whole.replace("{}", "*");
    if whole.starts_with("FROM ") { format!("SELECT * {whole}") } else { whole }
}

fn plan(sql: &Connection, statement: &str) -> Vec<String> {
    let mut query =
        sql.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap_or_else(|error| panic!("{statement}: {error}"));
    let rows = query.raw_query();
    rows.mapped(|row| row.get(3)).collect::<Result<_, _>>().expect("a plan")
}

/// Asked for what matches, a full-text index is looked up.
fn is_walk(step: &str) -> bool {
    let is_match = step.contains(" VIRTUAL TABLE INDEX ") && step.contains(":M");
    step.starts_with("SCAN ") && step != "SCAN CONSTANT ROW" && !is_match
}

/// Row 4.5: nothing that grows is walked through.
#[test]
fn every_statement_finds_its_rows_by_an_index() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("stand.sqlite");
    assert_eq!(program::run(&["seed", "--data", &file.to_string_lossy()]).code, Some(0));
    let sql = Connection::open(&file).expect("opened");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/storage");
    let (mut looked_at, mut walks, mut unused) =
        (0, Vec::new(), WALKS.iter().map(|(statement, _)| *statement).collect::<Vec<_>>());
    let entries = [folder.join("search"), folder].map(|folder| fs::read_dir(folder).expect("a folder"));
    for entry in entries.into_iter().flatten() {
        let path = entry.expect("an entry").path();
        // The queries of columns.rs are put together of what others say.
        if path.extension().is_none_or(|ending| ending != "rs")
            || path.ends_with("columns.rs")
            || path.ends_with("tests.rs")
        {
            continue;
        }
        let (found, constants) = strings(&fs::read_to_string(&path).expect("text"));
        let begins =
            |text: &&String| ["SELECT ", "DELETE ", "UPDATE ", "FROM "].iter().any(|word| text.starts_with(word));
        for statement in found.iter().filter(begins).map(|statement| put_together(statement, &constants)) {
            looked_at += 1;
            let plan = plan(&sql, &statement);
            let walk = plan.iter().any(|step| is_walk(step));
            let allowed = WALKS.iter().find(|(begin, _)| statement.starts_with(begin));
            match allowed {
                Some((begin, _)) if walk => unused.retain(|statement| statement != begin),
                None if walk => walks.push(format!("{}: {statement}: {plan:?}", path.display())),
                _ => {}
            }
        }
    }
    assert!(looked_at > 120, "{looked_at}");
    assert_eq!(walks, Vec::<String>::new());
    assert_eq!(unused, Vec::<&str>::new(), "these walk no more");
}
