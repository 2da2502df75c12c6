//! Parameters of `v2/ac` and `v3/te` and their errors (protocol notes, sections 2.1, 2.2, 6.3).

use crate::support::RelyingParty;
use crate::support::Request;
use crate::support::TestApp;

fn refusal(rp: &RelyingParty, request: &Request) -> (String, String) {
    let answer = rp.asks(request);
    (answer.esia_code(), answer.header("location").to_owned())
}

#[test]
fn mr_2_9_the_whole_way_of_v2_and_v3() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let tokens = app.citizen("esia_test_006").gives_tokens_to(&rp);
    assert_eq!(tokens.oid(), 1_000_000_606);
    let refreshed = rp.refreshes(&tokens.refresh_token());
    let answer = rp.reads("/rs/prns/1000000606", &refreshed.access_token());
    assert_eq!(answer.json()["snils"], "000-000-600 06");
}

#[test]
fn il_7_without_the_hash_of_the_certificate_the_parameter_is_named() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    for request in [
        rp.authorize_request().without("client_certificate_hash"),
        rp.authorize_request().with("client_certificate_hash", ""),
    ] {
        let (code, location) = refusal(&rp, &request);
        assert_eq!(code, "ESIA-007014");
        assert!(
            location.contains("client_certificate_hash") && location.ends_with("error=invalid_request"),
            "{location}"
        );
    }
    let code = app.citizen("esia_test_006").logs_in_to(&rp).code();
    let answer = rp.posts(&rp.code_request(&code).without("client_certificate_hash"));
    assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-007014"));
    let alone = rp.credentials_request("fullname?oid=1000000606");
    assert_eq!(rp.posts(&alone.clone().without("client_certificate_hash")).esia_code(), "ESIA-007014");
    assert_eq!(rp.posts(&rp.signs(alone.without("redirect_uri"))).esia_code(), "ESIA-007014");
}

#[test]
fn v2_te_is_another_name_of_v3_te() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let code = app.citizen("esia_test_006").logs_in_to(&rp).code();
    let url = app.url("/aas/oauth2/v2/te");
    let request = crate::support::http::form(app.http.post(&url), rp.code_request(&code).encoded());
    assert_eq!(app.http.send(request).status, 200);
}

#[test]
fn there_is_no_v3_ac() {
    let app = TestApp::start();
    assert_eq!(app.http.send(app.http.get(&app.url("/aas/oauth2/v3/ac"))).status, 404);
}

#[test]
fn parameters_of_other_generations_and_telemetry_are_ignored() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let request = rp.authorize_request().with("response_mode", "form_post").with("x-client-SKU", "ID_NET");
    assert_eq!(rp.asks(&rp.signs(request)).header("location"), "/login");
    let old = app.client("DEMO_RSA");
    let request = old.authorize_request().with("code_challenge", "short").with("scope_org", "no_such");
    assert_eq!(old.asks(&old.signs(request)).header("location"), "/login", "v1 knows neither PKCE nor scope_org");
}

#[test]
fn a_code_is_exchanged_at_the_generation_that_issued_it() {
    let app = TestApp::start();
    let old = app.client("DEMO_RSA");
    let new = old.speaking_v3();
    let citizen = app.citizen("esia_test_006");
    for (asks, exchanges) in [(&old, &new), (&new, &old)] {
        let code = citizen.logs_in_to(asks).code();
        let answer = exchanges.posts(&exchanges.code_request(&code));
        assert_eq!(answer.esia_code(), "ESIA-007011");
        assert!(
            answer.header("x-esia-mock-reason").contains("another generation"),
            "{}",
            answer.header("x-esia-mock-reason")
        );
        assert_eq!(asks.exchanges(&code).oid(), citizen.oid, "and it is not used up by that");
    }
    let tokens = citizen.gives_tokens_to(&old);
    assert_eq!(new.refreshes(&tokens.refresh_token()).oid(), citizen.oid, "a client may be upgraded between refreshes");
}

#[test]
fn each_parameter_may_be_given_once() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let request = rp.authorize_request().with("scope_org", "org_inn").with("person_filter", "Y29uZl9hY2M=");
    let request = rp.signs(request.with("obj_type", "P").with("roles", "CHIEF").with("permissions", "W10"));
    for name in ["client_certificate_hash", "scope_org", "person_filter", "obj_type", "roles", "permissions"] {
        assert_eq!(refusal(&rp, &request.clone().twice(name)).0, "ESIA-007003", "{name}");
    }
}

#[test]
fn hostile_values_get_their_codes_and_no_500() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").speaking_v3();
    let long = "A".repeat(30_000);
    let cases = [
        ("client_certificate_hash", "zz", "ESIA-007053"),
        ("client_certificate_hash", "\u{0}\u{10FFFF}<script>", "ESIA-007053"),
        ("client_certificate_hash", long.as_str(), "ESIA-007053"),
        ("client_secret", "AAAA", "ESIA-007053"),
        ("client_secret", "!!!", "ESIA-007053"),
        ("client_secret", long.as_str(), "ESIA-007053"),
        ("scope_org", "fullname", "ESIA-007006"),
        ("scope_org", "org_inn?org_oid=x", "ESIA-007006"),
        ("person_filter", "conf_acc", "ESIA-007003"),
        ("person_filter", "AAAA", "ESIA-007003"),
        ("obj_type", "король", "ESIA-007061"),
        ("roles", "CHIEF,king", "ESIA-007060"),
        ("permissions", "%%%", "ESIA-007003"),
        ("permissions", "e30", "ESIA-007003"),
        ("code_challenge", "short", "ESIA-007003"),
        ("code_challenge_method", "S256", "ESIA-007003"),
    ];
    for (name, value, code) in cases {
        let request = rp.authorize_request().with(name, value);
        let request = if name.starts_with("client_") { request } else { rp.signs(request) };
        assert_eq!(refusal(&rp, &request).0, code, "{name}={}", value.chars().take(20).collect::<String>());
    }
}
