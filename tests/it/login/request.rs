//! Station 1, `request`: which parameters there must be, and what is said where they are wrong
//! (protocol notes, sections 2.1 and 6.3).

use crate::support::Answer;
use crate::support::RelyingParty;
use crate::support::Request;
use crate::support::TestApp;
use crate::support::http::form;

const MISSING: &str = "ESIA-007014: The request doesn`t contain the mandatory parameter";

/// `error_description` of a redirect.
fn description(answer: &Answer) -> String {
    parameter(answer, "error_description")
}

fn parameter(answer: &Answer, name: &str) -> String {
    assert_eq!(answer.status, 302, "{}", answer.text());
    let location = url::Url::parse(answer.header("location")).expect("an address");
    location.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// What is told of a code request: by redirect where it can be, else by a page.
fn told(rp: &RelyingParty, request: &Request) -> (u16, String) {
    let answer = rp.asks(request);
    (answer.status, answer.esia_code())
}

#[test]
fn mr_2_1_a_whole_request_leads_to_the_login_page_and_carries_nothing_there() {
    let app = TestApp::start();
    let answer = app.client("EPOS_DEMO").asks(&app.client("EPOS_DEMO").authorize_request());
    assert_eq!((answer.status, answer.header("location")), (302, "/login"));
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[test]
fn esia_007014_each_mandatory_parameter_is_named_when_it_is_missing_or_empty() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    for name in ["client_secret", "response_type", "state", "timestamp", "access_type"] {
        let whole = rp.authorize_request();
        for spoiled in [whole.clone().without(name), whole.clone().with(name, "")] {
            let answer = rp.asks(&spoiled);
            assert_eq!(description(&answer), format!("{MISSING} [{name}]."));
            assert_eq!(parameter(&answer, "error"), "invalid_request", "{name}");
            let state = if name == "state" { "" } else { whole.get("state") };
            assert_eq!(parameter(&answer, "state"), state, "{name}");
        }
    }
}

#[test]
fn esia_007014_without_client_or_address_there_is_nowhere_to_return_to() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    for name in ["client_id", "redirect_uri"] {
        let answer = rp.asks(&rp.authorize_request().without(name));
        assert_eq!((answer.status, answer.esia_code().as_str()), (400, "ESIA-007014"), "{name}");
        assert!(answer.text().contains(name), "the page names {name}");
    }
}

#[test]
fn esia_007003_a_parameter_that_decides_something_must_not_be_repeated() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    for name in ["client_secret", "scope", "response_type", "state", "timestamp", "access_type"] {
        let answer = rp.asks(&rp.authorize_request().twice(name));
        assert!(description(&answer).starts_with("ESIA-007003: "), "{name}");
        assert_eq!(parameter(&answer, "error"), "invalid_request", "{name}");
    }
    for name in ["client_id", "redirect_uri"] {
        assert_eq!(told(&rp, &rp.authorize_request().twice(name)), (400, "ESIA-007003".to_owned()), "{name}");
    }
}

#[test]
fn mr_2_1_unknown_parameters_are_ignored_even_repeated() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let request = rp.authorize_request().with("x-client-SKU", "ID_NET8_0").with("response_mode", "query");
    let request = request
        .with("display", "popup")
        .with("person_filter", "")
        .twice("display")
        .with("client_certificate_hash", "00");
    assert_eq!(rp.asks(&request).header("location"), "/login");
}

#[test]
fn mr_2_1_wrong_values_have_codes_of_their_own() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let cases = [
        ("response_type", "token", "ESIA-007009", "unsupported_response_type"),
        ("response_type", "CODE", "ESIA-007009", "unsupported_response_type"),
        ("access_type", "both", "ESIA-007003", "invalid_request"),
        ("scope", "", "ESIA-007013", "invalid_scope"),
        ("scope", "   ", "ESIA-007013", "invalid_scope"),
        ("scope", "openid no_such", "ESIA-007006", "invalid_scope"),
        ("scope", "openid имя", "ESIA-007006", "invalid_scope"),
        ("scope", "openid birthdate", "ESIA-007019", "access_denied"),
        ("timestamp", "2026-09-01 09:00:00 +0500", "ESIA-007014", "invalid_request"),
        ("timestamp", "2026.09.01 09:00:00  0500", "ESIA-007014", "invalid_request"),
        ("timestamp", "2026.02.30 09:00:00 +0500", "ESIA-007014", "invalid_request"),
        ("timestamp", "yesterday", "ESIA-007014", "invalid_request"),
    ];
    for (name, value, code, error) in cases {
        let answer = rp.asks(&rp.signs(rp.authorize_request().with(name, value)));
        assert_eq!(
            (answer.esia_code().as_str(), parameter(&answer, "error").as_str()),
            (code, error),
            "{name}={value:?}"
        );
    }
    let answer = rp.asks(&rp.signs(rp.authorize_request().without("scope")));
    assert_eq!(answer.esia_code(), "ESIA-007013", "no scope at all");
}

#[test]
fn mr_2_7_a_plus_that_was_not_escaped_arrives_as_a_space_and_is_007014_for_timestamp() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let spaced = rp.url_of(&rp.authorize_request()).replace("%2B0500", "+0500");
    let answer = app.http.send(app.http.get(&spaced));
    assert_eq!(description(&answer), format!("{MISSING} [timestamp]."));
}

/// Each row spoils one thing more than the row before it, and the code of the earlier check is told.
#[test]
fn mr_6_3_the_order_of_mistakes() {
    let app = TestApp::build().config(|config| config.timestamp_tolerance = chrono::TimeDelta::try_minutes(5)).start();
    let rp = app.client("EPOS_DEMO");
    let spoil = |request: Request, what: &str| match what {
        "signature" => request.with("client_secret", "AAAA"),
        "skew" => request.with("timestamp", "2026.09.01 10:00:00 +0500"),
        "timestamp" => request.with("timestamp", "now"),
        "not granted" => request.with("scope", "openid birthdate"),
        "unknown" => request.with("scope", "openid birthdate no_such"),
        "no scope" => request.with("scope", ""),
        "response_type" => request.with("response_type", "token"),
        "missing" => request.without("access_type"),
        "redirect_uri" => request.with("redirect_uri", "https://evil.test/"),
        "no redirect_uri" => request.without("redirect_uri"),
        "client" => request.with("client_id", "NOBODY"),
        other => panic!("{other}"),
    };
    let steps = [
        ("signature", 302, "ESIA-007005"),
        ("skew", 302, "ESIA-007015"),
        ("timestamp", 302, "ESIA-007014"),
        ("not granted", 302, "ESIA-007019"),
        ("unknown", 302, "ESIA-007006"),
        ("no scope", 302, "ESIA-007013"),
        ("response_type", 302, "ESIA-007009"),
        ("missing", 302, "ESIA-007014"),
        ("redirect_uri", 400, "ESIA-007023"),
        ("client", 400, "ESIA-008010"),
        ("no redirect_uri", 400, "ESIA-007014"),
    ];
    let mut request = rp.authorize_request();
    for (what, status, code) in steps {
        request = spoil(request, what);
        assert_eq!(told(&rp, &request), (status, code.to_owned()), "after {what}");
    }
}

#[test]
fn mr_6_1_an_error_travels_as_captured_in_order_and_form_encoded() {
    let app = TestApp::start();
    let mut rp = app.client("EPOS_DEMO");
    let request = rp.authorize_request().with("client_secret", "AAAA");
    let expected = format!(
        "http://127.0.0.1:9090/callback?error_description=ESIA-007005%3A+The+client+is+not+authorized+to+request+an+access\
         +token+using+this+method.&state={}&error=unauthorized_client",
        request.get("state")
    );
    assert_eq!(rp.asks(&request).header("location"), expected);

    rp.redirect_uri = "http://127.0.0.1:9090/callback?data=%D0%AF&x=1".to_owned();
    let answer = rp.asks(&rp.authorize_request().with("client_secret", "AAAA"));
    let location = answer.header("location");
    assert!(
        location.starts_with("http://127.0.0.1:9090/callback?data=%D0%AF&x=1&error_description=ESIA-007005"),
        "{location}"
    );
}

#[test]
fn mr_2_7_any_state_is_echoed_unchanged() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    for state in
        ["32hexdigits0123456789abcdef01234", "a b+c&d=e#f?g", "Привет", "\"'><script>", "a\r\nSet-Cookie: x=1", "%41"]
    {
        let answer = rp.asks(&rp.authorize_request().with("state", state).with("response_type", "x"));
        assert_eq!(parameter(&answer, "state"), state);
        assert_eq!(answer.header_all("set-cookie"), Vec::<&str>::new(), "{state:?} became a header");
    }
}

#[test]
fn a_state_that_no_redirect_could_carry_is_refused_without_being_carried() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let longest = "x".repeat(2048);
    assert_eq!(rp.asks(&rp.signs(rp.authorize_request().with("state", &longest))).header("location"), "/login");
    let answer = rp.asks(&rp.signs(rp.authorize_request().with("state", &format!("{longest}x"))));
    assert_eq!(answer.esia_code(), "ESIA-007003");
    assert!(answer.header("location").len() < 1024, "{}", answer.header("location").len());
}

#[test]
fn rfc_6749_3_1_the_request_may_be_posted_and_its_body_wins() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let post = |url: String, body: String| app.http.send(form(app.http.post(&url), body));
    let ac = app.url("/aas/oauth2/ac");

    let answer = post(ac.clone(), rp.authorize_request().encoded());
    assert_eq!((answer.status, answer.header("location")), (302, "/login"));

    let answer = post(format!("{ac}?response_type=token&state=query"), rp.authorize_request().encoded());
    assert_eq!(answer.header("location"), "/login", "the body wins");

    let answer = post(rp.url_of(&rp.authorize_request()), String::new());
    assert_eq!(answer.header("location"), "/login", "parameters of a POST in its query");

    let answer = post(ac, format!("&{}&&", rp.authorize_request().encoded()));
    assert_eq!(answer.header("location"), "/login", "empty pairs");
}
