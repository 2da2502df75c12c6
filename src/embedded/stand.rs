//! A running stand: where it is, what its calls are, how it ends.

use std::sync::Arc;
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use serde_json::Value;
use serde_json::json;

use crate::cli::tls::TrustArgs;
use crate::crypto::tls::trust::Trust;
use crate::embedded::calls::Calls;
use crate::embedded::error::EmbeddedError;
use crate::flow::platform::DEFAULT;
use crate::flow::stands::Stands;

/// The version of the tester's API that methods speak.
const API: u32 = 1;

/// A running stand.
#[derive(Debug)]
pub struct Stand {
    pub(super) url: String,
    pub(super) name: String,
    pub(super) authority: Option<String>,
    /// The last request of its journal that came before.
    pub(super) since: i64,
    pub(super) calls: Calls,
    /// The calls of the stand that is always there, which makes and ends others.
    pub(super) server: Calls,
    /// Does it end when it is dropped, although the server goes on?
    is_beside: bool,
    pub(super) running: Option<Running>,
}

/// A server in a thread of this program.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) stands: Arc<Stands>,
    pub(super) server: ServerHandle,
    pub(super) thread: Option<JoinHandle<()>>,
}

impl Stand {
    /// A stand that is running already, at this address; its control token may be in `ESIA_MOCK_CONTROL_TOKEN`, and
    /// whom to trust in `ESIA_MOCK_TRUST`. It goes on when this is dropped.
    pub fn at(url: &str) -> Result<Self, EmbeddedError> {
        let trust = TrustArgs::of_environment().read_with_own();
        let trust = trust.map_err(|error| EmbeddedError::Broken(format!("{error:#}")))?;
        let token = std::env::var("ESIA_MOCK_CONTROL_TOKEN").ok();
        let mut stand = Self::speaking(url.trim_end_matches('/').to_owned(), token, trust);
        let version = stand.version()?;
        if version.api != API {
            let (program, spoken) = (version.version, version.api);
            return Err(stand.calls.unmet(format!("esia-mock {program} speaks API {spoken}, not {API}")));
        }
        let listed: Value = stand.calls.get("/requests", json!({ "limit": 1 }))?;
        stand.since = listed["last"].as_i64().unwrap_or_default();
        Ok(stand)
    }

    /// One that is asked at this address.
    pub(super) fn speaking(url: String, token: Option<String>, trust: Trust) -> Self {
        let control = format!("{url}/_mock/api/v1");
        let calls = Calls::at(control.clone(), token, trust);
        let (name, server) = (DEFAULT.to_owned(), calls.of(control));
        Self { url, name, authority: None, since: 0, calls, server, is_beside: false, running: None }
    }

    /// Another stand of the same server.
    pub(super) fn beside(&self, name: String, url: String, control: String) -> Self {
        let (calls, server) = (self.calls.of(control), self.server.of_same());
        Self { url, name, authority: self.authority.clone(), since: 0, calls, server, is_beside: true, running: None }
    }

    /// Its address, without a slash at its end: the base URL of a relying party.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The certificate (PEM) of the authority that its clients have to trust; nothing where it speaks plain HTTP.
    pub fn authority(&self) -> Option<&str> {
        self.authority.as_deref()
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        if std::thread::panicking() || self.calls.has_failed() || self.server.has_failed() {
            self.tell();
        }
        if self.is_beside {
            // Whoever has ended it already was faster.
            let _ = self.end();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Stopping begins with the call; the future would only tell when it is done.
        drop(self.server.stop(false));
        if let Some(thread) = self.thread.take() {
            // A server that panicked has said so.
            let _ = thread.join();
        }
        // Its file is one then, and somebody else may have it; whatever failed, the next one to open it makes it good.
        let _ = self.stands.default_stand().close();
    }
}
