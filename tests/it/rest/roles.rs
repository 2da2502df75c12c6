//! `/rs/prns/{oid}/roles` and `/orgs`.

use serde_json::json;

use super::Reader;
use super::all;
use super::not_allowed;
use crate::support::TestApp;

#[test]
fn roles_are_always_written_out() {
    let app = TestApp::build().public_url("http://esia.test").start();
    let reader = Reader::of(&app, "esia_test_003", "usr_org");
    let roles = reader.json("/rs/prns/{oid}/roles");
    assert_eq!(roles, reader.json("/rs/prns/{oid}/roles?embed=(elements)"));
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_json_snapshot!("rest_roles_003", roles);
    });
    assert_eq!(Reader::of(&app, "esia_test_003", "fullname").refused("/rs/prns/{oid}/roles"), not_allowed());
}

#[test]
fn a_role_names_the_branch() {
    let app = TestApp::start();
    let role = Reader::of(&app, "confirmed_school_teacher", "usr_org").element("/rs/prns/{oid}/roles", "type", "LEGAL");
    assert_eq!(role["branchName"], "Филиал «Начальная школа» МАОУ «СОШ № 12» г. Примерска");
    assert!(role["branchOid"].is_u64(), "{role}");
}

#[test]
fn orgs_lead_to_where_one_works_now() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_003", "usr_org");
    let orgs = reader.json("/rs/prns/{oid}/orgs");
    assert_eq!((&orgs["size"], &orgs["stateFacts"]), (&json!(2), &json!(["hasSize"])));
    let elements = reader.elements("/rs/prns/{oid}/orgs");
    assert_eq!(all(&elements, "type"), ["LEGAL", "BUSINESS"]);
    for (url, element) in orgs["elements"].as_array().expect("elements").iter().zip(elements) {
        let url = url.as_str().expect("an address");
        assert_eq!(reader.json(url.trim_start_matches(&app.base)), element);
    }
    assert_eq!(Reader::of(&app, "esia_test_007", "usr_org").json("/rs/prns/{oid}/orgs")["size"], 0);
}
