//! What a stand is made of: folders of fixtures, a file, settings.

use std::time::Duration;

use chrono::TimeDelta;

use esia_mock::storage::database::Database;
use esia_mock::storage::database::Writer;

use crate::support::TestApp;
use crate::support::folder::Folder;

const ANNA: &str = "
persona: anna
about: Somebody written by hand
account: { level: confirmed, password: secret-1 }
last_name: Тестова
first_name: Анна
age: 30
snils: 000-000-901 00
contacts:
  - { kind: email, value: anna@example.test, verified: true }
";

const CLIENT: &str = "
mnemonic: EPOS_DEMO
name: Система
redirect_uris: [\"http://127.0.0.1:9090/callback\"]
certificates: [{ file: ../epos.crt }]
scopes: [openid, birthdate]
";

#[test]
fn fixtures_may_be_written_in_yaml_with_ages_counted_by_the_clock_of_the_stand() {
    let folder = Folder::new();
    folder.write("people/anna.yaml", ANNA);
    folder.write("clients/epos_demo.yml", CLIENT);
    folder.write("epos.crt", crate::support::relying_party::EPOS.1);
    let app = TestApp::build().fixtures(&[folder.path()]).start();
    let rp = app.client("EPOS_DEMO");
    let tokens = app.citizen("anna").gives_tokens_to(&rp);
    let person = rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token()).json();
    let born = person["birthDate"].as_str().expect("a date");
    assert!(born.ends_with(".1996") || born.ends_with(".1995"), "thirty in September of 2026: {born}");
}

#[test]
fn a_stand_in_a_file_goes_on_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite");
    let first = TestApp::build().file(&file).start();
    let token = first.citizen("esia_test_006").gives_tokens_to(&first.client("EPOS_DEMO")).refresh_token();
    drop(first);

    let second = TestApp::build().file(&file).seed(43).start();
    let rp = second.client("EPOS_DEMO");
    assert_eq!(rp.refreshes(&token).oid(), second.citizen("esia_test_006").oid);
    let mut browser = second.browser();
    browser.opens(&rp.authorize_url());
    assert!(second.citizen("esia_test_006").signs_in(&mut browser).has_returned(), "consent is remembered");
}

#[test]
fn a_file_whose_making_was_cut_short_is_filled_by_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite");
    let writer = Writer::start().expect("a thread");
    drop(Database::open(&file, Duration::from_secs(5), &writer).expect("the tables, and nobody in them"));
    let app = TestApp::build().file(&file).start();
    let citizen = app.citizen("esia_test_006");
    assert_eq!(citizen.gives_tokens_to(&app.client("EPOS_DEMO")).oid(), citizen.oid);
}

#[test]
fn wire_9_18_the_issuer_is_a_setting_apart_from_the_address() {
    let app = TestApp::start();
    let tokens = app.citizen("esia_test_006").gives_tokens_to(&app.client("EPOS_DEMO"));
    assert_eq!(tokens.id().claim("iss"), "http://esia.gosuslugi.ru/");

    let own = "http://esia-portal1.test.gosuslugi.ru/";
    let app = TestApp::build().config(|config| own.clone_into(&mut config.issuer)).start();
    let tokens = app.citizen("esia_test_006").gives_tokens_to(&app.client("EPOS_DEMO"));
    for token in [tokens.id(), tokens.access()] {
        assert_eq!(token.claim("iss"), own);
    }
}

#[test]
fn lifetimes_are_settings_of_the_client() {
    let short = |client: &mut esia_mock::domain::client::Client| {
        (client.lifetimes.code, client.lifetimes.access_token, client.lifetimes.id_token) = (30, 60, 90);
    };
    let app = TestApp::build().client("EPOS_DEMO", short).start();
    let (rp, citizen) = (app.client("EPOS_DEMO"), app.citizen("esia_test_006"));
    let tokens = citizen.gives_tokens_to(&rp);
    let lives =
        |token: crate::support::Token| token.claim("exp").as_i64().unwrap() - token.claim("iat").as_i64().unwrap();
    assert_eq!((lives(tokens.access()), lives(tokens.id())), (60, 90));
    assert_eq!(tokens.body["expires_in"], 60);
    let path = format!("/rs/prns/{}", citizen.oid);
    app.advance(TimeDelta::seconds(59));
    assert_eq!(rp.reads(&path, &tokens.access_token()).status, 200);
    app.advance(TimeDelta::seconds(1));
    assert_eq!(rp.reads(&path, &tokens.access_token()).status, 401);
    let code = citizen.logs_in_to(&rp).code();
    app.advance(TimeDelta::seconds(30));
    assert_eq!(rp.posts(&rp.code_request(&code)).esia_code(), "ESIA-007011");
}

#[test]
fn wire_9_36_generations_that_are_not_there_are_not_found() {
    let app = TestApp::start();
    for path in ["/aas/oauth2/v3/ac", "/aas/oauth2", "/aas/oauth2/introspect", "/aas/oauth2/userinfo"] {
        assert_eq!(app.http.send(app.http.get(&app.url(path))).status, 404, "{path}");
    }
}
