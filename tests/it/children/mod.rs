//! «Семья и дети»: scenarios KID-01 to KID-24, and what somebody with bad intentions tries.

mod ages;
mod cards;
mod creation;
mod hostile;
mod linking;
mod managing;
mod relying_parties;
