//! The requests of ЕСИА's endpoints as a stranger may send them: parameters, code requests of both generations with
//! PKCE, filters and permissions, token requests. Parsing may refuse, never panic, and a refusal says what was wrong.

#![no_main]

use esia_mock::domain::redirect::parse_redirect_uri;
use esia_mock::flow::token::pkce;
use esia_mock::protocol::authorize::AuthorizeRequest;
use esia_mock::protocol::embed::Embed;
use esia_mock::protocol::parameters::Parameters;
use esia_mock::protocol::refusal::Refusal;
use esia_mock::protocol::scope::Scope;
use esia_mock::protocol::signed_text::Generation;
use esia_mock::protocol::signed_text::ORDERS;
use esia_mock::protocol::token::TokenRequest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|query: &[u8]| {
    let Ok(sent) = Parameters::parse(query) else { return };
    for generation in [Generation::V1, Generation::V3] {
        if let Some(request) = explained(AuthorizeRequest::parse(&sent, generation)) {
            let _proved = pkce::check(request.challenge.as_ref(), sent.get("code_verifier"));
            for permission in &request.permissions {
                assert!(permission.covers(permission));
            }
        }
        explained(TokenRequest::parse(&sent, generation));
    }
    for order in ORDERS {
        assert!(order.text(&sent).len() <= query.len());
    }
    if let Ok(scopes) = Scope::parse_list(sent.sent("scope")) {
        assert_eq!(Scope::parse_list(&Scope::write_list(&scopes)).as_ref(), Ok(&scopes));
    }
    if let Ok(uri) = parse_redirect_uri(sent.sent("redirect_uri")) {
        assert!(uri.has_host() && uri.username().is_empty() && uri.fragment().is_none());
    }
    let _embed = Embed::parse(sent.sent("embed"));
});

fn explained<T>(read: Result<T, Refusal>) -> Option<T> {
    read.inspect_err(|refusal| {
        assert!(!refusal.detail().is_empty() && refusal.description(refusal.esia_code()).starts_with("ESIA-"))
    })
    .ok()
}
