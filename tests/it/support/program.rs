//! The program itself, run as a process: for what only a process can prove.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read as _;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;
use std::time::Instant;

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A server that is running; killed when it is dropped.
pub(crate) struct Serving {
    child: Child,
    /// Everything that the first line of standard output says.
    pub(crate) first_line: String,
    /// Its address.
    pub(crate) base: String,
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_esia-mock");

/// The program with these arguments and no settings from outside.
pub(crate) fn command(arguments: &[&str]) -> Command {
    clean(Command::new(PROGRAM), arguments)
}

fn clean(mut command: Command, arguments: &[&str]) -> Command {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ESIA_MOCK_") {
            command.env_remove(name);
        }
    }
    command.args(arguments).env("RUST_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the program to its end.
pub(crate) fn run(arguments: &[&str]) -> Run {
    run_with(arguments, &[])
}

/// Runs it with these environment variables.
pub(crate) fn run_with(arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let output = command(arguments).envs(variables.iter().copied()).output().expect("a run");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Starts a server on a free port.
pub(crate) fn serve(arguments: &[&str]) -> Serving {
    serve_with(arguments, &[])
}

/// Starts a server with these environment variables.
pub(crate) fn serve_with(arguments: &[&str], variables: &[(&str, &str)]) -> Serving {
    let mut command = command(&[&["serve"], arguments].concat());
    command.envs(variables.iter().copied()).stderr(Stdio::null());
    started(command)
}

/// Starts a stand and ЭПОС; gives the address of ЭПОС too.
pub(crate) fn demo(arguments: &[&str]) -> (Serving, String) {
    let mut command = command(&[&["demo"], arguments].concat());
    command.stderr(Stdio::null());
    let mut serving = started(command);
    let line = line(serving.child.stdout.as_mut().expect("a pipe"));
    let epos = line.trim().strip_prefix("ЭПОС listening on ").unwrap_or_else(|| panic!("{line:?}")).to_owned();
    (serving, epos)
}

/// Starts a server that writes its log to a pipe.
pub(crate) fn serve_logging(arguments: &[&str]) -> Serving {
    started(command(&[&["serve"], arguments].concat()))
}

/// Starts a server whose files may be limited in size later: it is told by an error, not by a signal that ends it.
pub(crate) fn serve_limited(arguments: &[&str]) -> Serving {
    let mut shell = Command::new("sh");
    shell.args(["-c", r#"trap '' XFSZ; exec "$0" "$@""#, PROGRAM, "serve"]);
    let mut command = clean(shell, arguments);
    command.stderr(Stdio::null());
    started(command)
}

fn started(mut command: Command) -> Serving {
    let mut child = command.spawn().expect("a process");
    let first_line = line(child.stdout.as_mut().expect("a pipe"));
    let base = first_line.trim().strip_prefix("listening on ").unwrap_or_default().to_owned();
    Serving { child, first_line, base }
}

/// The next line and nothing beyond it, byte by byte: what follows is for whoever reads next.
#[expect(clippy::unbuffered_bytes, reason = "a buffer would take what follows")]
fn line(out: &mut impl std::io::Read) -> String {
    let bytes = out.bytes().map_while(Result::ok).take_while(|byte| *byte != b'\n');
    String::from_utf8_lossy(&bytes.collect::<Vec<_>>()).into_owned()
}

impl Serving {
    /// The number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// From now on no file may be written beyond so many bytes (`unlimited`): what a disk does that takes no more.
    pub(crate) fn limits_files_to(&self, bytes: &str) {
        let (id, limit) = (self.id().to_string(), format!("--fsize={bytes}:"));
        let told = Command::new("prlimit").args(["--pid", &id, &limit]).status().expect("util-linux");
        assert!(told.success(), "{told}");
    }

    /// Whatever comes out of its log from now on, to its end.
    pub(crate) fn log(&mut self) -> impl BufRead + use<> {
        BufReader::new(self.child.stderr.take().expect("a pipe"))
    }

    /// SIGTERM, and how long it took to end.
    pub(crate) fn terminate(&mut self) -> Duration {
        let began = Instant::now();
        self.asks_to_stop();
        self.ends();
        began.elapsed()
    }

    /// SIGTERM.
    pub(crate) fn asks_to_stop(&self) {
        let pid = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &pid]).status().expect("a command");
        assert!(told.success(), "{told}");
    }

    /// Waits for its end.
    pub(crate) fn ends(&mut self) {
        let mut out = self.child.stdout.take().expect("a pipe");
        let (send, ended) = mpsc::channel();
        // Standard output is closed when the process is gone.
        std::thread::spawn(move || send.send(out.read_to_end(&mut Vec::new())));
        ended.recv_timeout(Duration::from_secs(30)).expect("it ends").expect("a pipe");
    }

    /// kill -9.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
