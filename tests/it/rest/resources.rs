//! What every row of the resource table has in common.

use chrono::TimeDelta;

use esia_mock::web::rest::RESOURCES;
use esia_mock::web::rest::asked::Owner;
use esia_mock::web::rest::asked::ResourceDef;

use super::Reader;
use super::all_scopes;
use super::all_scopes_of;
use super::not_allowed;
use super::not_found;
use crate::support::TestApp;

const SCHOOL: u64 = 1_000_000_801;

/// Readers who may see everything of somebody who has something to see.
struct Readers {
    rich: Reader,
    mother: Reader,
    director: Reader,
}

impl Readers {
    fn with(app: &TestApp, personal: &str, of_school: &str) -> Self {
        Self {
            rich: Reader::of(app, "esia_test_006", personal),
            mother: Reader::of(app, "confirmed_mother_of_two", personal),
            director: Reader::of(app, "confirmed_school_director", of_school),
        }
    }

    fn of(&self, row: &ResourceDef) -> &Reader {
        match row.owner {
            Owner::Organization => &self.director,
            Owner::Person if row.path.contains("/kids") => &self.mother,
            Owner::Person if row.path.ends_with("/roles") || row.path.ends_with("/orgs") => &self.director,
            Owner::Person => &self.rich,
        }
    }
}

/// The path of a row with the numbers of things that are there, found by following addresses.
fn path(row: &ResourceDef, reader: &Reader) -> String {
    let own = if row.owner == Owner::Organization { SCHOOL } else { reader.oid };
    let mut path = String::new();
    for part in row.path.split('/').skip(1) {
        let part = match part {
            "{oid}" => own.to_string(),
            "{kid}" | "{id}" => {
                let urls = reader.json(&path);
                let url = urls["elements"][0].as_str().unwrap_or_else(|| panic!("{path} is empty"));
                url.rsplit('/').next().expect("a number").to_owned()
            }
            word => word.to_owned(),
        };
        path = format!("{path}/{part}");
    }
    path
}

#[test]
fn every_resource_needs_a_token_and_its_scope() {
    let app = TestApp::start();
    let full = Readers::with(&app, &all_scopes(), &format!("{} usr_org", all_scopes_of(SCHOOL)));
    let bare = Readers::with(&app, "openid", &format!("openid org_rcs?org_oid={SCHOOL}"));
    for row in RESOURCES {
        let path = path(row, full.of(row));
        assert_eq!(full.of(row).get(&path).status, 200, "{path}");

        for header in [None, Some("Bearer garbage"), Some("Bearer "), Some("Basic YTpi")] {
            let request = app.http.get(&app.url(&path));
            let request = header.into_iter().fold(request, |request, header| request.header("authorization", header));
            let answer = app.http.send(request);
            assert_eq!((answer.status, answer.esia_code().as_str()), (401, "ESIA-005011"), "{path} {header:?}");
            assert_eq!(answer.json()["message"], "SecurityErrorEnum.invalidToken");
        }
        let expected = if row.opens.is_empty() { (200, String::new()) } else { not_allowed() };
        assert_eq!(bare.of(row).refused(&path), expected, "{path}");
    }
}

#[test]
fn every_number_must_be_there() {
    let app = TestApp::start();
    let full = Readers::with(&app, &all_scopes(), &format!("{} usr_org", all_scopes_of(SCHOOL)));
    for row in RESOURCES {
        let path = path(row, full.of(row));
        let parts: Vec<&str> = path.split('/').collect();
        for (at, _) in row.path.split('/').enumerate().filter(|(_, part)| part.starts_with('{')) {
            for (wrong, expected) in
                [("999999999", not_found()), ("x", not_found()), ("-1", not_found()), ("+1", not_found())]
            {
                let mut parts = parts.clone();
                parts[at] = wrong;
                let somebody_else = at == 3 && wrong == "999999999";
                let expected = if somebody_else { not_allowed() } else { expected };
                assert_eq!(full.of(row).refused(&parts.join("/")), expected, "{path} {at} {wrong}");
            }
        }
    }
}

#[test]
fn a_token_opens_nobody_else() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", &all_scopes());
    let other = app.citizen("esia_test_007").oid;
    for row in RESOURCES.iter().filter(|row| row.owner == Owner::Person) {
        let path = row.path.replace("{oid}", &other.to_string()).replace("{kid}", "1").replace("{id}", "1");
        assert_eq!(reader.refused(&path), not_allowed(), "{path}");
    }
}

#[test]
fn what_is_not_in_the_table_does_not_exist() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", "fullname");
    for path in
        ["/rs", "/rs/prns", "/rs/orgs", "/rs/prns/{oid}/nothing", "/rs/prns/{oid}/ctts/1/2", "/rs/model/prn/Person-3"]
    {
        assert_eq!(reader.refused(path), not_found(), "{path}");
        let path = path.replace("{oid}", &reader.oid.to_string());
        let answer = app.http.send(app.http.get(&app.url(&path)));
        assert_eq!((answer.status, answer.esia_code().as_str()), (401, "ESIA-005011"), "{path} without a token");
    }
}

#[test]
fn nothing_can_be_written() {
    let app = TestApp::start();
    let url = app.url(&format!("/rs/prns/{}", app.citizen("esia_test_006").oid));
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let answer = app.http.send(app.http.request(method, &url));
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
        assert!(answer.json()["code"].is_string(), "{method}");
    }
}

#[test]
fn an_expired_token_says_so() {
    let app = TestApp::start();
    let reader = Reader::of(&app, "esia_test_006", "fullname");
    app.advance(TimeDelta::seconds(3599));
    assert_eq!(reader.get("/rs/prns/{oid}").status, 200);
    app.advance(TimeDelta::seconds(1));
    for path in ["/rs/prns/{oid}", "/rs/prns/1", "/rs/nothing"] {
        let answer = reader.get(path);
        assert_eq!((answer.status, answer.esia_code().as_str()), (401, "ESIA-005013"), "{path}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}

#[test]
fn the_table_is_in_order() {
    for row in RESOURCES {
        assert_eq!(row.method, "GET", "{}", row.path);
        assert!(row.path.starts_with("/rs/") && !row.about.is_empty(), "{}", row.path);
        assert_eq!(RESOURCES.iter().filter(|other| other.path == row.path).count(), 1, "{}", row.path);
        assert!(row.embeds_as.is_empty() || row.path.split('/').count() == 5, "{}", row.path);
    }
}
