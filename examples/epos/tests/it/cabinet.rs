//! «Личный кабинет»: own data, the password, and the linking of Госуслуги.

use serde_json::Value;
use serde_json::json;

use crate::support::Browser;
use crate::support::Page;
use crate::support::World;

/// A parent of 2020 who has signed in with login and password.
async fn parent(world: &World) -> Browser {
    world.sets(&[("epos.generation", "2020")]).await;
    let mut browser = world.browser();
    browser.get("/rsaag/login").await;
    browser.posts("/rsaag/login", &[("login", "sidorova"), ("password", "Sidorova1!")]).await;
    browser.get("/cabinet").await;
    browser
}

async fn links(world: &World, browser: &mut Browser, person: &str) -> Page {
    browser.get("/cabinet").await;
    let address = browser.posts("/cabinet/link", &[]).await.location.expect("a way to ЕСИА");
    let back = world.stand().signs_in(&address, person).await;
    browser.get(&back).await
}

async fn oid(world: &World) -> Value {
    world.call("GET", "accounts/sidorova", &Value::Null).await["oid"].clone()
}

const LINKED: &str = "Профиль Госуслуг привязан к учетной записи ЭПОС";

/// 0.02, 0.23, 0.24, 0.35–0.38, EPS-13: linked at once, as the page says; kept only by «Сохранить».
#[tokio::test]
async fn a_profile_is_linked_by_saving_and_not_before() {
    let world = World::start().await;
    let mut browser = parent(&world).await;
    browser.get("/cabinet").await.says_nothing_of(LINKED).says("Связать с профилем Госуслуг");
    let page = links(&world, &mut browser, "confirmed_mother_of_two").await;
    page.is(200, "Личный кабинет").says(LINKED).says("нажмите «Сохранить»").says_nothing_of("Отвязать");
    assert_eq!(oid(&world).await, Value::Null);
    browser.get("/subsystems").await;
    browser.get("/cabinet").await.says_nothing_of(LINKED);

    links(&world, &mut browser, "confirmed_mother_of_two").await.says(LINKED);
    let email = [("email", "other@example.test")];
    browser
        .posts("/cabinet", &email)
        .await
        .is(200, "Личный кабинет")
        .says(LINKED)
        .says_nothing_of("нажмите «Сохранить»");
    assert_eq!(oid(&world).await, 1_000_000_702);
    let (_, page) = world.signs_in("confirmed_mother_of_two").await;
    page.is(200, "Доступные подсистемы ЭПОС");
    assert_eq!(world.last_trace().await["decision"]["steps"][0]["result"], "подошло карточек: 1", "by ОИД");
}

/// 0.39: no page unlinks; whoever cleans up after a test does it by a call.
#[tokio::test]
async fn unlinking_is_a_call_and_no_button() {
    let world = World::start().await;
    let mut browser = parent(&world).await;
    links(&world, &mut browser, "confirmed_mother_of_two").await;
    browser.posts("/cabinet", &[("email", "sidorova@example.test")]).await.says(LINKED).says_nothing_of("Отвязать");
    world.call("DELETE", "accounts/sidorova/link", &Value::Null).await;
    assert_eq!(oid(&world).await, Value::Null);
    browser.get("/cabinet").await.says_nothing_of(LINKED);
}

/// EPS-14: somebody else's profile: a warning, or by a switch a refusal; one profile has one account.
#[tokio::test]
async fn another_persons_profile_is_warned_of_or_refused() {
    let world = World::start().await;
    let mut browser = parent(&world).await;
    links(&world, &mut browser, "confirmed_second_parent").await.says("Похоже, это профиль другого человека");
    world.sets(&[("epos.link_check", "refuse")]).await;
    let page = links(&world, &mut browser, "confirmed_second_parent").await;
    page.is(409, "Вход не выполнен").says("ФИО в Госуслугах и в ЭПОС не совпадают");
    world.call("PUT", "accounts/other", &json!({ "password": "Qwerty1!", "oid": 1_000_000_702 })).await;
    let page = links(&world, &mut browser, "confirmed_mother_of_two").await;
    page.is(409, "Вход не выполнен").says("уже привязан к другой учётной записи");
    assert_eq!(oid(&world).await, Value::Null);
}

/// 0.03, 0.04, 0.13–0.15: phone and e-mail are ЭПОС's own; the e-mail is a key, so its change is felt.
#[tokio::test]
async fn phone_and_email_are_changed_and_the_email_is_a_key() {
    let world = World::start().await;
    let mut browser = parent(&world).await;
    let page = browser.get("/cabinet").await;
    assert!(page.body.contains("value=\"sidorova@example.test\""), "what the school knows");
    page.says("Телефон").says("Внести новую информацию").says("Логин");
    assert!(page.body.contains("value=\"sidorova\" readonly"));
    browser.posts("/cabinet", &[("phone", "+7 900 000-07-02"), ("email", "new@example.test"), ("login", "x")]).await;
    let account = world.call("GET", "accounts/sidorova", &Value::Null).await;
    assert_eq!((&account["phone"], &account["email"]), (&json!("+7 900 000-07-02"), &json!("new@example.test")));
    world.signs_in("confirmed_mother_of_two").await.1.is(403, "Пользователь не найден");
    browser.posts("/cabinet", &[("email", "sidorova@example.test")]).await;
    world.signs_in("confirmed_mother_of_two").await.1.is(200, "Доступные подсистемы ЭПОС");
    browser.posts("/cabinet", &[("email", "")]).await;
    assert_eq!(world.call("GET", "cards/sidorova", &Value::Null).await["email"], Value::Null);
    let page = browser.posts("/cabinet", &[("email", "no address")]).await;
    assert_eq!(page.status, 422);
    page.says("Проверьте адрес электронной почты");
}

/// 0.16–0.22, EPS-17: the five rules, and the same password twice.
#[tokio::test]
async fn a_password_keeps_five_rules() {
    let world = World::alone().await;
    let mut browser = parent(&world).await;
    browser
        .get("/cabinet")
        .await
        .says("от 8 символов")
        .says("хотя бы один символ !@#$%^&*()")
        .says("недопустима кириллица");
    let cases = [
        ("Qwert1!", "от 8 символов: не выполнено"),
        ("Qwerty1?", "хотя бы один символ !@#$%^&*(): не выполнено"),
        ("Qwertyu!", "хотя бы одна цифра: не выполнено"),
        ("qwerty1!", "прописные и строчные буквы: не выполнено"),
        ("Qwertу1!", "недопустима кириллица: не выполнено"),
    ];
    for (password, words) in cases {
        let page = browser.posts("/cabinet", &[("password", password), ("repeat", password)]).await;
        assert_eq!(page.status, 422, "{password}");
        page.says(words);
    }
    browser.posts("/cabinet", &[("password", "Qwerty1!"), ("repeat", "Qwerty1")]).await.says("Пароли не совпадают");
    browser.posts("/cabinet", &[("password", "Qwerty1!"), ("repeat", "Qwerty1!")]).await.is(200, "Личный кабинет");
    let mut again = world.browser();
    again.get("/rsaag/login").await;
    again.posts("/rsaag/login", &[("login", "sidorova"), ("password", "Sidorova1!")]).await.says("Неверный логин");
    let page = again.posts("/rsaag/login", &[("login", "sidorova"), ("password", "Qwerty1!")]).await;
    page.is(200, "Доступные подсистемы ЭПОС");
}
