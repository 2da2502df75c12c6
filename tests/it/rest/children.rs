//! `/rs/prns/{oid}/kids`.

use serde_json::json;

use esia_mock::domain::document::Document;

use super::Reader;
use super::all;
use super::names;
use super::not_allowed;
use super::not_found;
use crate::support::TestApp;

const MOTHER: &str = "confirmed_mother_of_two";

#[test]
fn cards_of_children_have_ids_of_their_own() {
    let app = TestApp::start();
    let reader = Reader::of(&app, MOTHER, "kid_fullname kid_snils");
    let cards = reader.elements("/rs/prns/{oid}/kids");
    assert_eq!(all(&cards, "snils"), ["000-000-704 25", "000-000-705 26"]);
    let account = app.citizen("child_10").oid;
    assert!(cards.iter().all(|card| card["id"] != account), "{cards:?}");
    let urls = reader.json("/rs/prns/{oid}/kids");
    let url = format!("{}/rs/prns/{}/kids/{}", app.base, reader.oid, cards[0]["id"]);
    assert_eq!(urls["elements"][0], url);
    assert_eq!(reader.json(url.trim_start_matches(&app.base)), cards[0]);
}

#[test]
fn a_field_of_a_child_is_absent_unless_its_scope_is_granted() {
    let app = TestApp::start();
    let table: [(&str, &[&str]); 8] = [
        ("kid_fullname", &["firstName", "lastName", "middleName"]),
        ("kid_birthdate", &["birthDate"]),
        ("kid_gender", &["gender"]),
        ("kid_snils", &["snils"]),
        ("kid_mobile", &["mobile"]),
        ("kid_email", &["email"]),
        ("kid_birth_cert_doc", &[]),
        ("kid_school_data", &[]),
    ];
    for (scope, granted) in table {
        let cards = Reader::of(&app, MOTHER, scope).elements("/rs/prns/{oid}/kids");
        let mut expected = [&["eTag", "id", "stateFacts"], granted].concat();
        expected.sort_unstable();
        assert_eq!(names(&cards[0]), expected, "{scope}");
    }
    assert_eq!(Reader::of(&app, MOTHER, "fullname snils").refused("/rs/prns/{oid}/kids"), not_allowed());
}

#[test]
fn documents_of_a_child_are_below_the_card() {
    let app = TestApp::start();
    let reader = Reader::of(&app, MOTHER, "kid_snils kid_birth_cert_doc");
    let id = reader.element("/rs/prns/{oid}/kids", "snils", "000-000-704 25")["id"].clone();
    let docs = format!("/rs/prns/{{oid}}/kids/{id}/docs");
    let certificate = reader.element(&docs, "type", "RF_BRTH_CERT");
    assert_eq!((&certificate["series"], &certificate["actNo"]), (&json!("II-ВГ"), &json!("000704")));
    let document = certificate["id"].clone();
    let certificate = reader.json(&format!("{docs}/{document}"));
    assert_eq!((&certificate["series"], &certificate["stateFacts"]), (&json!("II-ВГ"), &json!(["EntityRoot"])));
    assert_eq!(reader.refused(&format!("{docs}/999999")), not_found());
    let card = reader.json(&format!("/rs/prns/{{oid}}/kids/{id}?embed=(documents.elements)"));
    assert_eq!(card["documents"]["elements"], json!([certificate]));

    let without = Reader::of(&app, MOTHER, "kid_snils");
    assert_eq!(without.refused(&docs), not_allowed());
    let card = without.json(&format!("/rs/prns/{{oid}}/kids/{id}?embed=(documents.elements)"));
    assert_eq!(names(&card), ["eTag", "id", "snils", "stateFacts"]);
}

#[test]
fn a_policy_is_not_opened_by_the_scope_of_certificates() {
    let build = TestApp::build().person(MOTHER, |citizen| {
        let own = citizen.documents.iter().cloned();
        citizen.children[0].documents.extend(own.map(|document| Document { id: document.id + 10_000, ..document }));
    });
    let app = build.start();
    let everything = Reader::of(&app, MOTHER, "kid_birth_cert_doc kid_medical_doc");
    let id = everything.elements("/rs/prns/{oid}/kids")[0]["id"].clone();
    let docs = format!("/rs/prns/{{oid}}/kids/{id}/docs");
    assert_eq!(all(&everything.elements(&docs), "type"), ["RF_BRTH_CERT", "MDCL_PLCY"], "and no passport");
    let policy = everything.element(&docs, "type", "MDCL_PLCY")["id"].clone();
    let reader = Reader::of(&app, MOTHER, "kid_birth_cert_doc");
    assert_eq!(all(&reader.elements(&docs), "type"), ["RF_BRTH_CERT"]);
    assert_eq!(reader.refused(&format!("{docs}/{policy}")), not_allowed());
}

#[test]
fn a_child_of_somebody_else_is_not_there() {
    let app = TestApp::start();
    let id = Reader::of(&app, MOTHER, "kid_fullname").elements("/rs/prns/{oid}/kids")[0]["id"].clone();
    let other = Reader::of(&app, "esia_test_005", "kid_fullname kid_birth_cert_doc");
    assert_eq!(other.json("/rs/prns/{oid}/kids")["size"], 1);
    assert_eq!(other.refused(&format!("/rs/prns/{{oid}}/kids/{id}")), not_found());
    assert_eq!(other.refused(&format!("/rs/prns/{{oid}}/kids/{id}/docs")), not_found());
}
