//! `POST /tokens` and `POST /tokens/revoke`.

use esia_mock::domain::quirk::Quirk;
use serde_json::Value;
use serde_json::json;

use super::MOTHER;
use super::text;
use super::wrong;
use crate::support::Answer;
use crate::support::TestApp;
use crate::support::Token;

fn asks(app: &TestApp, wish: &Value) -> Answer {
    app.controls("POST", "/_mock/api/v1/tokens", &wish.to_string())
}

fn gets(app: &TestApp, wish: &Value) -> Value {
    let answer = asks(app, wish);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn revokes(app: &TestApp, token: &str) -> Answer {
    app.controls("POST", "/_mock/api/v1/tokens/revoke", &json!({ "token": token }).to_string())
}

#[test]
fn tokens_of_every_endpoint_open_data() {
    let app = TestApp::start();
    let oid = app.citizen(MOTHER).oid;
    for endpoint in ["v1", "v3"] {
        let rp = if endpoint == "v1" { app.client("EPOS_DEMO") } else { app.client("EPOS_DEMO").speaking_v3() };
        let tokens = gets(
            &app,
            &json!({ "client": "EPOS_DEMO", "person": MOTHER, "scopes": ["openid", "fullname"], "endpoint": endpoint }),
        );
        assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&json!("Bearer"), &json!(3600)), "{tokens}");
        assert_eq!(rp.reads(&format!("/rs/prns/{oid}"), text(&tokens["access_token"])).status, 200);
        let id = Token::verified(&app.http, &app.base, text(&tokens["id_token"]));
        assert_eq!(id.claim("sub"), oid);
        rp.refreshes(text(&tokens["refresh_token"]));
    }
    let client = app.standard_client("EPOS_DEMO");
    let wish =
        json!({ "client": "EPOS_DEMO", "person": MOTHER, "scopes": "openid email", "endpoint": "oidc", "nonce": "n" });
    let tokens = gets(&app, &wish);
    let id = client.verified(text(&tokens["id_token"]));
    assert_eq!((id.claim("nonce"), &tokens["scope"]), (&json!("n"), &json!("openid email")));
    assert_eq!(client.userinfo(text(&tokens["access_token"])).status, 200);
    let session = json!({ "authorize_url": client.url_of(&client.request()), "cookies": tokens["cookies"] });
    assert!(app.done(&session)["code"].is_string(), "a session was opened");
}

#[test]
fn a_negative_lifetime_gives_tokens_that_have_expired() {
    let app = TestApp::start();
    let now = app.now()().timestamp();
    let oid = app.citizen(MOTHER).oid;
    for (endpoint, lifetime) in [("v1", -60), ("oidc", -60), ("oidc", 0), ("v1", 120), ("oidc", 120)] {
        let tokens = gets(
            &app,
            &json!({ "client": "EPOS_DEMO", "person": MOTHER, "scopes": ["openid", "fullname"],
                     "endpoint": endpoint, "lifetime": lifetime }),
        );
        for name in ["access_token", "id_token"] {
            let token = Token::unverified(text(&tokens[name]));
            assert_eq!(token.claim("exp"), &json!(now + lifetime), "{endpoint} {lifetime} {name}");
            assert!(token.claim("iat").as_i64() < token.claim("exp").as_i64(), "it was good once");
        }
        let access = text(&tokens["access_token"]);
        let status = match endpoint {
            "v1" => app.client("EPOS_DEMO").reads(&format!("/rs/prns/{oid}"), access).status,
            _ => app.standard_client("EPOS_DEMO").userinfo(access).status,
        };
        assert_eq!(status == 200, lifetime > 0, "{endpoint} {lifetime}: {status}");
    }
}

#[test]
fn a_consent_is_written_or_its_absence_refused() {
    let app = TestApp::start();
    let wish = |consent: bool, endpoint: &str| json!({ "client": "EPOS_DEMO", "person": MOTHER, "scopes": ["openid", "snils"], "endpoint": endpoint, "consent": consent });
    let consents =
        || app.controls("GET", &format!("/_mock/api/v1/people/{MOTHER}/consents"), "").json()["consents"].clone();
    let sessions =
        || app.controls("GET", &format!("/_mock/api/v1/people/{MOTHER}/sessions"), "").json()["sessions"].clone();
    for endpoint in ["v1", "oidc"] {
        let refused = gets(&app, &wish(false, endpoint));
        assert_eq!(refused["refusal"]["reason_id"], "scope-not-allowed-by-person", "{refused}");
        assert!(refused.get("access_token").is_none());
    }
    assert_eq!((consents(), sessions()), (json!([]), json!([])), "nothing is left behind");
    assert!(gets(&app, &wish(true, "v1"))["access_token"].is_string());
    assert_eq!(consents()[0]["scopes"], json!(["snils"]));
    assert!(gets(&app, &wish(false, "oidc"))["access_token"].is_string(), "what was given before is enough");
}

#[test]
fn people_and_scopes_are_refused_as_in_a_login() {
    let app = TestApp::start();
    for (person, scopes, endpoint, reason, code) in [
        ("blocked_adult", "openid", "v1", "sign-in-blocked", "ESIA-007004"),
        (MOTHER, "openid no_such", "v1", "scope-unknown", "ESIA-007006"),
        (MOTHER, "openid inn", "v3", "scope-not-registered", "ESIA-007019"),
        (MOTHER, "", "oidc", "scope-nothing-left", "invalid_scope"),
    ] {
        let wish = json!({ "client": "EPOS_DEMO", "person": person, "scopes": scopes, "endpoint": endpoint });
        let refused = gets(&app, &wish);
        assert_eq!(refused["refusal"]["reason_id"], reason, "{refused}");
        assert!(text(&refused["refusal"]["code"]).contains(code) || endpoint == "v3", "{refused}");
    }
    for (wish, pointer) in [
        (json!({ "client": "EPOS_DEM", "person": MOTHER, "scopes": [] }), "/client"),
        (json!({ "client": "EPOS_DEMO", "person": "x", "scopes": ["openid"] }), "/person"),
        (json!({ "client": "EPOS_DEMO", "person": MOTHER, "scopes": ["openid"], "lifetime": i64::MAX }), "/lifetime"),
        (json!({ "client": "EPOS_DEMO", "person": MOTHER, "scopes": ["openid"], "endpoint": "v2" }), "/endpoint"),
        (json!({ "client": "EPOS_DEMO", "person": MOTHER, "scopes": ["openid"], "role": "1" }), "/role"),
    ] {
        let (status, found, detail) = wrong(&asks(&app, &wish));
        assert_eq!((status, found.as_str()), (422, pointer), "{wish}: {detail}");
    }
    let meant = asks(&app, &json!({ "client": "EPOS_DEM", "person": MOTHER, "scopes": [] })).json();
    assert_eq!(meant["errors"][0]["did_you_mean"], "EPOS_DEMO");
}

#[test]
fn revoked_tokens_open_nothing() {
    let app = TestApp::start();
    let (rp, client) = (app.client("EPOS_DEMO"), app.standard_client("EPOS_DEMO"));
    let oid = app.citizen(MOTHER).oid;
    let own = app.signs_in(&rp.authorize_url(), MOTHER);
    let tokens = rp.exchanges(text(&own["code"]));
    // Of the same grant and second.
    let other = rp.refreshes(&tokens.refresh_token());
    let path = format!("/rs/prns/{oid}");
    assert_eq!(revokes(&app, &tokens.access_token()).json()["revoked"], "access_token");
    assert_eq!(revokes(&app, &tokens.access_token()).status, 200, "again");
    let refused = rp.reads(&path, &tokens.access_token());
    assert_eq!((refused.status, refused.header("x-esia-mock-reason-id")), (401, "access-token-revoked"));
    assert_eq!(rp.reads(&path, &other.access_token()).status, 200, "one token alone");
    assert_eq!(revokes(&app, &other.refresh_token()).json()["revoked"], "refresh_token");
    assert_eq!(rp.posts(&rp.refresh_request(&other.refresh_token())).status, 400);

    let client = client.asking_for("openid email offline_access");
    let own = app.signs_in(&client.url_of(&client.request()), MOTHER);
    let tokens = client.exchanges(text(&own["code"]));
    assert_eq!(revokes(&app, &tokens.access()).status, 200);
    assert_eq!(client.userinfo(&tokens.access()).status, 401);
    assert_eq!(revokes(&app, &tokens.refresh()).json()["revoked"], "refresh_token");
    assert_eq!(client.posts("/oidc/token", &client.refresh_request(&tokens.refresh())).status, 400);
    for other in [tokens.id(), "x".to_owned(), String::new(), "a.b.c".to_owned()] {
        let (status, pointer, detail) = wrong(&revokes(&app, &other));
        assert_eq!((status, pointer.as_str()), (422, "/token"), "{detail}");
    }
}

/// A system that does without fields of ours has tokens of one id each as well.
#[test]
fn tokens_that_say_the_same_are_revoked_one_by_one_whatever_their_system_does_without() {
    let quirky = |client: &mut esia_mock::domain::client::Client| client.quirks.push(Quirk::NoMockMark);
    let app = TestApp::build().client("EPOS_DEMO", quirky).start();
    let rp = app.client("EPOS_DEMO");
    let oid = app.citizen(MOTHER).oid;
    let own = app.signs_in(&rp.authorize_url(), MOTHER);
    let first = rp.exchanges(text(&own["code"]));
    let second = rp.refreshes(&first.refresh_token());
    assert_ne!(first.access_token(), second.access_token());
    assert_eq!(revokes(&app, &first.access_token()).status, 200);
    let path = format!("/rs/prns/{oid}");
    assert_eq!(rp.reads(&path, &first.access_token()).header("x-esia-mock-reason-id"), "access-token-revoked");
    assert_eq!(rp.reads(&path, &second.access_token()).status, 200);
}

/// `PUT` of somebody who is there ends what they were given, for good: it opens nothing either when they have come back
/// and allowed the same again, in the same second.
#[test]
fn tokens_of_a_life_before_stay_dead() {
    let app = TestApp::start();
    let wish = |endpoint: &str| json!({ "client": "EPOS_DEMO", "person": MOTHER, "scopes": "openid fullname", "endpoint": endpoint });
    let (rp, client) = (app.client("EPOS_DEMO"), app.standard_client("EPOS_DEMO"));
    let path = format!("/rs/prns/{}", app.citizen(MOTHER).oid);
    let opens = |tokens: &Value| {
        let token = text(&tokens["access_token"]).to_owned();
        if tokens["scope"].is_string() { client.userinfo(&token).status } else { rp.reads(&path, &token).status }
    };
    let mut lives = vec![["v1", "oidc"].map(|endpoint| gets(&app, &wish(endpoint)))];
    assert_eq!(lives[0].each_ref().map(opens), [200, 200]);
    for _ in 0..2 {
        let person = app.controls("GET", &format!("/_mock/api/v1/people/{MOTHER}"), "").json()["person"].clone();
        let put = app.controls("PUT", &format!("/_mock/api/v1/people/{MOTHER}"), &person.to_string());
        assert_eq!(put.status, 200, "{}", put.text());
        lives.push(["v1", "oidc"].map(|endpoint| gets(&app, &wish(endpoint))));
        let (now, before) = lives.split_last().expect("a life");
        assert_eq!(now.each_ref().map(opens), [200, 200]);
        for life in before {
            assert_eq!(life.each_ref().map(opens), [401, 401]);
        }
    }
}
