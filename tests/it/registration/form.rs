//! The form: what may be typed, what is said beside it, what one agrees to.

use super::EMAIL;
use super::PATH;
use super::PHONE;
use super::applicant;
use super::complaints;
use super::types_the_code;
use crate::support::TestApp;
use crate::support::html::Form;

#[test]
fn reg_06_mixed_alphabets_are_refused_and_nothing_is_sent() {
    let app = TestApp::start();
    for mixed in ["Ив\u{61}нова", "Ivanova-Петрова", "\u{412}anova"] {
        let mut browser = app.browser();
        browser.opens(PATH).fills("Фамилия", mixed).fills("Имя", "Надежда").fills("Или электронная почта", EMAIL);
        browser.presses("Зарегистрироваться");
        assert_eq!(complaints(&browser), ["Не смешивайте русские и латинские буквы: похожие буквы — разные знаки"]);
        assert_eq!(browser.page().value("last_name"), mixed, "and it can be corrected");
    }
    assert_eq!(app.sent_to(EMAIL).len(), 0);
}

#[test]
fn reg_07_letters_digits_hyphens_apostrophes_dots_and_spaces_are_names() {
    let app = TestApp::start();
    let names = [
        ("Иванова-Петрова", "О'Коннор"),
        ("Д’Артаньян", "Ким Д."),
        ("Иванов 2", "Ёжик"),
        ("Ivanova", "Anna"),
        ("Иванова", "Anna"),
        ("-", "2"),
    ];
    for (number, (last, first)) in names.into_iter().enumerate() {
        let mut browser = app.browser();
        browser.opens(PATH).fills("Фамилия", &format!("  {last} ")).fills("Имя", first);
        browser.fills("Или электронная почта", &format!("name{number}@example.test")).presses("Зарегистрироваться");
        assert_eq!(browser.heading(), "Подтверждение электронной почты", "{last} {first}");
        assert!(browser.page().text().contains(&format!("{last} {first}")), "{last} {first}");
    }
}

#[test]
fn reg_07_other_characters_are_named_and_a_stand_may_demand_more() {
    let strict = TestApp::build()
        .config(|config| {
            config.rules.set("name.letters=on").expect("a rule");
            config.rules.set("name.one_alphabet=on").expect("a rule");
        })
        .start();
    let cases = [
        ("Иванова_", "Надежда", "Знака «_» здесь быть не может"),
        ("Müller", "Anna", "Знака «ü» здесь быть не может"),
        ("Іванов", "Иван", "Знака «І» здесь быть не может"),
        ("   ", "Иван", "Заполните это поле"),
        (&"я".repeat(101), "Иван", "Не больше 100 знаков"),
        ("-", "Иван", "Добавьте хотя бы одну букву"),
        ("Иванова", "Anna", "буквами одного алфавита"),
    ];
    for (last, first, said) in cases {
        let mut browser = strict.browser();
        browser.opens(PATH).fills("Фамилия", last).fills("Имя", first).fills("Мобильный телефон", PHONE);
        browser.presses("Зарегистрироваться");
        let complaints = complaints(&browser);
        assert!(complaints.len() == 1 && complaints[0].contains(said), "{last:.20} {first}: {complaints:?}");
    }
}

#[test]
fn reg_08_a_phone_is_made_of_arabic_digits_in_any_usual_spelling() {
    let app = TestApp::start();
    let wrong = [
        ("٩٠٧٧٦٤٧٩٨١", "Знака «٩» в телефоне быть не может"),
        ("+7 907 764 79 8O", "Знака «O» в телефоне быть не может"),
        ("+7 907 76479", "должно быть десять цифр"),
        ("+1 907 764 79 81", "Нужен российский номер"),
    ];
    for (typed, said) in wrong {
        let browser = applicant(&app, typed);
        assert!(complaints(&browser).concat().contains(said), "{typed}: {:?}", complaints(&browser));
    }
    for typed in ["+7 907 7647981", "+7 (907) 764-79-81", "89077647981", "9077647981"] {
        let app = TestApp::start();
        applicant(&app, typed);
        assert_eq!(app.sent_to(PHONE).len(), 1, "{typed}");
    }
}

#[test]
fn what_is_missing_is_told_beside_its_field() {
    let app = TestApp::start();
    let mut browser = app.browser();
    browser.opens(PATH).presses("Зарегистрироваться");
    let expected = ["Заполните это поле", "Заполните это поле", "Укажите мобильный телефон или электронную почту"];
    assert_eq!(complaints(&browser), expected);
    browser.fills("Фамилия", "Иванова").fills("Имя", "Надежда").fills("Мобильный телефон", PHONE);
    browser.fills("Или электронная почта", "nobody@").presses("Зарегистрироваться");
    assert_eq!(complaints(&browser), ["Проверьте адрес: нужен вид name@example.ru"], "both must be right");
    assert_eq!(app.sent_to(PHONE).len(), 0);
}

#[test]
fn passwords_are_asked_twice_and_checked() {
    let app = TestApp::start();
    let mut browser = applicant(&app, PHONE);
    types_the_code(&mut browser, &app.last_code_to(PHONE));
    let cases = [
        ("", "", "Придумайте пароль"),
        ("11111111", "11111111", "Добавьте строчную латинскую букву"),
        ("Пароль12!", "Пароль12!", "Только латинские буквы"),
        ("Pa55word!", "Pa55word?", "Пароли не совпадают"),
        (" Pa55word!", " Pa55word!", "Пробелов в пароле быть не может"),
    ];
    for (password, again, said) in cases {
        browser.fills("Пароль", password).fills("Ещё раз", again).presses("Готово");
        assert!(complaints(&browser).concat().contains(said), "{password}: {:?}", complaints(&browser));
        assert!(!browser.page().html.contains("Pa55word"), "a password is never given back");
    }
    let lenient = TestApp::build().config(|config| config.rules.set("password.policy=length").expect("a rule")).start();
    let mut browser = applicant(&lenient, PHONE);
    types_the_code(&mut browser, &lenient.last_code_to(PHONE));
    browser.fills("Пароль", "11111111").fills("Ещё раз", "11111111").presses("Готово");
    assert_eq!(browser.page().url.path(), "/profile");
}

#[test]
fn the_terms_say_that_it_is_a_test_stand_and_lead_back() {
    let app = TestApp::start();
    for (link, said) in [("Условия использования", "тестовый стенд"), ("Политика конфиденциальности", "этого стенда")]
    {
        let mut browser = app.browser();
        browser.opens(PATH).follows(link);
        assert_eq!((browser.page().status(), browser.heading().as_str()), (200, link));
        assert!(browser.page().text().contains(said) && browser.page().text().contains("Редакция 1"));
        assert_eq!(browser.follows("Вернуться к регистрации").heading(), "Регистрация");
    }
}

#[test]
fn csrf_forms_of_others_and_of_another_browser_are_stale() {
    let app = TestApp::start();
    let own = applicant(&app, PHONE);
    let (body, _) = own.filled("Продолжить");
    for path in ["", "/contact", "/password"] {
        for body in ["", "change=true", body.as_str()] {
            let form = Form { action: format!("{PATH}{path}"), method: "post".to_owned(), ..Form::default() };
            let mut browser = app.browser();
            browser.opens(PATH).posts(&form, body);
            assert_eq!((browser.page().status(), browser.heading().as_str()), (403, "Страница устарела"), "{path}");
        }
    }
    assert_eq!(own.new_tab().opens(PATH).heading(), "Подтверждение телефона", "and nothing has happened");
}

#[test]
fn forms_of_a_step_that_is_not_due_change_nothing() {
    let app = TestApp::start();
    let mut browser = app.browser();
    let csrf = browser.opens(PATH).page().value("csrf");
    let posts = |browser: &mut crate::support::Browser, path: &str, body: &str| {
        let form = Form { action: format!("{PATH}{path}"), method: "post".to_owned(), ..Form::default() };
        browser.posts(&form, &format!("csrf={csrf}&{body}"));
        assert_eq!(browser.page().status(), 200, "{path} {body}");
        browser.heading()
    };
    for body in ["code1=123456", "again=true", "change=true"] {
        assert_eq!(posts(&mut browser, "/contact", body), "Регистрация", "nothing was begun");
        assert!(complaints(&browser).concat().contains("Время регистрации вышло"));
    }
    let password = "password=Pa55word!&password_again=Pa55word!";
    assert_eq!(posts(&mut browser, "/password", password), "Регистрация");
    super::applies(&mut browser, PHONE);
    assert_eq!(posts(&mut browser, "/password", password), "Подтверждение телефона", "not verified yet");
    types_the_code(&mut browser, &app.last_code_to(PHONE));
    for body in ["code1=123456", "again=true", ""] {
        assert_eq!(posts(&mut browser, "/contact", body), "Создание пароля", "{body}");
    }
    assert_eq!(app.sent_to(PHONE).len(), 1);
    assert_eq!(browser.opens(PATH).presses("Изменить данные").heading(), "Регистрация", "until the very end");
}

#[test]
fn hostile_text_is_shown_as_text() {
    let app = TestApp::start();
    let script = "\"'><script>alert(1)</script>";
    let mut browser = app.browser();
    browser.opens(&format!("{PATH}?interaction=%22%3E%3Cscript%3E"));
    for field in ["Фамилия", "Имя", "Мобильный телефон", "Или электронная почта", "interaction"]
    {
        browser.fills(field, script);
    }
    browser.presses("Зарегистрироваться");
    let page = browser.page();
    assert!(!page.html.contains("<script>") && !page.html.contains("\"'>"), "{}", page.html);
    assert_eq!(page.value("last_name"), script);
    let mut browser = app.browser();
    browser.opens(&format!("{PATH}/email?token={script}"));
    assert!(!browser.page().html.contains("<script>"), "{}", browser.page().html);
}

#[test]
fn every_step_speaks_english() {
    let app = TestApp::build().config(|config| config.hints = false).start();
    let mut browser = app.browser();
    browser.opens(PATH).follows("English");
    browser.fills("Surname", "Ivanova").fills("First name", "Anna").fills("Mobile phone", PHONE).presses("Register");
    let is_english = |browser: &crate::support::Browser| {
        let text = browser.page().text().replace("Русский", "");
        assert!(!text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)), "{text}");
    };
    assert_eq!(browser.heading(), "Confirm your phone");
    is_english(&browser);
    browser.fills("Digit 1", &app.last_code_to(PHONE)).presses("Continue");
    assert_eq!(browser.heading(), "Create a password");
    is_english(&browser);
    for path in ["/terms", "/privacy", "/email?token=x"] {
        is_english(browser.opens(&format!("{PATH}{path}")));
    }
}
