//! РСАА: employees of 2020.

use serde_json::Value;

use crate::support::Browser;
use crate::support::Page;
use crate::support::World;

const WHOLE: [(&str, &str); 9] = [
    ("last_name", "Громов"),
    ("first_name", "Андрей"),
    ("middle_name", "Ильич"),
    ("email", "gromov@example.test"),
    ("position", "учитель"),
    ("organization", "МАОУ «Школа № 12»"),
    ("short_name", ""),
    ("inn", "5902990010"),
    ("kpp", "590201001"),
];

async fn world() -> World {
    let world = World::alone().await;
    world.sets(&[("epos.generation", "2020")]).await;
    world
}

async fn registers(browser: &mut Browser, changed: &[(&str, &str)]) -> Page {
    browser.get("/rsaa/register").await;
    let value = |name: &str, value| changed.iter().find(|(field, _)| *field == name).map_or(value, |(_, value)| *value);
    let fields = WHOLE.map(|(name, known)| (name, value(name, known)));
    browser.posts("/rsaa/register", &fields).await
}

/// The newest letter.
async fn letter(world: &World) -> Value {
    let letters = world.call("GET", "letters", &Value::Null).await;
    letters["letters"].as_array().expect("letters").last().expect("a letter")["value"].clone()
}

fn after<'a>(text: &'a str, words: &str) -> &'a str {
    text.split(words).nth(1).and_then(|rest| rest.split('\n').next()).expect("the word")
}

/// 1.05–1.16, 1.22, 1.34, 1.35, 1.50, 1.51, RSA-01, RSA-05, RSA-06: registered, a letter, in by user name and by e-mail.
#[tokio::test]
async fn an_employee_registers_and_enters_by_name_and_by_email() {
    let world = world().await;
    let mut browser = world.browser();
    let login = browser.get("/rsaa/login").await;
    login
        .says("МИНИСТЕРСТВО ИНФОРМАЦИОННОГО РАЗВИТИЯ И СВЯЗИ ПЕРМСКОГО КРАЯ")
        .says("ЗАБЫЛИ ПАРОЛЬ?")
        .says("РЕГИСТРАЦИЯ");
    login.says("Доступ к информационным системам Пермского края").says("ИМЯ ПОЛЬЗОВАТЕЛЯ / E-MAIL").says("© 2017-2018");
    registers(&mut browser, &[]).await.is(201, "Регистрация завершена").says("gromov@example.test отправлено письмо");
    let letter = letter(&world).await;
    let text = letter["text"].as_str().expect("text");
    assert_eq!(letter["to"], "gromov@example.test");
    let (name, password) = (after(text, "Имя пользователя: "), after(text, "Пароль: "));
    browser.get("/outbox").await.says("Учётные данные РСАА").says(password);
    for login in [name, "Gromov@example.test"] {
        let mut browser = world.browser();
        browser.get("/rsaa/login").await;
        browser.posts("/rsaa/login", &[("login", login), ("password", "wrong")]).await.says("Неверное имя");
        let page = browser.posts("/rsaa/login", &[("login", login), ("password", password)]).await;
        page.is(200, "Доступные подсистемы ЭПОС").says("Сотрудник").says("Электронный журнал и дневник");
        browser.get("/cabinet").await.says("Логина и пароля ЭПОС у вас нет");
    }
}

/// 1.52: nobody has to approve, but without a role in ЭПОС there is nothing to enter.
#[tokio::test]
async fn without_a_card_there_is_no_subsystem() {
    let world = world().await;
    let mut browser = world.browser();
    let other = [("last_name", "Новиков"), ("email", "novikov@example.test")];
    registers(&mut browser, &other).await.is(201, "Регистрация завершена");
    let letter = letter(&world).await;
    let password = after(letter["text"].as_str().expect("text"), "Пароль: ").to_owned();
    browser.get("/rsaa/login").await;
    let page = browser.posts("/rsaa/login", &[("login", "novikov"), ("password", &password)]).await;
    page.is(200, "Доступные подсистемы ЭПОС").says("Подсистем, к которым вам открыт доступ, нет");
}

/// 1.40–1.49, RSA-02, RSA-03, RSA-04, RSA-05: what is needed, and of what shape.
#[tokio::test]
async fn every_field_with_a_star_is_needed_and_numbers_are_checked() {
    let world = world().await;
    let mut browser = world.browser();
    let form = browser.get("/rsaa/register").await;
    form.is(200, "Регистрация и документация").says("Фамилия*").says("Отчество*").says("ИНН организации (10 цифр)*");
    form.says("КПП организации (9 цифр)*").says_nothing_of("Краткое наименование организации*");
    let cases = [
        ("last_name", "", "Заполните поле"),
        ("first_name", "", "Заполните поле"),
        ("middle_name", "", "Заполните поле"),
        ("email", "", "Заполните поле"),
        ("email", "gromov", "Проверьте адрес"),
        ("position", "", "Заполните поле"),
        ("organization", "", "Заполните поле"),
        ("organization", "Школа, которой нет", "Выберите организацию из списка"),
        ("inn", "590299001", "В ИНН организации десять цифр"),
        ("inn", "59029900101", "В ИНН организации десять цифр"),
        ("inn", "5902990011", "Контрольная цифра ИНН не сходится"),
        ("kpp", "59020100", "В КПП девять цифр"),
        ("kpp", "5902AZ001", "В КПП девять цифр"),
    ];
    for (field, value, words) in cases {
        let page = registers(&mut browser, &[(field, value)]).await;
        assert_eq!(page.status, 422, "{field}={value}");
        assert!(page.body.contains(&format!("id=\"mistake-{field}\">{words}<")), "{field}={value}: {}", page.words());
    }
    assert_eq!(world.call("GET", "letters", &Value::Null).await["letters"], serde_json::json!([]));
    world.sets(&[("rsaa.middle_name", "optional"), ("rsaa.kpp_letters", "true")]).await;
    registers(&mut browser, &[("middle_name", ""), ("kpp", "5902AZ001")]).await.is(201, "Регистрация завершена");
    registers(&mut browser, &[]).await.says("Этот адрес уже зарегистрирован в РСАА");
}

/// 1.11, RSA-07: a letter with a link that serves once, for an hour.
#[tokio::test]
async fn a_forgotten_password_is_made_anew_by_a_letter() {
    let world = world().await;
    let mut browser = world.browser();
    registers(&mut browser, &[]).await;
    browser.get("/rsaa/forgotten").await;
    browser.posts("/rsaa/forgotten", &[("login", "nobody@example.test")]).await.says("Если такой пользователь есть");
    assert_eq!(letter(&world).await["subject"], "Учётные данные РСАА");
    browser.get("/rsaa/forgotten").await;
    browser.posts("/rsaa/forgotten", &[("login", "gromov@example.test")]).await.says("Если такой пользователь есть");
    let letter = letter(&world).await;
    let link = letter["text"].as_str().expect("text").lines().last().expect("a link").to_owned();
    let token = link.split("token=").nth(1).expect("a token");
    browser.get(&link).await.is(200, "Новый пароль");
    let weak = [("token", token), ("password", "qwerty"), ("repeat", "qwerty1")];
    browser.posts("/rsaa/reset", &weak).await.says("от 8 символов").says("пароли не совпадают");
    let new = [("token", token), ("password", "Qwerty1!"), ("repeat", "Qwerty1!")];
    browser.posts("/rsaa/reset", &new).await.is(200, "Пароль изменён");
    browser.get(&link).await.is(410, "Ссылка не действует");
    browser.get("/rsaa/login").await;
    browser
        .posts("/rsaa/login", &[("login", "gromov"), ("password", "Qwerty1!")])
        .await
        .is(200, "Доступные подсистемы ЭПОС");
}

/// 1.14, 1.36–1.39: the menu.
#[tokio::test]
async fn the_menu_leads_to_sign_in_documents_and_support() {
    let world = world().await;
    let mut browser = world.browser();
    browser.get("/rsaa/register").await.says("АВТОРИЗАЦИЯ").says("Документы").says("ЗАДАТЬ ВОПРОС");
    let documents = browser.get("/rsaa/documents").await;
    documents.says("Инструкция для регистрации в РСАА в рамках СДО").says("Подключение к РСАА");
    documents.says("Руководство администратора").says("Руководство пользователя");
}
