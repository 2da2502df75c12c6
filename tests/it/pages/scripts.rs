//! Row 5.6: the scripts of the pages, for browsers of Java tests (HtmlUnit) as well.

use std::fs;
use std::path::Path;

use crate::support::TestApp;

/// What ECMAScript 5 does not know; HtmlUnit stops reading a file at some of it.
const NEWER: [&str; 15] = [
    "...", "=>", "?.", "??", "`", "let ", "const ", "class ", "async ", "await ", "yield", " of ", "**", "import ",
    "export ",
];

/// The lines of a script without comments and the texts in quotes.
fn code(script: &str) -> Vec<String> {
    let lines = script.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| line.split('\'').step_by(2).collect::<Vec<_>>().join("''")).collect()
}

/// A list or an object that is taken apart: `[a, b] = …`, `{ a } = …`, also as a parameter.
fn takes_apart(line: &str) -> bool {
    let line = line.replace(' ', "");
    ["]=", "}=", "var[", "var{", "function([", "function({"].iter().any(|sign| {
        line.match_indices(sign).any(|(at, _)| {
            // `fields[0]=…` names a place, and `===` compares.
            let begin = line[..at].rfind('[').unwrap_or_default();
            let is_place = line[..begin].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == ']');
            !(*sign == "]=" && (is_place || line[at..].starts_with("]==")))
        })
    })
}

#[test]
fn row_5_6_scripts_are_written_in_what_every_browser_understands() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/assets");
    let files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let scripts: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "js")).collect();
    assert_eq!(scripts.len(), 5, "{scripts:?}");
    for path in scripts {
        for line in code(&fs::read_to_string(&path).expect("a script")) {
            let newer: Vec<_> = NEWER.iter().filter(|sign| line.contains(*sign)).collect();
            assert!(newer.is_empty() && !takes_apart(&line), "{}: {newer:?} in {line}", path.display());
        }
    }
}

#[test]
fn row_5_6_what_is_newer_is_seen() {
    let wrong = [
        "const fields = 1;",
        "var fields = [...group];",
        "button?.focus();",
        "each(function (a) { return a ?? 1; });",
        "var [a, b] = c;",
        "var { a } = c;",
        "  [a, b] = [b, a];",
        "each(function ({ a }) { });",
        "for (var a of b) { }",
    ];
    for line in wrong {
        let line = code(line).concat();
        assert!(NEWER.iter().any(|sign| line.contains(sign)) || takes_apart(&line), "{line}");
    }
    for line in ["fields[at + 1].value = a[0] === b;", "a[0] = b[1];", "var a = 'const => ...';", "// let it be"] {
        let line = code(line).concat();
        assert!(!NEWER.iter().any(|sign| line.contains(sign)) && !takes_apart(&line), "{line}");
    }
}

#[test]
fn row_5_6_the_page_that_submits_itself_has_a_script_for_that_alone() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let mut browser = app.browser();
    browser.opens(&client.url_of(&client.request().with("response_mode", "form_post")));
    assert!(browser.page().html.contains("/_assets/comfort.js") && !browser.page().html.contains("submit.js"));
    app.citizen("confirmed_mother_of_two").signs_in(&mut browser);
    let html = &browser.page().html;
    assert!(html.contains("<script src=\"/_assets/submit.js\" defer></script>"), "{html}");
    assert_eq!(html.matches("<script").count(), 1);
}
