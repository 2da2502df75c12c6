//! Somebody written as a fixture is the same person again.

use std::fs;
use std::path::Path;

use esia_mock::domain::account::AccountStatus;
use esia_mock::fixtures::Citizen;
use esia_mock::fixtures::PersonFixture;
use esia_mock::fixtures::World;
use esia_mock::fixtures::to_json;
use esia_mock::flow::account::passwords;
use esia_mock::flow::tester::fixture::person_fixture;
use esia_mock::protocol::ids::Oid;

use crate::support::TestApp;
use crate::support::app;

fn fixture(app: &TestApp, oid: Oid) -> PersonFixture {
    app.stand().read(|cx| person_fixture(cx, oid)).expect("readable").expect("somebody")
}

/// Everybody of the demo as they are at a stand, as a fixture folder with the demo's organisations.
fn write_out(app: &TestApp, folder: &Path) {
    let (people, organizations) = (folder.join("people"), folder.join("organizations"));
    fs::create_dir(&people).expect("a folder");
    fs::create_dir(&organizations).expect("a folder");
    for citizen in &app.world.citizens {
        let fixture = fixture(app, citizen.account.oid);
        assert_eq!(fixture.persona, citizen.persona);
        fs::write(people.join(format!("{}.json", citizen.persona)), to_json(&fixture).expect("JSON")).expect("written");
    }
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/organizations");
    for entry in fs::read_dir(shipped).expect("a folder") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, organizations.join(path.file_name().expect("a name"))).expect("copied");
    }
}

#[test]
fn everybody_of_the_demo_is_the_same_after_a_round_trip() {
    let demo = TestApp::start();
    let folder = tempfile::tempdir().expect("a folder");
    write_out(&demo, folder.path());
    let again = TestApp::build().fixtures(&[folder.path()]).start();
    assert_eq!(again.world.warnings, Vec::new());
    let unlimited = |citizen: &Citizen| Citizen { limited_until: None, ..citizen.clone() };
    for (one, other) in demo.world.citizens.iter().zip(&again.world.citizens) {
        assert_eq!(unlimited(one), unlimited(other));
        let is_limited = one.account.status == AccountStatus::Limited;
        assert_eq!(other.limited_until.is_some(), is_limited, "{}: a limit has an end", one.persona);
        assert_eq!(fixture(&demo, one.account.oid), fixture(&again, one.account.oid), "{}", one.persona);
    }
    assert_eq!(demo.world.citizens.len(), again.world.citizens.len());
}

#[test]
fn a_password_that_was_changed_is_written_as_its_hash_and_still_opens() {
    let app = TestApp::start();
    let oid = app.citizen("standard_adult").oid;
    assert_eq!(fixture(&app, Oid(oid)).account.password.as_deref(), Some("11111111"));
    let stand = app.stand();
    let hash = passwords::hash(&stand, "Pa55word!").expect("hashed");
    app.waits(stand.write(move |cx| passwords::set(cx, Oid(oid), &hash))).expect("written");
    let changed = fixture(&app, Oid(oid));
    assert_eq!(changed.account.password, None);
    assert!(changed.account.password_hash.as_ref().is_some_and(|hash| hash.starts_with("$argon2id$")));

    let folder = tempfile::tempdir().expect("a folder");
    write_out(&app, folder.path());
    let again = TestApp::build().fixtures(&[folder.path()]).start();
    assert_eq!(fixture(&again, Oid(oid)), changed);
    let contacts = changed.contacts.iter().map(|contact| contact.value.as_str());
    let login = contacts.chain(changed.snils.as_deref()).next().expect("a login").to_owned();
    let mut browser = again.browser();
    browser.opens("/login").signs_in(&login, "11111111");
    assert_eq!(browser.heading(), "Вход", "the password of before");
    browser.opens("/login").signs_in(&login, "Pa55word!");
    assert_ne!(browser.heading(), "Вход");
}

#[test]
fn a_hash_that_cannot_be_one_is_told_with_its_place() {
    let demo = TestApp::start();
    let folder = tempfile::tempdir().expect("a folder");
    write_out(&demo, folder.path());
    let path = folder.path().join("people/standard_adult.json");
    let text = fs::read_to_string(&path).expect("a fixture");
    let both = text.replacen("\"password\"", "\"password_hash\": \"11111111\",\n    \"password\"", 1);
    fs::write(&path, both).expect("written");
    let mistakes =
        World::load(&[folder.path().to_owned()], app::start(), chrono::FixedOffset::east_opt(0).expect("a zone"));
    let told = mistakes.expect_err("both are given").to_string();
    assert!(told.contains("account.password_hash: stands in place of password"), "{told}");
    assert!(told.contains("account.password_hash: must be Argon2id in PHC form"), "{told}");
}
