//! What is printed: help, tables, and what is right where a command line is wrong.

use super::FREE;
use crate::support::program::run;

#[test]
fn help_is_as_it_was() {
    for command in [
        "",
        "serve",
        "check",
        "seed",
        "generate",
        "keys",
        "routes",
        "scopes",
        "errors",
        "reasons",
        "quirks",
        "rules",
        "clock",
        "clock advance",
        "jobs",
        "people",
        "clients",
        "sign-in",
        "stands make",
        "snapshots",
        "settings",
        "outbox list",
        "healthcheck",
        "openapi",
        "completions",
    ] {
        let arguments: Vec<_> = command.split_whitespace().chain(["--help"]).collect();
        let run = run(&arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{command}");
        insta::assert_snapshot!(
            format!("help_{}", if command.is_empty() { "all" } else { command }).replace(' ', "_"),
            run.out
        );
    }
}

#[test]
fn each_table_can_be_printed() {
    for (command, told) in [
        ("routes", "/aas/oauth2/ac"),
        ("scopes", "fullname"),
        ("errors", "ESIA-007014"),
        ("reasons", "redirect-uri-unknown"),
        ("quirks", "sub_string"),
        ("rules", "contact.link_lifetime"),
    ] {
        let run = run(&[command]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{command}");
        assert!(run.out.contains(told), "{command}: {}", run.out);
    }
}

#[test]
fn a_wrong_command_line_is_2_and_says_what_is_right() {
    for arguments in
        [&["server"][..], &["serve", "--lissen", "x"], &["serve", "--seed", "x"], &["keys"], &["seed"], &[]]
    {
        let run = run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains("Usage") || run.err.contains("For more information"), "{}", run.err);
    }
    let wrong = run(&[&["serve"], &FREE[..], &["--clock", "2026-09-01"]].concat());
    assert_eq!(wrong.code, Some(1));
    assert!(wrong.err.contains("2026-09-01T09:00:00+05:00"), "{}", wrong.err);
}
