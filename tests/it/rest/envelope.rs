//! `eTag`, headers, and what clients do to addresses.

use serde_json::Value;

use esia_mock::domain::quirk::Quirk;

use super::Reader;
use super::all_scopes;
use super::not_found;
use crate::support::TestApp;

fn is_tag(value: &Value) -> bool {
    let upper_hex = |c: char| c.is_ascii_digit() || ('A'..='F').contains(&c);
    value.as_str().is_some_and(|tag| tag.len() == 40 && tag.chars().all(upper_hex))
}

#[test]
fn an_etag_stays_while_nothing_changes_and_changes_with_the_data() {
    let app = TestApp::start();
    let changed = TestApp::build().person("esia_test_006", |citizen| citizen.contacts[0].value.insert(0, 'X')).start();
    let (reader, other) = (
        Reader::of(&app, "esia_test_006", "fullname contacts"),
        Reader::of(&changed, "esia_test_006", "fullname contacts"),
    );
    let tag = |reader: &Reader, path: &str| reader.json(path)["eTag"].clone();
    for path in ["/rs/prns/{oid}", "/rs/prns/{oid}/ctts", "/rs/prns/{oid}/addrs"] {
        assert!(is_tag(&tag(&reader, path)), "{path}");
        assert_eq!(tag(&reader, path), tag(&reader, path), "{path}");
    }
    assert_eq!(tag(&reader, "/rs/prns/{oid}"), tag(&other, "/rs/prns/{oid}"));
    assert_ne!(tag(&reader, "/rs/prns/{oid}/ctts"), tag(&other, "/rs/prns/{oid}/ctts"));
    let embedded = "/rs/prns/{oid}?embed=(contacts.elements)";
    assert_ne!(tag(&reader, embedded), tag(&other, embedded));
}

#[test]
fn the_etag_is_a_header_too_and_saves_a_transfer() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", "contacts");
    let answer = reader.get("/rs/prns/{oid}/ctts");
    let tag = answer.json()["eTag"].as_str().expect("a tag").to_owned();
    assert_eq!(answer.header("etag"), format!("\"{tag}\""));
    let url = app.url(&format!("/rs/prns/{}/ctts", reader.oid));
    let table = [
        (format!("\"{tag}\""), 304),
        (format!("\"x\", W/\"{tag}\""), 304),
        (tag.clone(), 304),
        ("*".to_owned(), 304),
        ("\"x\"".to_owned(), 200),
        (String::new(), 200),
    ];
    for (sent, status) in table {
        let request = app
            .http
            .get(&url)
            .header("authorization", format!("Bearer {}", reader.token))
            .header("if-none-match", &sent);
        let answer = app.http.send(request);
        assert_eq!((answer.status, answer.header("etag")), (status, format!("\"{tag}\"").as_str()), "{sent}");
        assert_eq!(answer.body.is_empty(), status == 304, "{sent}");
    }
}

#[test]
fn answers_are_json_of_a_mock_and_kept_by_nobody() {
    let app = TestApp::start();
    let answer = Reader::of(&app, "esia_test_006", "fullname").get("/rs/prns/{oid}");
    assert_eq!(answer.header("content-type"), "application/json;charset=UTF-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-esia-mock"), "test-only");
    assert_eq!(answer.header("location"), "", "clients take it for a redirect");
}

#[test]
fn a_location_is_sent_by_quirk() {
    let app = TestApp::build().quirk("DEMO_RSA", Quirk::RestLocation).start();
    let reader = Reader::of(&app, "esia_test_006", "fullname");
    let answer = reader.get("/rs/prns/{oid}");
    assert_eq!(
        (answer.status, answer.header("location")),
        (200, app.url(&format!("/rs/prns/{}", reader.oid)).as_str())
    );
}

#[test]
fn slashes_too_many_are_overlooked() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", &all_scopes());
    let table = [
        ("/rs/prns/{oid}/", "/rs/prns/{oid}"),
        ("/rs/prns/{oid}//vhls?embed=(elements)", "/rs/prns/{oid}/vhls?embed=(elements)"),
        ("/rs/prns/{oid}/docs/", "/rs/prns/{oid}/docs"),
        ("//rs//prns/{oid}//ctts//", "/rs/prns/{oid}/ctts"),
    ];
    for (written, meant) in table {
        assert_eq!(reader.json(written), reader.json(meant), "{written}");
    }
    for nowhere in ["/rs/prns/{oid}%3Fembed=(contacts.elements)", "/rs/prns/{oid}/docs%3Fembed=(elements)"] {
        assert_eq!(reader.refused(nowhere), not_found(), "{nowhere}");
    }
}
