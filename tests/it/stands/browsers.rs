//! Two stands in one browser, and two at once from many.

use serde_json::json;

use crate::support::TestApp;

const ONE: &str = "esia_test_006";
const TWO: &str = "confirmed_mother_of_two";

#[test]
fn one_browser_is_signed_in_at_two_stands_as_two_people() {
    let default = TestApp::start();
    let (one, two) = (default.makes("one", &json!({})), default.makes("two", &json!({})));
    let mut at_default = default.browser();
    at_default.opens("/profile");
    default.citizen(TWO).signs_in(&mut at_default);
    let mut at_one = at_default.moved_to(&one.base);
    assert_eq!(at_one.opens("/profile").heading(), "Вход", "the session of default does not count here");
    one.citizen(ONE).signs_in(&mut at_one);
    let mut at_two = at_default.moved_to(&two.base);
    assert_eq!(at_two.opens("/profile").heading(), "Вход", "nor does that of another stand");
    two.citizen(TWO).signs_in(&mut at_two);
    // All cookies come to each path, those of default first: each stand finds its own.
    for (browser, app, who) in [(&mut at_default, &default, TWO), (&mut at_one, &one, ONE), (&mut at_two, &two, TWO)] {
        let last_name = app.world.citizen(who).expect("a person").person.name.last_name().to_string();
        let page = browser.opens("/profile").page().text();
        assert!(page.contains(&last_name), "{}: {page}", app.base);
    }
}

#[test]
fn the_language_that_is_chosen_at_one_stand_is_not_chosen_at_another() {
    let default = TestApp::start();
    let one = default.makes("one", &json!({}));
    let mut at_default = default.browser();
    at_default.opens("/login/language?to=en");
    at_default.opens("/profile");
    assert_ne!(at_default.heading(), "Вход");
    let mut at_one = at_default.moved_to(&one.base);
    assert_eq!(at_one.opens("/profile").heading(), "Вход");
}

#[test]
fn clocks_accounts_and_mail_are_those_of_one_stand() {
    let default = TestApp::start();
    let (one, two) = (default.makes("one", &json!({})), default.makes("two", &json!({})));
    one.moves_clock(&json!({ "advance": "P40D" }));
    assert_ne!(one.clock()["now"], two.clock()["now"]);
    assert_eq!(two.clock()["now"], default.clock()["now"]);
    let mut browser = one.browser();
    browser.opens("/login/registration");
    browser.fills("Фамилия", "Иванова").fills("Имя", "Надежда").fills("Или электронная почта", "n@example.test");
    browser.presses("Зарегистрироваться");
    assert_eq!(one.sent_to("n@example.test").len(), 1);
    assert_eq!((two.sent_to("n@example.test").len(), default.sent_to("n@example.test").len()), (0, 0));
    assert!(one.last_link_to("n@example.test").starts_with(&one.base));
}

#[test]
fn two_stands_at_once_from_sixteen_clients_never_see_each_other() {
    let default = TestApp::start();
    let stands = [default.makes("one", &json!({})), default.makes("two", &json!({ "clock": "2030-01-01T00:00:00Z" }))];
    std::thread::scope(|scope| {
        for number in 0..16 {
            let (own, other) = (stands[number % 2].at_same(), stands[(number + 1) % 2].at_same());
            scope.spawn(move || {
                for _ in 0..3 {
                    let rp = own.client("EPOS_DEMO");
                    let tokens = own.citizen(ONE).gives_tokens_to(&rp);
                    let path = format!("/rs/prns/{}", tokens.oid());
                    assert_eq!(rp.reads(&path, &tokens.access_token()).status, 200);
                    assert_eq!(other.client("EPOS_DEMO").reads(&path, &tokens.access_token()).status, 401);
                    let token = tokens.access();
                    assert_eq!(token.claim("iat"), own.stand().clock.now().timestamp());
                }
            });
        }
    });
}
