//! OpenAPI 3.1 of the tester's API, made of the types that are really read and written.
//!
//! A handler's arguments are `Part`s of a request and what it returns is `Told`, so its signature says what the call
//! is like; a type says the rest by its JSON Schema (`schemars`), which is that of OpenAPI 3.1. [`call`] has the row of
//! a call, `web::control::calls` the table, [`document`] puts everything together. [`manual`] takes the document apart for readers, [`markdown`] writes it down.

pub mod call;
pub mod document;
pub mod draft;
pub mod manual;
pub mod markdown;
pub mod parts;
