//! What the citizen sees. Each page has a handler here and its look in [`views`](crate::web::views).
//!
//! Pages of the login are drawn at `/login` by [`login`], whichever step is due; forms are posted to
//! `/login/<station>` and come back there.

pub mod assets;
pub mod child_letters;
pub mod consent;
pub mod contact_link;
pub mod eds;
pub mod eds_form;
pub mod end_session;
pub mod error;
pub mod first_password;
pub mod front;
pub mod language;
pub mod login;
pub mod logout;
pub mod logs;
pub mod notices;
pub mod offer;
pub mod outcome;
pub mod own_pages;
pub mod profile;
pub mod reaction;
pub mod recovery;
pub mod registration;
pub mod role;
pub mod second_factor;
pub mod sign_in;
pub mod step;

use actix_web::HttpResponse;

use crate::flow::stand::Stand;
pub use crate::web::views::response::allow_frames;
pub use crate::web::views::response::frame;
pub use crate::web::views::response::framed;
pub use crate::web::views::response::html;
pub use crate::web::views::response::see;

/// After a form: where the browser goes next. The login is named, for other tabs may have others.
pub fn see_login(stand: &Stand, id: &str) -> HttpResponse {
    see(stand, &format!("/login?interaction={id}"))
}
