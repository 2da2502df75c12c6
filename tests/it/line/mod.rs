//! What happens on the connection itself, below what a client library shows.

mod log; // standard error is a pipe that nobody reads
mod silence; // what does not come, or not whole
mod upgrade; // another protocol that nobody here speaks
