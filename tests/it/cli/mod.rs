//! The command line: what is checked, what is refused, what is printed.

mod keys;
mod printed;

use serde_json::Value;
use serde_json::json;

use crate::support::Browser;
use crate::support::Http;
use crate::support::RelyingParty;
use crate::support::app;
use crate::support::cms::Signer;
use crate::support::folder::Folder;
use crate::support::program::Run;
use crate::support::program::Serving;
use crate::support::program::run;
use crate::support::program::serve;
use crate::support::program::serve_with;
use crate::support::relying_party::Registration;

const FREE: [&str; 2] = ["--listen", "127.0.0.1:0"];

/// Somebody who is in no demo fixture.
fn stranger() -> Value {
    json!({
        "persona": "stranger",
        "about": "Somebody of another house",
        "account": { "level": "confirmed", "status": "registered", "password": "correct horse" },
        "last_name": "Чужестранцева", "first_name": "Ольга", "birth_date": "1990-02-28", "gender": "female",
        "citizenship": "RUS", "snils": "112-233-445 95",
        "contacts": [{ "kind": "email", "value": "olga@example.test", "verified": true }]
    })
}

/// A client that is in no demo fixture; its certificate lies beside it.
fn client(mnemonic: &str, certificate: &str) -> Value {
    json!({
        "mnemonic": mnemonic,
        "name": "Дневник другого города",
        "redirect_uris": ["http://127.0.0.1:7777/back"],
        "certificates": [{ "file": certificate }],
        "scopes": ["openid", "fullname", "snils"]
    })
}

/// A folder with another person and another client, whose key and certificate `esia-mock keys` has made.
fn foreign_folder() -> Folder {
    let folder = Folder::new();
    folder.write("certificates/README.md", "made by a test");
    let made = run(&["keys", "client", "--mnemonic", "CITY_DIARY", "--out", &text(&folder, "certificates")]);
    assert_eq!(made.code, Some(0), "{made:?}");
    folder.record("fixtures/people/stranger.json", &stranger());
    folder.record("fixtures/clients/city_diary.json", &client("CITY_DIARY", "../../certificates/city_diary.crt"));
    folder
}

fn text(folder: &Folder, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

fn check(folder: &Folder) -> Run {
    run(&["check", "--fixtures", &text(folder, "fixtures")])
}

fn city_diary(folder: &Folder, server: &Serving) -> RelyingParty {
    let read = |name| std::fs::read_to_string(folder.path().join(name)).expect("a file");
    let (key, certificate) = (read("certificates/city_diary.pem"), read("certificates/city_diary.crt"));
    let registration = Registration {
        client_id: "CITY_DIARY".to_owned(),
        redirect_uri: "http://127.0.0.1:7777/back".to_owned(),
        scope: "openid fullname snils".to_owned(),
        signer: Signer::from_pem(&key, &certificate),
    };
    RelyingParty::new(std::sync::Arc::new(Http::new()), &server.base, std::sync::Arc::new(app::start), registration)
}

#[test]
fn check_accepts_a_foreign_folder_and_serve_serves_it() {
    let folder = foreign_folder();
    let checked = check(&folder);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""), "{checked:?}");
    assert!(checked.out.contains("stranger") && checked.out.contains("olga@example.test"), "{}", checked.out);
    assert!(checked.out.contains("CN=CITY_DIARY") && checked.out.contains("(valid)"), "{}", checked.out);
    assert!(checked.out.contains("1 people, 1 clients, 0 organizations: no mistakes"), "{}", checked.out);

    let server = serve(&[&FREE[..], &["--fixtures", &text(&folder, "fixtures")]].concat());
    let rp = city_diary(&folder, &server);
    let mut browser = Browser::new(std::sync::Arc::new(Http::new()), &server.base);
    browser.opens(&rp.authorize_url()).signs_in("112-233-445 95", "correct horse");
    assert!(browser.page().text().contains("Дневник другого города"));
    let tokens = rp.exchanges(&browser.grants().returned().code());
    let person = rp.reads(&format!("/rs/prns/{}", tokens.oid()), &tokens.access_token()).json();
    assert_eq!((&person["lastName"], &person["snils"]), (&"Чужестранцева".into(), &"112-233-445 95".into()));

    let mut nobody = Browser::new(std::sync::Arc::new(Http::new()), &server.base);
    nobody.opens(&rp.authorize_url()).signs_in("sidorova@example.test", "11111111");
    assert_eq!(nobody.heading(), "Вход", "the demo fixtures are not there");
}

#[test]
fn check_prints_every_mistake_with_its_file_and_line() {
    let folder = foreign_folder();
    let mut wrong = stranger();
    wrong["snils"] = "112-233-445 96".into();
    wrong["frist_name"] = "Ольга".into();
    folder.record("fixtures/people/stranger.json", &wrong);
    folder.record("fixtures/clients/city_diary.json", &client("CITY_DIARY", "nowhere.crt"));
    folder.write("fixtures/people/broken.json", "{\n  \"persona\": \"broken\",\n  oops\n}");
    let checked = check(&folder);
    assert_eq!((checked.code, checked.out.as_str()), (Some(1), ""), "{checked:?}");
    for told in ["stranger.json:", "frist_name", "first_name", "112-233-445 96", "nowhere.crt", "broken.json:3"] {
        assert!(checked.err.contains(told), "{told} in {}", checked.err);
    }
    let served = run(&[&["serve"], &FREE[..], &["--fixtures", &text(&folder, "fixtures")]].concat());
    assert_eq!((served.code, served.out.as_str()), (Some(1), ""), "serve refuses it before it listens");
    assert!(served.err.contains("broken.json:3"));
}

#[test]
fn a_folder_that_is_none_is_refused() {
    let empty = Folder::new();
    for folder in [text(&empty, ""), text(&empty, "nowhere")] {
        let checked = run(&["check", "--fixtures", &folder]);
        assert_eq!(checked.code, Some(1), "{checked:?}");
        assert!(checked.err.contains(folder.trim_end_matches('/')), "{}", checked.err);
    }
}

#[test]
fn the_demo_fixtures_pass_their_own_check() {
    let checked = run(&["check"]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
    assert!(checked.out.contains("EPOS_DEMO") && checked.out.contains("no mistakes"));
}

#[test]
fn an_address_that_others_can_reach_needs_two_words_more() {
    let refused = |arguments: &[&str]| {
        let run = run(&[&["serve"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
        run.err
    };
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        assert!(refused(&["--listen", address]).contains("--allow-remote"), "{address}");
        assert!(refused(&["--listen", address, "--allow-remote"]).contains("--control-token"), "{address}");
        assert!(refused(&["--listen", address, "--allow-remote", "--control-token", ""]).contains("--control-token"));
    }
    let server = serve(&["--listen", "0.0.0.0:0", "--allow-remote", "--control-token", "secret"]);
    assert!(server.base.starts_with("http://0.0.0.0:"), "{}", server.base);
    for wrong in ["localhost", "127.0.0.1", "127.0.0.1:99999", "nonsense"] {
        assert!(refused(&["--listen", wrong]).contains("--listen"), "{wrong}");
    }
}

#[test]
fn the_stand_never_takes_a_name_of_the_real_service() {
    let names = [
        "https://esia.gosuslugi.ru",
        "http://GOSUSLUGI.RU",
        "https://госуслуги.рф/",
        "https://portal.gov.ru",
        "https://x.esia.gosuslugi.ru:8443/y",
    ];
    for name in names {
        let run = run(&[&["serve"], &FREE[..], &["--public-url", name]].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{name}: {run:?}");
        assert!(run.err.contains("must not look like the real service"), "{}", run.err);
    }
}

#[test]
fn settings_come_from_the_line_then_the_environment_then_the_file() {
    let folder = Folder::new();
    let file = folder.write("stand.toml", "listen = '127.0.0.1:0'\nclock = '2020-01-01T00:00:00Z'\nno-hints = true\n");
    let file = file.to_string_lossy().into_owned();
    let now = |server: &Serving| {
        let http = Http::new();
        http.send(http.get(&format!("{}/_mock/health", server.base))).json()["now"].as_str().expect("a time").to_owned()
    };
    assert!(now(&serve(&["--config", &file])).starts_with("2020-01-01"));
    let variables = [("ESIA_MOCK_CONFIG", file.as_str()), ("ESIA_MOCK_CLOCK", "2021-01-01T00:00:00Z")];
    assert!(now(&serve_with(&[], &variables)).starts_with("2021-01-01"));
    assert!(now(&serve_with(&["--clock", "2022-01-01T00:00:00Z"], &variables)).starts_with("2022-01-01"));

    for (text, told) in [("lissen = 'x'", "lissen"), ("seed = 'x'", "seed"), ("[", "stand.toml")] {
        folder.write("stand.toml", text);
        let run = run(&["serve", "--config", &file]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.err.contains(told), "{}", run.err);
    }
}

#[test]
fn a_seed_makes_two_stands_alike() {
    let code = |seed: &str| {
        let folder = foreign_folder();
        let server = serve(&[&FREE[..], &["--seed", seed, "--clock", app::START]].concat());
        drop(folder);
        let http = std::sync::Arc::new(Http::new());
        let registration = Registration {
            client_id: "EPOS_DEMO".to_owned(),
            redirect_uri: "http://127.0.0.1:9090/callback".to_owned(),
            scope: "openid".to_owned(),
            signer: Signer::from_pem(crate::support::relying_party::EPOS.0, crate::support::relying_party::EPOS.1),
        };
        let rp = RelyingParty::new(http.clone(), &server.base, std::sync::Arc::new(app::start), registration);
        let mut browser = Browser::new(http, &server.base);
        let request = rp.signs(rp.authorize_request().with("state", "same"));
        browser.opens(&rp.url_of(&request)).signs_in("EsiaTest006@yandex.ru", "11111111");
        browser.returned().code()
    };
    assert_eq!(code("7"), code("7"));
    assert_ne!(code("7"), code("8"));
}

#[test]
fn the_clock_of_a_running_stand_is_driven_by_commands() {
    let server = serve(&[&FREE[..], &["--clock", app::START, "--control-token", "s3cret"]].concat());
    let clock = |arguments: &[&str]| {
        run(&[&["clock", "--url", server.base.as_str(), "--control-token", "s3cret"], arguments].concat())
    };
    for (arguments, told) in [
        (&[][..], "2026-09-01T09:00:00+05:00"),
        (&["show"], "Asia/Yekaterinburg"),
        (&["advance", "PT15M"], "2026-09-01T09:15:00+05:00"),
        (&["advance", "-PT15M"], "2026-09-01T09:00:00+05:00"),
        (&["advance", "P5D", "--working"], "2026-09-08T09:00:00+05:00"),
        (&["advance", "--working", "P1D", "--at", "14:00"], "2026-09-09T14:00:00+05:00"),
        (&["set", "2030-01-01T00:00:00Z"], "2030-01-01T05:00:00+05:00"),
        (&["freeze"], "mode         frozen"),
        (&["release"], "mode         released"),
    ] {
        let run = clock(arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(run.out.contains(told), "{arguments:?}: {}", run.out);
    }
    assert!(clock(&["advance", "P10Y"]).out.contains("done"), "how many jobs ran");
    for (arguments, told) in [
        (&["set", "yesterday"][..], "now: \"yesterday\" must be a time such as 2026-09-01T09:00:00+05:00"),
        (&["advance", "15m"], "advance: \"15m\" must be an ISO 8601 duration"),
        (&["advance", "PT1H", "--working"], "advance_working: \"PT1H\" must be a number of working days"),
        (&["show", "--control-token", "wrong"], "--control-token"),
        (&["show", "--url", "http://127.0.0.1:1"], "esia-mock serve"),
        (&["show", "--url", "https://127.0.0.1:1"], "https://127.0.0.1:1"),
        (&["show", "--url", "nonsense"], "nonsense"),
    ] {
        let run = clock(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{arguments:?}");
        assert!(run.err.starts_with("error: ") && run.err.contains(told), "{arguments:?}: {}", run.err);
    }
    assert_eq!(clock(&["advance", "P1D", "--at", "09:00"]).code, Some(2), "--at needs --working");
}

#[test]
fn the_zone_of_a_stand_is_an_option_of_whoever_reads_fixtures() {
    let http = Http::new();
    for (zone, now) in [("Europe/Moscow", "2026-09-01T07:00:00+03:00"), ("-03:30", "2026-09-01T00:30:00-03:30")] {
        let server = serve(&[&FREE[..], &["--clock", app::START, &format!("--zone={zone}")]].concat());
        let shown = http.send(http.get(&format!("{}/_mock/api/v1/clock", server.base))).json();
        assert_eq!((shown["now"].as_str(), shown["zone"].as_str()), (Some(now), Some(zone)));
    }
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["check"], &["seed", "--data", "/nonexistent/x"]] {
        let run = run(&[command, &["--zone", "Europe/Berlin"]].concat());
        assert_eq!(run.code, Some(1), "{command:?}");
        assert!(run.err.contains("--zone: zone \"Europe/Berlin\": must be one of"), "{}", run.err);
    }
    let far = run(&[&["serve"], &FREE[..], &["--clock", "9999-09-01T09:00:00Z"]].concat());
    assert!(far.code == Some(1) && far.err.contains("9998-12-31"), "{}", far.err);
}
