//! Exchange, refresh, introspection and revocation, and what access tokens of these endpoints open.

use chrono::TimeDelta;
use esia_mock::domain::quirk::Quirk;

use crate::support::Answer;
use crate::support::Request;
use crate::support::StandardClient;
use crate::support::TestApp;
use crate::support::standard_client::error_of;

const ADULT: &str = "confirmed_mother_of_two";

fn reads_rest(app: &TestApp, token: &str, path: &str) -> Answer {
    let url = app.url(&format!("/rs/prns/1000000702{path}"));
    app.http.send(app.http.get(&url).header("authorization", format!("Bearer {token}")))
}

fn code(app: &TestApp, client: &StandardClient) -> String {
    client.logs_in(app, &mut app.browser(), ADULT, &client.request()).code()
}

#[test]
fn rfc_9068_2_the_access_token_is_a_jwt_of_its_own_kind() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid email");
    let tokens = client.tokens(&app, ADULT);
    let token = client.verified(&tokens.access());
    assert_eq!(token.header["typ"], "at+jwt");
    assert_eq!((token.claim("iss"), token.claim("aud")), (&app.base.clone().into(), &app.base.clone().into()));
    assert_eq!(
        (token.claim("sub").as_str(), token.claim("client_id").as_str()),
        (Some("1000000702"), Some("DEMO_RSA"))
    );
    assert_eq!(token.claim("scope"), "openid email");
    for claim in ["exp", "iat", "jti", "auth_time", "acr"] {
        assert!(token.payload.get(claim).is_some(), "{claim}");
    }
    let half =
        &aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, tokens.access().as_bytes()).as_ref()[..16].to_vec();
    let hash = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, half);
    assert_eq!(client.verified(&tokens.id()).claim("at_hash").as_str(), Some(hash.as_str()), "Core, 3.1.3.6");
}

#[test]
fn rfc_6749_5_1_answers_with_tokens_are_never_kept() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let answer = client.posts("/oidc/token", &client.code_request(&code(&app, &client)));
    assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
}

#[test]
fn an_access_token_opens_rest_by_the_same_scopes() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid fullname contacts");
    let token = client.tokens(&app, ADULT).access();
    assert_eq!(reads_rest(&app, &token, "").json()["lastName"], "Сидорова");
    assert_eq!(reads_rest(&app, &token, "/ctts").status, 200);
    assert_eq!(reads_rest(&app, &token, "/docs").status, 403);
    let profile = app.standard_client("DEMO_RSA").asking_for("profile").tokens(&app, ADULT).access();
    let person = reads_rest(&app, &profile, "").json();
    assert_eq!((&person["firstName"], &person["gender"], person.get("snils")), (&"Анна".into(), &"F".into(), None));
    app.advance(TimeDelta::hours(2));
    assert_eq!(reads_rest(&app, &token, "").status, 401);
}

#[test]
fn tokens_of_one_surface_are_not_taken_at_the_other() {
    let app = TestApp::start();
    let esia = app.client("DEMO_RSA").asking_for("openid email");
    let tokens = app.citizen(ADULT).gives_tokens_to(&esia);
    let client = app.standard_client("DEMO_RSA");
    let userinfo = client.userinfo(&tokens.access_token());
    assert_eq!(userinfo.status, 401);
    assert!(userinfo.header("www-authenticate").contains("error=\"invalid_token\""));
    assert_eq!(client.introspects(&tokens.access_token())["active"], false);
    let refresh = client.posts("/oidc/token", &client.refresh_request(&tokens.refresh_token()));
    assert_eq!(error_of(&refresh), "invalid_grant");
    let foreign = esia.posts(&esia.code_request(&code(&app, &client)));
    assert_eq!(foreign.esia_code(), "ESIA-007011");
    let id = client.tokens(&app, ADULT).id();
    assert_eq!(client.userinfo(&id).status, 401, "an ID token is no access token");
}

#[test]
fn rfc_6749_4_1_3_a_code_is_bound_to_its_client_address_and_verifier() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let other = app.standard_client("EPOS_DEMO");
    let stolen = code(&app, &client);
    assert_eq!(error_of(&other.posts("/oidc/token", &other.code_request(&stolen))), "invalid_grant");
    client.exchanges(&stolen);
    let cases = [
        ("redirect_uri", "http://localhost:9090/callback"),
        ("redirect_uri", "http://127.0.0.1:9090/callback?"),
        ("code_verifier", ""),
        ("code_verifier", "short"),
        ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXx"),
        ("code", "x"),
    ];
    for (name, value) in cases {
        let answer = client.posts("/oidc/token", &client.code_request(&code(&app, &client)).with(name, value));
        assert_eq!((answer.status, error_of(&answer).as_str()), (400, "invalid_grant"), "{name}={value}");
    }
    let burnt = code(&app, &client);
    client.posts("/oidc/token", &client.code_request(&burnt).with("code_verifier", &"x".repeat(43)));
    let again = client.posts("/oidc/token", &client.code_request(&burnt));
    assert_eq!(error_of(&again), "invalid_grant", "a refusal uses the code up");
    let plain = client.request().without("code_challenge").without("code_challenge_method");
    let unbound = client.logs_in(&app, &mut app.browser(), ADULT, &plain).code();
    let answer = client.posts("/oidc/token", &client.code_request(&unbound));
    assert_eq!(error_of(&answer), "invalid_grant", "a verifier without a challenge (RFC 9700, 4.8.2)");
    let late = code(&app, &client);
    app.advance(TimeDelta::seconds(241));
    assert_eq!(error_of(&client.posts("/oidc/token", &client.code_request(&late))), "invalid_grant");
}

#[test]
fn rfc_7636_4_2_the_plain_method_is_taken() {
    let app = TestApp::start();
    let client = app.standard_client("SPA_DEMO");
    let verifier = "x".repeat(64);
    let request = client.request().with("code_challenge", &verifier).with("code_challenge_method", "plain");
    let code = client.logs_in(&app, &mut app.browser(), ADULT, &request).code();
    let answer = client.posts("/oidc/token", &client.code_request(&code).with("code_verifier", &verifier));
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[test]
fn rfc_6749_5_2_errors_of_the_token_endpoint() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let cases = [
        (Request::of(&[]), "invalid_request"),
        (Request::of(&[("grant_type", "password")]), "unsupported_grant_type"),
        (Request::of(&[("grant_type", "authorization_code")]), "invalid_request"),
        (Request::of(&[("grant_type", "authorization_code"), ("code", "x")]), "invalid_request"),
        (Request::of(&[("grant_type", "refresh_token")]), "invalid_request"),
        (client.refresh_request("x"), "invalid_grant"),
        (client.refresh_request("x").twice("refresh_token"), "invalid_request"),
        (Request::of(&[("grant_type", "client_credentials"), ("scope", "openid email")]), "invalid_scope"),
        (Request::of(&[("grant_type", "client_credentials"), ("scope", "nothing")]), "invalid_scope"),
    ];
    for (request, error) in cases {
        let answer = client.posts("/oidc/token", &request);
        assert_eq!((answer.status, error_of(&answer).as_str()), (400, error), "{}", request.encoded());
        assert!(answer.json()["error_description"].is_string() && !answer.text().contains("ESIA-"));
        assert_ne!(answer.header("x-esia-mock-reason"), "", "{}", request.encoded());
    }
}

#[test]
fn rfc_6749_4_4_a_client_for_itself_gets_permissions_of_the_system_and_nothing_of_people() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let request = Request::of(&[("grant_type", "client_credentials"), ("scope", "prm_chg")]);
    let answer = client.posts("/oidc/token", &request).json();
    assert_eq!(
        (answer["scope"].as_str(), answer.get("refresh_token"), answer.get("id_token")),
        (Some("prm_chg"), None, None)
    );
    let token = answer["access_token"].as_str().expect("a token");
    assert_eq!(client.verified(token).claim("sub"), "DEMO_RSA");
    assert_eq!(client.introspects(token)["active"], true);
    assert_eq!(client.userinfo(token).status, 403);
    assert!(reads_rest(&app, token, "").status >= 400);
}

#[test]
fn rfc_6749_3_3_what_the_client_may_not_have_is_left_out_and_the_answer_says_so() {
    let app = TestApp::start();
    let client = app.standard_client("EPOS_DEMO").asking_for("openid snils inn vehicles no_such api://x/.default");
    assert_eq!(client.tokens(&app, ADULT).body["scope"], "openid snils");
}

#[test]
fn oidc_core_11_a_refresh_token_is_given_for_offline_access_only() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    assert!(client.tokens(&app, ADULT).body.get("refresh_token").is_none());
    assert!(client.asking_for("openid offline_access").tokens(&app, ADULT).body.get("refresh_token").is_some());
}

#[test]
fn rfc_9700_4_14_an_old_refresh_token_kills_its_family_and_no_other() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid offline_access");
    let bystander = client.tokens(&app, ADULT);
    let first = client.tokens(&app, ADULT);
    let second = client.refreshes(&first.refresh());
    let third = client.refreshes(&second.refresh());
    assert_eq!(error_of(&client.posts("/oidc/token", &client.refresh_request(&first.refresh()))), "invalid_grant");
    assert_eq!(error_of(&client.posts("/oidc/token", &client.refresh_request(&third.refresh()))), "invalid_grant");
    for tokens in [&first, &second, &third] {
        assert_eq!(client.userinfo(&tokens.access()).status, 401);
        assert_eq!(reads_rest(&app, &tokens.access(), "").status, 401);
    }
    assert_eq!(client.userinfo(&bystander.access()).status, 200);
    client.refreshes(&bystander.refresh());
}

#[test]
fn rfc_6749_6_a_refresh_may_ask_for_less_never_for_more() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid email offline_access");
    let tokens = client.tokens(&app, ADULT);
    let more = client.refresh_request(&tokens.refresh()).with("scope", "openid snils");
    assert_eq!(error_of(&client.posts("/oidc/token", &more)), "invalid_scope");
    let less = client.posts("/oidc/token", &client.refresh_request(&tokens.refresh()).with("scope", "openid")).json();
    assert_eq!(less["scope"], "openid");
    let told = client.userinfo(less["access_token"].as_str().expect("a token")).json();
    assert!(told.get("email").is_none());
    let all = client.refreshes(less["refresh_token"].as_str().expect("the next one"));
    assert_eq!(all.body["scope"], "openid email offline_access");
}

/// Case 1.34: the quirk that docs/clients.md names for gateways that refresh several times at once.
#[test]
fn refresh_tokens_expire_by_the_clock_of_the_stand_and_by_quirk_stay_valid_after_use() {
    let app = TestApp::build().quirk("EPOS_DEMO", Quirk::KeepOldRefreshToken).start();
    let client = app.standard_client("EPOS_DEMO").asking_for("openid offline_access");
    let tokens = client.tokens(&app, ADULT);
    client.refreshes(&tokens.refresh());
    client.refreshes(&tokens.refresh());
    app.advance(TimeDelta::days(31));
    assert_eq!(error_of(&client.posts("/oidc/token", &client.refresh_request(&tokens.refresh()))), "invalid_grant");
}

#[test]
fn rfc_7662_2_2_introspection_tells_what_a_token_is_good_for() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid offline_access");
    let tokens = client.tokens(&app, ADULT);
    let access = app.standard_client("EPOS_DEMO").introspects(&tokens.access());
    assert_eq!((access["active"].as_bool(), access["token_type"].as_str()), (Some(true), Some("Bearer")));
    assert_eq!((access["sub"].as_str(), access["client_id"].as_str()), (Some("1000000702"), Some("DEMO_RSA")));
    assert_eq!(access["scope"], "openid offline_access");
    let refresh = client.introspects(&tokens.refresh());
    assert_eq!((refresh["active"].as_bool(), refresh["sub"].as_str()), (Some(true), Some("1000000702")));
    for dead in ["x", "x.y.z", &tokens.id(), &format!("{}x", tokens.access())] {
        assert_eq!(client.introspects(dead), serde_json::json!({ "active": false }), "{dead:.20}");
    }
    client.refreshes(&tokens.refresh());
    assert_eq!(client.introspects(&tokens.refresh())["active"], false, "used");
    app.advance(TimeDelta::hours(2));
    assert_eq!(client.introspects(&tokens.access())["active"], false, "expired");
    assert_eq!(error_of(&client.posts("/oidc/introspect", &Request::of(&[]))), "invalid_request");
}

fn revokes(client: &StandardClient, token: &str) -> Answer {
    client.posts("/oidc/revoke", &Request::of(&[("token", token), ("token_type_hint", "whatever")]))
}

#[test]
fn rfc_7009_2_1_an_access_token_goes_alone_and_a_refresh_token_takes_all() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid offline_access");
    let first = client.tokens(&app, ADULT);
    let second = client.refreshes(&first.refresh());
    assert_eq!(revokes(&client, &first.access()).status, 200);
    assert_eq!(client.userinfo(&first.access()).status, 401);
    assert_eq!(reads_rest(&app, &first.access(), "").status, 401);
    assert_eq!(client.introspects(&first.access())["active"], false);
    assert_eq!(client.userinfo(&second.access()).status, 200);
    assert_eq!(revokes(&client, &second.refresh()).status, 200);
    assert_eq!(client.userinfo(&second.access()).status, 401);
    assert_eq!(error_of(&client.posts("/oidc/token", &client.refresh_request(&second.refresh()))), "invalid_grant");
}

#[test]
fn rfc_7009_2_2_what_is_unknown_or_dead_is_no_error_what_belongs_to_another_is() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA").asking_for("openid offline_access");
    let tokens = client.tokens(&app, ADULT);
    for unknown in ["x", "x.y.z", &tokens.id()] {
        assert_eq!(revokes(&client, unknown).status, 200, "{unknown:.20}");
    }
    let other = app.standard_client("EPOS_DEMO");
    for token in [tokens.access(), tokens.refresh()] {
        assert_eq!(error_of(&revokes(&other, &token)), "invalid_grant");
    }
    assert_eq!(client.userinfo(&tokens.access()).status, 200);
    assert_eq!(error_of(&client.posts("/oidc/revoke", &Request::of(&[]))), "invalid_request");
}

#[test]
fn rfc_6750_3_userinfo_says_how_to_bring_a_token() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let without = client.reads("/oidc/userinfo");
    assert_eq!((without.status, without.header("www-authenticate")), (401, "Bearer realm=\"esia-mock\""));
    let token = client.tokens(&app, ADULT).access();
    let with = |header: &str, body: &str| {
        let post = crate::support::http::form(app.http.post(&app.url("/oidc/userinfo")), body.to_owned());
        app.http.send(if header.is_empty() { post } else { post.header("authorization", header) })
    };
    let bearer = format!("Bearer {token}");
    let posted = format!("access_token={token}");
    for (header, body) in [(bearer.as_str(), posted.as_str()), ("", &format!("{posted}&{posted}"))] {
        let answer = with(header, body);
        assert_eq!((answer.status, error_of(&answer).as_str()), (400, "invalid_request"), "{header:.10}");
    }
    for wrong in ["Bearer x", "bearer x.y.z"] {
        assert_eq!(with(wrong, "").status, 401, "{wrong}");
    }
    assert_eq!(with(&bearer.replace("Bearer", "bearer"), "").status, 200);
    app.advance(TimeDelta::hours(2));
    assert!(client.userinfo(&token).header("www-authenticate").contains("invalid_token"));
}

#[test]
fn the_mark_of_a_mock_is_left_out_by_quirk() {
    let app = TestApp::build().quirk("DEMO_RSA", Quirk::NoMockMark).start();
    let client = app.standard_client("DEMO_RSA");
    assert!(client.verified(&client.tokens(&app, ADULT).id()).payload.get("esia_mock").is_none());
}
