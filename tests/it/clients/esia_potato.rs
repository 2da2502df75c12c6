//! Go `LdDl/esia-potato`: an example that begins a login of v1; CMS by ГОСТ in Go alone, base64url with padding.

use super::wire::V1;
use super::wire::Wire;
use super::wire::plus;
use super::wire::refusal;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::cms::Attributes;
use crate::support::relying_party::new_state;
use crate::support::secret::Encoding;

fn code_request(wire: &Wire<'_>) -> Request {
    wire.signed(
        &V1,
        &[
            ("access_type", "offline"),
            ("client_id", &wire.rp.client_id),
            ("client_secret", ""),
            ("redirect_uri", &wire.rp.redirect_uri),
            ("response_type", "code"),
            ("scope", "openid"),
            ("state", &new_state()),
            ("timestamp", &wire.utc()),
        ],
    )
}

/// It writes its attributes one after another and does not sort them: today's order is that of DER by luck.
#[test]
fn the_signature_is_accepted_whatever_the_order_of_its_attributes() {
    let app = TestApp::start();
    let mut wire = Wire::v1(&app, "DEMO_GOST", Encoding::UrlSafePadded);
    for attributes in [Attributes::Sorted, Attributes::Unsorted] {
        wire.rp.container.attributes = attributes;
        let answer = wire.asks(&plus(&code_request(&wire)));
        let location = answer.header("location");
        assert!(["/login", &app.url("/login")].contains(&location), "what it takes for success: {location}");
        let names = answer.header_all("set-cookie").len();
        assert!(names > 0, "the state of the request is kept by cookie");
    }
}

#[test]
fn a_signature_of_another_text_goes_back_with_an_error() {
    let app = TestApp::start();
    let wire = Wire::v1(&app, "DEMO_GOST", Encoding::UrlSafePadded);
    let answer = wire.asks(&plus(&code_request(&wire).with("state", &new_state())));
    assert!(answer.header("location").ends_with("&error=unauthorized_client"), "{}", answer.header("location"));
    assert_eq!(refusal(&answer).0, "ESIA-007005");
}
