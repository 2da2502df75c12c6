//! People of the stand: [`list`], a [`card`] of one and what is done with it ([`acts`]), [`creation`], and [`entering`],
//! which signs somebody in without a password.

pub mod acts;
pub mod card;
pub mod creation;
pub mod entering;
pub mod list;
pub mod words;

pub use list::get;
