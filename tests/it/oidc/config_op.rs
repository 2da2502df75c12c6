//! The certification plan `oidcc-config-certification-test-plan`, and what else is published.

use serde_json::json;

use esia_mock::domain::public_url::PublicUrl;

use crate::support::TestApp;
use crate::support::standard_client::StandardClient;

/// `oidcc-discovery-endpoint-verification`: the document is whole and its addresses work (Discovery, 3 and 4).
#[test]
fn oidcc_discovery_endpoint_verification() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let answer = client.reads("/.well-known/openid-configuration");
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    let metadata = answer.json();
    assert_eq!(metadata["issuer"], app.base, "issuer and address belong together (Discovery, 4.3)");
    let endpoints = [
        "authorization_endpoint",
        "token_endpoint",
        "userinfo_endpoint",
        "jwks_uri",
        "introspection_endpoint",
        "revocation_endpoint",
        "end_session_endpoint",
        "pushed_authorization_request_endpoint",
    ];
    for endpoint in endpoints {
        let url = metadata[endpoint].as_str().unwrap_or_else(|| panic!("no {endpoint}"));
        assert_ne!(app.http.send(app.http.get(url)).status, 404, "{endpoint}");
    }
    assert_eq!(metadata["response_types_supported"], json!(["code"]));
    assert_eq!(metadata["subject_types_supported"], json!(["public"]));
    assert_eq!(metadata["claims_parameter_supported"], true);
    assert_eq!(metadata["request_uri_parameter_supported"], false);
    let has = |list: &str, value: &str| metadata[list].as_array().expect("a list").contains(&value.into());
    assert!(has("id_token_signing_alg_values_supported", "RS256"));
    assert!(["openid", "profile", "email", "snils"].iter().all(|scope| has("scopes_supported", scope)));
    assert!(["sub", "name", "urn:esia:snils"].iter().all(|claim| has("claims_supported", claim)));
    let methods = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"];
    assert!(methods.iter().all(|method| has("token_endpoint_auth_methods_supported", method)));
    assert_eq!(metadata, client.reads("/.well-known/oauth-authorization-server").json(), "RFC 8414, 3");
}

#[test]
fn rfc_7517_5_the_key_set_has_the_current_and_the_next_key_and_nothing_private() {
    let app = TestApp::start();
    let answer = app.standard_client("DEMO_RSA").reads("/oidc/jwks");
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
    let set = answer.json();
    let keys = set["keys"].as_array().expect("keys");
    assert!(keys.len() >= 2);
    assert_ne!(keys[0]["kid"], keys[1]["kid"]);
    for key in keys {
        assert!(["kty", "kid", "use", "alg"].iter().all(|name| key[name].is_string()), "{key}");
        assert!(["d", "p", "q", "dp", "dq", "qi"].iter().all(|name| key.get(name).is_none()), "{key}");
    }
}

#[test]
fn scripts_of_any_origin_may_call_what_an_application_without_a_server_needs() {
    let app = TestApp::start();
    for path in ["/.well-known/openid-configuration", "/oidc/jwks", "/oidc/token", "/oidc/userinfo", "/oidc/revoke"] {
        let preflight = app.http.request("OPTIONS", &app.url(path)).header("origin", "http://spa.test");
        let asked = app.http.send(preflight.header("access-control-request-method", "POST"));
        assert_eq!((asked.status, asked.header("access-control-allow-origin")), (204, "*"), "{path}");
        assert!(asked.header("access-control-allow-headers").contains("authorization"), "{path}");
        // Refusals must be readable as well, or a script learns nothing.
        let answer = app.http.send(app.http.get(&app.url(path)).header("origin", "http://spa.test"));
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}: {}", answer.status);
        assert_eq!(answer.header("access-control-allow-credentials"), "", "{path}");
    }
    for path in ["/oidc/authorize", "/oidc/introspect", "/oidc/end_session", "/login"] {
        let answer = app.http.send(app.http.get(&app.url(path)).header("origin", "http://spa.test"));
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
}

#[test]
fn the_issuer_is_the_public_url_of_the_stand() {
    let app = TestApp::build().public_url("https://esia.mock.test").start();
    let metadata = app.standard_client("DEMO_RSA").reads("/.well-known/openid-configuration").json();
    assert_eq!(metadata["issuer"], "https://esia.mock.test");
    assert_eq!(metadata["token_endpoint"], "https://esia.mock.test/oidc/token");
}

/// One string wherever the issuer is named; endpoints have no slash too many.
/// Case 1.16.
#[test]
fn the_issuer_ends_with_a_slash_where_it_is_told_to() {
    let app = TestApp::build().process(|config| config.issuer_slash = true).start();
    let (client, issuer) = (app.standard_client("DEMO_RSA"), app.url("/"));
    for path in ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"] {
        let metadata = client.reads(path).json();
        assert_eq!(metadata["issuer"], issuer.as_str());
        assert_eq!(metadata["token_endpoint"], app.url("/oidc/token"));
    }
    let returned = client.logs_in(&app, &mut app.browser(), "confirmed_mother_of_two", &client.request());
    assert_eq!(returned.get("iss"), issuer);
    let tokens = client.exchanges(&returned.code());
    assert_eq!(client.verified(&tokens.id()).claim("iss"), issuer.as_str());
    assert_eq!(client.introspects(&tokens.access())["iss"], issuer.as_str());
    assert_eq!(client.userinfo(&tokens.access()).status, 200);
}

/// In a network of containers the browser and servers know the stand by different names.
#[test]
fn metadata_name_the_back_channel_to_servers_and_the_public_url_to_browsers() {
    let back = |url: &str| Some(PublicUrl::parse(url).expect("an address"));
    let built = TestApp::build().public_url("https://esia.mock.test/idp/esia");
    let app = built.process(|config| config.back_channel_url = back("http://esia:8585")).start();
    let metadata = app.standard_client("DEMO_RSA").reads("/.well-known/openid-configuration").json();
    for (name, value) in metadata.as_object().expect("an object") {
        let Some(url) = value.as_str().filter(|url| url.starts_with("http")) else { continue };
        let is_public = ["issuer", "authorization_endpoint", "end_session_endpoint"].contains(&name.as_str());
        let own = if is_public { "https://esia.mock.test/idp/esia" } else { "http://esia:8585/oidc/" };
        assert!(url.starts_with(own), "{name}: {url}");
    }
    let jwks = metadata["jwks_uri"].as_str().and_then(|url| url.strip_prefix("http://esia:8585")).expect("an address");
    for (host, status) in [("esia:8585", 200), ("esia.mock.test", 200), ("another:8585", 421)] {
        let answer = app.http.send(app.http.get(&app.url(jwks)).header("host", host));
        assert_eq!(answer.status, status, "{host}");
    }
    let built = TestApp::build().process(|config| config.back_channel_url = back("http://esia:8585/in/side/"));
    let metadata = built.start().standard_client("DEMO_RSA").reads("/in/side/.well-known/openid-configuration").json();
    assert_eq!(metadata["token_endpoint"], "http://esia:8585/in/side/oidc/token");
}

/// After a rotation the next key signs, and what the old one signed still holds (Core, 10.1.1).
#[test]
fn core_10_1_1_keys_are_rotated() {
    let folder = tempfile::tempdir().expect("a directory");
    let build = || TestApp::build().file(&folder.path().join("stand.db")).public_url("http://stand.test");
    let key_ids = |client: &StandardClient| {
        let keys = client.reads("/oidc/jwks").json();
        let keys = keys["keys"].as_array().expect("keys").clone();
        keys.iter().map(|key| key["kid"].as_str().expect("kid").to_owned()).collect::<Vec<_>>()
    };
    let app = build().start();
    let client = app.standard_client("DEMO_RSA");
    let (old, before) = (client.tokens(&app, "confirmed_mother_of_two"), key_ids(&client));
    drop(app);
    let app = build().rotated().start();
    let client = app.standard_client("DEMO_RSA");
    let after = key_ids(&client);
    assert_eq!(after, [before[1].clone(), before[0].clone()], "both are published, the current one first");
    let new = client.verified(&client.tokens(&app, "confirmed_mother_of_two").id());
    assert_eq!(new.header["kid"], after[0].as_str());
    assert_eq!(client.verified(&old.id()).header["kid"], after[1].as_str());
    assert_eq!(client.userinfo(&old.access()).status, 200);
}
