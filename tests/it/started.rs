//! What whoever starts the program relies on: a file that says it is ready, a check, an end with its parent (issue 13, 3).

use std::fs;
use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Read as _;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::ChildStdout;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use crate::support::browser::Browser;
use crate::support::folder::Folder;
use crate::support::http::Http;
use crate::support::program;
use crate::support::program::Run;
use crate::support::program::run;
use crate::support::program::run_with;
use crate::support::program::serve;

const FREE: [&str; 2] = ["--listen", "127.0.0.1:0"];

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[test]
fn the_ready_file_is_there_while_the_server_listens() {
    let folder = Folder::new();
    let file = folder.path().join("ready");
    let ready = ["--ready-file", &text(&file)];
    let mut served = serve(&[&FREE[..], &ready].concat());
    // The first line is written after it.
    assert_eq!(fs::read_to_string(&file).expect("it is there"), format!("{}\n", served.base));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else is");
    served.terminate();
    assert!(!file.exists());
    let mut killed = serve(&[&FREE[..], &ready].concat());
    killed.kill();
    assert!(file.exists(), "who was killed takes nothing away");
    let failed = run(&[&["serve"], &FREE[..], &ready, &["--fixtures", "no/such/folder"]].concat());
    assert_eq!(failed.code, Some(1));
    assert!(!file.exists(), "and who starts anew says nothing before it listens");
    let nowhere = run(&[&["serve"], &FREE[..], &["--ready-file", "/no/such/folder/ready"]].concat());
    assert!(nowhere.code == Some(1) && nowhere.err.contains("--ready-file /no/such/folder/ready"), "{nowhere:?}");
}

fn is_ok(checked: &Run) -> bool {
    assert_eq!(checked.out.lines().count() + checked.err.lines().count(), 1, "{checked:?}");
    assert_eq!(checked.err.is_empty(), checked.code == Some(0), "{checked:?}");
    checked.code == Some(0) && checked.out.starts_with("ok: http://127.0.0.1:")
}

#[test]
fn the_healthcheck_finds_the_server_by_the_words_of_serve() {
    let folder = Folder::new();
    let file = text(&folder.path().join("ready"));
    let public = ["--public-url", "https://esia.example.test/idp/esia", "--control-token", "s3cret"];
    let more = ["--ready-file", &file, "--allow-host", "esia.example.test"];
    let served = serve(&[&FREE[..], &public, &more].concat());
    let listens = served.base.strip_prefix("http://").expect("an address").to_owned();
    let config = text(&folder.write("esia-mock.toml", &format!("listen = '{listens}'\ncontrol-token = 's3cret'\n")));
    let behind = format!("{}/idp/esia/", served.base);
    for words in [["--url", &served.base], ["--url", &behind], ["--listen", &listens], ["--ready-file", &file]] {
        assert!(is_ok(&run(&["healthcheck", words[0], words[1]])), "{words:?}");
    }
    for (name, value) in [
        ("ESIA_MOCK_LISTEN", &listens),
        ("ESIA_MOCK_READY_FILE", &file),
        ("ESIA_MOCK_CONFIG", &config),
        ("ESIA_MOCK_URL", &behind),
    ] {
        assert!(is_ok(&run_with(&["healthcheck"], &[(name, value)])), "{name}");
    }
}

/// Somebody else, who answers everything with this.
fn stranger(body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().expect("a connection");
        let _ = socket.read(&mut [0; 1024]);
        let _ = write!(socket, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    });
    format!("http://{address}")
}

#[test]
fn the_healthcheck_says_in_one_line_what_is_wrong() {
    // Bound and given back: nobody listens there.
    let free = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").to_string();
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let silent_url = format!("http://{}", silent.local_addr().expect("an address"));
    let folder = Folder::new();
    let none = text(&folder.path().join("none"));
    for (arguments, told) in [
        (vec!["--listen", &free], "does not answer"),
        (vec!["--listen", "127.0.0.1:0"], "--ready-file"),
        (vec!["--listen", "nonsense"], "--listen"),
        (vec!["--ready-file", &none], "not ready"),
        (vec!["--url", &silent_url, "--timeout", "1"], "does not answer"),
        (vec!["--url", &stranger("hello")], "not as a stand"),
        (vec!["--url", &stranger("{\"status\":\"ok\"}")], "not as a stand"),
        (vec!["--config", &none], "--config"),
    ] {
        let checked = run(&[&["healthcheck"], arguments.as_slice()].concat());
        assert!(!is_ok(&checked) && checked.code == Some(1), "{arguments:?}: {checked:?}");
        assert!(checked.err.contains(told), "{arguments:?}: {}", checked.err);
    }
}

/// Waits until nobody has this end of a pipe any more.
fn ends(mut out: BufReader<ChildStdout>) {
    let (send, ended) = mpsc::channel();
    std::thread::spawn(move || send.send(out.read_to_end(&mut Vec::new())));
    ended.recv_timeout(Duration::from_secs(20)).expect("it ends").expect("a pipe");
}

fn base(out: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    line.trim().strip_prefix("listening on ").unwrap_or_default().to_owned()
}

#[cfg(unix)]
#[test]
fn a_server_ends_when_its_parent_is_killed() {
    let program = env!("CARGO_BIN_EXE_esia-mock");
    let script = format!("{program} serve --listen 127.0.0.1:0 --exit-with-parent & wait");
    let mut shell = std::process::Command::new("sh");
    let shell = shell.args(["-c", &script]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut shell = shell.spawn().expect("a shell");
    let mut out = BufReader::new(shell.stdout.take().expect("a pipe"));
    let (base, http) = (base(&mut out), Http::new());
    assert_eq!(
        http.send(http.get(&format!("{base}/_mock/health"))).status,
        200,
        "an empty input is no end of a parent"
    );
    shell.kill().expect("killed");
    shell.wait().expect("gone");
    ends(out);
}

#[test]
fn a_server_ends_when_its_standard_input_does() {
    let mut command = program::command(&[&["serve"], &FREE[..], &["--exit-with-parent"]].concat());
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a server");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let (base, http) = (base(&mut out), Http::new());
    assert_eq!(http.send(http.get(&format!("{base}/_mock/health"))).status, 200);
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(b"nobody listens to what is said\n").expect("written");
    assert_eq!(http.send(http.get(&format!("{base}/_mock/health"))).status, 200);
    drop(input);
    ends(out);
    assert!(child.wait().expect("gone").success(), "it stops as it does otherwise");
}

/// Issue 15, 1: one command, two addresses; somebody signs in from one to the other; one signal ends both.
#[test]
fn the_demo_is_a_stand_and_epos_which_sign_people_in_together() {
    let token = ["--control-token", "s3cret", "--clock", "2026-09-01T09:00:00+05:00"];
    let (mut served, epos) = program::demo(&[&FREE[..], &["--epos-listen", "127.0.0.1:0"], &token].concat());
    let http = std::sync::Arc::new(Http::new());
    let portal = http.send(http.get(&epos)).text();
    assert!(portal.contains("01.09.2026 09:00"), "by the stand's clock, which it may ask: {portal}");
    let mut browser = Browser::new(std::sync::Arc::clone(&http), &epos);
    browser.opens("/login").presses("esia");
    let mut at_esia = Browser::new(std::sync::Arc::clone(&http), &served.base);
    at_esia.opens(browser.returned().0.as_str()).signs_in("sidorova@example.test", "11111111").grants();
    browser.opens(at_esia.returned().0.as_str());
    assert_eq!(browser.heading(), "Доступные подсистемы ЭПОС", "{}", browser.page().text());
    served.terminate();
    for address in [&epos, &served.base] {
        let port = address.rsplit(':').next().expect("a port").parse().expect("a number");
        TcpListener::bind(("127.0.0.1", port)).expect("nobody listens there any more");
    }
    let busy = TcpListener::bind("127.0.0.1:0").expect("a port");
    let place = busy.local_addr().expect("an address").to_string();
    let refused = program::run(&[&["demo"], &FREE[..], &["--epos-listen", &place]].concat());
    assert!(
        refused.code == Some(1) && refused.err.contains("--epos-listen 127.0.0.1:0 takes a free port"),
        "{refused:?}"
    );
}
