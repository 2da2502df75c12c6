//! What a tester does in place of people and systems, beside what citizens do themselves.
//!
//! | file | what |
//! |---|---|
//! | [`request`] | the authorization request of a tested system, read and checked as at its endpoint |
//! | [`passage`] | a login that goes by itself: every step is answered as the citizen would |
//! | [`sign_in`] | such a login for a tester, without a browser |
//! | [`hinted`] | such a login in a browser: `login_hint=mock:…`, `auto_sign_in` |
//! | [`returned`] | where the browser would go in the end |
//! | [`tokens`] | tokens without a request, and tokens that are revoked |
//! | [`sessions`] | sessions of a person, opened and ended |
//! | [`consents`] | consents of a person, as they are to be |
//! | [`fixture`], [`names`], [`export`] | somebody as they are now, written as a fixture; the whole stand |
//! | [`organizations`] | organisations while the stand serves |

pub mod consents;
pub mod export;
pub mod fixture;
pub mod hinted;
pub mod names;
pub mod organizations;
pub mod passage;
pub mod request;
pub mod returned;
pub mod sessions;
pub mod sign_in;
pub mod tokens;
