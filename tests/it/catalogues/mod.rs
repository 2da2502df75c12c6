//! The tables of the program, walked row by row: what is in one must do something.

mod errors;
mod quirks;
mod reasons;
mod routes;
mod scopes;
