//! Rows 2.8 to 2.12: codes and tokens at the wrong place, at the wrong time, of somebody else.

use esia_mock::domain::quirk::Quirk;

use crate::support::TestApp;
use crate::support::http::form;
use crate::why::tells;

/// Row 2.9: what is sent in place of a code, a refresh token, an access token.
#[test]
fn row_2_9_a_token_at_the_wrong_place_is_named_and_where_it_belongs() {
    let app = TestApp::start();
    let (old, new) = (app.client("EPOS_DEMO"), app.client("EPOS_DEMO").speaking_v3());
    let code = |rp| app.citizen("esia_test_006").logs_in_to(rp).code();
    let tokens = old.exchanges(&code(&old));
    let (access, refresh, id) =
        (tokens.access_token(), tokens.refresh_token(), tokens.body["id_token"].as_str().expect("one").to_owned());
    tells("of v1 at v3", &new.posts(&new.code_request(&code(&old))), "code-of-other-endpoint", &["v2/ac to v3/te"]);
    tells("of v2 at te", &old.posts(&old.code_request(&code(&new))), "code-of-other-endpoint", &["v2/ac to v3/te"]);
    let as_code = |text: &str| old.posts(&old.code_request(text));
    tells("access", &as_code(&access), "code-other-token", &["an access token", "Authorization header"]);
    tells("id", &as_code(&id), "code-other-token", &["an ID token"]);
    tells("uuid", &as_code(&refresh), "code-other-token", &["a refresh token", "into refresh_token"]);
    tells("other uuid", &as_code("5e551011-0000-4000-8000-000000000001"), "code-unreadable", &["three parts"]);
    tells("blank", &as_code(&format!("{refresh}\n")), "code-unreadable", &["blanks or line breaks"]);
    let as_refresh = |text: &str| old.posts(&old.refresh_request(text));
    tells("access", &as_refresh(&access), "refresh-token-other-token", &["an access token"]);
    tells("nothing known", &as_refresh("x"), "refresh-token-unknown", &["forgets what it gave out"]);
    tells("blank", &as_refresh(&format!("{refresh} ")), "refresh-token-unknown", &["blanks or line breaks"]);
    let path = format!("/rs/prns/{}", tokens.oid());
    let reads = |token: &str| old.reads(&path, token);
    tells("id", &reads(&id), "access-token-other-kind", &["an ID token", "send the access_token"]);
    tells("code", &reads(&code(&old)), "access-token-other-kind", &["an authorization code", "/aas/oauth2/te"]);
    tells("refresh", &reads(&refresh), "access-token-unreadable", &["as refresh tokens are"]);
    tells("quotes", &reads(&format!("\"{access}\"")), "access-token-unreadable", &["quotation marks"]);
    tells("twice", &reads(&format!("Bearer {access}")), "access-token-unreadable", &["Bearer stands there twice"]);
    tells("cut", &reads(&access[..access.rfind('.').expect("a dot")]), "access-token-unreadable", &["cut off"]);
    tells("changed", &reads(&format!("{}AAAA", &access[..access.len() - 4])), "access-token-foreign", &["signature"]);
    let get = |path: &str, header: Option<&str>| {
        let request = app.http.get(&app.url(path));
        app.http.send(header.into_iter().fold(request, |request, value| request.header("authorization", value)))
    };
    tells(
        "query",
        &get(&format!("{path}?access_token={access}"), None),
        "access-token-in-query",
        &["Authorization: Bearer"],
    );
    tells("nothing", &get(&path, None), "authorization-absent", &["Authorization: Bearer"]);
    for (header, told) in [
        (access.as_str(), "word Bearer is absent"),
        ("Bearer", "token is absent"),
        ("Basic eDp5", "scheme is \"Basic\""),
        ("abc", "one word only"),
    ] {
        tells(told, &get(&path, Some(header)), "authorization-not-bearer", &[told]);
    }
}

/// Row 2.9 at the standard endpoints.
#[test]
fn row_2_9_a_code_of_the_other_surface_is_named() {
    let app = TestApp::start();
    let (esia, standard) = (app.client("DEMO_RSA"), app.standard_client("DEMO_RSA"));
    let code = app.citizen("esia_test_006").logs_in_to(&esia).code();
    let exchanges = |grant: &str, name: &str, value: &str| {
        let body = [
            ("grant_type", grant),
            ("client_id", "DEMO_RSA"),
            ("client_secret", "demo-secret"),
            ("redirect_uri", "http://127.0.0.1:9090/callback"),
            (name, value),
        ];
        app.http.send(form(app.http.post(&app.url("/oidc/token")), crate::support::Request::of(&body).encoded()))
    };
    tells("ЕСИА's code", &exchanges("authorization_code", "code", &code), "code-other-token", &["/aas/oauth2/te"]);
    tells("nothing known", &exchanges("authorization_code", "code", "x"), "code-unknown", &["start a new login"]);
    let refresh = esia.exchanges(&code).refresh_token();
    tells(
        "ЕСИА's refresh token",
        &exchanges("refresh_token", "refresh_token", &refresh),
        "refresh-token-other-token",
        &["/aas/oauth2/te"],
    );
    assert_eq!(standard.client_id, "DEMO_RSA");
}

/// Row 2.10: a code that a refused request has used up; and the quirks of 2.14.
#[test]
fn row_2_10_a_code_that_was_used_up_by_a_refusal_says_so() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let code = app.citizen("esia_test_006").logs_in_to(&rp).code();
    let wrong = rp.signs(rp.code_request(&code).with("redirect_uri", "http://127.0.0.1:9090/other"));
    tells("another address", &rp.posts(&wrong), "redirect-uri-differs", &["/other", "/callback"]);
    tells(
        "again",
        &rp.posts(&rp.code_request(&code)),
        "code-spent",
        &["refused (redirect-uri-differs)", "quirk reuse_code"],
    );
    let code = app.citizen("esia_test_006").logs_in_to(&rp).code();
    let tokens = rp.exchanges(&code);
    tells("used", &rp.posts(&rp.code_request(&code)), "code-used", &["already exchanged", "quirk reuse_code"]);
    rp.refreshes(&tokens.refresh_token());
    tells(
        "used",
        &rp.posts(&rp.refresh_request(&tokens.refresh_token())),
        "refresh-token-used",
        &["quirk keep_old_refresh_token"],
    );
    assert_eq!(Quirk::ReuseCode.def().name, "reuse_code");
}

/// Row 2.11: whose data, which scopes, what time.
#[test]
fn row_2_11_rest_says_about_whom_by_which_scopes_and_since_when() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid fullname");
    let tokens = rp.exchanges(&app.citizen("esia_test_006").logs_in_to(&rp).code());
    let (oid, access) = (tokens.oid(), tokens.access_token());
    tells(
        "another person",
        &rp.reads("/rs/prns/1", &access),
        "other-persons-data",
        &[&format!("about person {oid}"), "not about person 1"],
    );
    tells("no scope", &rp.reads(&format!("/rs/prns/{oid}/vhls"), &access), "scope-lacking", &["it takes vehicles"]);
    tells(
        "no such thing",
        &rp.reads(&format!("/rs/prns/{oid}/ctt"), &access),
        "resource-unknown",
        &["did you mean /rs/prns/{oid}/ctts?"],
    );
    app.advance(chrono::TimeDelta::hours(4));
    tells(
        "expired",
        &rp.reads(&format!("/rs/prns/{oid}"), &access),
        "access-token-expired",
        &["2026-09-01T", "refresh the token"],
    );
}

/// Row 2.12: what another stand gave out.
#[test]
fn row_2_12_a_token_of_a_stand_that_is_gone_is_not_blamed_on_the_citizen() {
    let (before, after) = (TestApp::start(), TestApp::build().seed(7).start());
    let rp = before.client("DEMO_RSA");
    let tokens = rp.exchanges(&before.citizen("esia_test_006").logs_in_to(&rp).code());
    let path = format!("/rs/prns/{}", tokens.oid());
    let answer = after.client("DEMO_RSA").reads(&path, &tokens.access_token());
    tells("another stand", &answer, "access-token-of-other-stand", &["restarted or reset", "begin a login"]);
}

/// Rows 2.8 and 2.20: assertions that are signed by what is not taken.
#[test]
fn row_2_8_an_assertion_says_which_algorithms_are_taken() {
    use base64::Engine as _;
    let app = TestApp::start();
    let claims = br#"{"iss":"DEMO_RSA","sub":"DEMO_RSA","aud":"x","exp":1,"jti":"1"}"#;
    let encode = |bytes: &[u8]| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes);
    for alg in ["HS256", "RS512", "none"] {
        let header = format!("{{\"alg\":\"{alg}\"}}");
        let jwt = format!("{}.{}.AAAA", encode(header.as_bytes()), encode(claims));
        let body = [
            ("grant_type", "client_credentials"),
            ("client_assertion", jwt.as_str()),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ];
        let answer =
            app.http.send(form(app.http.post(&app.url("/oidc/token")), crate::support::Request::of(&body).encoded()));
        tells(alg, &answer, "assertion-algorithm", &[alg, "supported are RS256, PS256, ES256"]);
    }
}
