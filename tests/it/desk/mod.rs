//! The tester's desk, by its pages.

mod faults;
mod journal;
mod letters;
mod offices;
mod systems;
