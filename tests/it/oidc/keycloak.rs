//! `examples/keycloak`: the stand's side of it; `scripts/test keycloak` asks a real Keycloak.

use std::fs;
use std::path::Path;

use serde_json::Value;

use esia_mock::domain::standard_claim;
use esia_mock::web::routes::listing;

use crate::support::TestApp;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/keycloak"))
}

fn provider(realm: &Value) -> Value {
    realm["identityProviders"][0]["config"].clone()
}

fn realm() -> Value {
    let text = fs::read_to_string(folder().join("realm.json")).expect("realm.json");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_realm_names_the_addresses_and_claims_that_the_stand_has() {
    let realm = realm();
    let provider = provider(&realm);
    let issuer = provider["issuer"].as_str().expect("an issuer");
    for name in ["authorizationUrl", "tokenUrl", "userInfoUrl", "logoutUrl", "jwksUrl"] {
        let path = provider[name].as_str().and_then(|url| url.strip_prefix(issuer)).unwrap_or_else(|| panic!("{name}"));
        assert!(listing().iter().any(|row| row.path == path), "{name}: {path}");
    }
    for mapper in realm["identityProviderMappers"].as_array().expect("mappers") {
        if let Some(claim) = mapper["config"]["claim"].as_str() {
            assert!(standard_claim::find(claim).is_some(), "{claim}");
        }
        assert_eq!(mapper["identityProviderAlias"], realm["identityProviders"][0]["alias"]);
    }
}

#[test]
fn a_login_as_keycloak_would_do_it() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let app = TestApp::build().fixtures(&[&shipped, &folder().join("fixtures")]).start();
    let provider = provider(&realm());
    let scope = provider["defaultScope"].as_str().expect("scopes");
    let client = app.standard_client(provider["clientId"].as_str().expect("a client")).asking_for(scope);
    assert_eq!(client.secret.as_deref(), provider["clientSecret"].as_str());
    let tokens = client.tokens(&app, "confirmed_mother_of_two");
    assert_eq!(tokens.body["scope"].as_str(), Some(scope), "nothing is left out");
    let told = client.userinfo(&tokens.access()).json();
    for claim in ["family_name", "given_name", "middle_name", "urn:esia:snils", "urn:esia:level", "phone_number"] {
        assert!(told.get(claim).is_some(), "{claim}");
    }
}
