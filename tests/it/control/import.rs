//! A packed folder of fixtures, into a stand that serves.

use serde_json::Value;
use serde_json::json;

use esia_mock::fixtures::archive::Packing;

use super::export::exports;
use super::export::files;
use super::export::signs_in;
use crate::support::Answer;
use crate::support::TestApp;
use crate::support::control::problem;
use crate::support::folder::Folder;
use crate::support::openapi;

const WHO: &str = "standard_adult";
const IMPORT: &str = "/_mock/api/v1/import";

fn packed(files: &[(&str, String)]) -> Vec<u8> {
    let mut packing = Packing::default();
    for (name, text) in files {
        packing.add(name, text).expect("packed");
    }
    packing.finish().expect("packed")
}

pub(super) fn imports(app: &TestApp, bytes: Vec<u8>) -> Answer {
    let request = app.http.post(&app.url(IMPORT)).header("content-type", "application/zip");
    let answer = app.http.send(request.body(bytes));
    openapi::check("POST", IMPORT, &answer);
    answer
}

fn person(persona: &str, email: &str) -> Value {
    json!({
        "persona": persona, "account": { "level": "simplified", "password": "Parol-2026!" },
        "last_name": "Новых", "first_name": "Анна", "contacts": [{ "kind": "email", "value": email }],
    })
}

#[test]
fn an_export_can_be_imported_into_a_stand_that_serves() {
    let app = TestApp::start();
    let bytes = exports(&app);
    let empty = Folder::new();
    empty.write("people/README.md", "nobody");
    let other = TestApp::build().fixtures(&[empty.path()]).start();
    let answer = imports(&other, bytes.clone());
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.json()["people"].as_array().expect("a list").len(), app.world.citizens.len());
    let (mut one, mut there) = (files(&bytes), files(&exports(&other)));
    assert!(one.remove("lost.json").is_some() && there.remove("lost.json").is_some());
    // A password that was imported is known by its hash alone.
    let secret = |text: &String| text.lines().filter(|line| !line.contains("\"password")).collect::<String>();
    assert!(one.keys().eq(there.keys()));
    for (name, text) in &one {
        assert_eq!(secret(text), secret(&there[name]), "{name}");
    }
    assert!(signs_in(&other, &app.citizen(WHO).login, "11111111"));
    assert_eq!(imports(&other, bytes).status, 200, "and once more");
}

#[test]
fn people_that_are_imported_are_reborn_and_others_untouched() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let other = app.citizen("confirmed_mother_of_two").gives_tokens_to(&rp);
    let tokens = app.citizen(WHO).gives_tokens_to(&rp);
    let own = files(&exports(&app))[&format!("people/{WHO}.json")].clone();
    let newcomer = person("newcomer", "novyh@example.test").to_string();
    let client = json!({ "mnemonic": "PORTAL", "name": "Портал", "public": true }).to_string();
    let answer = imports(
        &app,
        packed(&[
            ("clients/portal.json", client),
            ("people/newcomer.json", newcomer),
            (&format!("people/{WHO}.json"), own),
        ]),
    );
    assert_eq!(answer.status, 200, "{}", answer.text());
    let taken = answer.json();
    assert_eq!((&taken["people"], &taken["clients"]), (&json!(["newcomer", WHO]), &json!(["PORTAL"])));
    assert!(signs_in(&app, "novyh@example.test", "Parol-2026!"));
    assert_ne!(rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token()).status, 200);
    assert_eq!(rp.reads(&format!("/rs/prns/{}", other.oid()), &other.access_token()).status, 200);
    assert!(app.stand().clients.find("PORTAL").is_some() && app.stand().clients.find("EPOS_DEMO").is_some());
}

#[test]
fn an_import_is_taken_whole_or_not_at_all() {
    let app = TestApp::start();
    let before = exports(&app);
    let client = json!({ "mnemonic": "PORTAL", "name": "Портал", "public": true }).to_string();
    let taken = "petrov@example.test";
    for (name, record, file, told) in [
        (
            "people/x.json",
            json!({ "persona": "x", "account": { "level": "confirmd" } }).to_string(),
            "people/x.json",
            "did you mean",
        ),
        ("people/x.json", person("x", taken).to_string(), "people/x", "is a login already"),
        ("people/x.json", person("y", "x@example.test").to_string(), "people/x.json", "but the file is named"),
        ("clients/x.json", "{".to_owned(), "clients/x.json", "not JSON"),
        ("organizations/x.json", json!({ "organization": "x" }).to_string(), "organizations/x.json", "is missing"),
    ] {
        let answer = imports(&app, packed(&[("clients/portal.json", client.clone()), (name, record)]));
        assert_eq!(answer.status, 422, "{}", answer.text());
        let problem = problem(&answer);
        let wrong = &problem["errors"][0];
        assert!(wrong["file"].as_str().expect("a file").starts_with(file), "{problem}");
        assert!(wrong["detail"].as_str().expect("a text").contains(told), "{problem}");
    }
    assert!(app.stand().clients.find("PORTAL").is_none());
    assert_eq!(exports(&app), before, "nothing was written");
}

#[test]
fn what_is_no_archive_of_fixtures_is_refused() {
    let app = TestApp::start();
    let record = person("x", "x@example.test").to_string();
    let bomb = vec![b' '; 10 * 1024 * 1024];
    let mut packing = Packing::default();
    for number in 0..30 {
        packing.add(&format!("people/{number}.json"), &bomb).expect("packed");
    }
    let bomb = packing.finish().expect("packed");
    for (bytes, told) in [
        (b"no zip at all".to_vec(), "is no zip archive"),
        (Vec::new(), "is no zip archive"),
        (packed(&[("../people/x.json", record.clone())]), "leads out of its folder"),
        (packed(&[("/people/x.json", record.clone())]), "is no path inside a folder"),
        (packed(&[("persons/x.json", record)]), "is no fixture folder"),
        (bomb, "unpacks to more than 256 MiB"),
    ] {
        let answer = imports(&app, bytes);
        assert_eq!(answer.status, 422, "{told}: {}", answer.text());
        assert!(answer.text().contains(told), "{told}: {}", answer.text());
    }
    let answer = app.http.send(app.http.post(&app.url(IMPORT)).header("content-type", "application/json").body("{}"));
    assert_eq!((answer.status, &problem(&answer)["type"]), (415, &json!("urn:esia-mock:problem:not_zip")));
    let large = imports(&app, vec![0; 64 * 1024 * 1024 + 1]);
    assert_eq!(large.status, 413, "{}", large.text());
}
