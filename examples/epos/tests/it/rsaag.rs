//! РСААГ: citizens of 2020 with login and password.

use crate::support::World;

/// 0.01, 4.58, C5: login and password lead to the same diary, in 2020.
#[tokio::test]
async fn login_and_password_lead_to_the_diary() {
    let world = World::alone().await;
    world.sets(&[("epos.generation", "2020")]).await;
    let mut browser = world.browser();
    browser.get("/rsaag/login").await.says("Вход через профиль Госуслуг");
    for (login, password) in [("sidorova", "Sidorova1"), ("sidorova", ""), ("nobody", "Sidorova1!"), ("", "")] {
        let page = browser.posts("/rsaag/login", &[("login", login), ("password", password)]).await;
        assert_eq!(page.status, 401);
        page.says("Неверный логин или пароль");
    }
    let page = browser.posts("/rsaag/login", &[("login", "Sidorova"), ("password", "Sidorova1!")]).await;
    page.is(200, "Доступные подсистемы ЭПОС").says("Родитель");
    browser.posts("/subsystems/diary", &[]).await.says("Иван Сидоров").says("Мария Сидорова");
    browser.posts("/logout", &[]).await.is(200, "Портал ЭПОС");
    browser.get("/diary").await.is(401, "Войдите в ЭПОС");
}
