//! Which letters are written, when, and what they say.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use esia_mock::domain::account::SecondFactor;
use esia_mock::flow::outbox::letters::LETTERS;

use super::asks;
use super::letters;
use super::names;
use crate::support::JsonRobot;
use crate::support::TestApp;

const WHO: &str = "standard_adult";

#[test]
fn sec_06_a_sign_in_from_a_new_browser_is_told_once() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let mut browser = app.browser();
    let citizen = app.citizen(WHO);
    citizen.logs_in_with(&mut browser, &rp);
    assert_eq!(names(&app), ["sign_in_notice", "consent_given"]);
    browser.opens("/idp/ext/Logout");
    let mut again = app.browser();
    again.plants("ctx_id", &browser.cookie("ctx_id").expect("known").value);
    citizen.logs_in_with(&mut again, &rp);
    assert_eq!(names(&app).len(), 2, "the browser is known");
    citizen.logs_in_to(&rp);
    assert_eq!(names(&app), ["sign_in_notice", "consent_given", "sign_in_notice"], "another browser");
}

#[test]
fn sec_06_an_account_knows_its_last_hundred_browsers() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO");
    let citizen = app.citizen(WHO);
    let mut first = app.browser();
    citizen.logs_in_with(&mut first, &rp);
    let known = first.cookie("ctx_id").expect("known").value.clone();
    let returns = || {
        let mut again = app.browser();
        again.plants("ctx_id", &known);
        citizen.logs_in_with(&mut again, &rp);
    };
    let notices = || {
        let all = asks(&app, "?kind=email&limit=500")["messages"].as_array().expect("a list").clone();
        all.iter().filter(|letter| letter["letter"] == "sign_in_notice").count()
    };
    (1..100).for_each(|_| drop(citizen.logs_in_to(&rp)));
    returns();
    assert_eq!(notices(), 100, "one for each browser");
    drop(citizen.logs_in_to(&rp));
    returns();
    assert_eq!(notices(), 102, "after a hundred others the first is a new one");
}

#[test]
fn a_letter_says_when_and_where_by_the_clock_of_the_stand() {
    let app = TestApp::start();
    app.citizen(WHO).logs_in_to(&app.client("EPOS_DEMO"));
    let all = letters(&app);
    let (notice, consent) = (&all[0], &all[1]);
    let text = notice["text"].as_str().expect("text");
    let client = &app.world.client("EPOS_DEMO").expect("a client").name;
    for said in ["ТЕСТОВЫЙ СТЕНД", "01.09.2026 09:00 (UTC+05:00)", client, &app.url("/login/recovery")] {
        assert!(text.contains(said), "{said}: {text}");
        assert!(notice["html"].as_str().expect("html").contains(said), "{said}");
    }
    assert_eq!(notice["made_at"], "2026-09-01T04:00:00Z");
    assert_eq!(notice["relay"]["state"], "kept");
    assert!(consent["text"].as_str().expect("text").contains("Данные: "), "{consent}");
    for letter in &all {
        let link = letter["link"].as_str().expect("a link");
        let status = app.http.send(app.http.get(link)).status;
        assert!([200, 303].contains(&status), "{link}: {status}");
    }
}

#[test]
fn who_has_a_second_factor_is_told_once_it_was_given() {
    let app = TestApp::build().second_factor(WHO, SecondFactor::Sms).start();
    let mut login = app.at_sign_in(WHO).signed_in();
    assert_eq!(names(&app), Vec::<String>::new());
    let code = JsonRobot::in_browser(&app, app.browser()).last_code();
    login.browser.fills("Цифра 1", &code).presses("Продолжить");
    assert_eq!(names(&app), ["sign_in_notice"]);
}

#[test]
fn a_wrong_password_and_a_refused_consent_write_nothing() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    login.browser.signs_in(&login.citizen.login, "wrong");
    assert_eq!(names(&app), Vec::<String>::new());
    let mut login = app.at_step("consent");
    login.browser.presses("Отказать");
    assert_eq!(names(&app), ["sign_in_notice"]);
}

#[test]
fn a_hostile_client_name_stays_one_line_of_text() {
    let name = "Зло\r\nBcc: real@mail.ru\u{2028}<script>alert(1)</script>";
    let app = TestApp::build().client("EPOS_DEMO", |client| name.clone_into(&mut client.name)).start();
    app.citizen(WHO).logs_in_to(&app.client("EPOS_DEMO"));
    let letter = &letters(&app)[0];
    let (text, html) = (letter["text"].as_str().expect("text"), letter["html"].as_str().expect("html"));
    assert!(text.lines().any(|line| line.starts_with("Куда: Зло  Bcc: real@mail.ru <script>")), "{text}");
    assert!(!html.contains("<script"), "{html}");
}

/// The tests of the whole folder, as text.
fn tests() -> String {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it")];
    let mut text = String::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                text += &fs::read_to_string(&path).expect("text");
            }
        }
    }
    text
}

#[test]
fn every_kind_of_letter_is_whole_and_has_a_name_of_its_own() {
    let app = TestApp::start();
    app.citizen(WHO).logs_in_to(&app.client("EPOS_DEMO"));
    let written: BTreeSet<_> = names(&app).into_iter().collect();
    let known: BTreeSet<_> = LETTERS.iter().map(|row| row.name.to_owned()).collect();
    assert!(written.is_subset(&known), "{written:?}");
    let tests = tests();
    let unread: Vec<_> =
        LETTERS.iter().map(|row| row.name).filter(|name| !tests.contains(&format!("\"{name}\""))).collect();
    assert_eq!(unread, Vec::<&str>::new(), "a letter that no test reads");
    for row in LETTERS {
        assert!(!row.subject.is_empty() && !row.opening.is_empty() && !row.action.is_empty(), "{}", row.name);
        let answer = app.http.send(app.http.get(&app.url(row.path)));
        assert!([200, 303].contains(&answer.status), "{}: {}", row.path, answer.status);
    }
}
