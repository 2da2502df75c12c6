//! Relays letters by SMTP, one after another: after the commit, without any lock, each for a bounded time.
//!
//! The outbox itself is the queue, so a letter that waits survives a restart, and no more wait than the outbox holds.
//! Who may get a letter was decided when it was written ([`crate::flow::outbox`]); what became of it is stored.

mod mail;

use std::collections::BTreeSet;
use std::mem;
use std::sync::Arc;
use std::time::Duration;

use actix_web::rt::task::JoinHandle;
use lettre::AsyncSmtpTransport;
use lettre::AsyncTransport as _;
use lettre::Tokio1Executor;
use lettre::transport::smtp::extension::ClientId;

use crate::config::SmtpConfig;
use crate::domain::message::Numbered;
use crate::domain::message::Relay;
use crate::domain::recipient;
use crate::faults::armed::Met;
use crate::faults::armed::Question;
use crate::faults::kind::Kinds;
use crate::flow::Stop;
use crate::flow::outbox::reading;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::protocol::place;
use crate::storage::outbox;

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// The longest that a server may take for one letter.
const TIMEOUT: Duration = Duration::from_secs(10);

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
    // A letter may be on its way to its commit while its stand is looked at, and nobody may tell of the commit: each
    // stand that has news is looked at twice.
    let mut again: BTreeSet<Arc<str>> = BTreeSet::new();
    loop {
        let before = mem::take(&mut again);
        for stand in stands.all() {
            let has_news = stand.news.take_unread();
            if !has_news && !before.contains(&stand.name) {
                continue;
            }
            let emptied = empty(&stand, &smtp, &transport).await;
            if let Err(stop) = &emptied {
                tracing::error!(target: "esia_mock::broken", "relay: {stop:?}");
            }
            if has_news || emptied.is_err() {
                again.insert(Arc::clone(&stand.name));
            }
        }
        let letters = stands.platform.bells.letters.notified();
        if again.is_empty() {
            letters.await;
        } else {
            let _ = tokio::time::timeout(RECHECK, letters).await;
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

/// What a fault lets the mail server say of a letter.
fn fault(stand: &Stand, letter: &Numbered) -> Option<String> {
    let person = letter.message.oid.map(|oid| oid.0);
    let question = Question { at: place::MAIL, method: "", path: "", client: None, person };
    let acting = stand.faults.ask(&mut Met::default(), &question, Kinds::AT_ENTRANCE, stand.clock.now());
    let action = &acting.first()?.fault.action;
    let said = action.body_text().unwrap_or_else(|| "a fault that is armed says so".to_owned());
    Some(action.status.map_or_else(|| "connection reset by a fault".to_owned(), |status| format!("{status} {said}")))
}

async fn send(stand: &Stand, smtp: &SmtpConfig, transport: &Transport, letter: &Numbered) -> Relay {
    // Asked again: a letter may have waited in a file since the stand had other settings.
    if let Err(error) = recipient::judge(&letter.message.to, &smtp.allow) {
        return Relay::Kept { reason: error.to_string() };
    }
    let failed = |error: String| Relay::Failed { error: error.chars().take(LONGEST_ERROR).collect() };
    if let Some(error) = fault(stand, letter) {
        return failed(error);
    }
    let mail = match mail::compose(letter, &stand.form_key) {
        Ok(mail) => mail,
        Err(error) => return failed(error),
    };
    match tokio::time::timeout(TIMEOUT, transport.send(mail)).await {
        Ok(Ok(_)) => Relay::Relayed { at: stand.clock.now() },
        Ok(Err(error)) => failed(error.to_string()),
        Err(_) => failed(format!("no answer within {} seconds", TIMEOUT.as_secs())),
    }
}
