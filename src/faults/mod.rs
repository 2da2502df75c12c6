//! Faults: what may go wrong on purpose, because a tester has armed it.
//!
//! | file | what |
//! |---|---|
//! | [`catalogue`] | everything that a fault can do, row by row |
//! | [`recipes`], [`markdown`] | what tests ask with them; the document |
//! | [`kind`] | the kinds: where each can act, and which contradict each other |
//! | [`action`], [`spoiled`], [`words`] | `do`, as it is written |
//! | [`check`] | what of it cannot be |
//! | [`fault`] | a fault: which requests it meets, how often, until when |
//! | [`armed`] | the faults of a stand, and which of them a request meets |
//! | [`meeting`] | what a request is known by there, and what it has met |
//!
//! Nothing happens here. Whoever can make a fault happen asks [`armed::Faults::ask`]: the entrance for the line and the
//! answer, and those who make tokens, data, keys and the way back for theirs.

pub mod action;
pub mod armed;
pub mod catalogue;
pub mod check;
pub mod fault;
pub mod kind;
pub mod markdown;
pub mod meeting;
pub mod recipes;
pub mod spoiled;
pub mod words;
