//! «Why did it fail?»: what the client signed instead is found out and told (contradiction 1; issue of a lifetime:
//! ЕСИА itself only says ESIA-007053).

use crate::support::RelyingParty;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::cms::Attributes;

fn reason(rp: &RelyingParty, request: &Request) -> String {
    let answer = rp.asks(request);
    assert!(["ESIA-007053", "ESIA-007005"].contains(&answer.esia_code().as_str()), "{}", answer.header("location"));
    answer.header("x-esia-mock-reason").to_owned()
}

#[test]
fn another_order_of_the_parameters_is_recognised() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let request = rp.signs_as(rp.authorize_request(), &["scope", "timestamp", "client_id", "state"]);
    let told = reason(&rp, &request);
    assert!(told.contains("scope || timestamp || client_id || state (v1)"), "{told}");
    let old = app.client("DEMO_RSA");
    let v2 = ["client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri"];
    assert!(reason(&old, &old.signs_as(old.authorize_request(), &v2)).contains("(v2/ac)"));
}

type Spoil = fn(&str) -> String;

#[test]
fn spoiled_values_are_recognised_in_both_generations() {
    let app = TestApp::start();
    let v2 = ["client_id", "scope", "scope_org", "timestamp", "state", "redirect_uri"];
    let v1 = ["scope", "timestamp", "client_id", "state"];
    let slips: [(&str, Spoil, &str); 6] = [
        ("timestamp", |text| text.replace('+', " "), "timestamp with a space in place of +"),
        ("scope", |text| text.replace(' ', "+"), "scope with + in place of spaces"),
        ("scope", |_| "openid".to_owned(), "scope \"openid\" alone"),
        ("state", |_| String::new(), "state is missing"),
        ("redirect_uri", |_| String::new(), "redirect_uri is missing"),
        ("redirect_uri", |text| text.replace(':', "%3A").replace('/', "%2F").replace('.', "%2E"), "percent-encoded"),
    ];
    for (name, spoil, told) in slips {
        for rp in [app.client("DEMO_RSA"), app.client("DEMO_RSA").speaking_v3()] {
            let order: &[&str] = if rp.generation == app.client("DEMO_RSA").generation { &v1 } else { &v2 };
            if !order.contains(&name) {
                continue;
            }
            let right = rp.authorize_request();
            let spoiled = rp.signs_as(right.clone().with(name, &spoil(right.get(name))), order);
            let request = right.with("client_secret", spoiled.get("client_secret"));
            let reason = reason(&rp, &request);
            assert!(reason.contains(told), "{name}: {reason}");
        }
    }
}

#[test]
fn separators_are_recognised() {
    let app = TestApp::start();
    let mut rp = app.client("DEMO_RSA");
    let request = rp.authorize_request();
    let text = ["scope", "timestamp", "client_id", "state"].map(|name| request.get(name)).join("\n");
    for attributes in [Attributes::Sorted, Attributes::None] {
        rp.container.attributes = attributes;
        let secret = rp.encoding.encode(&rp.signer.message(text.as_bytes(), rp.container));
        let told = reason(&rp, &request.clone().with("client_secret", &secret));
        assert!(told.contains("with line breaks between"), "{attributes:?}: {told}");
    }
}

#[test]
fn a_signature_of_something_else_is_not_explained_away() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let secret = rp.encoding.encode(&rp.signer.bare(b"something else"));
    let told = reason(&rp, &rp.authorize_request().with("client_secret", &secret));
    assert!(!told.contains("differs from the text due"), "{told}");
}
