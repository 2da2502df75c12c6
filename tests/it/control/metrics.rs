//! `/_mock/metrics`: what is counted, and that its labels are words of tables. Issue 13, 3.

use std::collections::BTreeMap;

use serde_json::json;

use esia_mock::protocol::place;
use esia_mock::protocol::reasons;

use crate::support::TestApp;

/// Every line that is no comment: name with labels, and value.
fn metrics(app: &TestApp) -> BTreeMap<String, f64> {
    let answer = app.controls("GET", "/_mock/metrics", "");
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "text/plain; version=0.0.4");
    let text = answer.text();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let sample = |line: &str| {
        let (name, value) = line.rsplit_once(' ').expect(line);
        (name.to_owned(), value.parse().expect(line))
    };
    lines.map(sample).collect()
}

fn at(metrics: &BTreeMap<String, f64>, name: &str) -> f64 {
    metrics.get(name).copied().unwrap_or_default()
}

/// A whole number, as it is printed.
fn count(metrics: &BTreeMap<String, f64>, name: &str) -> String {
    at(metrics, name).to_string()
}

#[test]
fn logins_refusals_and_durations_are_counted() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let citizen = app.citizen("confirmed_mother_of_two");
    citizen.gives_tokens_to(&rp);
    let wish = json!({ "authorize_url": rp.authorize_url(), "person": "confirmed_mother_of_two" });
    app.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string());
    let refused = app.http.send(app.http.get(&app.url("/rs/prns/1")));
    let reason = refused.header("x-esia-mock-reason-id").to_owned();
    let wrong = json!({ "authorize_url": rp.authorize_url(), "person": "no_such_person" });
    app.controls("POST", "/_mock/api/v1/sign-ins", &wrong.to_string());
    let seen = metrics(&app);
    assert_eq!(count(&seen, r#"esia_mock_logins_total{surface="esia"}"#), "2", "{seen:#?}");
    assert_eq!(count(&seen, &format!(r#"esia_mock_refusals_total{{reason_id="{reason}"}}"#)), "1", "{seen:#?}");
    assert_eq!(count(&seen, r#"esia_mock_request_duration_seconds_count{at="token"}"#), "1");
    assert_eq!(count(&seen, r#"esia_mock_request_duration_seconds_bucket{at="token",le="+Inf"}"#), "1");
    assert!(at(&seen, r#"esia_mock_request_duration_seconds_sum{at="token"}"#) > 0.0);
    assert_eq!(count(&seen, r#"esia_mock_request_duration_seconds_count{at="rest"}"#), "1");
    let kept = app.controls("GET", "/_mock/api/v1/requests?limit=1000", "").json();
    let number = kept["requests"].as_array().expect("a list").len();
    assert_eq!(count(&seen, "esia_mock_journal_requests"), number.to_string());
    assert!(at(&seen, "esia_mock_journal_bytes") > 1_000.0);
    if cfg!(target_os = "linux") {
        assert!(at(&seen, "process_resident_memory_bytes") > 1e6);
    }
}

#[test]
fn a_login_that_ends_with_a_refusal_is_none() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let wish = json!({ "authorize_url": rp.authorize_url(), "person": "confirmed_mother_of_two", "consent": "deny" });
    let came = app.controls("POST", "/_mock/api/v1/sign-ins", &wish.to_string()).json();
    let reason = came["refusal"]["reason_id"].as_str().unwrap_or_else(|| panic!("{came:#}"));
    let seen = metrics(&app);
    assert!(!seen.keys().any(|name| name.starts_with("esia_mock_logins_total")), "{seen:#?}");
    assert_eq!(count(&seen, &format!(r#"esia_mock_refusals_total{{reason_id="{reason}"}}"#)), "1", "{seen:#?}");
}

#[test]
fn labels_are_words_of_tables_whatever_is_asked() {
    let app = TestApp::start();
    for path in ["/nothing", "/rs/a", "/rs/b/c", "/%00", "/_mock/x", "/_mock/y", "/_assets/z", "/_stand/none/rs/d"] {
        app.http.send(app.http.get(&app.url(path)));
    }
    let places: Vec<_> = place::names().chain(["control"]).collect();
    let reasons: Vec<_> = reasons::all().map(|row| row.id).collect();
    let labels = |seen: &BTreeMap<String, f64>, label: &str| {
        let after = |name: &String| Some(name.split_once(&format!("{label}=\""))?.1.split_once('"')?.0.to_owned());
        seen.keys().filter_map(after).collect::<Vec<_>>()
    };
    let seen = metrics(&app);
    let (at, why) = (labels(&seen, "at"), labels(&seen, "reason_id"));
    assert!(!at.is_empty() && at.iter().all(|at| places.contains(&at.as_str())), "{at:?}");
    assert!(!why.is_empty() && why.iter().all(|id| reasons.contains(&id.as_str())), "{why:?}");
}

#[test]
fn all_stands_are_counted_whichever_is_asked_and_the_journal_shrinks_with_them() {
    let app = TestApp::start();
    app.controls("PUT", "/_mock/api/v1/stands/one", "{}");
    app.http.send(app.http.get(&app.url("/_stand/one/login")));
    app.http.send(app.http.get(&app.url("/login")));
    let seen = metrics(&app);
    assert_eq!(
        (count(&seen, "esia_mock_stands"), count(&seen, "esia_mock_journal_requests")),
        ("2".into(), "2".into()),
        "{seen:#?}"
    );
    let there = app.http.send(app.http.get(&app.url("/_stand/one/_mock/metrics")));
    assert!(there.text().contains("esia_mock_stands 2"), "{}", there.text());
    app.controls("DELETE", "/_mock/api/v1/stands/one", "");
    app.controls("DELETE", "/_mock/api/v1/requests", "");
    let seen = metrics(&app);
    assert_eq!(
        (count(&seen, "esia_mock_stands"), count(&seen, "esia_mock_journal_requests")),
        ("1".into(), "0".into()),
        "{seen:#?}"
    );
    assert_eq!(count(&seen, "esia_mock_journal_bytes"), "0");
}

#[test]
fn metrics_need_the_control_token() {
    let app = TestApp::build().process(|config| config.control_token = Some("secret".to_owned())).start();
    assert_eq!(app.http.send(app.http.get(&app.url("/_mock/metrics"))).status, 401);
    let request = app.http.get(&app.url("/_mock/metrics")).header("authorization", "Bearer secret");
    assert_eq!(app.http.send(request).status, 200);
}
