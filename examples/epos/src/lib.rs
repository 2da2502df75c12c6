//! A demo relying party of ЕСИА, made after ЭПОС, the school system of Perm region: what a client of ЕСИА must do, and
//! everything that goes wrong when a person's data differ on both sides.
//!
//! ```no_run
//! # async fn starts() -> Result<(), Box<dyn std::error::Error>> {
//! let epos = epos::start(epos::Config::at("http://127.0.0.1:8585".parse()?)).await?;
//! assert!(epos.url().starts_with("http://127.0.0.1:"));
//! // It stops when it is dropped.
//! # Ok(())
//! # }
//! ```
//!
//! It knows nothing of the stand's insides: it is a registered system that signs its requests. Where to look:
//!
//! | module | what |
//! |---|---|
//! | [`rules`] | whom ЭПОС lets in, whose card it is, when a correction counts: no HTTP, no SQL, no clock |
//! | [`esia`] | the client of ЕСИА: signed requests, what is checked on the way back |
//! | [`store`] | what is kept |
//! | [`web`] | pages, and an API for tests |

mod app;
mod clock;
mod config;
pub mod esia;
pub mod rules;
mod secrets;
pub mod store;
pub mod web;

pub use app::StartError;
pub use config::Config;
pub use config::Registration;
pub use web::server::Epos;
pub use web::server::start;
