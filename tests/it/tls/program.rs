//! `serve --tls`: what it makes, keeps and prints; the commands that ask such a server.

use std::fs;
use std::io::BufRead as _;
use std::path::Path;

use crate::support::Http;
use crate::support::folder::Folder;
use crate::support::program;
use crate::support::program::Serving;
use crate::support::program::run;
use crate::support::program::run_with;

const FREE: [&str; 2] = ["--listen", "127.0.0.1:0"];

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn serves(more: &[&str]) -> Serving {
    program::serve(&[&FREE[..], more].concat())
}

/// A folder for the authority, and the file of its certificate.
fn place() -> (Folder, String, String) {
    let folder = Folder::new();
    let kept = folder.path().join("kept/tls");
    (folder, text(&kept), text(&kept.join("ca.pem")))
}

fn health(base: &str, authority: &str) -> Option<u16> {
    let authority = fs::read_to_string(authority).expect("it is kept");
    super::health(&Http::trusting(Some(&authority)), base)
}

#[test]
fn the_first_start_makes_an_authority_and_the_next_has_the_same() {
    let (_folder, kept, authority) = place();
    let ready = text(&Path::new(&kept).with_file_name("ready"));
    let first = serves(&["--tls", "--tls-dir", &kept, "--ready-file", &ready]);
    assert!(first.first_line.starts_with("listening on https://127.0.0.1:"), "{}", first.first_line);
    assert_eq!(fs::read_to_string(&ready).expect("it is there").trim(), first.base);
    let made = fs::read(&authority).expect("it is kept");
    assert_eq!(health(&first.base, &authority), Some(200));
    let second = serves(&["--tls", "--tls-dir", &kept]);
    assert_eq!(fs::read(&authority).expect("it is kept"), made);
    assert_eq!(health(&second.base, &authority), Some(200));
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_key_of_the_authority() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, kept, _) = place();
    let _serving = serves(&["--tls", "--tls-dir", &kept]);
    let key = fs::metadata(Path::new(&kept).join("ca.key")).expect("it is kept");
    assert_eq!(key.permissions().mode() & 0o777, 0o600);
}

#[test]
fn servers_that_start_at_once_have_the_same_authority() {
    let (_folder, kept, authority) = place();
    let serving = std::thread::scope(|scope| {
        let starts = [(); 4].map(|()| scope.spawn(|| serves(&["--tls", "--tls-dir", &kept])));
        starts.map(|start| start.join().expect("a server"))
    });
    for server in serving {
        assert_eq!(health(&server.base, &authority), Some(200));
    }
}

#[test]
fn the_authority_is_beside_the_data_or_in_the_folder_of_the_user() {
    let folder = Folder::new();
    let data = text(&folder.path().join("stand.sqlite"));
    let beside = serves(&["--tls", "--data", &data]);
    assert_eq!(health(&beside.base, &text(&folder.path().join("esia-mock-tls/ca.pem"))), Some(200));
    let state = text(folder.path());
    let usual = program::serve_with(&[&FREE[..], &["--tls"]].concat(), &[("XDG_STATE_HOME", &state)]);
    assert_eq!(health(&usual.base, &text(&folder.path().join("esia-mock/tls/ca.pem"))), Some(200));
    // Commands of the same user trust it without being told.
    let asked = run_with(&["clock", "--url", &usual.base], &[("XDG_STATE_HOME", &state)]);
    assert_eq!(asked.code, Some(0), "{asked:?}");
}

#[test]
fn commands_trust_whom_they_are_told_to() {
    let (_folder, kept, authority) = place();
    let serving = serves(&["--tls", "--tls-dir", &kept]);
    let elsewhere = [("XDG_STATE_HOME", "/no/such/folder")];
    let refused = run_with(&["clock", "--url", &serving.base], &elsewhere);
    assert!(refused.code == Some(1) && refused.err.contains("UnknownIssuer"), "{refused:?}");
    let asked = run_with(&["clock", "--url", &serving.base, "--trust", &authority], &elsewhere);
    assert_eq!(asked.code, Some(0), "{asked:?}");
    let port = serving.base.rsplit(':').next().expect("a port");
    let listen = format!("127.0.0.1:{port}");
    let checked = run(&["healthcheck", "--tls", "--listen", &listen]);
    assert!(checked.code == Some(0) && checked.out.starts_with("ok: https://127.0.0.1:"), "{checked:?}");
}

#[test]
fn certificates_of_ones_own_are_shown() {
    let (_folder, kept, authority) = place();
    drop(serves(&["--tls", "--tls-dir", &kept]));
    // An authority is a certificate with its key as well; who trusts exactly this one takes it.
    let key = text(&Path::new(&kept).join("ca.key"));
    let own = serves(&["--tls-certificate", &authority, "--tls-key", &key]);
    assert!(own.base.starts_with("https://"), "{}", own.base);
    assert_eq!(health(&own.base, &authority), Some(200));
}

#[test]
fn what_is_wrong_with_the_options_is_said() {
    let (folder, kept, authority) = place();
    drop(serves(&["--tls", "--tls-dir", &kept]));
    let key = text(&Path::new(&kept).join("ca.key"));
    folder.write("other/ca.key", &fs::read_to_string(&key).expect("a key"));
    folder.write("other/ca.pem", "nothing");
    let other = text(&folder.path().join("other"));
    for (arguments, told) in [
        (vec!["--tls-key", key.as_str()], "--tls-certificate and --tls-key need each other"),
        (vec!["--tls-dir", &kept], "--tls-dir needs --tls"),
        (vec!["--tls-certificate", &key, "--tls-key", &key], "no -----BEGIN CERTIFICATE-----"),
        (vec!["--tls-certificate", &authority, "--tls-key", &authority], "the key cannot be read"),
        (vec!["--tls-certificate", "/no/such", "--tls-key", &key], "--tls-certificate /no/such"),
        (vec!["--tls", "--tls-dir", &other], "delete both"),
        (vec!["--tls", "--public-url", "http://esia.example.test"], "begins with https://"),
        (vec!["--trust", &key], "--trust "),
    ] {
        let refused = run(&[&["serve"], &FREE[..], &arguments].concat());
        assert!(refused.code == Some(1) && refused.err.contains(told), "{arguments:?}: {refused:?}");
    }
}

#[test]
fn a_handshake_that_fails_is_told_of_in_one_line_and_not_too_often() {
    let (_folder, kept, _) = place();
    let mut serving = program::serve_logging(&[&FREE[..], &["--tls", "--tls-dir", &kept]].concat());
    let http = Http::new();
    for _ in 0..30 {
        assert_eq!(super::health(&http, &serving.base), None);
    }
    let log = serving.log();
    serving.asks_to_stop();
    let lines: Vec<_> = log.lines().map_while(Result::ok).filter(|line| line.contains("TLS handshake")).collect();
    assert_eq!(lines.len(), 10, "{lines:?}");
    assert!(lines.iter().all(|line| line.contains("does not trust the certificate")), "{lines:?}");
}

#[test]
fn it_is_printed_how_clients_trust_the_authority() {
    let (_folder, kept, authority) = place();
    let mut serving = program::serve_logging(&[&FREE[..], &["--tls", "--tls-dir", &kept]].concat());
    let log = serving.log();
    serving.asks_to_stop();
    let printed: Vec<_> = log.lines().map_while(Result::ok).collect();
    for client in ["curl", "Node", "Python", "Java", ".NET", "Go", "Chromium"] {
        let line = printed.iter().find(|line| line.split("  ").next().is_some_and(|name| name.contains(client)));
        assert!(line.is_some_and(|line| line.contains(&authority)), "{client}: {printed:?}");
    }
}
