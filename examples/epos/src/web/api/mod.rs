//! `/api/…`: for whoever arranges a test: cards, accounts, switches, faults; letters, tickets, explanations.
//!
//! JSON in and out. It is there for a demonstration: nobody is asked who they are, so ЭПОС listens on this machine only.

mod accounts;
mod cards;
mod problem;
mod world;

use actix_web::web;
use actix_web::web::ServiceConfig;
use actix_web::web::delete;
use actix_web::web::get;
use actix_web::web::post;
use actix_web::web::put;

/// No body is longer.
const LARGEST: usize = 1 << 20;

/// Its addresses, below `/api`.
pub(super) fn all(site: &mut ServiceConfig) {
    let json =
        web::JsonConfig::default().limit(LARGEST).error_handler(|error, _| problem::Problem::body(&error).into());
    site.app_data(json)
        .route("/settings", get().to(world::settings))
        .route("/settings", put().to(world::set))
        .route("/cards", get().to(cards::list))
        .route("/cards/{id}", get().to(cards::show))
        .route("/cards/{id}", put().to(cards::put))
        .route("/cards/{id}", delete().to(cards::remove))
        .route("/changes", get().to(cards::changes))
        .route("/changes", post().to(cards::change))
        .route("/accounts/{login}", get().to(accounts::show))
        .route("/accounts/{login}", put().to(accounts::put))
        .route("/accounts/{login}/link", delete().to(accounts::unlink))
        .route("/letters", get().to(world::letters))
        .route("/tickets", get().to(world::tickets))
        .route("/traces", get().to(world::traces))
        .route("/traces/{number}", get().to(world::trace))
        .route("/faults", get().to(world::faults))
        .route("/faults", post().to(world::fault))
        .route("/faults", delete().to(world::mend))
        .route("/faults/{number}", delete().to(world::mend_one))
        .route("/reset", post().to(world::reset))
        .default_service(web::to(problem::nothing));
}
