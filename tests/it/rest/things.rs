//! `/rs/prns/{oid}/addrs` and `/vhls`.

use super::Reader;
use super::not_allowed;
use super::not_found;
use crate::support::TestApp;

#[test]
fn an_address_has_what_is_known_and_a_country() {
    let build = TestApp::build().person("esia_test_006", |citizen| citizen.addresses[0].parts.country = None);
    let app = build.start();
    for scope in ["addresses", "contacts", "usr_inf"] {
        let reader = Reader::of(&app, "esia_test_006", scope);
        let registration = reader.element("/rs/prns/{oid}/addrs", "type", "PRG");
        assert_eq!(registration["countryId"], "RUS", "{scope}");
        assert_eq!(registration["zipCode"], "428022", "{scope}");
        assert!(registration.get("frame").is_none() && registration.get("vrfStu").is_none(), "{registration}");
        let id = &registration["id"];
        assert_eq!(reader.json(&format!("/rs/prns/{{oid}}/addrs/{id}")), registration);
    }
    assert_eq!(Reader::of(&app, "esia_test_006", "email").refused("/rs/prns/{oid}/addrs"), not_allowed());
}

/// Row 1.9: both shapes that answers of ЕСИА have; where no code is known there is no member.
#[test]
fn an_address_may_have_its_code_of_the_register() {
    let app = TestApp::start();
    let code = |person: &str, kind: &str| {
        let address = Reader::of(&app, person, "addresses").element("/rs/prns/{oid}/addrs", "type", kind);
        address.get("fiasCode").cloned()
    };
    assert_eq!(code("esia_test_006", "PRG"), Some("36-0-000-000-000-000-0000-0000-000".into()));
    assert_eq!(code("confirmed_mother_of_two", "PRG"), Some("00000000-0000-4000-8000-000000000702".into()));
    assert_eq!(code("confirmed_mother_of_two", "PLV"), None);
}

#[test]
fn a_vehicle_has_its_certificate() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", "vehicles");
    let vehicle = reader.element("/rs/prns/{oid}/vhls", "numberPlate", "А123АА111");
    assert_eq!(vehicle["regCertificate"]["series"], "1231");
    let id = &vehicle["id"];
    assert_eq!(reader.json(&format!("/rs/prns/{{oid}}/vhls/{id}")), vehicle);
    assert_eq!(reader.refused("/rs/prns/{oid}/vhls/0"), not_found());
    assert_eq!(Reader::of(&app, "esia_test_007", "vehicles").json("/rs/prns/{oid}/vhls")["size"], 0);
}

/// Case 1.10: the scope `usr_avt` opens a picture of nobody.
#[test]
fn everybody_has_the_same_artificial_picture() {
    let app = TestApp::start();
    let pictures = ["esia_test_006", "standard_adult"].map(|persona| {
        let answer = Reader::of(&app, persona, "usr_avt").get("/rs/prns/{oid}/avt");
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"), "{persona}");
        assert!(!answer.header("etag").is_empty());
        answer.body
    });
    assert!(pictures[0].starts_with(b"\x89PNG\r\n\x1a\n") && pictures[0] == pictures[1]);
}
