//! What faults let the mail server do with a letter.

use std::time::Duration;

use crate::domain::message::Numbered;
use crate::faults::fault::Handle;
use crate::faults::kind::Kind;
use crate::faults::kind::Kinds;
use crate::faults::meeting::Acting;
use crate::faults::meeting::Met;
use crate::faults::meeting::Question;
use crate::flow::stand::Stand;
use crate::protocol::place;
use crate::web::meeting;

/// As long as whoever sends waits for an answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// The faults that a letter meets.
pub(super) struct Trouble(Vec<Acting>);

impl Trouble {
    pub(super) fn of(stand: &Stand, letter: &Numbered) -> Self {
        let person = letter.message.oid.map(|oid| oid.0);
        let question = Question { at: place::MAIL, method: "", path: "", client: None, person };
        Self(stand.faults.ask(&mut Met::default(), &question, Kinds::AT_ENTRANCE, stand.clock.now()))
    }

    /// Takes the time that it takes, before the letter is handed over or after; tells why it counts as not sent.
    pub(super) async fn makes(&mut self, stand: &Stand, when: Handle) -> Option<String> {
        let mut failed = None;
        for acting in self.0.iter_mut().filter(|acting| acting.fault.handle() == when) {
            let action = &acting.fault.action;
            if let Some(range) = action.delay_range().filter(|_| acting.kinds.has(Kind::Delay)) {
                tokio::time::sleep(meeting::drawn(stand, range)).await;
            }
            if acting.kinds.has(Kind::Reset) {
                failed = Some("connection reset by a fault".to_owned());
            }
            if let Some(status) = action.status.filter(|_| acting.kinds.has(Kind::Status)) {
                let said = action.body_text().unwrap_or_else(|| "a fault that is armed says so".to_owned());
                failed = Some(format!("{status} {said}"));
            }
            if acting.kinds.has(Kind::Hang) {
                failed = Some(match tokio::time::timeout(PATIENCE, acting.release.changed()).await {
                    Ok(_) => "connection closed by a fault".to_owned(),
                    Err(_) => no_answer(),
                });
            }
        }
        failed
    }
}

/// What is said of a server that says nothing.
pub(super) fn no_answer() -> String {
    format!("no answer within {} seconds", PATIENCE.as_secs())
}
