//! Stations 1 to 7, a file each.

mod client_check;
mod code;
mod consent;
mod request;
mod role;
mod second_factor;
mod sign_in;
mod whose;
