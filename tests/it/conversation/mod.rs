//! The login as JSON (protocol notes, section 1.4; accounts notes, section 5.2).

mod boundaries;
mod mixed;
mod offers;
mod qr;
mod second_factor;
mod sign_in;
mod standard_endpoints;
mod whole;
