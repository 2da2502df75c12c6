//! The log: what a line says, as text and as JSON. Row 5.4: a log that nobody reads.

use std::io::BufRead as _;
use std::io::Read as _;
use std::time::Duration;

use serde_json::Value;

use crate::support::http::Http;
use crate::support::program;
use crate::support::program::Serving;
use crate::support::wire::Wire;

/// Enough to fill a pipe and the queue behind it many times.
const REFUSALS: usize = 6_000;

const REFUSED: &str = "GET /rs/prns/1 HTTP/1.1\r\nHost: localhost\r\n\r\n";

fn is_refused_many_times(served: &Serving) -> Wire {
    let mut wire = Wire::to(&served.base);
    for at in 0..REFUSALS {
        let answer = wire.says(REFUSED).hears();
        assert_eq!(answer.map(|answer| answer.status), Some(401), "refusal {at}");
    }
    wire
}

#[test]
fn row_5_4_a_log_that_nobody_reads_holds_up_neither_answers_nor_the_stop() {
    let mut served = program::serve_logging(&["--listen", "127.0.0.1:0"]);
    is_refused_many_times(&served);
    assert!(served.terminate() < Duration::from_secs(10));
}

#[test]
fn row_5_4_what_was_dropped_is_counted_and_told_of_when_somebody_reads_again() {
    let mut served = program::serve_logging(&["--listen", "127.0.0.1:0"]);
    is_refused_many_times(&served);
    let http = Http::new();
    let counted = http.send(http.get(&format!("{}/_mock/metrics", served.base))).text();
    let counted = counted.lines().find_map(|line| line.strip_prefix("esia_mock_log_lines_lost_total "));
    assert!(counted.and_then(|number| number.parse::<usize>().ok()).is_some_and(|number| number > 0), "{counted:?}");
    let (mut seen, mut lost) = (0, None);
    for line in served.log().lines() {
        let line = line.expect("a line");
        seen += usize::from(line.contains("ESIA-005011"));
        lost = line.split_once(" line(s) of the log could not be written").map(|(number, _)| number.to_owned());
        if lost.is_some() {
            break;
        }
    }
    let lost: usize = lost.and_then(|number| number.parse().ok()).expect("a number");
    assert_eq!(seen + lost, REFUSALS, "{seen} written, {lost} lost");
}

/// An API-Key, which nobody is to read.
const KEY: &str = "2f1a6b1e-9c1e-4d0d-8f3a-1c5f7a9b2d4e";

/// What is logged of a token request without a signature, and of one with an API-Key in its path.
fn logged(format: &str) -> String {
    let mut served = program::serve_logging(&["--listen", "127.0.0.1:0", "--log-format", format]);
    let mut log = served.log();
    let http = Http::new();
    let form = "client_id=EPOS_DEMO&grant_type=authorization_code&code=c0de-of-a-citizen&state=x&scope=openid";
    let token = http.request("POST", &format!("{}/aas/oauth2/te", served.base));
    let refused = http.send(token.header("content-type", "application/x-www-form-urlencoded").body(form));
    assert_eq!(refused.header("x-esia-mock-request"), "1");
    let path = format!("/esia-rs/api/public/v1/orgs/ext-app/{KEY}/tkn");
    http.send(http.get(&format!("{}{path}", served.base)));
    let kept = http.send(http.get(&format!("{}/_mock/api/v1/requests", served.base))).text();
    assert!(kept.contains("/ext-app/[cut:36:") && !kept.contains(KEY), "the journal neither: {kept}");
    served.terminate();
    let mut text = String::new();
    log.read_to_string(&mut text).expect("a log");
    assert!(!text.contains(KEY) && !text.contains("c0de-of-a-citizen"), "{text}");
    text
}

/// 2.1: the first line of a refusal says which request it was.
#[test]
fn the_first_line_names_the_request_the_system_and_the_number_in_the_journal() {
    let text = logged("text");
    let line = text.lines().find(|line| line.contains(" token: ESIA-")).unwrap_or_else(|| panic!("{text}"));
    assert!(line.contains(" at POST /aas/oauth2/te, client EPOS_DEMO, request 1: "), "{line}");
    assert!(text.contains(" at GET /esia-rs/api/public/v1/orgs/ext-app/[cut:36:"), "{text}");
    assert!(text.contains("Test persons"), "the greeting is for eyes");
}

/// Issue 13, 3: the same as JSON, an object a line.
#[test]
fn a_log_of_json_has_the_same_fields_and_no_other_lines() {
    let text = logged("json");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let refused = lines.iter().find(|line| line["request"] == 1).unwrap_or_else(|| panic!("{text}"));
    let shown = ["level", "station", "method", "path", "client"].map(|name| refused[name].as_str().unwrap_or_default());
    assert_eq!(shown, ["WARN", "token", "POST", "/aas/oauth2/te", "EPOS_DEMO"]);
    let (code, id) = (refused["code"].as_str().unwrap_or_default(), refused["reason_id"].as_str().unwrap_or_default());
    let told = logged("text");
    assert!(told.contains(&format!("token: {code} ({id}) at POST")), "{refused} is not {told}");
    let message = refused["message"].as_str().unwrap_or_default();
    assert!(!message.is_empty() && told.contains(&format!("request 1: {message}")), "{refused} is not {told}");
    let facts = refused["facts"].as_str().unwrap_or_default();
    assert!(facts.lines().all(|fact| told.contains(fact)), "{refused} is not {told}");
    assert!(refused["timestamp"].is_string(), "{refused}");
}
