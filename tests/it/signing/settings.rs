//! `GET` and `PATCH /settings`, `POST /keys/rotate`.

use serde_json::Value;
use serde_json::json;

use super::MOTHER;
use super::text;
use super::wrong;
use crate::support::Answer;
use crate::support::TestApp;

fn patch(app: &TestApp, wish: &Value) -> Answer {
    app.controls("PATCH", "/_mock/api/v1/settings", &wish.to_string())
}

fn show(app: &TestApp) -> Value {
    app.controls("GET", "/_mock/api/v1/settings", "").json()
}

#[test]
fn settings_change_while_the_stand_serves_and_null_puts_them_back() {
    let app = TestApp::start();
    let before = show(&app);
    assert_eq!(before["rules"]["login.lock_after"], "10");
    let wish = json!({ "issuer": "http://other.test/", "tell_unknown_logins": true, "hints": false,
                       "timestamp_tolerance": 60, "session_lifetime": 60, "interaction_lifetime": 120,
                       "rules": { "login.lock_after": 2, "child.parent_consent": true, "contact.pause": "PT2M" } });
    let changed = patch(&app, &wish);
    assert_eq!(changed.status, 200, "{}", changed.text());
    let changed = changed.json();
    assert_eq!(changed, show(&app));
    for name in ["issuer", "tell_unknown_logins", "hints", "timestamp_tolerance", "session_lifetime"] {
        assert_eq!(changed[name], wish[name], "{name}");
    }
    let rules = &changed["rules"];
    assert_eq!((&rules["login.lock_after"], &rules["child.parent_consent"]), (&json!("2"), &json!("on")));
    let tokens = app
        .client("EPOS_DEMO")
        .exchanges(text(&app.signs_in(&app.client("EPOS_DEMO").authorize_url(), MOTHER)["code"]));
    assert_eq!(tokens.id().claim("iss"), "http://other.test/");
    let other = app.makes("other", &json!({}));
    assert_eq!(show(&other), before, "another stand is as it was");
    let back = json!({ "timestamp_tolerance": null, "rules": { "login.lock_after": null } });
    let back = patch(&app, &back).json();
    assert_eq!((&back["timestamp_tolerance"], &back["rules"]["login.lock_after"]), (&json!(null), &json!("10")));
}

#[test]
fn a_session_lives_as_long_as_the_setting_says() {
    let app = TestApp::start();
    patch(&app, &json!({ "session_lifetime": 60 }));
    let rp = app.client("EPOS_DEMO");
    let cookies = app.signs_in(&rp.authorize_url(), MOTHER)["cookies"].clone();
    app.advance(chrono::TimeDelta::seconds(61));
    assert_eq!(app.wishes(&json!({ "authorize_url": rp.authorize_url(), "cookies": cookies })).status, 422);
}

#[test]
fn a_wrong_value_changes_nothing_at_all() {
    let app = TestApp::start();
    let before = show(&app);
    let cases = [
        (
            json!({ "hints": false, "rules": { "login.lock_afte": 5 } }),
            "/rules/login.lock_afte",
            Some("login.lock_after"),
        ),
        (json!({ "hints": false, "rules": { "login.lock_after": "many" } }), "/rules/login.lock_after", None),
        (json!({ "hints": false, "rules": { "login.lock_after": false } }), "/rules/login.lock_after", None),
        (
            json!({ "hints": false, "auto_sign_in": { "EPOS_DEM": MOTHER } }),
            "/auto_sign_in/EPOS_DEM",
            Some("EPOS_DEMO"),
        ),
        (json!({ "hints": false, "auto_sign_in": { "EPOS_DEMO": "nobody" } }), "/auto_sign_in/EPOS_DEMO", None),
        (json!({ "hints": false, "session_lifetime": 0 }), "/session_lifetime", None),
        (json!({ "hints": false, "timestamp_tolerance": -1 }), "/timestamp_tolerance", None),
        (json!({ "hints": false, "zone": "UTC" }), "", None),
        (json!({ "hints": "no" }), "/hints", None),
    ];
    for (wish, pointer, meant) in cases {
        let answer = patch(&app, &wish);
        let (status, found, detail) = wrong(&answer);
        assert_eq!((status, found.as_str()), (422, pointer), "{wish}: {detail}");
        assert!(meant.is_none() || answer.json()["errors"][0]["did_you_mean"] == json!(meant), "{}", answer.text());
        assert_eq!(show(&app), before, "{wish}");
    }
}

#[test]
fn changes_at_once_lose_nothing() {
    let app = TestApp::start();
    let rules = ["login.lock_after", "login.captcha_after", "login.question_after", "login.mfa_skips"];
    std::thread::scope(|scope| {
        for rule in rules {
            let app = app.at_same();
            scope.spawn(move || assert_eq!(patch(&app, &json!({ "rules": { rule: 7 } })).status, 200));
        }
    });
    assert!(rules.into_iter().all(|rule| show(&app)["rules"][rule] == "7"), "{}", show(&app));
}

#[test]
fn after_a_rotation_the_next_keys_sign_and_the_tokens_before_stay_good() {
    let app = TestApp::start();
    let client = app.standard_client("DEMO_RSA");
    let token = || {
        let signed_in = app.signs_in(&client.url_of(&client.request()), MOTHER);
        client.exchanges(text(&signed_in["code"]))
    };
    let before = token();
    let keys = app.controls("POST", "/_mock/api/v1/keys/rotate", "").json()["keys"].clone();
    let after = token();
    let kid = |token: &str| client.verified(token).header["kid"].clone();
    assert_ne!(kid(&before.id()), kid(&after.id()));
    let signs: Vec<_> = keys.as_array().expect("keys").iter().filter(|key| key["signs"] == true).collect();
    assert!(signs.iter().any(|key| key["kid"] == kid(&after.id())), "{keys}");
    assert!(signs.iter().any(|key| key["alg"] != "RS256"), "ГОСТ as well: {keys}");
    assert_eq!(client.userinfo(&before.access()).status, 200);
    let rp = app.client("EPOS_DEMO");
    let tokens = rp.exchanges(text(&app.signs_in(&rp.authorize_url(), MOTHER)["code"]));
    assert_eq!(tokens.id().claim("aud"), "EPOS_DEMO", "verified by what /public/esia.zip has");
    let other = app.makes("other", &json!({}));
    let own = other.standard_client("DEMO_RSA");
    let signed_in = other.signs_in(&own.url_of(&own.request()), MOTHER);
    let theirs = own.verified(&own.exchanges(text(&signed_in["code"])).id());
    assert_eq!(theirs.header["kid"], kid(&before.id()), "each stand has a turn of its own");
    app.controls("POST", "/_mock/api/v1/keys/rotate", "");
    assert_eq!(kid(&token().id()), kid(&before.id()), "there are two");
}
