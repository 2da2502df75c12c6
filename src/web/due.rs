//! Jobs that the running clock makes due: run by one task of the server, and before a request that comes
//! earlier than the task wakes up, so that nobody sees a world that is behind its own clock.

use std::sync::Arc;
use std::time::Duration;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceRequest;
use actix_web::dev::ServiceResponse;
use actix_web::middleware::Next;
use actix_web::rt::task::JoinHandle;

use crate::flow::Stop;
use crate::flow::jobs::run;
use crate::flow::stand::Stand;
use crate::flow::stands::Stands;
use crate::web::state::OfStand;

/// The task; it ends with this value.
pub struct Timer(JoinHandle<()>);

impl Drop for Timer {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Starts the task.
pub fn start(stands: Arc<Stands>) -> Timer {
    Timer(actix_web::rt::spawn(watch(stands)))
}

async fn watch(stands: Arc<Stands>) {
    loop {
        let mut nap = stands.tend();
        for stand in stands.all() {
            // First, for nobody who holds the database holds these.
            nap = nap.into_iter().chain(release(&stand)).min();
            let left = match run::try_again(&stand).await {
                Ok(()) => run::time_left(&stand).map(|left| left.to_std().unwrap_or_default().min(LONGEST)),
                Err(stop) if stop.is_transient() => {
                    told(&stop);
                    Some(stand.platform.config.patience)
                }
                Err(stop) => {
                    told(&stop);
                    Some(AFTER_A_BREAKAGE)
                }
            };
            nap = nap.into_iter().chain(left).min();
        }
        // What changes while nobody waits is kept, so no change falls between the question and the nap.
        tokio::select! {
            () = sleep(nap) => {}
            () = stands.platform.bells.timer.notified() => {}
        }
    }
}

/// Lets go whom faults hold that are over; tells how long nothing of this is to be done.
fn release(stand: &Stand) -> Option<Duration> {
    let clock = stand.clock.reading();
    let next = stand.faults.release(clock.now)?;
    // A clock that stands still rings when it is moved.
    clock.ahead?;
    Some((next - clock.now).to_std().unwrap_or_default().min(LONGEST))
}

async fn sleep(nap: Option<Duration>) {
    match nap {
        Some(nap) => actix_web::rt::time::sleep(nap).await,
        None => std::future::pending().await,
    }
}

/// Runs what is due before a request is answered; where nothing is, this is one comparison.
pub async fn before(
    stand: OfStand,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    // Whoever asks for the health has to learn it, even while the database is held by another process.
    if request.path() != HEALTH
        && let Err(stop) = run::run_due(&stand).await
    {
        told(&stop);
    }
    next.call(request).await
}

fn told(stop: &Stop) {
    tracing::error!(target: "esia_mock::broken", "jobs: {stop:?}");
}

/// The path that waits for nobody.
const HEALTH: &str = "/_mock/health";

/// The system's clock may be set and a machine may sleep, which the timer does not see.
const LONGEST: Duration = Duration::from_secs(3600);

const AFTER_A_BREAKAGE: Duration = Duration::from_secs(60);
