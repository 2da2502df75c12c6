//! Tells clients that a session ended (Back-Channel Logout 1.0, 2.5): after the commit, all at once, and for no
//! longer than three seconds; what became of it is logged, for nobody waits for a better answer.

use std::sync::Arc;
use std::time::Duration;

use actix_web::rt::task::JoinHandle;
use reqwest::StatusCode;
use tokio::sync::broadcast::error::RecvError;
use url::Url;

use crate::flow::after::Logouts;
use crate::flow::after::Notice;
use crate::flow::mint::standard::logout_token;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::web::outgoing;

/// The longest that a client may take.
const TIMEOUT: Duration = Duration::from_secs(3);

/// The task that tells; it ends with this value.
pub struct Telling(JoinHandle<()>);

impl Drop for Telling {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Starts the task.
pub fn start(stands: Arc<Stands>) -> Telling {
    let mut logouts = stands.platform.bells.logouts.subscribe();
    Telling(actix_web::rt::spawn(async move {
        loop {
            match logouts.recv().await {
                Ok(ended) => {
                    // A stand that is gone has nothing more to tell.
                    if let Some(stand) = stands.find(&ended.stand) {
                        actix_web::rt::spawn(send(stand, ended));
                    }
                }
                Err(RecvError::Lagged(missed)) => {
                    tracing::error!(target: "esia_mock::broken", "backchannel: {missed} logouts were told to nobody");
                }
                Err(RecvError::Closed) => return,
            }
        }
    }))
}

/// Posts a logout token to each.
async fn send(stand: Arc<Stand>, ended: Logouts) {
    let mut sent = Vec::new();
    for notice in ended.notices {
        match logout_token(&stand, &notice) {
            Ok(token) => sent.push(actix_web::rt::spawn(tell(Arc::clone(&stand), notice, token))),
            Err(error) => tracing::error!(target: "esia_mock::broken", "backchannel: {error}"),
        }
    }
    for task in sent {
        // A task that panicked has told so itself.
        let _ = task.await;
    }
}

async fn tell(stand: Arc<Stand>, notice: Notice, token: String) {
    let client = &notice.party.client;
    let Some(address) = &client.backchannel_logout_uri else { return };
    let name = &client.mnemonic;
    match post(&stand, address, token).await {
        Ok(status) if status.is_success() => {
            tracing::info!(target: "esia_mock::oidc", "backchannel: client {name} was told at {address}: {status}");
        }
        Ok(status) => {
            tracing::warn!(target: "esia_mock::oidc", "backchannel: client {name} answered {status} at {address}");
        }
        Err(why) => {
            tracing::warn!(target: "esia_mock::oidc", "backchannel: client {name} cannot be told at {address}: {why}");
        }
    }
}

async fn post(stand: &Stand, address: &Url, token: String) -> Result<StatusCode, String> {
    let http = outgoing::client(address, &stand.platform.config.trust, TIMEOUT)?;
    let answered = http.post(address.clone()).form(&[("logout_token", token)]).send().await;
    Ok(answered.map_err(|error| outgoing::why(&error))?.status())
}
