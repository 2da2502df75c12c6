//! The journal in a file: what the ring in memory forgets, for long days of QA. One JSON object a line, as
//! `GET /_mock/api/v1/requests/{n}` shows a request, secrets cut alike.
//!
//! A thread writes it. A disk that is full or stuck holds up no answer: so many entries wait, others are lost, counted
//! (`esia_mock_journal_file_lost_total`) and told of when writing works again.

mod rotation;

use std::io::Error;
use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::flow::platform::Platform;
use crate::flow::stands::Stands;
use crate::journal::Recorded;
use crate::metrics::Counter;
use crate::web::control::requests::shown::Alone;
use crate::web::journal_file::rotation::Rotated;

/// How long the end of the server waits for what is not written.
const LAST_WAIT: Duration = Duration::from_millis(300);

/// The thread that writes; it ends with this value, after what waits was written, unless that takes too long.
pub struct Writing {
    platform: Arc<Platform>,
    ended: Receiver<()>,
}

impl Drop for Writing {
    fn drop(&mut self) {
        let _ = self.platform.bells.requests.send(None);
        let _ = self.ended.recv_timeout(LAST_WAIT);
    }
}

/// Starts the thread, where there is a file to write.
pub fn start(stands: &Arc<Stands>) -> std::io::Result<Option<Writing>> {
    let platform = Arc::clone(&stands.platform);
    let Some(config) = platform.config.journal_file.clone() else { return Ok(None) };
    let told = format!("--journal-file {}", config.path.display());
    let file = Rotated::open(config).map_err(|error| Error::new(error.kind(), format!("{told}: {error}")))?;
    let about = "Requests that could not be written to the file of the journal";
    let lost = platform.metrics.counter("esia_mock_journal_file_lost_total", about).map_err(Error::other)?;
    let (end, ended) = mpsc::channel();
    let heard = platform.bells.requests.subscribe();
    let writer = Writer { stands: Arc::clone(stands), file, lost, untold: 0 };
    let thread = std::thread::Builder::new().name("journal".to_owned());
    thread.spawn(move || writer.run(heard, &end))?;
    Ok(Some(Writing { platform, ended }))
}

/// A line of the file.
#[derive(Serialize)]
struct Line<'a> {
    stand: &'a str,
    #[serde(flatten)]
    request: Alone,
}

struct Writer {
    stands: Arc<Stands>,
    file: Rotated,
    /// How many were lost, ever.
    lost: Counter,
    /// How many were lost that the log was not told of.
    untold: u64,
}

impl Writer {
    fn run(mut self, mut heard: broadcast::Receiver<Option<Recorded>>, end: &Sender<()>) {
        loop {
            match heard.blocking_recv() {
                Ok(Some(recorded)) => self.write(&recorded),
                Err(RecvError::Lagged(missed)) => self.lose(missed),
                Ok(None) | Err(RecvError::Closed) => break,
            }
        }
        // Whoever waits for it has perhaps gone.
        let _ = end.send(());
    }

    fn write(&mut self, recorded: &Recorded) {
        let written = self.line(recorded).and_then(|line| self.file.write(&line));
        match written {
            Ok(()) if self.untold > 0 => {
                tracing::warn!("{} request(s) could not be written to the file of the journal", self.untold);
                self.untold = 0;
            }
            Ok(()) => {}
            Err(error) => {
                if self.untold == 0 {
                    tracing::error!(target: "esia_mock::broken", "the file of the journal: {error}");
                }
                self.lose(1);
            }
        }
    }

    fn lose(&mut self, count: u64) {
        self.lost.inc_by(count);
        self.untold += count;
    }

    fn line(&self, recorded: &Recorded) -> std::io::Result<Vec<u8>> {
        let Recorded { stand: name, journal, n } = recorded;
        let gone = || Error::new(ErrorKind::NotFound, "the journal has forgotten it before it was written");
        let entry = journal.find(*n).ok_or_else(gone)?;
        // Another one may have its name by now, and who cannot read says nothing of names.
        let stand = self.stands.find(name).filter(|stand| Arc::ptr_eq(&stand.journal, journal));
        let known = stand.and_then(|stand| Alone::of(&stand, &entry).ok());
        let zone = &self.stands.platform.config.settings.zone;
        let request = known.unwrap_or_else(|| Alone::of_gone(&entry, zone));
        let mut line = serde_json::to_vec(&Line { stand: name, request })?;
        line.push(b'\n');
        Ok(line)
    }
}
