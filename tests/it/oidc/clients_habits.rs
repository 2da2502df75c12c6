//! What other people's libraries and gateways need at the standard endpoints.

use serde_json::Value;
use serde_json::json;

use esia_mock::domain::quirk::Quirk;

use crate::support::Answer;
use crate::support::ClientKey;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::standard_client::error_of;
use crate::support::token;

const ADULT: &str = "confirmed_mother_of_two";

fn id_token(app: &TestApp, persona: &str, request: &Request) -> Value {
    let client = app.standard_client("DEMO_RSA");
    let code = client.logs_in(app, &mut app.browser(), persona, request).code();
    client.verified(&client.exchanges(&code).id()).payload
}

/// Case 1.13: a higher class does for a lower one, and the answer names the class that was asked for.
#[test]
fn a_higher_class_of_authentication_does_for_a_lower_one() {
    let app = TestApp::start();
    let request = app.standard_client("DEMO_RSA").request();
    let essential = |class: &str| json!({ "id_token": { "acr": { "essential": true, "value": class } } }).to_string();
    for (persona, class) in [
        (ADULT, "urn:esia:acr:simplified"),
        (ADULT, "urn:esia:acr:standard"),
        (ADULT, "urn:esia:acr:confirmed"),
        ("child_10", "urn:esia:acr:child"),
    ] {
        let told = id_token(&app, persona, &request.clone().with("claims", &essential(class)));
        assert_eq!(told["acr"], class, "{persona}");
        let told = id_token(&app, persona, &request.clone().with("acr_values", &format!("urn:nobody's {class}")));
        assert_eq!(told["acr"], class, "{persona}, by acr_values");
    }
    for (persona, class) in
        [("standard_adult", "urn:esia:acr:confirmed"), ("child_10", "urn:esia:acr:simplified"), (ADULT, "urn:x")]
    {
        let client = app.standard_client("DEMO_RSA");
        let request = request.clone().with("claims", &essential(class));
        let returned = client.logs_in(&app, &mut app.browser(), persona, &request);
        assert_eq!(returned.get("error"), "unmet_authentication_requirements", "{persona} {class}");
        let told = id_token(&app, persona, &client.request().with("acr_values", class));
        assert_ne!(told["acr"], class, "{persona}: what is not reached is not claimed");
    }
}

/// Case 1.14: English pages by `ui_locales`, at the request and after it.
#[test]
fn pages_are_in_the_language_that_the_request_names() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    for (locales, heading) in [("en", "Sign in"), ("fr-CA en-GB ru", "Sign in"), ("ru en", "Вход"), ("fr", "Вход")]
    {
        let mut browser = app.browser();
        browser.opens(&client.url_of(&client.request().with("ui_locales", locales)));
        assert_eq!(browser.heading(), heading, "{locales}");
    }
    let key = ClientKey::new();
    let signed = TestApp::build().client("DEMO_RSA", |client| client.jwks = Some(key.jwks())).start();
    let client = signed.standard_client("DEMO_RSA");
    let object = json!({ "client_id": "DEMO_RSA", "response_type": "code", "ui_locales": "en" });
    let mut browser = signed.browser();
    browser.opens(&client.url_of(&client.request().with("request", &key.signs("RS256", &object))));
    assert_eq!(browser.heading(), "Sign in", "inside a request object");
    let mut browser = signed.browser();
    client.logs_in(&signed, &mut browser, ADULT, &client.request());
    assert_eq!(browser.opens("/oidc/end_session?ui_locales=en").heading(), "Sign out?");
    assert_eq!(browser.opens("/oidc/end_session").heading(), "Выйти?");
    let wrong = client.url_of(&client.request().without("redirect_uri").with("ui_locales", "en"));
    assert!(app.browser().opens(&wrong).page().html.contains("<html lang=\"en\">"), "a refusal too");
    let metadata = client.reads("/.well-known/openid-configuration").json();
    assert_eq!(metadata["ui_locales_supported"], json!(["ru", "en"]));
}

/// Case 1.15: an access token that says no more of itself is the same token everywhere.
#[test]
fn an_access_token_may_be_a_plain_jwt() {
    let app = TestApp::build().quirk("DEMO_RSA", Quirk::JwtAccessToken).start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid fullname");
    let tokens = client.tokens(&app, ADULT);
    let access = tokens.access();
    assert_eq!(client.verified(&access).header["typ"], "JWT");
    assert_eq!(client.userinfo(&access).status, 200);
    assert_eq!(app.client("DEMO_RSA").reads("/rs/prns/1000000702", &access).status, 200);
    assert_eq!(client.introspects(&access)["active"], true);
    let as_hint = Request::of(&[("id_token_hint", &access)]).encoded();
    assert_eq!(app.browser().opens(&format!("/oidc/end_session?{as_hint}")).page().status(), 400, "it is no ID token");
    assert_eq!(client.userinfo(&tokens.id()).status, 401, "and that is no access token");
    assert_eq!(client.posts("/oidc/revoke", &Request::of(&[("token", &access)])).status, 200);
    assert_eq!(client.introspects(&access)["active"], false);
    assert_eq!(client.userinfo(&access).status, 401);
}

/// Case 1.21: many read the ID token alone.
#[test]
fn a_client_may_have_the_claims_of_its_scopes_in_the_id_token() {
    let app = TestApp::build().client("DEMO_RSA", |client| client.id_token_claims = true).start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid profile email");
    let tokens = client.tokens(&app, ADULT);
    let (id, told) = (client.verified(&tokens.id()).payload, client.userinfo(&tokens.access()).json());
    for name in ["name", "given_name", "email", "email_verified", "birthdate"] {
        assert!(told.get(name).is_some() && id[name] == told[name], "{name}");
    }
    assert!(id.get("phone_number").is_none(), "its scope was not asked for");
}

/// Case 1.35: places in organisations as groups, for gateways.
#[test]
fn places_in_organisations_are_groups() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid usr_org");
    let mut browser = app.browser();
    browser.opens(&client.url_of(&client.request()));
    app.citizen("confirmed_school_director").signs_in(&mut browser);
    browser.chooses("Частное лицо").presses("Подтвердить");
    let told = client.userinfo(&client.exchanges(&browser.grants().returned().code()).access()).json();
    let groups: Vec<_> = told["groups"].as_array().expect("groups").iter().filter_map(Value::as_str).collect();
    assert!(groups.contains(&"1000000801") && groups.contains(&"1000000801:chief"), "{groups:?}");
    let nobody = client.userinfo(&client.tokens(&app, ADULT).access()).json();
    assert_eq!(nobody["groups"], json!([]));
    let metadata = client.reads("/.well-known/openid-configuration").json();
    assert!(metadata["claims_supported"].as_array().is_some_and(|claims| claims.contains(&json!("groups"))));
}

fn with_authorization(app: &TestApp, path: &str, header: &str) -> Answer {
    app.http.send(app.http.get(&app.url(path)).header("authorization", header))
}

/// Case 1.25: who proves itself in another way is told how, without an error code (RFC 6750, 3.1).
#[test]
fn rfc_6750_3_1_another_scheme_is_answered_with_a_bare_challenge() {
    let app = TestApp::start();
    for header in ["DPoP abc", "Basic YTpi", "Bearer", "token"] {
        let answer = with_authorization(&app, "/oidc/userinfo", header);
        let challenge = answer.header("www-authenticate");
        assert_eq!((answer.status, challenge), (401, "Bearer realm=\"esia-mock\""), "{header}");
        let answer = with_authorization(&app, "/rs/prns/1000000606", header);
        assert_eq!((answer.status, answer.header("www-authenticate")), (401, "Bearer"), "{header}");
    }
    let wrong = with_authorization(&app, "/oidc/userinfo", "Bearer abc");
    assert!(wrong.header("www-authenticate").contains("error=\"invalid_token\""));
}

/// Case 1.27: what was not granted has no member, and a kind of grant that there is not is said to whoever asks.
#[test]
fn rfc_6749_5_answers_of_the_token_endpoint_say_no_more_and_no_less() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let body = client.posts("/oidc/token", &Request::of(&[("grant_type", "client_credentials")])).json();
    assert!(body["access_token"].is_string() && body.get("scope").is_none(), "{body}");
    let bearer = Request::of(&[("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", "x")]);
    for answer in [client.posts_alone("/oidc/token", &bearer), client.posts("/oidc/token", &bearer)] {
        assert_eq!((answer.status, error_of(&answer).as_str()), (400, "unsupported_grant_type"));
    }
}

/// Case 1.28: one rule for both surfaces: addresses of the login serve, and the port of a loopback host is free.
#[test]
fn after_a_logout_addresses_of_the_login_serve_as_well() {
    let app = TestApp::start();
    for (address, is_taken) in [
        ("http://127.0.0.1:9090/", true),
        ("http://127.0.0.1:1234/", true),
        ("http://127.0.0.1:9090/callback", true),
        ("http://127.0.0.1:9090/other", false),
        ("http://127.0.0.2:9090/", false),
    ] {
        let query = Request::of(&[("client_id", "DEMO_RSA"), ("post_logout_redirect_uri", address)]).encoded();
        let answer = app.http.send(app.http.get(&app.url(&format!("/oidc/end_session?{query}"))));
        let expected = if is_taken { (302, address) } else { (400, "") };
        assert_eq!((answer.status, answer.header("location")), expected, "{address}");
    }
    // At ЕСИА's own path the host decides, as in its login.
    let own = app.url("/idp/ext/Logout?client_id=DEMO_RSA&redirect_url=http%3A%2F%2F127.0.0.1%3A1234%2Fcallback");
    assert_eq!(app.http.send(app.http.get(&own)).status, 302);
}

/// Case 1.19: whoever acts for an organisation can be told from whoever acts for themselves.
#[test]
fn a_system_sees_for_whom_somebody_acts() {
    for (rule, choice) in [("on", "Частное лицо"), ("on", "company"), ("off", "company")] {
        let rule = format!("login.role_claim={rule}");
        let app = TestApp::build().config(|config| config.rules.set(&rule).expect("a rule")).start();
        let company = app.world.organization("example_llc").expect("an organisation");
        let choice = if choice == "company" { company.data.full_name.as_str() } else { choice };
        let is_told = rule.ends_with("on") && choice == company.data.full_name;
        let expected = if is_told { json!(company.oid.0) } else { Value::Null };
        let mut login = app.at_step("role");
        login.browser.chooses(choice).presses("Подтвердить");
        let tokens = login.rp.exchanges(&login.browser.grants().returned().code());
        assert_eq!(tokens.id().claim("urn:esia_mock:org_oid"), &expected, "{rule} {choice}");
        // The session goes on at the standard endpoints.
        let client = app.standard_client("DEMO_RSA");
        let code = login.browser.opens(&client.url_of(&client.request())).returned().code();
        let id = client.verified(&client.exchanges(&code).id());
        assert_eq!(id.claim("urn:esia_mock:org_oid"), &expected, "{rule} {choice}");
    }
}

/// An access token of the stand with a claim changed, signed by the published key again.
fn forged(token: &str, name: &str, value: Value) -> String {
    token::forged(token, |payload| payload[name] = value)
}

/// Case 4.13: the keys are published, so what a token says is looked at too.
#[test]
fn a_token_that_says_it_is_of_somebody_else_is_refused() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let standard = client.tokens(&app, ADULT).access();
    let esia = app.citizen(ADULT).gives_tokens_to(&app.client("DEMO_RSA")).access_token();
    let soon = json!(app.now()().timestamp() + 11);
    for (name, value, reason) in [
        ("iss", json!("https://esia.example.test"), "access-token-other-issuer"),
        ("iss", Value::Null, "access-token-other-issuer"),
        ("aud", json!("https://esia.example.test"), "access-token-other-audience"),
        ("aud", Value::Null, "access-token-other-audience"),
        ("nbf", soon, "access-token-early"),
    ] {
        let answer = client.userinfo(&forged(&standard, name, value.clone()));
        assert_eq!((answer.status, answer.header("x-esia-mock-reason-id")), (401, reason), "{name} {value}");
        if name != "aud" {
            let answer = app.client("DEMO_RSA").reads("/rs/prns/1000000702", &forged(&esia, name, value.clone()));
            assert_eq!((answer.status, answer.header("x-esia-mock-reason-id")), (401, reason), "{name} {value}");
        }
    }
    assert_eq!(client.userinfo(&forged(&standard, "more", json!(1))).status, 200, "a claim that nobody looks at");
}
