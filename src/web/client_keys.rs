//! Fetches the keys of a client from its `jwks_uri` (RFC 7591, 2), when a request of it cannot be judged without them.
//!
//! Only from this machine, and from hosts that `--allow-jwks-host` names; within three seconds, and no more than 64 KiB.

use std::time::Duration;

use reqwest::header;
use url::Url;

use crate::crypto::jwk::JwkSet;
use crate::domain::public_url::plain;
use crate::domain::redirect::is_loopback;
use crate::flow::oidc::client_keys;
use crate::flow::oidc::client_keys::Named;
use crate::flow::stand::Stand;
use crate::protocol::parameters::Parameters;
use crate::web::outgoing;

/// The longest that an answer may take.
const TIMEOUT: Duration = Duration::from_secs(3);

/// The most bytes of an answer.
const LARGEST: usize = 64 * 1024;

/// Fetches what this request needs, if it needs anything.
pub async fn bring(stand: &Stand, sent: &Parameters) {
    let Some(Named { address, key_id }) = client_keys::named(stand, sent) else { return };
    let keys = &stand.platform.fetched_keys;
    if keys.has(&address, key_id.as_deref()) {
        return;
    }
    let _turn = keys.turn.lock().await;
    if !keys.is_wanted(&address, key_id.as_deref(), stand.platform.real_time.now()) {
        return;
    }
    let answered = if is_allowed(stand, &address) {
        fetch(stand, &address).await
    } else {
        Err("is neither of this machine nor named by --allow-jwks-host".to_owned())
    };
    match &answered {
        Ok(fetched) => {
            tracing::info!(target: "esia_mock::oidc", "jwks_uri {address}: the keys were fetched");
            for (number, why) in fetched.left_out() {
                tracing::warn!(target: "esia_mock::oidc", "jwks_uri {address}: keys[{number}] is left out: {why}");
            }
        }
        Err(why) => tracing::warn!(target: "esia_mock::oidc", "jwks_uri {address}: {why}"),
    }
    keys.keep(&address, answered);
}

fn is_allowed(stand: &Stand, address: &Url) -> bool {
    let Some(host) = address.host() else { return false };
    is_loopback(&host) || stand.platform.config.allow_jwks_hosts.contains(&plain(host.to_owned()))
}

async fn fetch(stand: &Stand, address: &Url) -> Result<JwkSet, String> {
    let text = |error: reqwest::Error| format!("cannot be fetched: {}", outgoing::why(&error));
    let http = outgoing::client(address, &stand.platform.config.trust, TIMEOUT)?;
    let mut answer = http.get(address.clone()).header(header::ACCEPT, "application/json").send().await.map_err(text)?;
    if !answer.status().is_success() {
        return Err(format!("answers {}", answer.status()));
    }
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(text)? {
        if body.len() + part.len() > LARGEST {
            return Err(format!("answers more than {LARGEST} bytes"));
        }
        body.extend_from_slice(&part);
    }
    let set = serde_json::from_slice(&body).map_err(|error| format!("is no JSON: {error}"))?;
    JwkSet::parse(&set).map_err(|error| error.to_string())
}
