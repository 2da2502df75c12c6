//! Work that takes its time, beside the threads that answer requests.

use actix_web::web;

use crate::flow::Broken;
use crate::flow::Stop;

/// Does it there; a breakage where it ended in a panic, of which the log tells.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Stop> {
    web::block(work).await.map_err(|_| Broken::Stand("the check of a request broke".to_owned()).into())
}
