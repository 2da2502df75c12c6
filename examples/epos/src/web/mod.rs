//! HTTP: pages for people, and an API for tests.

mod answer;
mod api;
mod cabinet;
mod callback;
mod contingent;
mod debug;
mod diary;
mod entrance;
mod faults;
mod frame;
mod help;
mod outbox;
mod portal;
mod posted;
mod role;
mod routes;
mod rsaa;
mod rsaa_password;
mod rsaa_registration;
mod rsaag;
pub mod server;
mod sign_in;
mod subsystems;
mod support;
mod upload;
mod visit;
