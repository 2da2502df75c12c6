//! Request objects by value (OpenID Connect Core 1.0, 6.1).

use serde_json::Value;
use serde_json::json;

use crate::support::ClientKey;
use crate::support::TestApp;
use crate::support::standard_client::returned;

const ADULT: &str = "confirmed_mother_of_two";

fn with_jwks(key: &ClientKey) -> TestApp {
    TestApp::build().client("DEMO_RSA", |client| client.jwks = Some(key.jwks())).start()
}

#[test]
fn oidc_core_6_1_what_is_inside_a_signed_object_wins() {
    let key = ClientKey::new();
    let app = with_jwks(&key);
    let client = app.standard_client("DEMO_RSA");
    for algorithm in ["RS256", "PS256", "ES256"] {
        let claims = json!({
            "iss": "DEMO_RSA", "aud": [app.base], "client_id": "DEMO_RSA", "response_type": "code",
            "exp": app.now()().timestamp() + 60, "state": algorithm, "max_age": 10_000,
            "claims": { "id_token": { "gender": null } },
        });
        let request = client.request().with("request", &key.signs(algorithm, &claims)).with("claims", "broken");
        let back = client.logs_in(&app, &mut app.browser(), ADULT, &request);
        assert_eq!(back.get("state"), algorithm);
        assert_eq!(client.verified(&client.exchanges(&back.code()).id()).claim("gender"), "female");
    }
}

#[test]
fn oidc_core_6_1_a_wrong_object_is_invalid_request_object() {
    let key = ClientKey::new();
    let app = with_jwks(&key);
    let client = app.standard_client("DEMO_RSA");
    let now = app.now()().timestamp();
    let cases: [(&str, Value); 9] = [
        ("client_id", json!("EPOS_DEMO")),
        ("response_type", json!("token")),
        ("iss", json!("EPOS_DEMO")),
        ("aud", json!("https://other.test")),
        ("exp", json!(now)),
        ("exp", json!("later")),
        ("nbf", json!(now + 11)),
        ("request", json!("x")),
        ("request_uri", json!("urn:x")),
    ];
    for (name, value) in cases {
        let object = key.signs("RS256", &json!({ name: value }));
        let back = returned(&client.asks(&client.request().with("request", &object)));
        assert_eq!(back.get("error"), "invalid_request_object", "{name}");
        assert_eq!(back.get("state"), "a b&c=Я", "{name}");
    }
    let foreign = ClientKey::new().signs("ES256", &json!({}));
    let right = key.signs("RS256", &json!({ "state": "x" }));
    let forged = format!("{}.{}", right.rsplit_once('.').expect("parts").0, "AAAA");
    let stripped = format!("{}.", right.rsplit_once('.').expect("parts").0);
    for object in [foreign.as_str(), &forged, &stripped, "x.y.z", "a.b", &key.signs("HS256", &json!({}))] {
        let back = returned(&client.asks(&client.request().with("request", object)));
        assert_eq!(back.get("error"), "invalid_request_object", "{object:.40}");
    }
}

#[test]
fn an_address_inside_an_object_is_no_less_checked() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let object = ClientKey::new().signs("none", &json!({ "redirect_uri": "https://evil.example.test/" }));
    let answer = client.asks(&client.request().with("request", &object));
    assert_eq!((answer.status, answer.header("location")), (400, ""));
}

#[test]
fn an_object_and_an_address_of_one_exclude_each_other() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let object = ClientKey::new().signs("none", &json!({}));
    let request = client.request().with("request", &object).with("request_uri", "https://x.test/");
    assert_eq!(returned(&client.asks(&request)).get("error"), "invalid_request");
}
