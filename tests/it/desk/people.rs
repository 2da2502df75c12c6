//! People at the desk: found, looked at, changed and made.

use serde_json::Value;

use crate::desk::at_card;
use crate::desk::tester;
use crate::support::TestApp;
use crate::support::html;

const MOTHER: &str = "Сидорова Анна Ивановна";

fn shown(app: &TestApp, persona: &str) -> Value {
    let answer = app.http.send(app.http.get(&app.url(&format!("/_mock/api/v1/people/{persona}"))));
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn people(html: &str) -> usize {
    html.matches("class=\"person\"").count()
}

/// Issue 16, 3: words find, filters narrow, and a page has fifteen people at most.
#[test]
fn people_are_found_by_words_and_filters_a_page_at_a_time() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    assert_eq!(people(&browser.page().html), 15);
    browser.follows("Показать дальше");
    assert!(people(&browser.page().html) > 0);
    browser.follows("К началу списка");
    browser.fills("q", "сидорова анна").presses("Найти");
    assert_eq!(html::links(&browser.page().html).iter().filter(|(name, _)| name == MOTHER).count(), 1);
    browser.opens("/_mock/people").follows("Почта не подтверждена");
    let unverified = app.citizen("confirmed_email_not_verified").name.clone();
    let text = browser.page().text();
    assert!(text.contains(&unverified) && !text.contains(MOTHER), "{text}");
    browser.follows("Заблокированные");
    assert!(browser.page().text().contains(&app.citizen("blocked_adult").name));
    assert_eq!(people(&browser.page().html), 1);
    browser.opens("/_mock/people?q=нетникого").page();
    assert!(browser.page().text().contains("Никого не нашлось"));
}

/// Issue 16, 3: contacts are verified and unverified by one press, and what systems get says so at once.
#[test]
fn contacts_are_verified_and_unverified_and_systems_see_it() {
    let app = TestApp::start();
    let name = app.citizen("child_10").name.clone();
    let mut browser = at_card(&app, &name);
    while browser.page().text().contains("Снять подтверждение") {
        browser.presses("Снять подтверждение");
    }
    let contacts = shown(&app, "child_10")["person"]["contacts"].clone();
    assert!(contacts.as_array().expect("a list").iter().all(|contact| contact["verified"] == false), "{contacts}");
    let text = browser.page().text();
    assert!(text.contains("\"vrfStu\": \"NOT_VERIFIED\"") && text.contains("\"email_verified\": false"), "{text}");
    browser.presses("Подтвердить");
    assert!(browser.page().text().contains("\"vrfStu\": \"VERIFIED\""));
}

/// Issue 16, 3: block, unblock, password, wrong passwords.
#[test]
fn an_account_is_blocked_freed_and_given_another_password() {
    let app = TestApp::start();
    let persona = "confirmed_mother_of_two";
    let mut browser = at_card(&app, MOTHER);
    browser.presses("Заблокировать");
    assert_eq!(shown(&app, persona)["person"]["account"]["status"], "blocked");
    browser.presses("Вернуть в работу");
    assert_eq!(shown(&app, persona)["person"]["account"]["status"], "registered");
    browser.fills("wrong_passwords", "2").presses("Сохранить");
    assert!(browser.page().text().contains("Неверных паролей подряд 2"), "{}", browser.page().text());
    browser.presses("Забыть неверные пароли");
    assert!(browser.page().text().contains("Неверных паролей подряд 0"));
    app.controls("PATCH", "/_mock/api/v1/people/confirmed_mother_of_two", r#"{"password": "Pa55word!"}"#);
    browser.presses("Сбросить пароль на 11111111");
    let mut citizen = app.browser();
    citizen.opens("/profile").signs_in("sidorova@example.test", "11111111");
    assert_eq!(citizen.page().url.path(), "/profile");
}

/// Issue 16, 3: so many wrong passwords lock the account, by the rule that holds for citizens.
#[test]
fn wrong_passwords_lock_as_typed_ones_do() {
    let app = TestApp::start();
    let mut browser = at_card(&app, MOTHER);
    browser.fills("wrong_passwords", "50").presses("Сохранить");
    assert_eq!(shown(&app, "confirmed_mother_of_two")["person"]["account"]["status"], "locked");
}

/// Issue 16, 3: registries answer for a person what was chosen on the card, and as usual again.
#[test]
fn registries_answer_what_was_chosen() {
    let app = TestApp::start();
    let mut browser = at_card(&app, MOTHER);
    browser.fills("mvd", "not_found");
    let (_, form) = browser.filled("Сохранить");
    assert!(!form.action.is_empty());
    let registries = browser.page().forms.iter().find(|form| form.fields.iter().any(|field| field.name == "mvd"));
    let sent: Vec<_> =
        registries.expect("a form").fields.iter().map(|field| (field.name.clone(), field.value.clone())).collect();
    let body = |outcome: &str| {
        let pairs = sent.iter().map(|(name, value)| format!("{name}={}", if name == "mvd" { outcome } else { value }));
        pairs.collect::<Vec<_>>().join("&")
    };
    browser.posts(&form, &body("not_found"));
    assert_eq!(shown(&app, "confirmed_mother_of_two")["person"]["registries"]["mvd"], "not_found");
    browser.posts(&form, &body("usual"));
    assert_eq!(shown(&app, "confirmed_mother_of_two")["person"].get("registries"), None);
}

/// Issue 16, 3: a child of ten for whoever has the card.
#[test]
fn a_child_is_made_by_one_press() {
    let app = TestApp::start();
    let mut browser = at_card(&app, MOTHER);
    let before = browser.page().html.matches("Открыть карточку").count();
    browser.presses("Создать ребёнка 10 лет");
    assert_eq!(browser.page().html.matches("Открыть карточку").count(), before + 1);
    assert!(browser.page().text().contains("Ребёнок создан"));
}

/// Issue 16, 3: families by one press; the parent's children have accounts that can be entered.
#[test]
fn families_are_made_by_one_press() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    browser.follows("Создать").presses("Родитель с двумя детьми");
    assert_eq!(browser.page().html.matches("Открыть карточку").count(), 2);
    browser.follows("Открыть карточку").presses("Войти этим человеком");
    assert_eq!(browser.page().url.path(), "/profile");

    browser = tester(&app);
    browser.follows("Создать").presses("Ученик 15 лет с двойником");
    let pupil = browser.heading();
    browser.opens("/_mock/people").fills("q", &pupil).presses("Найти");
    assert_eq!(people(&browser.page().html), 2, "{pupil} and the double");

    browser = tester(&app);
    browser.follows("Создать").presses("Сотрудник школы");
    assert!(browser.page().text().contains("school_12"), "{}", browser.page().text());
}

/// Issue 16, 3: a form makes one person; what is wrong is said beside its field, in Russian.
#[test]
fn a_form_makes_one_person() {
    let app = TestApp::start();
    let mut browser = tester(&app);
    browser.follows("Создать").fills("last_name", "Smith1").fills("age", "триста").presses("Создать человека");
    assert_eq!(browser.page().status(), 400);
    assert!(browser.page().text().contains("Возраст — число от 0 до 120"), "{}", browser.page().text());
    browser.fills("last_name", "Новикова").fills("age", "30").ticks("email_unverified").presses("Создать человека");
    assert!(browser.heading().starts_with("Новикова "), "{}", browser.page().text());
    assert!(browser.page().text().contains("не подтверждена"), "{}", browser.page().text());
}

/// Issue 16, 3: «сохранить как фикстуру» gives the file that makes the same person.
#[test]
fn a_person_is_saved_as_a_fixture() {
    let app = TestApp::start();
    let mut browser = at_card(&app, MOTHER);
    browser.follows("Сохранить как фикстуру");
    let answer = &browser.page().answer;
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"confirmed_mother_of_two.json\"");
    assert_eq!(answer.json()["persona"], "confirmed_mother_of_two");
    assert_eq!(answer.json()["account"]["password"], "11111111");
}

/// Issue 16, 3: a deletion is asked about once.
#[test]
fn a_person_is_deleted_after_one_question() {
    let app = TestApp::start();
    let name = app.citizen("standard_adult").name.clone();
    let mut browser = at_card(&app, &name);
    browser.follows("Удалить");
    assert_eq!(browser.heading(), "Удалить человека?");
    browser.presses("Удалить");
    assert_eq!(browser.heading(), "Люди");
    browser.follows("Удалённые");
    assert!(browser.page().text().contains(&name));
}

/// Names that look like code come out as text, in the list and on the card.
#[test]
fn hostile_names_stay_text_at_the_desk() {
    let script = "<script>alert(1)</script>";
    let app = TestApp::build().person("esia_test_003", |citizen| script.clone_into(&mut citizen.about)).start();
    let mut browser = at_card(&app, "Фамилия003 Имя003 Отчество003");
    assert!(browser.page().text().contains(script) && !browser.page().html.contains(script));
    browser.opens(&format!("/_mock/people?q={}&only={}", "%3Cscript%3Ealert(1)", "%22%3E%3Cscript%3E"));
    assert!(!browser.page().html.contains("<script>"));
}

/// Nobody of this number: a page says so.
#[test]
fn a_number_that_nobody_has_is_404() {
    let app = TestApp::start();
    let mut browser = app.browser();
    for oid in ["999", "x"] {
        assert_eq!(browser.opens(&format!("/_mock/people/{oid}")).page().status(), 404, "{oid}");
    }
}

/// Issue 16, 3: a card is found by whatever a tester calls somebody; its address is that of their number.
#[test]
fn a_card_is_found_by_a_persona_and_by_a_login() {
    let app = TestApp::start();
    let mother = app.citizen("confirmed_mother_of_two");
    let mut browser = tester(&app);
    for name in ["confirmed_mother_of_two", "000-000-702 23", "+7(900)0000702"] {
        browser.opens(&format!("/_mock/people/{}", name.replace(' ', "%20").replace('+', "%2B")));
        assert_eq!(browser.heading(), MOTHER, "{name}: {}", browser.page().text());
        assert_eq!(browser.page().url.path(), format!("/_mock/people/{}", mother.oid), "{name}");
    }
    assert_eq!(browser.opens("/_mock/people/nobody_at_all").page().status(), 404);
}
