//! The login as JSON, as the real login page holds it with its server: `/aas/oauth2/api/…` and `/qr-delegate/…`.
//!
//! Registration ([`registration`], `/registration_api/…`) is here as well: calls of the same page, of the same robots.
//!
//! Nobody documents it; it is known from robots that imitate the page. Steps and their rules are those of the pages
//! (`flow::login`), so a login may begin here and end there. Which login is meant is told by the cookie `ctx_id`,
//! as by the pages. Every answer is JSON with an `action` (what is due now) or a `failed` (why nothing was done).

#![deny(clippy::wildcard_enum_match_arm)]

pub mod action;
pub mod anomaly;
pub mod config;
pub mod consent;
pub mod eds;
pub mod personal_data;
pub mod post_code;
pub mod qr;
pub mod qr_events;
pub mod registration;
pub mod role;
pub mod second_factor;
pub mod sign_in;
pub mod turn;
pub mod waypoints;
