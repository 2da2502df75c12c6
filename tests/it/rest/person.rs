//! `/rs/prns/{oid}`.

use serde_json::json;

use esia_mock::domain::quirk::Quirk;

use super::EVERYTHING;
use super::Reader;
use super::all_scopes;
use super::names;
use super::not_allowed;
use crate::support::TestApp;

/// Shown whatever the token opens.
const ALWAYS: [&str; 9] = [
    "containsUpCfmCode",
    "eTag",
    "kidAccCreatedByParent",
    "rfgUOperatorCheck",
    "stateFacts",
    "status",
    "trusted",
    "updatedOn",
    "verifying",
];

#[test]
fn everything_about_person_006() {
    let app = TestApp::build().public_url("http://esia.test").start();
    let reader = Reader::of(&app, "esia_test_006", &all_scopes());
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_json_snapshot!("rest_person_006", reader.json("/rs/prns/{oid}"));
        let whole = reader.json(&format!("/rs/prns/{{oid}}?embed={EVERYTHING}"));
        insta::assert_json_snapshot!("rest_person_006_whole", whole);
    });
}

#[test]
fn a_field_is_absent_unless_its_scope_is_granted() {
    let app = TestApp::start();
    let table: [(&str, &[&str]); 12] = [
        ("openid", &[]),
        ("fullname", &["firstName", "lastName", "middleName", "rIdDoc"]),
        ("birthdate", &["birthDate"]),
        ("birthplace", &["birthPlace"]),
        ("gender", &["gender"]),
        ("snils", &["snils"]),
        ("inn", &["inn"]),
        ("id_doc", &["citizenship", "inn", "rIdDoc", "snils"]),
        ("self_employed", &["selfEmployed"]),
        ("email mobile addresses vehicles usr_org medical_doc", &[]),
        (
            "usr_inf",
            &[
                "birthDate",
                "birthPlace",
                "citizenship",
                "firstName",
                "gender",
                "inn",
                "lastName",
                "middleName",
                "rIdDoc",
                "selfEmployed",
                "snils",
            ],
        ),
        (
            "http://esia.gosuslugi.ru/usr_inf",
            &[
                "birthDate",
                "birthPlace",
                "citizenship",
                "firstName",
                "gender",
                "inn",
                "lastName",
                "middleName",
                "rIdDoc",
                "selfEmployed",
                "snils",
            ],
        ),
    ];
    for (scope, granted) in table {
        let person = Reader::of(&app, "esia_test_006", scope).json("/rs/prns/{oid}");
        let mut expected: Vec<&str> = ALWAYS.iter().chain(granted).copied().collect();
        expected.sort_unstable();
        assert_eq!(names(&person), expected, "{scope}");
    }
}

#[test]
fn trust_and_snils_follow_the_level() {
    let app = TestApp::start();
    let table = [
        ("esia_test_006", true, false, true, false),
        ("standard_adult", false, false, true, false),
        ("simplified_ready_adult", false, true, false, false),
        ("child_10", false, false, true, true),
    ];
    for (persona, trusted, verifying, snils, by_parent) in table {
        let person = Reader::of(&app, persona, "fullname snils").json("/rs/prns/{oid}");
        assert_eq!(person["trusted"], trusted, "{persona}");
        assert_eq!(person["verifying"], verifying, "{persona}");
        assert_eq!(person.get("snils").is_some(), snils, "{persona}");
        assert_eq!(person["kidAccCreatedByParent"], by_parent, "{persona}");
        assert_eq!(person["status"], "REGISTERED", "{persona}");
    }
}

#[test]
fn who_has_no_middle_name_has_no_such_field() {
    let app = TestApp::start();
    let person = Reader::of(&app, "confirmed_without_middle_name", "fullname").json("/rs/prns/{oid}");
    assert!(person.get("middleName").is_none() && person.get("lastName").is_some(), "{person}");
}

#[test]
fn a_childs_own_account_shows_the_child_and_no_passport() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "child_10", "fullname birthdate gender snils email mobile id_doc birth_cert_doc");
    let child = reader.json("/rs/prns/{oid}");
    assert_eq!(
        (&child["firstName"], &child["gender"], &child["snils"]),
        (&json!("Иван"), &json!("M"), &json!("000-000-704 25"))
    );
    assert!(child.get("rIdDoc").is_none(), "{child}");
    assert_eq!(super::all(&reader.elements("/rs/prns/{oid}/docs"), "type"), ["RF_BRTH_CERT"]);
    assert_eq!(
        super::all(&reader.elements("/rs/prns/{oid}/ctts"), "value"),
        ["sidorov.ivan@example.test", "+7(900)0000704"]
    );
    assert_eq!(Reader::of(&app, "child_10", "kid_fullname").json("/rs/prns/{oid}/kids")["size"], 0);
}

#[test]
fn a_clients_own_token_opens_what_the_person_allowed() {
    let app = TestApp::start();
    let oid = Reader::of(&app, "esia_test_006", "fullname snils email").oid;
    let alone = Reader::alone(&app, &format!("snils?oid={oid}"), oid);
    assert_eq!(alone.json("/rs/prns/{oid}")["snils"], "000-000-600 06");
    assert!(alone.json("/rs/prns/{oid}").get("firstName").is_none());
    assert_eq!(alone.refused("/rs/prns/{oid}/ctts"), not_allowed());
    let about_nobody = Reader::alone(&app, "http://lk.gosuslugi.ru/api-order", oid);
    assert_eq!(about_nobody.refused("/rs/prns/{oid}"), not_allowed());
    assert_eq!(about_nobody.refused("/rs/orgs/1000000801"), not_allowed());
}

#[test]
fn self_employment_is_an_object_and_text_by_quirk() {
    let table = [(None, json!({ "confirmed": true })), (Some(Quirk::SelfEmployedString), json!("true"))];
    for (quirk, expected) in table {
        let build = TestApp::build();
        let app = quirk.into_iter().fold(build, |build, quirk| build.quirk("DEMO_RSA", quirk)).start();
        let person = Reader::of(&app, "esia_test_008", "self_employed").json("/rs/prns/{oid}");
        assert_eq!(person["selfEmployed"], expected);
    }
}

#[test]
fn the_main_document_is_the_one_of_docs() {
    let app = TestApp::start();
    for (persona, kind) in [("esia_test_006", "RF_PASSPORT"), ("standard_foreigner", "FID_DOC")] {
        let reader = Reader::of(&app, persona, "id_doc");
        let main = reader.json("/rs/prns/{oid}")["rIdDoc"].clone();
        let document = reader.json(&format!("/rs/prns/{{oid}}/docs/{main}"));
        assert_eq!(document["type"], kind);
    }
}

/// Case 1.7: since 2025 the passport brings ИНН and СНИЛС along; a capture of 2022 has no СНИЛС.
#[test]
fn a_passport_brings_inn_and_snils_along() {
    let as_in_2022 = TestApp::build().config(|config| {
        config.rules.set("rest.snils_by_id_doc=off").expect("a rule");
    });
    for (app, snils) in [(TestApp::start(), true), (as_in_2022.start(), false)] {
        let person = Reader::of(&app, "esia_test_006", "openid fullname id_doc").json("/rs/prns/{oid}");
        assert!(person["inn"].is_string() && person["rIdDoc"].is_u64(), "{person}");
        assert_eq!(person.get("snils").is_some(), snils, "{person}");
    }
    let app = TestApp::start();
    let person = Reader::of(&app, "esia_test_006", "openid fullname").json("/rs/prns/{oid}");
    assert!(person["rIdDoc"].is_u64(), "{person}");
    assert!(["inn", "snils", "citizenship"].into_iter().all(|name| person.get(name).is_none()), "{person}");
}
