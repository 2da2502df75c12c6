//! The story of the product: what happens when somebody logs in, exchanges a code, reads data.
//!
//! Synchronous and without HTTP. A use case has up to three parts: what needs no database (parsing,
//! signatures of clients, passwords), what happens in one transaction, and what follows its commit
//! (signatures of tokens). Only the middle part runs under the database lock, and it gets its
//! stand's clock, randomness and transaction as one [`Cx`].
//!
//! The login goes through nine stations, each with one word in all its places:
//!
//! | # | station | where | leaves by |
//! |---|---|---|---|
//! | 1 | `request` | [`login::request`] | page |
//! | 2 | `client_check` | [`login::client_check`] | page, or redirect once the address is known |
//! | 3 | `sign_in` | [`login::sign_in`] | page |
//! | 4 | `second_factor` | [`login::second_factor`] | page |
//! | 5 | `role` | [`login::role`] | page |
//! | 6 | `consent` | [`login::consent`] | page, or redirect with `access_denied` |
//! | 7 | `code` | [`login::code`] | redirect |
//! | 8 | `token` | [`token`] | JSON |
//! | 9 | `access` | [`access`] | JSON |

pub mod access;
pub mod account;
pub mod after;
pub mod ages;
pub mod captcha;
pub mod changed_settings;
pub mod children;
pub mod clients;
pub mod clock;
pub mod confirmation;
pub mod consents;
mod cx;
pub mod delivery;
pub mod ending;
pub mod era;
pub mod fetched_keys;
pub mod filling;
pub mod jobs;
pub mod keys;
pub mod lives;
pub mod login;
pub mod logout;
pub mod mark;
pub mod mint;
pub mod oidc;
pub mod opening;
pub mod organizations;
pub mod outbox;
pub mod platform;
pub mod profile;
pub mod recognized;
pub mod recovery;
pub mod registration;
pub mod registry;
pub mod signature;
pub mod stand;
pub mod stands;
mod stop;
pub mod taken;
pub mod tester;
pub mod token;
pub mod verification;
pub mod working_time;

pub use cx::Cx;
pub use cx::WriteCx;
pub use stop::Broken;
pub use stop::Stop;
