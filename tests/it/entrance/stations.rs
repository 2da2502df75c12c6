//! The log says at which station something stopped: that of the row, unless the reason names another one.

use std::io::Read as _;

use crate::support::http::Http;
use crate::support::program;

/// Method, path, content type, and how the line begins that the log gets.
const STOPPED: [(&str, &str, &str, &str); 19] = [
    ("GET", "/aas/oauth2/ac", "", "request: ESIA-007014"),
    ("GET", "/aas/oauth2/ac?client_id=NOBODY&redirect_uri=http://x/", "", "client_check: ESIA-008010"),
    ("POST", "/aas/oauth2/te", "", "token: ESIA-007014"),
    ("GET", "/esia-rs/api/public/v1/orgs/ext-app/1/tkn", "", "token: ESIA-"),
    ("GET", "/public/nothing", "", "public: ESIA-005050"),
    ("GET", "/idp/ext/Logout?redirect_url=http://x/", "", "logout: ESIA-007014"),
    ("GET", "/oidc/authorize?state=%FF", "", "request: invalid_request"),
    ("GET", "/oidc/userinfo", "", "userinfo: invalid_token"),
    ("POST", "/oidc/token", "", "token: invalid_"),
    ("POST", "/oidc/introspect", "", "introspect: invalid_"),
    ("POST", "/oidc/revoke", "", "revoke: invalid_"),
    ("GET", "/rs/prns/1", "", "access: ESIA-005011"),
    ("GET", "/rs/nothing", "", "access: ESIA-005011"),
    ("GET", "/logs/emails/1", "", "logs: ESIA-005050"),
    ("GET", "/_mock/mfc/accounts/1", "", "desk: ESIA-005050"),
    ("POST", "/aas/oauth2/api/login", "text/plain", "conversation: ESIA-007038"),
    ("PUT", "/_mock/api/v1/clock", "text/plain", "control: not_json"),
    ("POST", "/login", "", "routes: ESIA-007003"),
    ("GET", "/nothing", "", "routes: ESIA-005050"),
];

#[test]
fn the_log_names_the_station_of_whatever_stopped() {
    let mut served = program::serve_logging(&["--listen", "127.0.0.1:0"]);
    let mut log = served.log();
    let http = Http::new();
    for (method, path, kind, _) in STOPPED {
        let request = http.request(method, &format!("{}{path}", served.base));
        http.send(if kind.is_empty() { request } else { request.header("content-type", kind).body("x") });
    }
    served.terminate();
    let mut text = String::new();
    log.read_to_string(&mut text).expect("a log");
    let lines: Vec<_> = text.lines().filter(|line| line.contains(" WARN ") && !line.contains("taken: ")).collect();
    for (at, (method, path, _, begins)) in STOPPED.into_iter().enumerate() {
        let line = lines.get(at).copied().unwrap_or_default();
        assert!(line.contains(&format!("WARN {begins}")), "{method} {path}: {line:?}\n{text}");
    }
}
