//! Rows 2.6, 2.7, 2.14 and 2.16: parameters, paths and bodies, each spoilt in every usual way.

use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;

use crate::support::Answer;
use crate::support::RelyingParty;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::http::form;
use crate::why::tells;

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// Letters that a Russian keyboard has instead.
fn cyrillic(text: &str) -> String {
    text.replace('o', "о").replace('e', "е").replace('S', "Ѕ").replace('c', "с")
}

/// Sends a request of an authorization code with one value spoilt, signed as it is sent.
fn asks(rp: &RelyingParty, name: &str, value: &str) -> Answer {
    rp.asks(&rp.signs(rp.authorize_request().with(name, value)))
}

/// Row 2.16 and the kinds beside it: absent, empty, twice, another case, another encoding, too long.
#[test]
fn row_2_16_each_parameter_of_the_code_request_in_every_wrong_way() {
    let app = TestApp::start();
    let long = "x".repeat(40_000);
    for rp in [app.client("DEMO_RSA"), app.client("DEMO_RSA").speaking_v3()] {
        for name in [
            "client_id",
            "client_secret",
            "redirect_uri",
            "scope",
            "response_type",
            "state",
            "timestamp",
            "access_type",
        ] {
            let right = rp.authorize_request();
            let absent = if name == "scope" { "scope-absent" } else { "parameter-absent" };
            let unsigned = |request: Request| if name == "client_secret" { request } else { rp.signs(request) };
            tells(name, &rp.asks(&unsigned(right.clone().without(name))), absent, &[name, "absent"]);
            tells(name, &rp.asks(&unsigned(right.clone().with(name, ""))), absent, &[name]);
            tells(name, &rp.asks(&right.clone().twice(name)), "parameter-repeated", &[name, "once"]);
            tells(name, &rp.asks(&right.clone().with(name, &long)), "parameter-too-long", &[name, "40000 bytes"]);
            let camel = format!("{}s", name.replace('_', "-"));
            let misspelt = unsigned(right.clone().without(name)).with(&camel, right.get(name));
            tells(&camel, &rp.asks(&misspelt), "parameter-misspelt", &[&camel, &format!("did you mean {name}?")]);
        }
    }
    let v3 = app.client("DEMO_RSA").speaking_v3();
    let answer = v3.asks(&v3.authorize_request().without("client_certificate_hash"));
    tells("hash", &answer, "parameter-absent", &["client_certificate_hash", "quirk v1_signature"]);
}

type Spoil = fn(&str) -> String;

/// Row 2.16: a value that is nearly right, and in which way it is not.
#[test]
fn row_2_16_a_value_that_is_nearly_right_is_recognised() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA").asking_for("openid fullname");
    let ways: [(&str, Spoil, &str); 6] = [
        ("blank", |text| format!("{text} "), "with blanks or line breaks at its ends"),
        ("line", |text| format!("{text}\n"), "with blanks or line breaks at its ends"),
        (
            "case",
            |text| if text.chars().any(char::is_lowercase) { text.to_uppercase() } else { text.to_lowercase() },
            "in another case",
        ),
        ("twice", |text| encoded(text), "encoded twice"),
        ("quotes", |text| format!("\"{text}\""), "in quotation marks"),
        ("Cyrillic", cyrillic, "Cyrillic letters"),
    ];
    for (name, right, id) in [
        ("client_id", "DEMO_RSA", "client-unknown"),
        ("response_type", "code", "response-type-unknown"),
        ("access_type", "offline", "access-type-unknown"),
    ] {
        for (way, spoil, told) in ways {
            let spoilt = spoil(right);
            // A word of letters alone has nothing to encode.
            if spoilt == right {
                continue;
            }
            tells(&format!("{name} {way}"), &asks(&rp, name, &spoilt), id, &[told, &format!("did you mean {right}?")]);
        }
    }
    for (sent, told) in [
        ("DEMO_RS", "did you mean DEMO_RSA?"),
        ("EPOS_DEM", "did you mean EPOS_DEMO?"),
        ("PORTAL", "known are DEMO_GOST"),
    ] {
        tells(sent, &asks(&rp, "client_id", sent), "client-unknown", &[told]);
    }
    for (sent, id, told) in [
        ("openid fulname", "scope-unknown", "did you mean fullname?"),
        ("OPENID", "scope-unknown", "in another case"),
        ("openid,fullname", "scope-malformed", "not by commas"),
        ("openid+fullname", "scope-malformed", "%2B"),
        ("openid;fullname", "scope-malformed", "not by semicolons"),
        ("openid%20fullname", "scope-malformed", "encoded twice"),
        ("оpenid", "scope-malformed", "Cyrillic"),
        ("openid profile", "scope-unknown", "profile"),
    ] {
        tells(sent, &asks(&rp, "scope", sent), id, &[told]);
    }
}

/// Row 2.3 and the kinds beside it: every usual spelling of a time.
#[test]
fn a_timestamp_in_another_spelling_is_recognised() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    for (sent, told) in [
        ("2026-09-01T09:00:00+05:00", "ISO 8601"),
        ("01.09.2026 09:00:00 +0500", "its day stands before its year"),
        ("1788235200", "a number of seconds"),
        ("2026.09.01 09:00:00", "it has no zone"),
        ("2026.09.01 09:00:00 +05:00", "its zone has a colon"),
        ("2026.09.01 09:00:00  0500", "its + arrived as a space"),
        ("2026.09.01 09:00:00 0500", "its zone has no sign"),
        ("2026.09.01 09:00:00 MSK", "its zone has letters"),
        ("2026.09.01 09:00:00.000 +0500", "fractions of a second"),
        ("2026/09/01 09:00:00 +0500", "slashes in place of dots"),
        ("26.09.01 09:00:00 +0500", "two digits"),
        ("2026.09.01 09:00:00 +0500\n", "blanks or line breaks"),
        ("2026.09.01%2009%3A00%3A00%20%2B0500", "encoded twice"),
        ("\"2026.09.01 09:00:00 +0500\"", "quotation marks"),
    ] {
        tells(sent, &asks(&rp, "timestamp", sent), "timestamp-unreadable", &[told, "%2B"]);
    }
    let app =
        TestApp::build().config(|config| config.timestamp_tolerance = Some(chrono::TimeDelta::minutes(5))).start();
    let rp = app.client("DEMO_RSA");
    tells(
        "old",
        &asks(&rp, "timestamp", "2026.08.31 09:00:00 +0500"),
        "timestamp-too-far",
        &["-86400 s", "allowed are 300 s"],
    );
}

/// Row 2.7: an address, or everything, encoded twice; and other addresses that are not registered.
#[test]
fn row_2_7_an_address_that_is_spelt_otherwise_is_not_told_to_be_registered() {
    let app = TestApp::start();
    let rp = app.client("DEMO_RSA");
    let right = "http://127.0.0.1:9090/callback";
    for (sent, told) in [
        (encoded(right), "encoded twice"),
        (encoded(&encoded(right)), "twice"),
        (format!("{right}\n"), "blanks or line breaks"),
        (format!(" {right}"), "blanks or line breaks"),
        (format!("\"{right}\""), "in quotation marks"),
    ] {
        tells(&sent, &asks(&rp, "redirect_uri", &sent), "redirect-uri-misspelt", &[told, "encoded once"]);
    }
    for (sent, told) in [
        ("https://127.0.0.1:9090/callback", "did you mean http://127.0.0.1:9090/callback?"),
        ("http://elsewhere.test/", "add it to redirect_uris of client DEMO_RSA"),
    ] {
        tells(sent, &asks(&rp, "redirect_uri", sent), "redirect-uri-unknown", &[told]);
    }
    let query = rp.authorize_request().encoded();
    let asks = |query: &str| app.http.send(app.http.get(&app.url(&format!("/aas/oauth2/ac?{query}"))));
    tells("whole", &asks(&encoded(&query)), "parameters-encoded-twice", &["encoded twice"]);
    tells("&amp;", &asks(&query.replace('&', "&amp;")), "parameters-with-entities", &["&amp;"]);
    tells("not UTF-8", &asks("client_id=%FF"), "parameters-unreadable", &["is not UTF-8"]);
}

/// Row 2.6: bodies that are no form, at every endpoint that takes one.
#[test]
fn row_2_6_a_body_of_another_type_is_named() {
    let app = TestApp::start();
    let paths = ["/aas/oauth2/te", "/aas/oauth2/v3/te", "/aas/oauth2/ac", "/aas/oauth2/v2/ac", "/oidc/token"];
    for path in paths.into_iter().chain(["/oidc/introspect", "/oidc/revoke", "/oidc/par", "/oidc/authorize"]) {
        for (kind, body) in [
            ("application/json", "{\"client_id\":\"DEMO_RSA\"}"),
            (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"client_id\"\r\n\r\nDEMO_RSA\r\n--x--",
            ),
            ("text/xml", "<client_id>DEMO_RSA</client_id>"),
        ] {
            let answer = app.http.send(app.http.post(&app.url(path)).header("content-type", kind).body(body));
            let kind = kind.split(';').next().unwrap_or_default();
            tells(path, &answer, "content-type-not-form", &[kind, "application/x-www-form-urlencoded"]);
        }
    }
}

/// Rows 2.9 and 2.16: each parameter of the token request in every wrong way; row 2.14: quirks.
#[test]
fn row_2_14_each_parameter_of_the_token_request_in_every_wrong_way() {
    let app = TestApp::start();
    for rp in [app.client("DEMO_RSA"), app.client("DEMO_RSA").speaking_v3()] {
        for name in ["client_id", "client_secret", "grant_type", "code", "redirect_uri", "scope", "state", "timestamp"]
        {
            let right = rp.code_request("x");
            let absent = if name == "scope" { "scope-absent" } else { "parameter-absent" };
            tells(name, &rp.posts(&right.clone().without(name)), absent, &[name]);
            tells(name, &rp.posts(&right.clone().with(name, "")), absent, &[name]);
            tells(name, &rp.posts(&right.clone().twice(name)), "parameter-repeated", &[name]);
        }
        let grant = |value: &str| rp.posts(&rp.code_request("x").with("grant_type", value));
        tells(
            "absent",
            &rp.posts(&rp.code_request("x").without("grant_type")),
            "parameter-absent",
            &["quirk missing_grant_type"],
        );
        tells("case", &grant("Authorization_Code"), "grant-type-unknown", &["did you mean authorization_code?"]);
        tells("code", &grant("code"), "grant-type-unknown", &["expected authorization_code"]);
        tells(
            "type",
            &rp.posts(&rp.code_request("x").with("token_type", "bearer")),
            "token-type-unknown",
            &["did you mean Bearer?"],
        );
        tells(
            "refresh",
            &rp.posts(&rp.refresh_request("x").without("refresh_token")),
            "parameter-absent",
            &["refresh_token"],
        );
        let body = rp.code_request("x").without("client_id").without("client_secret").encoded();
        let path = if rp.url_of(&Request::default()).contains("/v2/") { "/aas/oauth2/v3/te" } else { "/aas/oauth2/te" };
        let basic = form(app.http.post(&app.url(path)), body).header("authorization", "Basic RE1PX1JTQTp4");
        tells("Basic", &app.http.send(basic), "proof-in-header", &["quirk basic_auth"]);
    }
}

/// Row 2.16: paths and methods.
#[test]
fn row_2_16_a_path_that_is_nearly_right_is_recognised() {
    let app = TestApp::start();
    for (method, path, meant) in [
        ("GET", "/v3/ac", "/aas/oauth2/"),
        ("GET", "/aas/oauth2/v3/ac", "/aas/oauth2/v2/ac"),
        ("GET", "/aas/oauth2/AC", "/aas/oauth2/ac"),
        ("GET", "/aas/oauth/ac", "/aas/oauth2/ac"),
        ("POST", "/aas/oauth2/v4/te", "/aas/oauth2/v"),
        ("GET", "/idp/ext/logout", "/idp/ext/Logout"),
        ("GET", "/oidc/auth", "/oidc/authorize"),
        ("GET", "/oidc/userInfo", "/oidc/userinfo"),
        ("GET", "/oidc/logout", "/oidc/end_session"),
        ("GET", "/.well-known/openid-configuraton", "/.well-known/openid-configuration"),
    ] {
        let answer = app.http.send(app.http.request(method, &app.url(path)));
        tells(path, &answer, "path-unknown", &[&format!("did you mean {meant}")]);
    }
    for (method, path, allowed) in
        [("GET", "/aas/oauth2/te", "POST"), ("PUT", "/aas/oauth2/ac", "GET"), ("DELETE", "/rs/prns/1", "GET")]
    {
        let answer = app.http.send(app.http.request(method, &app.url(path)));
        tells(path, &answer, "method-not-possible", &[&format!("use {allowed}")]);
    }
}
