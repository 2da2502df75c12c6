//! Categories of roles, and what each opens.

use crate::support::World;

/// 1.02, 1.23–1.25, EPS-10, EPS-12: a teacher who is a parent chooses, and the choice says what there is.
#[tokio::test]
async fn whoever_has_two_categories_chooses() {
    let world = World::start().await;
    let (mut browser, page) = world.signs_in("confirmed_without_middle_name").await;
    page.is(200, "Выберите категорию роли").says("Сотрудник Родитель").says_nothing_of("Обучающийся");
    let staff = browser.posts("/role", &[("role", "staff")]).await;
    staff.is(200, "Доступные подсистемы ЭПОС").says("Электронный журнал и дневник");
    staff.says_nothing_of("Зачисление").says("Выбрать другую категорию роли");
    assert_eq!(browser.posts("/subsystems/enrolment", &[]).await.status, 403);
    browser.get("/role").await;
    browser.posts("/role", &[("role", "parent")]).await.says("Зачисление в образовательную организацию");
    browser.posts("/subsystems/enrolment", &[]).await.is(200, "Зачисление в образовательную организацию");
    for role in ["student", "", "admin"] {
        browser.get("/role").await;
        browser.posts("/role", &[("role", role)]).await.is(403, "Нет доступа");
    }
}

/// 1.26, EPS-11: one category is not asked for.
#[tokio::test]
async fn whoever_has_one_category_is_not_asked() {
    let world = World::start().await;
    let (mut browser, page) = world.signs_in("confirmed_school_teacher").await;
    page.is(200, "Доступные подсистемы ЭПОС").says("Сотрудник").says_nothing_of("Контингент");
    browser.get("/role").await.is(200, "Доступные подсистемы ЭПОС");
}

/// 1.27, 1.28, RSA-08, LOG-05: a button for each subsystem, and nobody signs in again.
#[tokio::test]
async fn a_button_leads_into_each_subsystem() {
    let world = World::start().await;
    let (mut browser, page) = world.signs_in("confirmed_school_director").await;
    page.says("Контингент").says("Информация об образовательных организациях");
    browser.posts("/subsystems/contingent", &[]).await.is(200, "Контингент");
    browser.get("/subsystems").await;
    browser.posts("/subsystems/diary", &[]).await.is(200, "Дневник и журнал");
    browser.get("/subsystems").await;
    browser.posts("/subsystems/nothing", &[]).await.is(404, "Страница не найдена");
}

/// 0.05–0.11: the diary has its year, its menus, the way to the cabinet and the way out.
#[tokio::test]
async fn the_diary_has_its_head() {
    let world = World::start().await;
    let (mut browser, _) = world.signs_in("confirmed_mother_of_two").await;
    let diary = browser.posts("/subsystems/diary", &[]).await;
    diary.says("← 2026-2027").says("Общее образование").says("Дополнительное образование");
    diary.says("Внеурочная деятельность").says("Дополнительно").says("Личный кабинет").says("Выход");
    browser.get("/diary?child=maria").await.says("Сидорова Мария Олеговна");
    assert_eq!(browser.get("/diary?child=kirill").await.status, 403, "another's child");
}

/// Whoever is not signed in sees none of it.
#[tokio::test]
async fn nothing_is_open_without_a_sign_in() {
    let world = World::alone().await;
    let mut browser = world.browser();
    let pages =
        ["/role", "/subsystems", "/diary", "/cabinet", "/module/queue", "/admin/contingent", "/admin/contingent/ivan"];
    for page in pages {
        browser.get(page).await.is(401, "Войдите в ЭПОС");
    }
    let world = World::start().await;
    let (mut parent, _) = world.signs_in("confirmed_mother_of_two").await;
    for page in ["/admin/contingent", "/admin/contingent/ivan", "/module/schools"] {
        parent.get(page).await.is(403, "Нет доступа");
    }
}
