//! The portal and the page of sign-in, of two eras.

use crate::support::World;

/// 1.01, 1.02, 1.03, 1.04, 4.57: the portal with its way in, its instructions, its support and its services.
#[tokio::test]
async fn the_portal_leads_in_to_instructions_and_to_support() {
    let world = World::alone().await;
    let mut browser = world.browser();
    let portal = browser.get("/").await;
    portal.is(200, "Портал ЭПОС").says("для сотрудников").says("для родителя").says("для обучающихся");
    portal.says("Электронный журнал и дневник").says("Очередь в дошкольные образовательные организации");
    portal.says("Зачисление в образовательную организацию").says("Информация об образовательных организациях");
    portal.says("Демонстрация, не ЭПОС.");
    for link in ["href=\"/login\"", "href=\"/support\"", "href=\"/help/staff\""] {
        assert!(portal.body.contains(link), "{link}");
    }
}

/// 2.06, 2.07, 2.08, 2.09, 3.01, 3.04, C6: in 2023 ЕСИА is the only way, and РСАА and РСААГ are gone.
#[tokio::test]
async fn in_2023_there_is_one_button() {
    let world = World::alone().await;
    let mut browser = world.browser();
    let login = browser.get("/login").await;
    login.is(200, "Авторизация в ЭПОС").says("ЭЛЕКТРОННАЯ ПЕРМСКАЯ ОБРАЗОВАТЕЛЬНАЯ СИСТЕМА");
    login.says("Вход через ЕСИА").says("Версия 1.30.6").says("Написать в техподдержку");
    login.says_nothing_of("Вход для сотрудников");
    for gone in ["/rsaa/login", "/rsaa/register", "/rsaa/forgotten", "/rsaa/documents", "/rsaag/login"] {
        assert_eq!(browser.get(gone).await.status, 404, "{gone}");
    }
}

/// 1.01, 1.05, 1.17, 4.56, C5, C6: in 2020 employees and citizens have doors of their own beside ЕСИА.
#[tokio::test]
async fn in_2020_there_are_three_doors() {
    let world = World::alone().await;
    world.sets(&[("epos.generation", "2020")]).await;
    let mut browser = world.browser();
    let login = browser.get("/login").await;
    login.says("Вход для сотрудников").says("Вход через ЕСИА").says("Для обучающихся и законных представителей");
    login.says("Портал ЭПОС").says_nothing_of("Версия 1.30.6");
    browser.get("/rsaa/login").await.is(200, "Вход в ЭПОС");
}

/// No page without its guards; nothing of another address, no script.
#[tokio::test]
async fn answers_say_what_a_browser_may_do_with_them() {
    let world = World::alone().await;
    let page = world.browser().get("/login").await;
    let header = |name: &str| page.headers.get(name).expect(name).to_str().expect("text").to_owned();
    assert!(header("content-security-policy").starts_with("default-src 'none'; style-src 'self'; form-action 'self' "));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");
    assert!(header("set-cookie").contains("HttpOnly; SameSite=Lax"), "{}", header("set-cookie"));
    assert!(!page.body.contains("<script") && !page.body.contains("onclick"));
    world.browser().get("/nothing").await.is(404, "Страница не найдена");
}
