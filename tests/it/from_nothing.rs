//! From an empty stand, by calls alone and by commands alone: a system with a key of the stand's, a family, sign-ins at
//! all endpoints, a consent taken back, somebody reborn, a snapshot restored, an export served anew.

use std::sync::Arc;

use chrono::DateTime;
use serde_json::Value;
use serde_json::json;

use crate::control::export;
use crate::support::Http;
use crate::support::RelyingParty;
use crate::support::StandardClient;
use crate::support::cms::Signer;
use crate::support::folder::Folder;
use crate::support::program::Serving;
use crate::support::program::run;
use crate::support::program::serve;
use crate::support::relying_party::Registration;

const CLOCK: &str = "2026-09-01T09:00:00+05:00";
const CALLBACK: &str = "http://127.0.0.1:9090/callback";
const SECRET: &str = "known to both";

/// How the tester says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Calls,
    Commands,
}

struct Tester {
    by: By,
    http: Arc<Http>,
    server: Serving,
}

impl Tester {
    fn at(by: By, fixtures: &Folder) -> Self {
        let folder = fixtures.path().to_str().expect("a path");
        let server = serve(&["--listen", "127.0.0.1:0", "--clock", CLOCK, "--fixtures", folder]);
        Self { by, http: Arc::new(Http::new()), server }
    }

    /// Does one thing; gives the answer, null where there is none.
    fn does(&self, method: &str, path: &str, body: &Value, command: &[&str]) -> Value {
        let said = body.to_string();
        let text = match self.by {
            By::Calls => {
                let request = self.http.request(method, &format!("{}/_mock/api/v1{path}", self.server.base));
                let request = request.header("content-type", "application/json");
                let answer = self.http.send(if body.is_null() { request } else { request.body(said) });
                assert!((200..300).contains(&answer.status), "{method} {path}: {} {}", answer.status, answer.text());
                answer.text()
            }
            By::Commands => {
                let given: &[&str] = if body.is_null() || command[0] == "sign-in" { &[] } else { &[&said] };
                let run = run(&[command, given, &["--url", &self.server.base, "--json"]].concat());
                assert_eq!(run.code, Some(0), "{command:?}: {run:?}");
                run.out
            }
        };
        if text.trim().is_empty() { Value::Null } else { serde_json::from_str(&text).expect(&text) }
    }

    fn look(&self, path: &str, command: &[&str]) -> Value {
        self.does("GET", path, &Value::Null, command)
    }

    fn code(&self, authorize_url: &str, person: &str) -> String {
        let wish = json!({ "authorize_url": authorize_url, "person": person });
        let came = self.does("POST", "/sign-ins", &wish, &["sign-in", authorize_url, "--person", person]);
        came["code"].as_str().unwrap_or_else(|| panic!("{person}: {came:#}")).to_owned()
    }

    fn system(&self) -> RelyingParty {
        let portal = json!({ "redirect_uris": [CALLBACK], "client_secret": SECRET });
        self.does("PUT", "/clients/PORTAL", &portal, &["clients", "put", "PORTAL"]);
        let keys = self.does("POST", "/clients/PORTAL/keys", &Value::Null, &["clients", "keys", "PORTAL"]);
        let text = |name: &str| keys[name].as_str().unwrap_or_else(|| panic!("{name}: {keys:#}")).to_owned();
        let registration = Registration {
            client_id: "PORTAL".to_owned(),
            redirect_uri: CALLBACK.to_owned(),
            scope: "openid snils email fullname".to_owned(),
            signer: Signer::from_pem(&text("private_key"), &text("certificate")),
        };
        let now = DateTime::parse_from_rfc3339(CLOCK).expect("a time").to_utc();
        RelyingParty::new(Arc::clone(&self.http), &self.server.base, Arc::new(move || now), registration)
    }

    fn is_consented(&self, person: &str) -> bool {
        let consents = self.look(&format!("/people/{person}/consents"), &["people", "consents", person]);
        consents["consents"].as_array().expect("a list").iter().any(|consent| consent["client"] == "PORTAL")
    }

    fn exported(&self) -> Folder {
        match self.by {
            By::Calls => {
                let answer = self.http.send(self.http.get(&format!("{}/_mock/api/v1/export", self.server.base)));
                export::folder(&answer.body)
            }
            By::Commands => {
                let folder = Folder::new();
                let path = folder.path().to_str().expect("a path");
                let run = run(&["export", "--out", path, "--url", &self.server.base]);
                assert_eq!(run.code, Some(0), "{run:?}");
                folder
            }
        }
    }
}

fn whole_story(by: By) {
    let nobody = Folder::new();
    std::fs::create_dir(nobody.path().join("people")).expect("a folder");
    let tester = Tester::at(by, &nobody);
    assert_eq!(tester.look("/people", &["people", "list"])["people"], json!([]), "it is empty");
    let rp = tester.system();
    let standard = StandardClient::new(Arc::clone(&tester.http), &tester.server.base, "PORTAL", Some(SECRET));

    let confirmed = json!({ "level": "confirmed" });
    let mother = tester.does("PUT", "/people/mother", &confirmed, &["people", "put", "mother"]);
    let older = json!({ "persona": "older", "age": 12 });
    let older = tester.does("POST", "/people/mother/children", &older, &["people", "child", "mother"]);
    let kid = json!({ "persona": "kid", "age": 10, "email_verified": false, "phone_verified": true });
    let kid = tester.does("POST", "/people/mother/children", &kid, &["people", "child", "mother"]);
    for (person, made) in [("mother", &mother), ("older", &older), ("kid", &kid)] {
        let oid = made["oid"].as_u64().expect("a number");
        for rp in [rp.clone(), rp.speaking_v3()] {
            assert_eq!(rp.exchanges(&tester.code(&rp.authorize_url(), person)).oid(), oid, "{person}");
        }
        let tokens = standard.exchanges(&tester.code(&standard.url_of(&standard.request()), person));
        assert_eq!(standard.verified(&tokens.id()).claim("sub"), &json!(oid.to_string()), "{person}");
    }

    assert!(tester.is_consented("mother") && tester.is_consented("kid"));
    let revoke = ["people", "revoke", "kid", "PORTAL"];
    tester.does("DELETE", "/people/kid/consents/PORTAL", &Value::Null, &revoke);
    assert!(!tester.is_consented("kid"));
    let again = tester.does("PUT", "/people/mother", &confirmed, &["people", "put", "mother"]);
    assert_eq!((&again["oid"], tester.is_consented("mother")), (&mother["oid"], false), "reborn");

    tester.does("PUT", "/snapshots/dawn", &Value::Null, &["snapshots", "keep", "dawn"]);
    tester.does("DELETE", "/people/kid", &Value::Null, &["people", "delete", "kid"]);
    let people = |tester: &Tester| {
        let list = tester.look("/people", &["people", "list"])["people"].clone();
        list.as_array().expect("a list").iter().map(|one| one["persona"].clone()).collect::<Vec<_>>()
    };
    assert!(!people(&tester).contains(&json!("kid")));
    tester.does("POST", "/snapshots/dawn/restore", &Value::Null, &["snapshots", "restore", "dawn"]);
    assert_eq!(people(&tester), ["mother", "older", "kid"]);

    let anew = Tester::at(by, &tester.exported());
    assert_eq!(people(&anew), ["mother", "older", "kid"]);
    let mut rp = rp;
    rp.base.clone_from(&anew.server.base);
    let tokens = rp.exchanges(&anew.code(&rp.authorize_url(), "older"));
    assert_eq!(tokens.oid(), older["oid"].as_u64().expect("a number"), "who was exported signs in");
}

#[test]
fn everything_is_made_by_calls_alone() {
    whole_story(By::Calls);
}

#[test]
fn everything_is_made_by_commands_alone() {
    whole_story(By::Commands);
}
