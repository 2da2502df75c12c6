//! Tells clients that a session ended (Back-Channel Logout 1.0, 2.5): after the commit, all at once, and for no
//! longer than three seconds; what became of it is logged, for nobody waits for a better answer.

use std::time::Duration;

use reqwest::Client;
use reqwest::redirect::Policy;

use crate::flow::Stop;
use crate::flow::oidc::backchannel::Notice;
use crate::flow::stand::Stand;

/// The longest that a client may take.
const TIMEOUT: Duration = Duration::from_secs(3);

/// Posts a logout token to each.
pub async fn send(stand: &Stand, notices: Vec<Notice>) {
    if notices.is_empty() {
        return;
    }
    let built = Client::builder().timeout(TIMEOUT).redirect(Policy::none()).no_proxy().build();
    let Ok(http) = built.inspect_err(|error| tracing::error!(target: "esia_mock::broken", "backchannel: {error}"))
    else {
        return;
    };
    let mut sent = Vec::new();
    for notice in notices {
        match notice.logout_token(stand) {
            Ok(token) => sent.push(actix_web::rt::spawn(post(http.clone(), notice, token))),
            Err(Stop::Broken(broken)) => tracing::error!(target: "esia_mock::broken", "backchannel: {broken}"),
            Err(_) => {}
        }
    }
    for task in sent {
        // A task that panicked has told so itself.
        let _ = task.await;
    }
}

async fn post(http: Client, notice: Notice, token: String) {
    let (client, address) = (notice.client(), notice.address().clone());
    match http.post(address.clone()).form(&[("logout_token", token)]).send().await {
        Ok(answer) if answer.status().is_success() => {
            tracing::info!(target: "esia_mock::oidc", "backchannel: client {client} was told at {address}: {}", answer.status());
        }
        Ok(answer) => {
            tracing::warn!(target: "esia_mock::oidc", "backchannel: client {client} answered {} at {address}", answer.status());
        }
        Err(error) => {
            tracing::warn!(target: "esia_mock::oidc", "backchannel: client {client} cannot be told at {address}: {error:?}");
        }
    }
}
