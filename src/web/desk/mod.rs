//! What the tester sees in a browser, under `/_mock/`. Who may be here the entrance decides by the table of routes.
//!
//! | file | what |
//! |---|---|
//! | [`operator`] | who is here, and what is around each page: the clock, what is armed, what was done ([`done`]) |
//! | [`admission`] | the control token, typed once |
//! | [`clock`] | the clock's menu, what waits for its time |
//! | [`people`], [`systems`], [`journal`], [`letters`], [`faults`], [`offices`], [`stands`] | the parts |
//! | [`mfc`] | the service centre |
//!
//! What is done here and by calls (`web/control`) is one use case in `flow/tester`.

pub mod admission;
pub mod boards;
pub mod clock;
pub mod done;
pub mod faults;
pub mod journal;
pub mod letters;
pub mod mfc;
pub mod offices;
pub mod operator;
pub mod people;
pub mod stands;
pub mod systems;
pub mod words;

use actix_web::HttpResponse;

use crate::web::state::OfStand;
use crate::web::views::desk::Part;
use crate::web::views::response;

/// `GET /_mock`: the desk begins with its people.
pub async fn home(stand: OfStand) -> HttpResponse {
    response::see(&stand, Part::People.path())
}
