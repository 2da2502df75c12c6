//! Signing in without a browser: [`sign_ins`], [`tokens`] without a request, [`sessions`] and [`consents`] of people.
//!
//! [`address`] finds the endpoint of a request, [`cookie`] is a cookie as drivers of browsers take it, [`refused`] tells
//! why ЕСИА said no, [`mistaken`] why a call does not fit.

pub mod address;
pub mod called;
pub mod consents;
pub mod cookie;
pub mod mistaken;
pub mod refused;
pub mod sessions;
pub mod sign_ins;
pub mod tokens;
