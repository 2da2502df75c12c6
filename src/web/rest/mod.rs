//! `/rs/…`: data of people and organisations, by access token (МР app. Б REST).

use actix_web::web::ServiceConfig;

/// Mounts the resources.
pub fn configure(_config: &mut ServiceConfig) {}
