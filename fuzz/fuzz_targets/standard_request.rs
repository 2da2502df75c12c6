//! What a stranger may send to the standard OpenID Connect endpoints: parameters, the JSON of `claims`, a request
//! object, a key set. Reading may refuse it, never panic.

#![no_main]

use esia_mock::crypto::jwk::JwkSet;
use esia_mock::crypto::jws;
use esia_mock::protocol::oidc::authorize::AuthenticationRequest;
use esia_mock::protocol::oidc::claims_request::ClaimsRequest;
use esia_mock::protocol::parameters::Parameters;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|sent: &[u8]| {
    if let Ok(parameters) = Parameters::parse(sent) {
        let _request = AuthenticationRequest::parse(&parameters);
    }
    let Ok(text) = std::str::from_utf8(sent) else { return };
    let _claims = ClaimsRequest::parse(Some(text));
    // A token, and behind a line break the keys that it is verified by.
    let (token, keys) = text.split_once('\n').unwrap_or((text, ""));
    let set = serde_json::from_str(keys).ok().and_then(|keys| JwkSet::parse(&keys).ok()).unwrap_or_default();
    let _verified = jws::decode(token).map(|jws| set.verify(&jws));
});
