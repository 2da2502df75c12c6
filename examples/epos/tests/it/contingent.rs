//! «Контингент»: corrections, and when they count.

use serde_json::Value;
use serde_json::json;

use crate::support::World;

/// 1.29, 1.30, 1.32, 1.33, 2.18–2.23, 3.11–3.16, EPS-04, RSA-09: corrected on Friday, counts on Monday from 14:00 on.
#[tokio::test]
async fn a_correction_counts_on_the_next_working_day_after_14() {
    let world = World::at("2026-09-04T10:00:00+05:00").await;
    world.changes_card("gromov", json!({ "email": "gromov.old@example.test" })).await;
    world.signs_in("confirmed_school_teacher").await.1.is(403, "Пользователь не найден");
    let (mut administrator, _) = world.signs_in("confirmed_school_director").await;
    administrator.posts("/subsystems/contingent", &[]).await.says("Громов Андрей Ильич");
    administrator.get("/admin/contingent?q=громов").await.says("gromov.old@example.test").says_nothing_of("Сидорова");
    administrator
        .get("/admin/contingent/gromov")
        .await
        .says("в ЭПОС: gromov.old@example.test")
        .says("Исправлений не было");
    let reported = [
        ("last_name", "Громов"),
        ("first_name", "Андрей"),
        ("middle_name", "Ильич"),
        ("email", "gromov@example.test"),
        ("birth_date", "12.12.1990"),
        ("snils", ""),
    ];
    let card = administrator.posts("/admin/contingent/gromov", &reported).await;
    card.is(200, "Громов Андрей Ильич").says("07.09.2026 14:00 ждёт");
    let changes = world.call("GET", "changes", &Value::Null).await;
    assert_eq!(changes["changes"].as_array().expect("changes").len(), 1, "only what differs");
    assert_eq!(changes["changes"][0]["by"], "Белова Марина Геннадьевна");
    for (time, status) in [("2026-09-05T14:00:01", 403), ("2026-09-07T13:59:59", 403), ("2026-09-07T14:00:00", 200)] {
        world.stand().sets_clock(&format!("{time}+05:00")).await;
        assert_eq!(world.signs_in("confirmed_school_teacher").await.1.status, status, "{time}");
    }
}

/// C3, EPS-05: by the policy it counts earlier, or on a holiday.
#[tokio::test]
async fn the_policy_says_when() {
    let world = World::at("2024-06-11T10:00:00+05:00").await;
    let policies = [
        ("working_day_14", "2024-06-13T14:00:00+05:00"),
        ("weekday_14", "2024-06-12T14:00:00+05:00"),
        ("next_day", "2024-06-12T00:00:00+05:00"),
    ];
    let correction = json!({ "card": "ivan", "field": "first_name", "value": "Иоанн" });
    for (policy, expected) in policies {
        world.sets(&[("epos.fix_policy", policy)]).await;
        assert_eq!(world.call("POST", "changes", &correction).await["effective_at"], expected, "{policy}");
    }
    world.sets(&[("epos.fix_policy", "window_9_14")]).await;
    let at = world.call("POST", "changes", &correction).await["effective_at"].as_str().expect("a time").to_owned();
    assert!(("2024-06-12T09:00:00"..="2024-06-12T14:00:00+05:00").contains(&at.as_str()), "{at}");
}

/// 3.13: what cannot be right is not taken.
#[tokio::test]
async fn a_correction_has_to_be_possible() {
    let world = World::start().await;
    let (mut administrator, _) = world.signs_in("confirmed_school_director").await;
    administrator.get("/admin/contingent/ivan").await;
    let wrong =
        [("last_name", ""), ("first_name", "Иван"), ("email", "no"), ("birth_date", "2016-06-01"), ("snils", "1")];
    let page = administrator.posts("/admin/contingent/ivan", &wrong).await;
    assert_eq!(page.status, 422);
    page.says("Заполните поле").says("Проверьте адрес").says("Дата пишется как ДД.ММ.ГГГГ").says("одиннадцать цифр");
    assert_eq!(world.call("GET", "changes", &Value::Null).await["changes"], json!([]));
    administrator.get("/admin/contingent/nobody").await.is(404, "Страница не найдена");
}

/// 3.09: a card that is archived is found no more, once that counts.
#[tokio::test]
async fn an_archived_card_is_out_of_the_way() {
    let world = World::start().await;
    world.signs_in("confirmed_second_factor_sms").await.1.is(403, "Нашлось больше одного пользователя");
    let archive = json!({ "card": "fedorova_2", "field": "archived", "value": "yes" });
    world.call("POST", "changes", &archive).await;
    world.signs_in("confirmed_second_factor_sms").await.1.is(403, "Нашлось больше одного пользователя");
    world.stand().sets_clock("2026-09-02T14:00:00+05:00").await;
    world.signs_in("confirmed_second_factor_sms").await.1.is(200, "Доступные подсистемы ЭПОС");
}
