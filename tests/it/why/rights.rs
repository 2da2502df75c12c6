//! Wrong requests for rows that no other test names: data of REST, tokens at their end, whoever signs in.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use rusqlite::Connection;
use serde_json::Value;
use serde_json::json;

use crate::rest::Reader;
use crate::rest::all_scopes_of;
use crate::support::Answer;
use crate::support::Browser;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::cms::tlv;
use crate::support::token::forged;
use crate::why::Told;

const WHO: &str = "confirmed_mother_of_two";
const SCHOOL: u64 = 1_000_000_801;

/// The answer by which a browser was sent back to the system.
fn last(browser: &Browser) -> &Answer {
    browser.trail.last().expect("an answer")
}

fn without(name: &'static str) -> impl FnOnce(&mut Value) {
    move |payload| {
        payload.as_object_mut().expect("claims").remove(name);
    }
}

#[test]
fn data_that_is_not_there_or_not_open() {
    let app = TestApp::start();
    let mut told = Told::default();
    let wide = Reader::of(&app, WHO, "openid email mobile");
    let phone = wide.element("/rs/prns/{oid}/ctts", "type", "MBT")["id"].clone();
    let narrow = Reader::of(&app, WHO, "openid email");
    told.by("phone", &narrow.get(&format!("/rs/prns/{{oid}}/ctts/{phone}")), "element-closed");
    let school = Reader::of(&app, "confirmed_school_director", &all_scopes_of(SCHOOL));
    told.by("branch", &school.get(&format!("/rs/orgs/{SCHOOL}/brhs/999999999")), "branch-absent");
    told.by("employee", &school.get(&format!("/rs/orgs/{SCHOOL}/emps/999999999")), "employee-absent");
    let nowhere = Reader::alone(&app, "org_inn?org_oid=999999999", 0);
    told.by("organisation", &nowhere.get("/rs/orgs/999999999"), "organization-absent");
    told.ends();
}

#[test]
fn access_tokens_whose_claims_nobody_gives() {
    let app = TestApp::start();
    let mut told = Told::default();
    let rp = app.client("DEMO_RSA").asking_for("openid fullname");
    let esia = app.citizen(WHO).gives_tokens_to(&rp);
    let path = format!("/rs/prns/{}", esia.oid());
    told.by("esia", &rp.reads(&path, &forged(&esia.access_token(), without("client_id"))), "access-token-old");
    let standard = app.standard_client("DEMO_RSA");
    let access = standard.tokens(&app, WHO).access();
    told.by(
        "nobody",
        &standard.userinfo(&forged(&access, without("urn:esia_mock:grant"))),
        "access-token-about-nobody",
    );
    told.ends();
}

#[test]
fn grants_that_have_ended() {
    let app = TestApp::build().config(|config| config.rules.set("consent.lifetime=PT2H").expect("a rule")).start();
    let mut told = Told::default();
    let rp = app.client("DEMO_RSA").asking_for("openid fullname");
    let v3 = rp.speaking_v3().asking_for("openid");
    let permissions = json!([{
        "sysname": "APIPGU", "responsibleObject": "ООО «Пример»", "expire": 60,
        "actions": [{"sysname": "ALL_ACTIONS_TO_DATA"}], "purposes": [{"sysname": "APPLY"}],
        "scopes": [{"sysname": "fullname"}],
    }]);
    let asked = v3.authorize_request().with("permissions", &URL_SAFE_NO_PAD.encode(permissions.to_string()));
    let permitted = v3.exchanges(&app.citizen(WHO).goes_through(&mut app.browser(), &v3.url_of(&asked)).code());
    let allowed = app.citizen("esia_test_006").gives_tokens_to(&rp);
    let alone = |scope: &str| rp.posts(&rp.credentials_request(scope));
    told.by("never", &alone("prm_chg?oid=1000000606"), "permission-not-given");
    let blocked = app.citizen("blocked_adult").oid;
    told.by("blocked", &alone(&format!("fullname?oid={blocked}")), "account-unusable");
    app.advance(TimeDelta::minutes(61));
    told.by("permission", &v3.posts(&v3.refresh_request(&permitted.refresh_token())), "refresh-permission-ended");
    app.advance(TimeDelta::hours(1));
    told.by("consent", &rp.posts(&rp.refresh_request(&allowed.refresh_token())), "refresh-consent-withdrawn");
    told.ends();
}

#[test]
fn whoever_signs_in_is_not_whom_the_request_wants() {
    let app = TestApp::build()
        .client("DEMO_RSA", |client| client.demands.second_factor_scopes = vec!["snils".to_owned()])
        .start();
    let mut told = Told::default();
    let rp = app.client("DEMO_RSA").asking_for("openid snils");
    let mut browser = app.browser();
    app.citizen(WHO).logs_in_with(&mut browser, &rp);
    told.by("second factor", last(&browser), "second-factor-absent");
    let ministry = app.world.organization("ministry").expect("an organisation").oid;
    let rp = rp.asking_for(&format!("openid org_ogrn?org_oid={ministry}"));
    let mut browser = app.browser();
    app.citizen(WHO).logs_in_with(&mut browser, &rp);
    told.by("role", last(&browser), "role-absent");
    let mut login = app.at_sign_in("esia_test_003");
    login.citizen.signs_in(&mut login.browser);
    let standard = app.standard_client("DEMO_RSA");
    let silent = standard.url_of(&standard.request().with("prompt", "none"));
    told.by("silent", &login.browser.sends(app.http.get(&silent)), "prompt-none-interaction");
    let double = json!({ "level": "simplified_ready", "snils": "000-000-702 23", "oid": 77 }).to_string();
    assert_eq!(app.controls("PUT", "/_mock/api/v1/people/double", &double).status, 201);
    let rp = app.client("EPOS_DEMO");
    let hinted = rp.asks(&rp.authorize_request().with("login_hint", "mock:000-000-702 23"));
    told.by("two", &hinted, "hinted-person-ambiguous");
    told.ends();
}

/// On a loopback host the stand takes any address, and elsewhere the domain decides.
#[test]
fn an_address_that_was_taken_away_during_the_login() {
    let app = TestApp::start();
    let mut told = Told::default();
    let path = "/_mock/api/v1/clients/EPOS_DEMO";
    let registers = |address: &str| {
        let mut client = app.controls("GET", path, "").json();
        client["redirect_uris"] = json!([address]);
        let changed = app.controls("PUT", path, &client.to_string());
        assert_eq!(changed.status, 200, "{}", changed.text());
    };
    registers("https://portal.test/callback");
    let mut rp = app.client("EPOS_DEMO");
    rp.redirect_uri = "https://portal.test/callback".to_owned();
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url());
    app.citizen(WHO).signs_in(&mut browser);
    registers("https://other.test/callback");
    browser.grants();
    told.by("address", &browser.page().answer, "redirect-uri-withdrawn");
    told.ends();
}

#[test]
fn a_message_that_nobody_signed() {
    let app = TestApp::start();
    let mut told = Told::default();
    let rp = app.client("DEMO_RSA");
    let identifier = |last: u8| tlv(0x06, &[&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, last]]);
    let signed = tlv(0x30, &[&[0x02, 0x01, 0x01], &tlv(0x31, &[]), &tlv(0x30, &[&identifier(1)]), &tlv(0x31, &[])]);
    let message = tlv(0x30, &[&identifier(2), &tlv(0xA0, &[&signed])]);
    let request = rp.authorize_request().with("client_secret", &URL_SAFE_NO_PAD.encode(message));
    told.by("nobody", &rp.asks(&request), "container-not-accepted");
    told.ends();
}

/// A stand that cannot go on says so to everybody, and what it was to its log alone.
#[test]
fn a_stand_that_is_broken_leads_to_its_log() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("stand.sqlite");
    let app = TestApp::build().file(&file).start();
    let mut told = Told::default();
    let sql = Connection::open(&file).expect("opened");
    sql.execute_batch("DROP TABLE oidc_pushed_requests").expect("a table less");
    let rp = app.standard_client("DEMO_RSA");
    let pushed = rp.posts("/oidc/par", &rp.request());
    told.by("pushed", &pushed, "stand-broken");
    assert_eq!(pushed.status, 500);
    assert!(!pushed.text().contains("oidc_pushed_requests"), "{}", pushed.text());
    let brought = Request::of(&[("client_id", "DEMO_RSA"), ("request_uri", "urn:ietf:params:oauth:request_uri:x")]);
    told.by("brought", &rp.asks(&brought), "stand-broken");
    told.ends();
}
