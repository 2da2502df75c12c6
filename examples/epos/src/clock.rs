//! The time: ЕСИА's stand says what it is, and the machine does where the stand cannot be asked.

use std::time::Duration;

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::Utc;
use serde::Deserialize;
use url::Url;

/// Time in Perm, where ЭПОС works.
const PERM: i32 = 5 * 3600;

/// Nobody waits longer for the time.
const PATIENCE: Duration = Duration::from_secs(2);

/// The clock of ЭПОС.
#[derive(Debug)]
pub(crate) struct Clock {
    http: reqwest::Client,
    address: Url,
    token: Option<String>,
}

#[derive(Deserialize)]
struct Face {
    now: DateTime<FixedOffset>,
}

impl Clock {
    /// The clock of a stand.
    pub(crate) fn new(http: reqwest::Client, stand: &Url, token: Option<String>) -> Self {
        let mut address = stand.clone();
        address.set_path(&format!("{}/_mock/api/v1/clock", stand.path().trim_end_matches('/')));
        Self { http, address, token }
    }

    /// What time it is. A stand that is gone or will not say leaves the machine's own time.
    pub(crate) async fn now(&self) -> DateTime<FixedOffset> {
        self.of_stand().await.unwrap_or_else(of_machine)
    }

    async fn of_stand(&self) -> Option<DateTime<FixedOffset>> {
        let mut request = self.http.get(self.address.clone()).timeout(PATIENCE);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let body = request.send().await.ok()?.error_for_status().ok()?.bytes().await.ok()?;
        serde_json::from_slice::<Face>(&body).ok().map(|face| face.now)
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where ЭПОС asks the machine, where no stand answers")]
fn of_machine() -> DateTime<FixedOffset> {
    let now = Utc::now();
    FixedOffset::east_opt(PERM).map_or_else(|| now.fixed_offset(), |perm| now.with_timezone(&perm))
}
