//! One wrong request for each row of the catalogue that no other test names: ЕСИА's own endpoints, REST, and the login as
//! JSON.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use serde_json::json;

use esia_mock::domain::quirk::Quirk;

use crate::support::TestApp;
use crate::why::Told;

const WHO: &str = "confirmed_mother_of_two";

#[test]
fn parameters_of_a_code_request() {
    let app = TestApp::build().quirk("EPOS_DEMO", Quirk::StrictState).start();
    let (v1, strict) = (app.client("DEMO_RSA").asking_for("openid fullname"), app.client("EPOS_DEMO"));
    let v3 = v1.speaking_v3();
    let mut told = Told::default();
    for (rp, name, value, id) in [
        (&v1, "state", "s".repeat(2_100).as_str(), "state-too-long"),
        (&strict, "state", "abc", "state-no-uuid"),
        (&v3, "code_challenge", "x y", "code-challenge-malformed"),
        (&v1, "person_filter", "%%%", "person-filter-malformed"),
        (&v1, "obj_type", "Z", "obj-type-unknown"),
        (&v1, "roles", "KING", "roles-unknown"),
        (&v3, "scope_org", "a\"b", "scope-org-malformed"),
        (&v3, "scope_org", "fullname", "scope-org-foreign"),
    ] {
        told.by(name, &rp.asks(&rp.signs(rp.authorize_request().with(name, value))), id);
    }
    told.ends();
}

#[test]
fn permissions_of_a_code_request() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3().asking_for("openid");
    let right = json!({
        "sysname": "APIPGU", "responsibleObject": "ООО «Пример»", "expire": 60,
        "actions": [{ "sysname": "ALL_ACTIONS_TO_DATA" }], "purposes": [{ "sysname": "APPLY" }],
        "scopes": [{ "sysname": "fullname" }],
    });
    let mut told = Told::default();
    let asks = |permissions: &str| rp.asks(&rp.signs(rp.authorize_request().with("permissions", permissions)));
    told.by("base64", &asks("***"), "permissions-unreadable");
    let named = |name: &str| json!([{ "sysname": name }]);
    let fixed = json!({
        "sysname": "DEMO_FIXED", "actions": named("READ"), "purposes": named("CREDIT"), "scopes": named("fullname"),
    });
    for (change, id) in [
        (json!({ "actions": "x" }), "permission-malformed"),
        (json!({ "sysname": null }), "permission-without-type"),
        (json!({ "actions": [] }), "permission-without-action"),
        (json!({ "purposes": [] }), "permission-without-purpose"),
        (json!({ "purposes": [{ "sysname": "APPLY" }, { "sysname": "OTHER" }] }), "permission-with-purposes"),
        (json!({ "expire": "soon" }), "permission-expiry-malformed"),
        (json!({ "sysname": "NOTHING" }), "consent-type-unknown"),
        (fixed, "consent-scopes-fixed"),
        (json!({ "scopes": [{ "sysname": "fullname" }, { "sysname": "vehicles" }] }), "consent-scope-excess"),
        (json!({ "scopes": named("snils") }), "consent-scope-mandatory"),
        (json!({ "actions": named("NOTHING") }), "consent-action-unknown"),
        (json!({ "purposes": named("NOTHING") }), "consent-purpose-unknown"),
        (json!({ "expire": 9_000_000 }), "consent-expiry-too-long"),
    ] {
        let mut one = right.clone();
        let fields = one.as_object_mut().expect("an object");
        fields.extend(change.as_object().expect("an object").clone());
        fields.retain(|_, value| !value.is_null());
        told.by(id, &asks(&URL_SAFE_NO_PAD.encode(json!([one]).to_string())), id);
    }
    told.ends();
}

#[test]
fn systems_by_themselves() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let mut told = Told::default();
    for (scope, id) in
        [("prm_chg", "scope-without-person"), ("fullname?oid=1000000702 snils?oid=1000000701", "scopes-of-two-people")]
    {
        told.by(scope, &rp.posts(&rp.signs(rp.credentials_request(scope))), id);
    }
    told.ends();
}

#[test]
fn data_that_are_not_there_or_not_for_everybody() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid fullname contacts usr_org kid_fullname");
    let tokens = app.citizen("esia_test_003").gives_tokens_to(&rp);
    let token = tokens.access_token();
    let oid = tokens.oid();
    let school = app.world.organization("school_12").expect("a school").oid;
    let mut told = Told::default();
    for (path, id) in [
        (format!("/rs/prns/{oid}/ctts/1"), "element-absent"),
        (format!("/rs/prns/{oid}/ctts/x"), "number-malformed"),
        (format!("/rs/prns/{oid}/kids/1"), "child-absent"),
        (format!("/rs/orgs/{school}"), "organization-of-others"),
        (format!("/rs/prns/{oid}?embed=((("), "embed-malformed"),
        (format!("/rs/prns/{oid}?a=%FF"), "query-unreadable"),
    ] {
        told.by(&path, &rp.reads(&path, &token), id);
    }
    told.ends();
}

#[test]
fn the_login_as_json() {
    let app = TestApp::start();
    let mut told = Told::default();
    let post = |path: &str, kind: &str, body: &str| {
        app.http.send(app.http.post(&app.url(path)).header("content-type", kind).body(body.to_owned()))
    };
    let login = "/aas/oauth2/api/login";
    told.by("form", &post(login, "application/x-www-form-urlencoded", "a=1"), "content-type-not-json");
    told.by("list", &post(login, "application/json", "[]"), "body-not-object");
    told.by("type", &post(login, "application/json", r#"{"login": 5, "password": "x"}"#), "body-malformed");
    told.by("no login", &post(login, "application/json", r#"{"login": "a", "password": "x"}"#), "login-absent");
    told.by("asset", &app.http.send(app.http.get(&app.url("/_assets/nothing.css"))), "asset-unknown");
    told.by("file", &app.http.send(app.http.get(&app.url("/public/nothing"))), "public-file-unknown");
    told.by("letter", &app.http.send(app.http.get(&app.url("/logs/emails/99"))), "letter-absent");
    let host = app.http.get(&app.url("/oidc/jwks")).header("host", "evil.example");
    told.by("host", &app.http.send(host), "host-foreign");
    let maintenance: Value = json!({ "at": "keys", "do": { "maintenance": true } });
    app.arms("works", &maintenance);
    told.by("works", &app.http.send(app.http.get(&app.url("/oidc/jwks"))), "temporarily-unavailable");
    told.ends();
}

#[test]
fn people_who_will_not_do() {
    let app = TestApp::start();
    let (rp, standard) = (app.client("DEMO_RSA").asking_for("openid fullname"), app.standard_client("DEMO_RSA"));
    let with = |name: &str, value: &str| rp.url_of(&rp.signs(rp.authorize_request().with(name, value)));
    let of_other = json!({ "id_token": { "sub": { "essential": true, "value": "1" } } }).to_string();
    let wide = standard.asking_for("openid fullname");
    for (url, consent, id) in [
        (with("obj_type", "L"), "allow", "obj-type-unmet"),
        (with("roles", "CHIEF"), "allow", "roles-unmet"),
        (wide.url_of(&wide.request()), "deny", "citizen-denied"),
        (standard.url_of(&standard.request().with("claims", &of_other)), "allow", "other-person-signed-in"),
    ] {
        let body = json!({ "authorize_url": url, "person": WHO, "consent": consent });
        let answer = app.controls("POST", "/_mock/api/v1/sign-ins", &body.to_string());
        assert_eq!(answer.json()["refusal"]["reason_id"], id, "{}", answer.text());
        app.controls("DELETE", &format!("/_mock/api/v1/people/{WHO}/consents/DEMO_RSA"), "");
    }
}
