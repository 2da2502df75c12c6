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
//! | [`seen`] | from whom a request is and about whom, before it is handled |
//! | [`card`] | somebody with everything that matters |
//! | [`entering`] | somebody signs in in the tester's browser, without a password |
//! | [`wrong_passwords`] | how many wrong passwords somebody has typed |
//! | [`families`] | people who belong together, made by one press |
//! | [`sessions`] | sessions of a person, opened and ended |
//! | [`consents`] | consents of a person, as they are to be |
//! | [`fixture`], [`names`], [`export`] | somebody as they are now, written as a fixture; the whole stand |
//! | [`people`], [`put`], [`listing`], [`contacts`] | people while the stand serves: put, changed, deleted, found |
//! | [`made_up`] | people who are made up, with numbers that nobody has |
//! | [`life`], [`neighbours`], [`force`] | how somebody is written down; who is there; what a change by force skips |
//! | [`import`] | people and organisations that are brought together |
//! | [`arming`] | faults, as they are armed |
//! | [`phone`] | the telephone of a citizen, which approves QR codes |
//! | [`organizations`] | organisations while the stand serves |

pub mod arming;
pub mod card;
pub mod comparison;
pub mod consents;
pub mod contacts;
pub mod entering;
pub mod export;
pub mod families;
pub mod fixture;
pub mod force;
pub mod hinted;
pub mod import;
pub mod life;
pub mod listing;
pub mod made_up;
pub mod names;
pub mod neighbours;
pub mod organizations;
pub mod passage;
pub mod people;
pub mod phone;
pub mod put;
pub mod request;
pub mod returned;
pub mod seen;
pub mod sessions;
pub mod sign_in;
pub mod tokens;
pub mod wrong_passwords;
