//! The query of an authorize request as a stranger may send it: parsing may refuse it, never panic.

#![no_main]

use esia_mock::protocol::parameters::Parameters;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|query: &[u8]| {
    let _parsed = Parameters::parse(query);
});
