//! `/rs/orgs/{oid}` and what is below it.

use serde_json::json;

use super::Reader;
use super::all;
use super::all_scopes_of;
use super::names;
use super::not_allowed;
use super::not_found;
use crate::support::TestApp;

const SCHOOL: u64 = 1_000_000_801;
const MINISTRY: u64 = 1_000_000_804;

#[test]
fn a_field_of_an_organisation_is_absent_unless_its_scope_is_granted() {
    let app = TestApp::start();
    let path = format!("/rs/orgs/{MINISTRY}");
    let table: [(&str, &[&str]); 12] = [
        ("org_shortname", &["shortName"]),
        ("org_fullname", &["fullName"]),
        ("org_type", &["type"]),
        ("org_ogrn", &["ogrn"]),
        ("org_inn", &["inn"]),
        ("org_kpp", &["kpp"]),
        ("org_leg", &["leg"]),
        ("org_agencyterrange", &["agencyTerRange"]),
        ("org_agencytype", &["agencyType"]),
        ("org_oktmo", &["oktmo"]),
        ("org_emps", &["staffCount"]),
        ("org_ctts", &[]),
    ];
    for (scope, granted) in table {
        let scope = format!("http://esia.gosuslugi.ru/{scope}?org_oid={MINISTRY}");
        let organization = Reader::of(&app, "esia_test_002", &scope).json(&path);
        let mut expected = [&["eTag", "isLiquidated", "oid", "stateFacts"], granted].concat();
        expected.sort_unstable();
        assert_eq!(names(&organization), expected, "{scope}");
    }
    let listed = Reader::of(&app, "esia_test_002", "usr_org").json(&path);
    let known = ["eTag", "fullName", "isLiquidated", "ogrn", "oid", "shortName", "stateFacts", "type"];
    assert_eq!(names(&listed), known, "what the roles tell anyway");
}

#[test]
fn everything_about_the_school() {
    let app = TestApp::build().public_url("http://esia.test").start();
    let reader = Reader::of(&app, "confirmed_school_director", &all_scopes_of(SCHOOL));
    let embed = "contacts.elements,addresses.elements,vehicles.elements,branches.elements,employees.elements";
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_json_snapshot!("rest_school_12", reader.json(&format!("/rs/orgs/{SCHOOL}?embed=({embed})")));
    });
}

#[test]
fn only_who_works_there_opens_an_organisation() {
    let app = TestApp::start();
    // Has left it; works elsewhere, with and without usr_org; works nowhere; there is no such organisation.
    let table = [
        ("esia_test_003", "usr_org".to_owned(), MINISTRY),
        ("confirmed_school_director", format!("usr_org org_inn?org_oid={SCHOOL}"), MINISTRY),
        ("esia_test_002", format!("org_inn?org_oid={MINISTRY}"), SCHOOL),
        ("esia_test_007", "usr_org fullname".to_owned(), SCHOOL),
        ("esia_test_002", "usr_org".to_owned(), 999_999_999),
    ];
    for (persona, scope, organization) in table {
        let reader = Reader::of(&app, persona, &scope);
        assert_eq!(reader.refused(&format!("/rs/orgs/{organization}")), not_allowed(), "{persona}");
        assert_eq!(reader.refused(&format!("/rs/orgs/{organization}/ctts")), not_allowed(), "{persona}");
    }
}

#[test]
fn elements_are_found_at_their_addresses() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "confirmed_school_director", &all_scopes_of(SCHOOL));
    for (noun, size) in [("ctts", 3), ("addrs", 2), ("vhls", 1), ("brhs", 1), ("emps", 2)] {
        let path = format!("/rs/orgs/{SCHOOL}/{noun}");
        let (urls, elements) = (reader.json(&path), reader.elements(&path));
        assert_eq!(urls["size"], size, "{noun}");
        for (url, element) in urls["elements"].as_array().expect("elements").iter().zip(elements) {
            let url = url.as_str().expect("an address");
            assert_eq!(reader.json(url.trim_start_matches(&app.base)), element, "{noun}");
        }
        assert_eq!(reader.refused(&format!("{path}/999999999")), not_found(), "{noun}");
    }
}

#[test]
fn contacts_of_the_person_and_of_the_organisation_are_two_things() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "confirmed_school_director", &format!("email org_ctts?org_oid={SCHOOL}"));
    assert_eq!(all(&reader.elements("/rs/prns/{oid}/ctts"), "type"), ["EML"]);
    assert_eq!(all(&reader.elements(&format!("/rs/orgs/{SCHOOL}/ctts")), "type"), ["OPH", "OFX", "OEM"]);
    assert_eq!(reader.refused(&format!("/rs/orgs/{SCHOOL}/addrs")), not_allowed());
}

#[test]
fn groups_are_those_of_the_employee() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "confirmed_school_director", &format!("org_grps?org_oid={SCHOOL}"));
    let groups = |persona: &str| {
        let person = app.citizen(persona).oid;
        reader.json(&format!("/rs/orgs/{SCHOOL}/emps/{person}/grps"))["elements"].clone()
    };
    assert_eq!(
        groups("confirmed_school_teacher"),
        json!([{ "grp_id": "EPOS_STAFF", "name": "Сотрудники ЭПОС", "description": "Доступ к электронному журналу",
                 "itSystem": "EPOS_DEMO", "system": true }])
    );
    assert_eq!(groups("confirmed_school_director")[0]["grp_id"], "ORG_ADMIN");
    assert_eq!(reader.refused(&format!("/rs/orgs/{SCHOOL}/emps/1000000606/grps")), not_found());
    let without = Reader::of(&app, "confirmed_school_director", &format!("org_emps?org_oid={SCHOOL}"));
    let person = app.citizen("confirmed_school_teacher").oid;
    assert_eq!(without.refused(&format!("/rs/orgs/{SCHOOL}/emps/{person}/grps")), not_allowed());
}
