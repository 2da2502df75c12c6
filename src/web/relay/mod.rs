//! Relays letters by SMTP, those of a stand one after another: after the commit, without any lock, each for a bounded time.
//!
//! The outbox itself is the queue, so a letter that waits survives a restart, and no more wait than the outbox holds.
//! Who may get a letter was decided when it was written ([`crate::flow::outbox`]); what became of it is stored.

mod mail;
mod trouble;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use actix_web::rt::task::JoinHandle;
use lettre::AsyncSmtpTransport;
use lettre::AsyncTransport as _;
use lettre::Tokio1Executor;
use lettre::transport::smtp::extension::ClientId;
use tokio::sync::Notify;
use tokio::task::Id;
use tokio::task::JoinError;
use tokio::task::JoinSet;

use crate::config::SmtpConfig;
use crate::domain::message::Numbered;
use crate::domain::message::Relay;
use crate::domain::recipient;
use crate::faults::fault::Handle;
use crate::flow::Stop;
use crate::flow::outbox::reading;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::storage::outbox;
use crate::web::relay::trouble::Trouble;

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// The longest that a server may take for one letter.
const TIMEOUT: Duration = trouble::PATIENCE;

/// When to look again, whether there was news or not.
const RECHECK: Duration = Duration::from_secs(2);

/// The longest error that is stored.
const LONGEST_ERROR: usize = 500;

/// The task that relays; it ends with this value.
pub struct Relaying(JoinHandle<()>);

impl Drop for Relaying {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Starts the task, where there is a server to relay to.
pub fn start(stands: &Arc<Stands>) -> Option<Relaying> {
    let smtp = stands.platform.config.smtp.clone()?;
    Some(Relaying(actix_web::rt::spawn(run(Arc::clone(stands), smtp))))
}

async fn run(stands: Arc<Stands>, smtp: SmtpConfig) {
    let transport = Transport::builder_dangerous(smtp.host.as_str())
        .port(smtp.port)
        .timeout(Some(TIMEOUT))
        .hello_name(ClientId::Domain("esia-mock.test".to_owned()))
        .build();
    let mut tours = Tours::default();
    loop {
        for stand in stands.all() {
            tours.visit(stand, &smtp, &transport);
        }
        tours.rest(&stands.platform.bells.letters).await;
    }
}

/// Looks after stands: each has a task of its own while it has letters, so that a server which takes its time for one
/// stand holds up no other. A letter may be on its way to its commit while its stand is looked at, and nobody may tell of
/// the commit: each stand that has news is looked at twice.
#[derive(Default)]
struct Tours {
    again: BTreeSet<Arc<str>>,
    at_work: BTreeMap<Id, Arc<str>>,
    tasks: JoinSet<bool>,
}

impl Tours {
    fn visit(&mut self, stand: Arc<Stand>, smtp: &SmtpConfig, transport: &Transport) {
        if self.at_work.values().any(|name| *name == stand.name) {
            return;
        }
        let (name, is_due) = (Arc::clone(&stand.name), self.again.remove(&stand.name));
        let has_news = stand.news.take_unread();
        if !has_news && !is_due {
            return;
        }
        let (smtp, transport) = (smtp.clone(), transport.clone());
        let task = self.tasks.spawn_local(async move {
            let emptied = empty(&stand, &smtp, &transport).await;
            if let Err(stop) = &emptied {
                tracing::error!(target: "esia_mock::broken", "relay: {stop:?}");
            }
            has_news || emptied.is_err()
        });
        self.at_work.insert(task.id(), name);
    }

    /// Until there are letters again, or it is time to look whether there are.
    async fn rest(&mut self, letters: &Notify) {
        let look = tokio::time::sleep(RECHECK);
        tokio::pin!(look);
        loop {
            tokio::select! {
                Some(done) = self.tasks.join_next_with_id() => self.done(done),
                () = letters.notified() => return,
                () = &mut look, if !self.again.is_empty() => return,
            }
        }
    }

    fn done(&mut self, done: Result<(Id, bool), JoinError>) {
        let (id, looks_again) = done.unwrap_or_else(|error| (error.id(), true));
        if let Some(name) = self.at_work.remove(&id).filter(|_| looks_again) {
            self.again.insert(name);
        }
    }
}

/// Sends until nothing waits any more.
async fn empty(stand: &Arc<Stand>, smtp: &SmtpConfig, transport: &Transport) -> Result<(), Stop> {
    while let Some(letter) = stand.read(reading::find_waiting)? {
        let number = letter.number;
        let became = send(stand, smtp, transport, &letter).await;
        tracing::info!(target: "esia_mock::relay", "letter {number}: {became:?}");
        stand.write(move |cx| Ok(outbox::update_relay(cx.sql, number, &became)?)).await?;
    }
    Ok(())
}

async fn send(stand: &Stand, smtp: &SmtpConfig, transport: &Transport, letter: &Numbered) -> Relay {
    // Asked again: a letter may have waited in a file since the stand had other settings.
    if let Err(why) = recipient::judge(&letter.message.to, &smtp.allow) {
        return why.into();
    }
    let failed = |error: String| Relay::Failed { error: error.chars().take(LONGEST_ERROR).collect() };
    let mut trouble = Trouble::of(stand, letter);
    if let Some(error) = trouble.makes(stand, Handle::Before).await {
        return failed(error);
    }
    let mail = match mail::compose(letter, &stand.form_key) {
        Ok(mail) => mail,
        Err(error) => return failed(error),
    };
    let sent = tokio::time::timeout(TIMEOUT, transport.send(mail)).await;
    if let Some(error) = trouble.makes(stand, Handle::After).await {
        return failed(error);
    }
    match sent {
        Ok(Ok(_)) => Relay::Relayed { at: stand.clock.now() },
        Ok(Err(error)) => failed(error.to_string()),
        Err(_) => failed(trouble::no_answer()),
    }
}
