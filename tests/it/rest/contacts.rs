//! `/rs/prns/{oid}/ctts`.

use super::Reader;
use super::all;
use super::names;
use super::not_allowed;
use super::not_found;
use crate::support::TestApp;

#[test]
fn a_contact_is_there_if_its_scope_is_granted() {
    let app = TestApp::start();
    let table: [(&str, &[&str]); 5] = [
        ("email", &["EML"]),
        ("mobile", &["MBT"]),
        ("email mobile", &["EML", "MBT"]),
        ("contacts", &["EML", "MBT", "PHN", "CEM"]),
        ("usr_inf", &["EML", "MBT", "PHN", "CEM"]),
    ];
    for (scope, types) in table {
        let reader = Reader::of(&app, "esia_test_006", scope);
        assert_eq!(all(&reader.elements("/rs/prns/{oid}/ctts"), "type"), types, "{scope}");
        assert_eq!(reader.json("/rs/prns/{oid}/ctts")["size"], types.len(), "{scope}");
    }
    assert_eq!(Reader::of(&app, "esia_test_006", "fullname addresses").refused("/rs/prns/{oid}/ctts"), not_allowed());
}

#[test]
fn one_contact_is_the_element_of_the_list() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", "contacts");
    let mobile = reader.element("/rs/prns/{oid}/ctts", "type", "MBT");
    let id = &mobile["id"];
    assert_eq!(reader.json(&format!("/rs/prns/{{oid}}/ctts/{id}")), mobile);
    assert_eq!(names(&mobile), ["eTag", "id", "stateFacts", "type", "value", "vrfStu"]);
    assert_eq!(mobile["value"], "+7(000)0000006");
    let other = Reader::of(&app, "esia_test_006", "email");
    assert_eq!(other.refused(&format!("/rs/prns/{{oid}}/ctts/{id}")), not_allowed());
    assert_eq!(other.refused("/rs/prns/{oid}/ctts/999999"), not_found());
}

#[test]
fn an_unverified_address_says_so() {
    let app = TestApp::start();
    for (persona, status) in [("confirmed_email_not_verified", "NOT_VERIFIED"), ("confirmed_mother_of_two", "VERIFIED")]
    {
        let reader = Reader::of(&app, persona, "email");
        assert_eq!(all(&reader.elements("/rs/prns/{oid}/ctts"), "vrfStu"), [status], "{persona}");
    }
}
