//! The `embed` parameter.

use super::EVERYTHING;
use super::Reader;
use super::names;
use crate::support::TestApp;

#[test]
fn elements_are_addresses_or_objects() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", "contacts");
    let urls = reader.json("/rs/prns/{oid}/ctts");
    let url = urls["elements"][0].as_str().expect("an address");
    assert!(url.starts_with(&format!("{}/rs/prns/{}/ctts/", app.base, reader.oid)), "{url}");
    for query in
        ["embed=(elements)", "embed=(elements-1)", "embed=%28elements%29", "embed=(elements,)", "x=1&embed=(elements)"]
    {
        let objects = reader.json(&format!("/rs/prns/{{oid}}/ctts?{query}"));
        assert!(objects["elements"][0].is_object(), "{query}");
        assert_eq!((&objects["size"], &objects["eTag"]), (&urls["size"], &urls["eTag"]), "{query}");
    }
    for query in ["", "embed=", "embed=()", "embed=(contacts.elements)"] {
        assert_eq!(reader.json(&format!("/rs/prns/{{oid}}/ctts?{query}")), urls, "{query}");
    }
}

#[test]
fn a_person_gets_what_the_token_opens_and_nothing_else() {
    let app = TestApp::start();
    let table: [(&str, &str, &[&str]); 8] = [
        ("openid", "()", &[]),
        ("openid", EVERYTHING, &[]),
        ("email", EVERYTHING, &["contacts"]),
        ("addresses vehicles", EVERYTHING, &["addresses", "vehicles"]),
        ("contacts id_doc", "(contacts.elements-1,documents.elements-1)", &["contacts", "documents"]),
        ("medical_doc usr_org", EVERYTHING, &["documents", "organizations"]),
        ("kid_fullname", "(kids.elements)", &["kids"]),
        ("email", "(contacts.elements%2Cpermissions.elements)", &["contacts"]),
    ];
    for (scope, embed, embedded) in table {
        let reader = Reader::of(&app, "esia_test_006", scope);
        let person = reader.json(&format!("/rs/prns/{{oid}}?embed={embed}"));
        let collections: Vec<&str> = names(&person).into_iter().filter(|name| person[*name]["size"].is_u64()).collect();
        assert_eq!(collections, embedded, "{scope} {embed}");
        for name in collections {
            assert!(
                person[name]["elements"].as_array().expect("elements").iter().all(serde_json::Value::is_object),
                "{name}"
            );
        }
    }
}

#[test]
fn what_is_embedded_is_what_is_at_its_own_address() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", "usr_inf");
    let embed = "contacts.elements,addresses.elements,documents.elements,vehicles.elements";
    let person = reader.json(&format!("/rs/prns/{{oid}}?embed=({embed})"));
    for (name, noun) in [("contacts", "ctts"), ("addresses", "addrs"), ("documents", "docs"), ("vehicles", "vhls")] {
        let mut list = reader.json(&format!("/rs/prns/{{oid}}/{noun}?embed=(elements)"));
        if name == "documents" {
            for document in list["elements"].as_array_mut().expect("elements") {
                document["stateFacts"] = serde_json::json!(["EntityRoot"]);
            }
        }
        assert_eq!(person[name], list, "{name}");
    }
}

#[test]
fn anything_else_is_refused() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", "contacts");
    let wrong = ["elements", "(elements", "(a..b)", "((elements))", "(a b)", "%ff", "(elements)&embed=(elements)"];
    for embed in wrong {
        for path in ["/rs/prns/{oid}", "/rs/prns/{oid}/ctts"] {
            let refused = reader.refused(&format!("{path}?embed={embed}"));
            assert_eq!(refused, (400, "ESIA-007003".to_owned()), "{path} {embed}");
        }
    }
}

/// Case 1.6: an unknown name changes nothing, and what is asked for below an element leaves the element there.
#[test]
fn a_name_that_nobody_knows_changes_nothing() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", "contacts fullname");
    for name in ["elements.person", "elements.address", "elements.contact", "persons.elements-1", "a.b", "Elements"] {
        let person = format!("/rs/prns/{{oid}}?embed=({name})");
        assert_eq!(reader.json(&person), reader.json("/rs/prns/{oid}"), "{name}");
    }
    let elements = reader.json("/rs/prns/{oid}/ctts?embed=(elements)");
    assert_eq!(reader.json("/rs/prns/{oid}/ctts?embed=(elements.contact)"), elements);
    assert_eq!(reader.json("/rs/prns/{oid}/ctts?embed=(nothing,elements-1)"), elements);
    let director = Reader::of(&app, "confirmed_school_director", "openid usr_org org_emps?org_oid=1000000801");
    let staff = director.json("/rs/orgs/1000000801/emps?embed=(elements.person)");
    assert!(staff["elements"][0]["prnOid"].is_u64(), "{staff}");
}
