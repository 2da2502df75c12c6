//! The tester's door: who may drive the stand, and what can be driven.

mod clock;
mod guard;
