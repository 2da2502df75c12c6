//! What the tester's pages look like: [`Around`] is what each of them has around it, drawn by `around.html` under the
//! masthead of any view whose frame has one; [`DeskPage`] is the general view, made of the sections of the cabinet, and
//! [`BoardPage`] the one for what machines have sent: lists that look for news, texts to be copied, forms.

pub mod around;
pub mod board;
mod board_samples;
pub mod page;
pub mod people;

pub use around::ArmedFault;
pub use around::Around;
pub use around::ClockShown;
pub use around::Part;
pub use board::BoardPage;
pub use page::DeskPage;
pub use people::Filter;
pub use people::PeopleGroup;
pub use people::PeoplePage;
pub use people::PersonRow;
