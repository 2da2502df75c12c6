//! Tests of ЭПОС through HTTP. Whole sign-ins are made at a real stand: the program `esia-mock`.

mod api;
mod architecture;
mod cabinet;
mod callback;
mod contingent;
mod faults;
mod faulty_esia;
mod forms;
mod help;
mod portal;
mod roles;
mod rsaa;
mod rsaag;
mod seeds;
mod sign_in;
mod support;
mod tickets;
