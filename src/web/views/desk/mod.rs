//! What the tester's pages look like: [`Around`] is what each of them has around it, drawn by `around.html` under the
//! masthead of any view whose frame has one; [`BoardPage`] is the general view, made of blocks, and [`PeoplePage`] the
//! list of people.

pub mod around;
pub mod board;
mod board_samples;
pub mod people;

pub use around::ArmedFault;
pub use around::Around;
pub use around::ClockShown;
pub use around::Part;
pub use board::BoardPage;
pub use people::Filter;
pub use people::PeopleGroup;
pub use people::PeoplePage;
pub use people::PersonRow;
