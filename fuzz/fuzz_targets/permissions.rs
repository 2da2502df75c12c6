//! `permissions` as a stranger may send them: JSON by itself, and whatever base64 makes of the input.

#![no_main]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use esia_mock::protocol::permissions;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    for text in [URL_SAFE_NO_PAD.encode(input), String::from_utf8_lossy(input).into_owned()] {
        match permissions::parse(&text) {
            Ok(read) => {
                let written = serde_json::to_vec(&read).expect("JSON");
                let again = permissions::parse(&URL_SAFE_NO_PAD.encode(written)).expect("what was read is written right");
                assert_eq!(again, read);
            }
            Err(refusal) => assert!(!refusal.detail().is_empty()),
        }
    }
});
