//! `esia-mock explain`: what a running stand would say of a request, without one.

use serde_json::Value;

use crate::support::folder::Folder;
use crate::support::program::run;

const ASKED: &str = "/aas/oauth2/ac?client_id=DEMO_RSA&redirect_uri=http://127.0.0.1:9090/callback&clientSecret=x";

#[test]
fn a_pasted_request_is_told_cause_and_cure() {
    let folder = Folder::new();
    for (name, text) in [
        ("path", ASKED.to_owned()),
        ("http", format!("GET {ASKED} HTTP/1.1\r\nHost: esia.example\r\n\r\n")),
        ("curl", format!("curl -v 'https://esia.example/idp/esia{ASKED}'")),
    ] {
        let file = folder.write(name, &text);
        let told = run(&["explain", &file.to_string_lossy()]);
        assert_eq!(told.code, Some(0), "{told:?}");
        for words in ["GET /aas/oauth2/ac, client DEMO_RSA", "parameter-misspelt", "did you mean client_secret?"] {
            assert!(told.out.contains(words), "{name}: {words}: {told:?}");
        }
        let json = run(&["explain", "--json", &file.to_string_lossy()]).out;
        let json: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["refused"]["reason_id"], "parameter-misspelt", "{name}");
    }
}

#[test]
fn what_is_no_request_is_told_what_would_be() {
    let folder = Folder::new();
    let file = folder.write("text", "hello");
    let told = run(&["explain", &file.to_string_lossy()]);
    assert_eq!(told.code, Some(1), "{told:?}");
    assert!(told.err.contains("expected a raw HTTP request"), "{told:?}");
}
