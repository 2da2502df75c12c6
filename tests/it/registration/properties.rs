//! Two who register at once, whatever they press and in whatever order: a phone or an e-mail is the login of one account.

use std::cell::Cell;
use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;

use super::PASSWORD;
use super::PATH;
use super::applies;
use super::types_the_code;
use crate::support::Browser;
use crate::support::TestApp;

/// One thing that one of the two does.
#[derive(Clone, Copy, Debug)]
enum Act {
    Applies(&'static str),
    AppliesWithBoth(&'static str, &'static str),
    /// Types the code, or opens the link of the newest letter.
    Verifies(&'static str),
    CreatesPassword,
    /// Does what the page asks for.
    GoesOn(&'static str),
    ChangesTheData,
    AsksAgain,
    Reloads,
    Waits(i64),
}

const PHONES: [&str; 2] = ["+7(907)0000001", "+7(907)0000002"];
const EMAILS: [&str; 2] = ["one@example.test", "two@example.test"];

fn act() -> impl Strategy<Value = (usize, Act)> {
    let phone = || prop::sample::select(&PHONES[..]);
    let email = || prop::sample::select(&EMAILS[..]);
    let act = prop_oneof![
        4 => prop_oneof![phone(), email()].prop_map(Act::Applies),
        2 => (phone(), email()).prop_map(|(phone, email)| Act::AppliesWithBoth(phone, email)),
        6 => prop_oneof![phone(), email()].prop_map(Act::Verifies),
        6 => Just(Act::CreatesPassword),
        12 => prop_oneof![phone(), email()].prop_map(Act::GoesOn),
        2 => Just(Act::ChangesTheData),
        1 => Just(Act::AsksAgain),
        1 => Just(Act::Reloads),
        1 => prop_oneof![Just(60), Just(300), Just(259_200)].prop_map(Act::Waits),
    ];
    (0..2_usize, act)
}

fn does(app: &TestApp, browser: &mut Browser, act: Act) {
    let has = |browser: &Browser, button: &str| {
        browser.page().forms.iter().flat_map(|form| &form.buttons).any(|known| known.text == button)
    };
    let shown = |browser: &Browser| PHONES.into_iter().chain(EMAILS).find(|c| browser.page().text().contains(c));
    let act = match act {
        Act::GoesOn(_) if has(browser, "Готово") => Act::CreatesPassword,
        Act::GoesOn(contact) if has(browser, "Зарегистрироваться") => Act::Applies(contact),
        Act::GoesOn(contact) => Act::Verifies(shown(browser).unwrap_or(contact)),
        act => act,
    };
    match act {
        Act::Applies(contact) if has(browser, "Зарегистрироваться") => {
            browser.fills("phone", "").fills("email", "");
            applies(browser, contact);
        }
        Act::AppliesWithBoth(phone, email) if has(browser, "Зарегистрироваться") => {
            browser.fills("email", email);
            applies(browser, phone);
        }
        Act::Verifies(contact) => match app.sent_to(contact).last() {
            Some(letter) if letter["letter"] == "registration" => {
                browser.opens(letter["link"].as_str().expect("a link"));
            }
            Some(sms) if has(browser, "Продолжить") => {
                let text = sms["text"].as_str().unwrap_or_default();
                types_the_code(browser, &text.chars().filter(char::is_ascii_digit).collect::<String>());
            }
            _ => {}
        },
        Act::CreatesPassword if has(browser, "Готово") => {
            browser.fills("Пароль", PASSWORD).fills("Ещё раз", PASSWORD).presses("Готово");
        }
        Act::ChangesTheData if has(browser, "Изменить данные") => {
            browser.presses("Изменить данные");
        }
        Act::AsksAgain if has(browser, "Получить новый код") => {
            browser.presses("Получить новый код");
        }
        Act::Reloads => {
            browser.opens(PATH);
        }
        Act::Waits(seconds) => app.advance(TimeDelta::seconds(seconds)),
        _ => {}
    }
}

/// How many accounts each contact is the login of: those that were told so.
fn accounts(app: &TestApp) -> BTreeMap<&'static str, usize> {
    let told = |contact: &str| {
        let sent = app.sent_to(contact);
        let registered = |sent: &&serde_json::Value| {
            sent["letter"] == "registered" || sent["text"].to_string().contains("вы зарегистрированы")
        };
        sent.iter().filter(registered).count()
    };
    PHONES.into_iter().chain(EMAILS).map(|contact| (contact, told(contact))).collect()
}

#[test]
fn no_order_of_two_registrations_gives_two_accounts_one_login() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let config = Config { cases: 24, failure_persistence: None, ..Config::default() };
    let made = Cell::new(0);
    let run = TestRunner::new_with_rng(config, rng).run(&prop::collection::vec(act(), 20..60), |acts| {
        let app = TestApp::start();
        let mut browsers = [app.browser(), app.browser()];
        for browser in &mut browsers {
            browser.opens(PATH);
        }
        for (who, act) in acts {
            let browser = &mut browsers[who];
            does(&app, browser, act);
            prop_assert!(browser.trail.iter().all(|answer| answer.status < 500), "{act:?}");
            if browser.page().url.path() == "/profile" {
                // They are done: somebody else sits down at this computer.
                *browser = app.browser();
                browser.opens(PATH);
            }
        }
        let accounts = accounts(&app);
        prop_assert!(accounts.values().all(|count| *count <= 1), "{accounts:?}");
        made.set(made.get() + accounts.values().sum::<usize>());
        Ok(())
    });
    assert!(run.is_ok(), "{run:?}");
    assert!(made.get() > 50, "too few registrations were finished to prove anything: {}", made.get());
}
