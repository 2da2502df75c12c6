//! What ЭПОС decides, without HTTP, SQL and clocks: who may enter, whose card it is, when a correction counts.

pub mod calendar;
pub mod came;
pub mod card;
pub mod decision;
pub mod effect;
pub mod gate;
pub mod grouping;
pub mod matching;
pub mod mending;
pub mod names;
pub mod numbers;
pub mod password;
pub mod settings;
pub mod subsystems;
pub mod switches;
pub mod tickets;

#[cfg(test)]
mod matching_tests;
#[cfg(test)]
pub(crate) mod samples;
