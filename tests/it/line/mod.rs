//! What happens on the connection itself, below what a client library shows (found-2, section 5).

mod upgrade; // another protocol that nobody here speaks
