//! Work that waits for a time: kept as a row, run when the stand's clock passes its due time.
//!
//! Whether the clock was waited for, set or advanced makes no difference. Jobs run in the order of their due times,
//! each in a transaction of its own, and **inside it `cx.now` is the due time**, not what the clock shows by then: a
//! jump over a year leaves the same marks as a year of waiting. `done_at` of the row alone is what the clock showed.
//! A job that breaks is marked with its error and not tried again; those after it run.
//!
//! What was done stays done when the clock is moved backwards. Jobs that wait keep their due times, and so come later;
//! a kind whose jobs follow from the time itself (`replan`) plans them again from where the clock is now, but none
//! that was done before. [`run::KINDS`] is the catalogue; a new kind is a file beside its owner
//! and a row.

pub mod agenda;
pub mod queue;
pub mod run;
