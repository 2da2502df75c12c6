//! `/rs/prns/{oid}/docs`.

use esia_mock::domain::document::DocumentKind;
use esia_mock::domain::quirk::Quirk;

use super::Reader;
use super::all;
use super::not_allowed;
use super::not_found;
use crate::support::TestApp;

#[test]
fn each_scope_opens_its_documents() {
    // Somebody who has one document of every kind.
    let build = TestApp::build().person("esia_test_006", |citizen| {
        let (template, last) = (citizen.documents[0].clone(), citizen.documents[0].id + 10_000);
        let kinds = (last..).zip(DocumentKind::ALL);
        citizen.documents = kinds
            .map(|(id, kind)| esia_mock::domain::document::Document { id, kind: *kind, ..template.clone() })
            .collect();
    });
    let app = build.start();
    let table: [(&str, &[&str]); 9] = [
        ("id_doc", &["RF_PASSPORT", "FID_DOC", "RFG_CERT"]),
        ("foreign_passport_doc", &["FRGN_PASS"]),
        ("drivers_licence_doc", &["RF_DRIVING_LICENSE"]),
        ("military_doc", &["MLTR_ID"]),
        ("medical_doc", &["MDCL_PLCY"]),
        ("birth_cert_doc", &["RF_BRTH_CERT", "OLD_BRTH_CERT", "FID_BRTH_CERT"]),
        ("residence_doc", &["RSDNC_PERMIT"]),
        ("temporary_residence_doc", &["TMP_RSDNC_PERMIT"]),
        ("medical_doc military_doc", &["MLTR_ID", "MDCL_PLCY"]),
    ];
    for (scope, types) in table {
        let reader = Reader::of(&app, "esia_test_006", scope);
        assert_eq!(all(&reader.elements("/rs/prns/{oid}/docs"), "type"), types, "{scope}");
    }
    let everything = Reader::of(&app, "esia_test_006", "usr_inf");
    assert_eq!(everything.elements("/rs/prns/{oid}/docs").len(), DocumentKind::ALL.len());
    assert_eq!(Reader::of(&app, "esia_test_006", "fullname").refused("/rs/prns/{oid}/docs"), not_allowed());
}

#[test]
fn a_document_of_another_kind_is_not_open() {
    let app = TestApp::start();
    let passport = Reader::of(&app, "esia_test_006", "id_doc").json("/rs/prns/{oid}")["rIdDoc"].clone();
    let reader = Reader::of(&app, "esia_test_006", "medical_doc");
    assert_eq!(reader.refused(&format!("/rs/prns/{{oid}}/docs/{passport}")), not_allowed());
    assert_eq!(reader.refused("/rs/prns/{oid}/docs/999999"), not_found());
    assert_eq!(reader.refused("/rs/prns/{oid}/docs/passport"), not_found());
}

#[test]
fn a_checked_document_is_verified() {
    let app = TestApp::start();
    for (persona, status) in [("standard_adult", "VERIFIED"), ("simplified_ready_adult", "NOT_VERIFIED")] {
        let reader = Reader::of(&app, persona, "id_doc");
        assert_eq!(all(&reader.elements("/rs/prns/{oid}/docs"), "vrfStu"), [status], "{persona}");
    }
}

#[test]
fn birth_certificates_have_their_old_name_by_quirk() {
    let app = TestApp::build().quirk("DEMO_RSA", Quirk::OldBirthCertificateType).start();
    let reader = Reader::of(&app, "esia_test_006", "birth_cert_doc id_doc");
    assert_eq!(all(&reader.elements("/rs/prns/{oid}/docs"), "type"), ["RF_PASSPORT", "BRTH_CERT"]);
}

/// Case 1.8: `Identifiable` in a list, `EntityRoot` at its own address and inside its owner.
#[test]
fn what_a_document_is_depends_on_where_it_is_written() {
    let app = TestApp::start();
    let facts = |document: &serde_json::Value| document["stateFacts"][0].as_str().unwrap_or_default().to_owned();
    let reader = Reader::of(&app, "esia_test_006", "id_doc");
    let listed = reader.elements("/rs/prns/{oid}/docs")[0].clone();
    let alone = reader.json(&format!("/rs/prns/{{oid}}/docs/{}", listed["id"]));
    let inside = reader.json("/rs/prns/{oid}?embed=(documents.elements)")["documents"]["elements"][0].clone();
    assert_eq!([&listed, &alone, &inside].map(facts), ["Identifiable", "EntityRoot", "EntityRoot"]);
    assert_eq!(listed["eTag"], alone["eTag"]);
    let mother = Reader::of(&app, "confirmed_mother_of_two", "kid_fullname kid_birth_cert_doc");
    let child = mother.elements("/rs/prns/{oid}/kids")[0]["id"].clone();
    let listed = mother.elements(&format!("/rs/prns/{{oid}}/kids/{child}/docs"))[0].clone();
    let alone = mother.json(&format!("/rs/prns/{{oid}}/kids/{child}/docs/{}", listed["id"]));
    assert_eq!([&listed, &alone].map(facts), ["Identifiable", "EntityRoot"]);
}
