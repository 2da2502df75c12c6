//! The clock in the header of the desk.

use crate::desk::tester;
use crate::support::TestApp;

fn app() -> TestApp {
    // A Friday; the next working day is Monday.
    TestApp::build().clock("2026-09-04T09:00:00+05:00").start()
}

/// Issue 16, 2: what the clock shows, and where each press of its menu moves it.
#[test]
fn each_press_moves_the_clock_and_comes_back() {
    let app = app();
    let mut browser = tester(&app);
    browser.follows("Стенды");
    assert!(browser.page().text().contains("04.09.2026, 09:00"), "{}", browser.page().text());
    for (press, shows) in [
        ("+15 минут", "04.09.2026, 09:15"),
        ("+1 день", "05.09.2026, 09:15"),
        ("Следующий рабочий день, 14:00", "07.09.2026, 14:00"),
    ] {
        browser.presses(press);
        let text = browser.page().text();
        assert!(text.contains(shows) && text.contains("Часы переведены"), "{press}: {text}");
        assert_eq!(browser.heading(), "Стенды", "{press}");
    }
    browser.fills("exact", "2026-10-01T12:30").presses("Перевести");
    assert!(browser.page().text().contains("01.10.2026, 12:30"));
    assert!(app.clock()["now"].as_str().is_some_and(|now| now.starts_with("2026-10-01T12:30:00")));
}

/// Issue 16, 2: frozen or not is seen and changed.
#[test]
fn the_clock_is_released_and_frozen() {
    let app = app();
    let mut browser = tester(&app);
    assert!(browser.page().text().contains("стоят"));
    browser.presses("Пустить");
    assert_eq!(app.clock()["mode"], "released");
    assert!(browser.page().text().contains("идут"));
    browser.presses("Остановить");
    assert_eq!(app.clock()["mode"], "frozen");
}

/// Issue 16, 2: to the next event, and what ran is told and listed.
#[test]
fn a_jump_to_the_next_event_says_what_ran() {
    let app = app();
    let due = app.clock()["next_due"].as_str().expect("something waits").to_owned();
    let mut browser = tester(&app);
    let (_, form) = browser.filled("+1 день");
    let csrf = form.fields.iter().find(|field| field.name == "csrf").expect("a guard").value.clone();
    browser.posts(&form, &format!("csrf={csrf}&do=due&back=%2F_mock%2Fpeople"));
    assert_eq!(app.clock()["now"].as_str().map(|now| &now[..19]), Some(&due[..19]));
    assert!(browser.page().text().contains("По пути выполнено"), "{}", browser.page().text());
    browser.follows("Что ждёт своего времени");
    assert!(browser.page().text().contains("Уже было") && browser.page().text().contains("Выполнено"));
}

/// A time that no stand can live at, and one that is none, change nothing and say so.
#[test]
fn a_time_that_cannot_be_is_told() {
    let app = app();
    let before = app.clock()["now"].clone();
    for (typed, told) in
        [("1900-01-01T00:00", "такого времени на стенде не бывает"), ("завтра", "укажите дату и время")]
    {
        let mut browser = tester(&app);
        browser.fills("exact", typed).presses("Перевести");
        assert!(browser.page().text().contains(told), "{typed}: {}", browser.page().text());
        assert_eq!(app.clock()["now"], before);
    }
}

/// Where the clock's form leads is a page of the tester, whatever was sent.
#[test]
fn the_clock_leads_nowhere_else() {
    let app = app();
    let mut browser = tester(&app);
    let (_, form) = browser.filled("+1 день");
    let csrf = form.fields.iter().find(|field| field.name == "csrf").expect("a guard").value.clone();
    browser.posts(&form, &format!("csrf={csrf}&do=day&back=https%3A%2F%2Fevil.example%2F"));
    assert!(browser.is_at_stand() && browser.heading() == "Люди", "{}", browser.page().url);
}

/// Issue 16, 2: what waits is told in words, with the person whom it is about one press away.
#[test]
fn what_waits_is_told_in_words() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    browser.follows("Что ждёт своего времени");
    let text = browser.page().text();
    assert!(text.contains("День рождения") && text.contains("исполняется 14"), "{text}");
    assert!(!text.contains('{') && !text.contains("oid"), "{text}");
    let name = browser.follows("Открыть карточку").heading();
    assert!(text.contains(&name), "{name}: {text}");
}
