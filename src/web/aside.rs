//! Work that takes its time, beside the threads that answer requests.

use actix_web::web;

/// Does it there; nothing where it ended in a panic, of which the log tells.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    web::block(work).await.ok()
}
