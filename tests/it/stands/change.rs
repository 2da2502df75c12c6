//! Settings and clients that change while a stand serves.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use chrono::DateTime;
use chrono::FixedOffset;
use chrono::Months;

use esia_mock::domain::rule::Rule;
use esia_mock::flow::stands::change::Changeable;
use esia_mock::flow::stands::error::Unmade;
use esia_mock::protocol::ids::Mnemonic;

use crate::support::TestApp;

/// Two settings that are always changed together: `true` has both, `false` none.
fn set(changed: &mut Changeable, on: bool) {
    changed.settings.hints = on;
    let name = if on { "Система с подсказками" } else { "Система без подсказок" };
    let client = changed.clients.iter_mut().find(|client| client.mnemonic.as_str() == "EPOS_DEMO");
    name.clone_into(&mut client.expect("the client").name);
}

fn change(app: &TestApp, on: bool) {
    let changed = app.waits(app.stands().change::<Unmade>("default", |changed| {
        set(changed, on);
        Ok(())
    }));
    changed.expect("changed");
}

#[test]
fn each_request_sees_all_of_a_change_or_nothing_of_it() {
    let app = TestApp::start();
    change(&app, true);
    let url = app.client("EPOS_DEMO").authorize_url();
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let seen: Vec<_> = (0..4)
            .map(|_| {
                let client = app.at_same();
                let (is_over, url) = (&is_over, &url);
                scope.spawn(move || {
                    let mut seen = [0, 0];
                    while !is_over.load(Ordering::Acquire) || seen.contains(&0) {
                        let mut browser = client.browser();
                        let page = browser.opens(url).page().text();
                        let (hints, named) =
                            (page.contains("Подсказки стенда"), page.contains("Система с подсказками"));
                        assert_eq!(hints, named, "{page}");
                        seen[usize::from(hints)] += 1;
                        is_over.store(seen[0] > 5 && seen[1] > 5, Ordering::Release);
                    }
                })
            })
            .collect();
        let mut on = false;
        while seen.iter().any(|thread| !thread.is_finished()) {
            change(&app, on);
            on = !on;
        }
    });
}

#[test]
fn changes_follow_one_another_and_none_is_lost() {
    let app = TestApp::start();
    let before = app.stand();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let client = app.at_same();
            scope.spawn(move || {
                let added = client.waits(client.stands().change::<Unmade>("default", |changed| {
                    let mut added = changed.clients[0].clone();
                    added.mnemonic = Mnemonic::parse(&format!("ADDED_{number}")).expect("a mnemonic");
                    changed.clients.push(added);
                    Ok(())
                }));
                added.expect("added");
            });
        }
    });
    assert_eq!(app.stand().clients.iter().count(), before.clients.iter().count() + 8);
    assert!(Arc::ptr_eq(&before.clock, &app.stand().clock), "it lives on");
}

#[test]
fn a_file_keeps_what_was_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stand.sqlite");
    let app = TestApp::build().file(&file).start();
    let changed = app.waits(app.stands().change::<Unmade>("default", |changed| {
        set(changed, false);
        changed.settings.rules.set("login.captcha_after=77").expect("a rule");
        Ok(())
    }));
    changed.expect("changed");
    drop(app);
    let app = TestApp::build().file(&file).config(|config| config.tell_unknown_logins = true).start();
    let stand = app.stand();
    assert!(!stand.config.hints && stand.config.tell_unknown_logins, "what was not changed is as the process is told");
    assert_eq!(stand.config.rules.count(Rule::CaptchaAfter), 77);
    assert_eq!(stand.clients.find("EPOS_DEMO").expect("the client").client.name, "Система без подсказок");
}

#[test]
fn a_change_that_cannot_be_served_changes_nothing() {
    let app = TestApp::start();
    let before = app.stand();
    let refused = app.waits(app.stands().change::<Unmade>("default", |changed| {
        changed.settings.hints = false;
        changed.clients[0].certificates = vec!["no certificate".to_owned()];
        Ok(())
    }));
    assert!(matches!(refused, Err(Unmade::Client(_))), "{refused:?}");
    assert!(Arc::ptr_eq(&before, &app.stand()));
}

/// How many days after somebody's birthday the first birthday that waits is due.
fn days_after_the_birthday(app: &TestApp) -> i64 {
    let jobs = app.jobs();
    let job = jobs.iter().find(|job| job["kind"] == "birthday" && job["done_at"].is_null()).expect("a birthday");
    let due: DateTime<FixedOffset> = job["due_at"].as_str().expect("a time").parse().expect("a time");
    let (oid, age) = (job["payload"]["oid"].as_u64().expect("an OID"), job["payload"]["age"].as_u64().expect("an age"));
    let citizen = app.world.citizens.iter().find(|citizen| citizen.account.oid.0 == oid).expect("a citizen");
    let born = citizen.person.birth_date.expect("a date of birth");
    let birthday = born.checked_add_months(Months::new(12 * u32::try_from(age).expect("an age"))).expect("a day");
    (due.date_naive() - birthday).num_days()
}

#[test]
fn a_start_plans_by_the_settings_that_were_changed() {
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("stand.sqlite");
    let app = TestApp::build().clock("2026-03-01T12:00:00Z").file(&file).start();
    assert_eq!(days_after_the_birthday(&app), 0);
    let changed = app.waits(app.stands().change::<Unmade>("default", |changed| {
        changed.settings.rules.set("age.boundary=next_day").expect("a rule");
        Ok(())
    }));
    changed.expect("changed");
    drop(app);
    // Set back, so that what waits is planned anew.
    let app = TestApp::build().clock("2026-02-01T12:00:00Z").file(&file).start();
    assert_eq!(days_after_the_birthday(&app), 1);
}
