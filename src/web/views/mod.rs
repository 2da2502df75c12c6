//! What the citizen's pages look like: one struct and one template for each, beside each other.
//!
//! A struct holds everything its page shows and nothing else; the handlers in `web::pages` fill it, and [`response`]
//! makes an answer of it. Words are those of the catalogue (`texts`): the template says those that are the same on every
//! rendering, the struct holds those that the handler chooses.
//! Each struct has samples, and [`PAGES`] lists them all, so that one test can walk every page in every
//! state. Most pages of the cabinet are one of two general views, [`FormPage`] and [`ProfilePage`], filled by their
//! handlers; their parts are in [`kit`]. The look is `web/assets/style.css`, what scripts add
//! `web/assets/comfort.js` `submit.js` for the page that submits itself, `api.js` for that of the API; none of them is needed.

pub mod api;
pub mod consent;
pub mod desk;
pub mod drawing;
pub mod error;
pub mod field;
pub mod form;
pub mod form_post;
mod form_samples;
pub mod front;
pub mod hints;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod hostile_desk;
#[cfg(test)]
mod hostile_kit;
#[cfg(test)]
mod hostile_pages;
pub mod kit;
#[cfg(test)]
mod kit_tests;
pub mod layout;
pub mod logout;
pub mod messages;
pub mod notice;
pub mod profile;
mod profile_samples;
pub mod response;
pub mod role;
pub mod second_factor;
pub mod section;
pub mod sign_in;
pub mod tab;
#[cfg(test)]
mod tests;
pub mod twice;

use askama::Template;

use crate::texts::Language;

pub use api::ApiPage;
pub use consent::ConsentPage;
pub use consent::ConsentRow;
pub use consent::PermissionRow;
pub use desk::Around;
pub use desk::PeoplePage;
pub use desk::board::Block;
pub use desk::board::BoardForm;
pub use desk::board::BoardPage;
pub use desk::board::Cell;
pub use desk::board::Code;
pub use desk::board::Folded;
pub use desk::board::Line;
pub use desk::board::Piece;
pub use desk::board::WayStop;
pub use drawing::Drawing;
pub use error::Developer;
pub use error::ErrorPage;
pub use field::Choice;
pub use field::FieldKind;
pub use field::FormField;
pub use form::Button;
pub use form::FormPage;
pub use form_post::FormPostPage;
pub use front::DemoClient;
pub use front::FrontPage;
pub use front::StandAddress;
pub use front::TestPerson;
pub use hints::Asked;
pub use hints::Hints;
pub use hints::SentCode;
pub use hints::TestLogin;
pub use kit::Badge;
pub use kit::Fact;
pub use kit::Notice;
pub use kit::PageLink;
pub use kit::Tone;
pub use kit::Weight;
pub use layout::Desk;
pub use layout::Frame;
pub use logout::LogoutPage;
pub use messages::MessagePage;
pub use messages::MessageRow;
pub use messages::MessagesPage;
pub use notice::NoticePage;
pub use profile::ProfilePage;
pub use role::RoleOrganization;
pub use role::RolePage;
pub use second_factor::SecondFactorPage;
pub use section::Action;
pub use section::Item;
pub use section::Mark;
pub use section::Marked;
pub use section::Section;
pub use sign_in::Pick;
pub use sign_in::Picker;
pub use sign_in::SignInErrors;
pub use sign_in::SignInPage;
pub use tab::Tab;
pub use twice::TwicePage;

/// Every sample of one page: its name and its HTML.
pub type Renderings = Result<Vec<(String, String)>, askama::Error>;

/// One page.
#[derive(Debug)]
pub struct PageDef {
    /// Its name, which is that of its files.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Renders all its samples in a language.
    pub render: fn(Language) -> Renderings,
}

macro_rules! pages {
    ($($name:literal $page:ident $about:literal;)*) => {
        /// THE PAGE TABLE.
        pub const PAGES: &[PageDef] =
            &[$(PageDef {
                name: $name, about: $about,
                render: |language| {
                    let render = |(name, mut page): (&'static str, $page)| {
                        page.frame.language = language;
                        Ok((name.to_owned(), page.render()?))
                    };
                    $page::samples().into_iter().map(render).collect()
                },
            }),*];
    };
}

pages! {
    "sign_in" SignInPage "login and password";
    "second_factor" SecondFactorPage "the step after the password";
    "role" RolePage "«Войти как»: in whose name one acts";
    "consent" ConsentPage "what the relying party may see";
    "form" FormPage "one step of anything that a citizen fills in";
    "profile" ProfilePage "a part of the citizen's cabinet";
    "error" ErrorPage "the end of a flow that went wrong";
    "notice" NoticePage "anything said in plain words";
    "messages" MessagesPage "what the stand has written to citizens";
    "message" MessagePage "a letter";
    "logout" LogoutPage "is the session to end?";
    "form_post" FormPostPage "an answer on its way to the relying party";
    "twice" TwicePage "the same on its way twice, by a fault";
    "api" ApiPage "the tester's API: every call";
    "board" BoardPage "a page of the tester, made of blocks";
    "desk_people" PeoplePage "people of the stand, for the tester";
    "front" FrontPage "the stand itself";
}
