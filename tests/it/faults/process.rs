//! A hundred requests that hang, in a process of their own: what they leave behind, and how it ends.

use std::fs;
use std::time::Duration;

use serde_json::Value;
use serde_json::json;

use super::FAULTS;
use crate::support::Http;
use crate::support::program;
use crate::support::program::Serving;
use crate::support::wire::Ending;
use crate::support::wire::Wire;

const KEYS: &str = "GET /oidc/jwks HTTP/1.1\r\nHost: localhost\r\n\r\n";
const MANY: usize = 100;

fn sends(server: &Serving, http: &Http, method: &str, path: &str, body: &Value) -> Value {
    let request = http.request(method, &format!("{}{path}", server.base)).header("content-type", "application/json");
    let answer = http.send(if body.is_null() { request } else { request.body(body.to_string()) });
    assert!(answer.status < 300, "{method} {path}: {}", answer.text());
    if answer.body.is_empty() { Value::Null } else { answer.json() }
}

/// So many sockets whose requests hang; `before` have hung already.
fn hang(server: &Serving, http: &Http, before: usize) -> Vec<Wire> {
    let all: Vec<_> = (0..MANY)
        .map(|_| {
            let mut wire = Wire::to(&server.base);
            wire.says(KEYS);
            wire
        })
        .collect();
    let met = sends(server, http, "GET", &format!("{FAULTS}/held?wait=60&hits={}", before + MANY), &Value::Null);
    assert_eq!(met["hits"], before + MANY, "{met}");
    all
}

fn arms(server: &Serving, http: &Http) {
    let fault = json!({ "at": "keys", "times": null, "do": { "hang": true } });
    sends(server, http, "PUT", &format!("{FAULTS}/held"), &fault);
}

#[test]
fn sigterm_releases_a_hundred_at_once() {
    let (mut server, http) = (program::serve(&["--listen", "127.0.0.1:0"]), Http::new());
    arms(&server, &http);
    let held = hang(&server, &http, 0);
    let took = server.terminate();
    assert!(took < Duration::from_secs(10), "{took:?}");
    for mut wire in held {
        assert_eq!(wire.ending(), (String::new(), Ending::Closed));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn clients_that_go_leave_nothing_behind() {
    let (server, http) = (program::serve(&["--listen", "127.0.0.1:0"]), Http::new());
    let files = || fs::read_dir(format!("/proc/{}/fd", server.id())).expect("files").count();
    let memory = || {
        let status = fs::read_to_string(format!("/proc/{}/status", server.id())).expect("a status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a size");
        line.trim().trim_end_matches(" kB").parse::<usize>().expect("a number")
    };
    arms(&server, &http);
    drop(hang(&server, &http, 0));
    gone(&server, &http, MANY);
    let (files_before, memory_before) = (files(), memory());
    for round in 1..6 {
        drop(hang(&server, &http, round * MANY));
        gone(&server, &http, (round + 1) * MANY);
    }
    // A connection of the tester may still be on its way out.
    assert!(files() <= files_before + 4, "{files_before} -> {}", files());
    let grown = memory().saturating_sub(memory_before);
    // Five hundred entries of the journal are kept, and told.
    assert!(grown < 8 * 1024, "{grown} KiB more");
}

/// Waits until the last of so many requests has ended: the journal tells of each when it does.
fn gone(server: &Serving, http: &Http, hung: usize) {
    let wish = json!({ "at": "keys", "count": { "min": hung }, "within": "PT60S" });
    let told = sends(server, http, "POST", "/_mock/api/v1/requests/expect", &wish);
    assert_eq!(told["met"], true, "{told}");
}
