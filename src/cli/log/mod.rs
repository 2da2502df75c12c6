//! The log on standard error, as text or as JSON ([`words`]). It never holds up an answer, nor the stop.
//!
//! Standard error may be a pipe that nobody reads: a program that starts the stand and forgets one (Java's
//! `ProcessBuilder`, Python's `Popen(PIPE)`). So requests leave their lines in a queue, one thread writes them, and
//! what does not fit is dropped, counted, and told of when writing works again.

mod words;

use std::collections::VecDeque;
use std::io;
use std::io::IsTerminal as _;
use std::io::Write;
use std::sync::Arc;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;

use clap::ValueEnum;
use serde::Deserialize;

use crate::cli::log::words::Words;
use crate::cli::print;
use crate::metrics;
use crate::metrics::Counter;

/// How many lines wait at most.
const LONGEST: usize = 1024;

/// How long the end of the program waits for lines that are not written.
const LAST_WAIT: Duration = Duration::from_millis(300);

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For eyes.
    #[default]
    Text,
    /// An object a line.
    Json,
}

impl LogFormat {
    /// How it is told that lines were lost.
    fn lost(self, count: usize) -> String {
        let told = format!("{count} line(s) of the log could not be written");
        match self {
            Self::Text => format!("{told}\n"),
            Self::Json => format!("{}\n", serde_json::json!({ "level": "WARN", "message": told, "lost": count })),
        }
    }
}

/// The log of a running program; what waits when it is dropped is written, unless that takes too long.
pub struct Log {
    lines: Arc<Lines>,
    format: LogFormat,
}

/// Starts the log. One that was set up before, by whoever uses the library, stays.
pub fn start(format: LogFormat) -> io::Result<Log> {
    let log = Log::to(io::stderr(), format)?;
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,actix_server=warn"));
    let coloured = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let lines = Arc::clone(&log.lines);
    let writer = move || Entry(Arc::clone(&lines));
    let printing = tracing_subscriber::fmt().with_env_filter(filter).with_target(false).with_writer(writer);
    let _ = match format {
        LogFormat::Text => printing.with_ansi(coloured).fmt_fields(Words).try_init(),
        LogFormat::Json => {
            printing.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init()
        }
    };
    // The usual hook writes to standard error itself, and would wait there.
    std::panic::set_hook(Box::new(|panic| {
        let trace = std::backtrace::Backtrace::capture();
        tracing::error!(target: "esia_mock::broken", "{panic}\n{trace}");
    }));
    Ok(log)
}

impl Log {
    fn to(out: impl Write + Send + 'static, format: LogFormat) -> io::Result<Self> {
        let about = "Lines of the log that could not be written";
        let lost = metrics::counter("esia_mock_log_lines_lost_total", about).map_err(io::Error::other)?;
        let lines = Arc::new(Lines { waiting: Mutex::default(), changed: Condvar::new(), lost });
        let written = Arc::clone(&lines);
        let paper = Paper { out, format, lost: written.lost.clone() };
        let writing = move || written.write_to(paper);
        std::thread::Builder::new().name("log".to_owned()).spawn(writing)?;
        Ok(Self { lines, format })
    }

    /// How many lines are lost.
    pub fn lost(&self) -> &Counter {
        &self.lines.lost
    }

    /// Says something about the start to whoever reads the log: as it is to eyes, as a line of it to programs.
    pub fn note(&self, text: &str) {
        match self.format {
            LogFormat::Text => print::note(text),
            LogFormat::Json => tracing::info!("{}", text.trim()),
        }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let waits = |waiting: &mut Waiting| waiting.is_writing || !waiting.lines.is_empty();
        let _ = self.lines.changed.wait_timeout_while(self.lines.waiting(), LAST_WAIT, waits);
    }
}

/// Lines on their way to the thread that writes them.
struct Lines {
    waiting: Mutex<Waiting>,
    changed: Condvar,
    /// How many were not written, ever.
    lost: Counter,
}

#[derive(Default)]
struct Waiting {
    lines: VecDeque<Vec<u8>>,
    dropped: usize,
    is_writing: bool,
}

impl Lines {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, line: &[u8]) {
        let mut waiting = self.waiting();
        if waiting.lines.len() < LONGEST {
            waiting.lines.push_back(line.to_vec());
            self.changed.notify_all();
        } else {
            waiting.dropped += 1;
            self.lost.inc();
        }
    }

    /// Waits for lines; with them comes how many were dropped behind them.
    fn take(&self) -> (VecDeque<Vec<u8>>, usize) {
        let mut waiting = self.waiting();
        waiting.is_writing = false;
        self.changed.notify_all();
        let nothing = |waiting: &mut Waiting| waiting.lines.is_empty();
        let mut waiting = self.changed.wait_while(waiting, nothing).unwrap_or_else(PoisonError::into_inner);
        waiting.is_writing = true;
        (std::mem::take(&mut waiting.lines), std::mem::take(&mut waiting.dropped))
    }

    fn write_to(&self, mut paper: Paper<impl Write>) {
        let mut lost = 0;
        loop {
            let (lines, dropped) = self.take();
            for line in lines {
                lost = paper.write(&line, lost);
            }
            lost += dropped;
            if lost > 0 {
                lost = paper.write(b"", lost);
            }
        }
    }
}

/// What lines are written on.
struct Paper<Out> {
    out: Out,
    format: LogFormat,
    /// How many were not written, ever.
    lost: Counter,
}

impl<Out: Write> Paper<Out> {
    /// Writes a line, and before it how many are lost that nobody was told of; answers how many that is then.
    fn write(&mut self, line: &[u8], untold: usize) -> usize {
        let note = if untold == 0 { String::new() } else { self.format.lost(untold) };
        let told = self.out.write_all(note.as_bytes());
        let is_lost = told.is_err() || self.out.write_all(line).is_err();
        let lost = usize::from(is_lost && !line.is_empty());
        self.lost.inc_by(lost as u64);
        if told.is_ok() { lost } else { untold + lost }
    }
}

/// One line of the log, written at once.
struct Entry(Arc<Lines>);

impl Write for Entry {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.put(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// Takes a text when it is let; refuses it where the test says so.
    struct Pipe {
        gate: mpsc::Receiver<bool>,
        out: mpsc::Sender<String>,
    }

    impl Write for Pipe {
        fn write(&mut self, text: &[u8]) -> io::Result<usize> {
            if !self.gate.recv().unwrap_or(true) {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            let _ = self.out.send(String::from_utf8_lossy(text).into_owned());
            Ok(text.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn log() -> (Log, mpsc::Sender<bool>, mpsc::Receiver<String>) {
        let ((let_go, gate), (out, said)) = (mpsc::channel(), mpsc::channel());
        (Log::to(Pipe { gate, out }, LogFormat::Text).expect("a thread"), let_go, said)
    }

    #[test]
    fn row_5_4_what_does_not_fit_is_dropped_and_counted_and_told_of_when_writing_works_again() {
        let (log, let_go, said) = log();
        for number in 0..5_000 {
            log.lines.put(format!("line {number}\n").as_bytes());
        }
        drop(let_go);
        // The thread may take lines more than once while they come, and tells each time what was dropped behind them.
        let (mut texts, mut lost) = (Vec::new(), 0);
        while texts.len() + lost < 5_000 {
            let text = said.recv().expect("it is told");
            match text.split_once(" line(s)") {
                Some((number, _)) => lost += number.parse::<usize>().expect("a number"),
                None => texts.extend(text.strip_prefix("line ").map(ToOwned::to_owned)),
            }
        }
        assert!(lost >= 5_000 - 2 * LONGEST, "{lost}");
        assert_eq!(texts.len() + lost, 5_000);
        assert_eq!((texts[0].as_str(), texts[1].as_str()), ("0\n", "1\n"), "in their order");
    }

    #[test]
    fn row_5_4_what_cannot_be_written_counts_as_well() {
        let (log, let_go, said) = log();
        log.lines.put(b"lost\n");
        let_go.send(false).expect("it writes");
        drop(let_go);
        log.lines.put(b"kept\n");
        let said: Vec<_> = std::iter::from_fn(|| said.recv().ok()).take(2).collect();
        assert_eq!(said.concat(), "1 line(s) of the log could not be written\nkept\n");
    }

    #[test]
    fn row_5_4_the_end_does_not_wait_for_a_pipe_that_nobody_reads() {
        let (log, let_go, said) = log();
        log.lines.put(b"stuck\n");
        drop(log);
        drop(let_go);
        assert_eq!(said.recv().expect("it was on its way"), "stuck\n");
    }
}
