//! What testers do to people and organisations while the stand serves, beside what citizens do themselves.

pub mod export;
pub mod fixture;
pub mod names;
pub mod organizations;
