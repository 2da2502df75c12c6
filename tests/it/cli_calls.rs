//! Commands that are calls of the tester's API, and what the program says about that API.

use serde_json::Value;
use serde_json::json;

use esia_mock::web::control::calls::CALLS;
use esia_mock::web::control::openapi::document;
use esia_mock::web::control::openapi::markdown;

use crate::support::folder::Folder;
use crate::support::program::Run;
use crate::support::program::run;
use crate::support::program::serve;

const START: [&str; 6] =
    ["--listen", "127.0.0.1:0", "--clock", "2026-09-01T09:00:00+05:00", "--control-token", "s3cret"];

/// Runs a command against a server, with its token.
fn at(base: &str, arguments: &[&str]) -> Run {
    run(&[arguments, &["--url", base, "--control-token", "s3cret"]].concat())
}

fn json_of(run: &Run) -> Value {
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out))
}

#[test]
fn stands_are_made_asked_kept_and_ended_by_commands() {
    let server = serve(&START);
    let base = server.base.as_str();
    let made =
        json_of(&at(base, &["stands", "make", "cart", "--clock", "2030-01-01T00:00:00Z", "--idle", "PT1H", "--json"]));
    assert_eq!((&made["name"], &made["now"]), (&json!("cart"), &json!("2030-01-01T05:00:00+05:00")));
    let copy = json_of(&at(base, &["stands", "make", "--from", "cart", "--port", "--seed", "7", "--json"]));
    assert_eq!(copy["address"], "port");
    let copy = copy["name"].as_str().expect("a name");
    for name in ["cart", copy] {
        let clock = at(base, &["clock", "--stand", name]);
        assert!(clock.out.contains("2030-01-01T05:00:00+05:00"), "{name}: {clock:?}");
    }
    let list = at(base, &["stands", "list"]);
    assert!(list.out.starts_with("name") && list.out.contains("cart") && list.out.contains(copy), "{}", list.out);
    let part = at(base, &["stands", "list", "--limit", "1"]);
    assert!(part.err.contains("--after cart"), "{part:?}");
    assert_eq!(at(base, &["snapshots", "keep", "dawn", "--stand", "cart"]).code, Some(0));
    assert_eq!(at(base, &["clock", "advance", "P1D", "--stand", "cart"]).code, Some(0));
    assert!(at(base, &["snapshots", "list", "--stand", "cart"]).out.contains("dawn"));
    assert_eq!(at(base, &["snapshots", "restore", "dawn", "--stand", "cart"]).code, Some(0));
    assert!(at(base, &["clock", "--stand", "cart"]).out.contains("2030-01-01T05:00:00+05:00"));
    assert_eq!(at(base, &["snapshots", "forget", "dawn", "--stand", "cart"]).code, Some(0));
    assert_eq!(at(base, &["reset", "--stand", "cart"]).code, Some(0));
    let gone = at(base, &["stands", "delete", "cart"]);
    assert_eq!((gone.code, gone.out.as_str()), (Some(0), ""), "nothing is left to show");
    let absent = at(base, &["stands", "show", "cart"]);
    assert_eq!((absent.code, absent.out.as_str()), (Some(1), ""));
    assert!(absent.err.contains("404") && absent.err.contains("cart"), "{}", absent.err);
}

#[test]
fn requests_are_listed_shown_compared_and_forgotten_by_commands() {
    let server = serve(&START);
    let base = server.base.as_str();
    let url = "/oidc/authorize?client_id=NOBODY&response_type=code&scope=openid";
    assert_eq!(at(base, &["sign-in", url, "--person", "standard_adult"]).code, Some(1), "it is refused");
    let listed = at(base, &["requests", "--client", "NOBODY"]);
    assert!(listed.out.contains("authorize") && listed.out.contains("NOBODY"), "{listed:?}");
    assert!(!at(base, &["requests", "--client", "OTHER"]).out.contains("NOBODY"));
    assert_eq!(json_of(&at(base, &["requests", "show", "--json"]))["client"], "NOBODY");
    let expected = r#"{"at": "token", "count": 0}"#;
    assert_eq!(json_of(&at(base, &["requests", "expect", expected, "--json"]))["met"], true);
    assert_eq!(at(base, &["requests", "clear"]).code, Some(0));
    assert!(!at(base, &["requests"]).out.contains("NOBODY"));
    assert!(at(base, &["requests", "--at", "tokn"]).err.contains("token"), "it says what there is");
}

#[test]
fn the_outbox_is_read_and_emptied_by_commands() {
    let server = serve(&START);
    let base = server.base.as_str();
    let http = crate::support::Http::new();
    let block = http.request("POST", &format!("{base}/_mock/api/v1/mfc/block")).bearer_auth("s3cret");
    let block = block.header("content-type", "application/json").body(r#"{"person":"standard_adult"}"#);
    assert_eq!(http.send(block).status, 200);
    let list = json_of(&at(base, &["outbox", "list", "--person", "standard_adult", "--wait", "10", "--json"]));
    assert_eq!(list["messages"][0]["letter"], "account_blocked");
    assert!(at(base, &["outbox", "list", "--kind", "email"]).out.contains("petrov@example.test"));
    assert!(at(base, &["outbox", "show", "1"]).out.contains("account_blocked"));
    assert!(at(base, &["outbox", "clear", "--to", "petrov@example.test"]).out.contains("deleted"));
    assert_eq!(json_of(&at(base, &["outbox", "list", "--json"]))["messages"], json!([]));
}

#[test]
fn what_is_wrong_is_told_on_standard_error() {
    let server = serve(&START);
    let base = server.base.as_str();
    for (arguments, told) in [
        (&["outbox", "list", "--kind", "letter"][..], "kind: "),
        (&["outbox", "list", "--limit", "2000"], "limit: expected a whole number from 1 to 1000"),
        (&["outbox", "list", "--person", "nobody"], "nobody"),
        (&["stands", "make", "Big"], "name: "),
        (&["stands", "make", "--snapshot", "dawn"], "from/snapshot: "),
        (&["people", "add", "{"], "{: JSON is needed"),
        (&["people", "add", "@/no/such/file"], "/no/such/file"),
        (&["clock", "--stand", "nobody"], "nobody"),
        (&["reset", "--control-token", "wrong"], "--control-token"),
    ] {
        let run = if arguments.contains(&"--control-token") {
            run(&[arguments, &["--url", base]].concat())
        } else {
            at(base, arguments)
        };
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(run.err.starts_with("error: ") && run.err.contains(told), "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("s3cret"), "{}", run.err);
    }
    assert_eq!(at(base, &["stands", "show"]).code, Some(2), "a name is needed");
}

#[test]
fn the_description_is_printed_without_a_server() {
    let printed = run(&["openapi"]);
    assert_eq!((printed.code, printed.err.as_str()), (Some(0), ""));
    let printed: Value = serde_json::from_str(&printed.out).expect("JSON");
    assert_eq!(printed, document::of(CALLS, "http://127.0.0.1:8585"));
    let folder = Folder::new();
    let file = folder.path().join("openapi.json");
    assert_eq!(run(&["openapi", "--out", &file.to_string_lossy()]).code, Some(0));
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&file).expect("a file")).expect("JSON");
    assert_eq!(written, printed);
    let nowhere = run(&["openapi", "--out", "/no/such/folder/x"]);
    assert!(nowhere.code == Some(1) && nowhere.err.contains("/no/such/folder/x"), "{nowhere:?}");
}

#[test]
fn the_documentation_of_the_api_is_what_the_program_writes() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/control-api.md");
    let kept = std::fs::read_to_string(file).expect("docs/control-api.md");
    let is_current = kept == markdown::of(CALLS);
    assert!(is_current, "write it again: esia-mock openapi --markdown --out docs/control-api.md");
    for call in CALLS {
        assert!(kept.contains(&format!("`{} {}`", call.row.method.to_uppercase(), call.row.path)), "{}", call.name);
    }
}

#[test]
fn shells_complete_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let printed = run(&["completions", shell]);
        assert_eq!((printed.code, printed.err.as_str()), (Some(0), ""), "{shell}");
        for word in ["sign-in", "snapshots", "control-token"] {
            assert!(printed.out.contains(word), "{shell} does not know {word}");
        }
    }
    assert_eq!(run(&["completions", "sh"]).code, Some(2));
}
