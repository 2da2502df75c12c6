//! The rules: pure values and functions, no I/O.
//!
//! Numbers and names that citizens write each have a file and a type whose only way in is `parse`:
//! [`snils`], [`inn`], [`ogrn`], [`ogrnip`], [`kpp`], [`phone`], [`email`], [`name`], [`passport`],
//! [`birth_certificate`], [`driving_licence`], [`medical_policy`], [`dates`], [`password`]. What they hang on:
//! [`account`] and [`person`] with [`contact`], [`document`], [`address`], [`vehicle`], [`child`] and
//! [`organization`]. How citizens prove who they are: [`session`], [`challenge`], in a login on its way:
//! [`interaction`]; that contacts are theirs: [`verification`], before they have an account: [`registration`], that
//! data are right: [`declaration`], [`papers`], [`reading`], [`check`]; what they are told: [`message`], and whether it
//! may leave the stand: [`recipient`]; what they are offered: [`offer`]. What relying parties get: [`client`],
//! [`redirect`], [`scope`], [`quirk`]; what is a setting of the stand: [`rule`], [`public_url`]; at the standard OpenID Connect endpoints
//! [`standard_request`] and [`standard_claim`] as well.
//! What testers name: [`label`]. Time: [`zone`], [`span`], the working days of [`calendar`], and what it brings, [`event`].

#![deny(clippy::wildcard_enum_match_arm)]

pub mod account;
pub mod address;
pub mod birth_certificate;
pub mod calendar;
pub mod challenge;
pub mod check;
pub mod child;
pub mod client;
pub mod consent_type;
pub mod contact;
pub mod dates;
pub mod declaration;
pub mod document;
pub mod driving_licence;
pub mod email;
pub mod event;
pub mod inn;
pub mod interaction;
pub mod kpp;
pub mod label;
pub mod login;
pub mod medical_policy;
pub mod message;
pub mod name;
pub mod offer;
pub mod ogrn;
pub mod ogrnip;
pub mod organization;
pub mod papers;
pub mod passport;
pub mod password;
pub mod person;
pub mod phone;
pub mod public_url;
pub mod quirk;
pub mod reading;
pub mod real_time;
pub mod recipient;
pub mod redirect;
pub mod registration;
pub mod rule;
pub mod scope;
pub mod session;
pub mod sign_in;
pub mod snils;
pub mod span;
pub mod standard_claim;
pub mod standard_request;
pub mod trusted_contact;
pub mod vehicle;
pub mod verification;
pub mod zone;
