//! A running stand inside a Rust program, such as a test: a server of its own on a free port, with a clock that you
//! hold. It stops when it is dropped.
//!
//! A method is one call of the tester's API, under the same name as in the packages of other languages
//! (docs/packages.md). A test that fails prints the journal of its stand: what the tested system has sent, and why that
//! was refused.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let stand = esia_mock::Stand::builder().clock("2026-09-01T09:00:00+05:00").start()?;
//! println!("point your client at {}", stand.url());
//!
//! // Sessions live three hours, access tokens one: all of them age at once, and what falls due is done.
//! stand.clock().advance("PT3H")?;
//! assert_eq!(stand.clock().now()?.to_rfc3339(), "2026-09-01T12:00:00+05:00");
//! let anna = stand.person(esia_mock::json!({ "level": "confirmed" }))?;
//! assert!(anna.snils.is_some());
//! # Ok(())
//! # }
//! ```

mod builder;
mod calls;
mod clock;
mod error;
mod faults;
mod journal;
mod outbox;
mod people;
mod sign_in;
mod stand;
mod stands;

pub use crate::embedded::builder::StandBuilder;
pub use crate::embedded::clock::Clock;
pub use crate::embedded::error::EmbeddedError;
pub use crate::embedded::faults::Fault;
pub use crate::embedded::journal::Request;
pub use crate::embedded::journal::Requests;
pub use crate::embedded::outbox::Inbox;
pub use crate::embedded::outbox::Message;
pub use crate::embedded::outbox::Outbox;
pub use crate::embedded::people::Person;
pub use crate::embedded::people::Who;
pub use crate::embedded::sign_in::ClientKey;
pub use crate::embedded::sign_in::Refusal;
pub use crate::embedded::sign_in::SignIn;
pub use crate::embedded::stand::Stand;
pub use crate::embedded::stands::Version;
