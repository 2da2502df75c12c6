//! Letters to support.

use serde_json::Value;
use serde_json::json;

use crate::support::Browser;
use crate::support::Page;
use crate::support::World;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

fn fields<'a>(topic: &'a str, person: &'a str, device: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("topic", topic),
        ("person", person),
        ("role", "parent"),
        ("territory", "г. Примерск"),
        ("school", "Школа № 12"),
        ("device", device),
        ("action", "Открыть дневник"),
    ]
}

async fn sends(browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
    browser.get("/support").await;
    browser.uploads("/support", fields, Some(("снимок.png", PNG.to_vec()))).await
}

/// EPS-18, 3.23–3.30, 3.35–3.39, 2.09, 1.38: anybody may write about «Упс» and about outages, with a picture.
#[tokio::test]
async fn a_letter_needs_its_fields_and_a_picture() {
    let world = World::alone().await;
    let mut browser = world.browser();
    let whole = fields("oops", "Сидорова Анна", "web");
    sends(&mut browser, &whole).await.is(201, "Обращение принято").says("Тема: «Упс .Что-то пошло не так»");
    let tickets = world.call("GET", "tickets", &Value::Null).await;
    let ticket = &tickets["tickets"][0]["value"];
    assert_eq!((&ticket["topic"], &ticket["fields"]["device"]), (&json!("Упс .Что-то пошло не так"), &json!("web")));
    assert_eq!((&ticket["file"]["name"], &ticket["file"]["kind"]), (&json!("снимок.png"), &json!("image/png")));

    browser.get("/support").await;
    browser.uploads("/support", &whole, None).await.says("Приложите скриншот или видео");
    browser.get("/support").await;
    let page = browser.uploads("/support", &whole, Some(("a.png", b"MZ is no picture".to_vec()))).await;
    page.says("Это не изображение и не видео");
    let mobile = fields("outage", "Сидорова Анна", "mobile");
    sends(&mut browser, &mobile).await.says("Укажите версию приложения").says("Укажите версию ОС");
    let mut told = mobile;
    told.extend([("os", "Android"), ("app_version", "2.1"), ("os_version", "14")]);
    sends(&mut browser, &told).await.says("Тема: «Работоспособность ЭПОС»");
    assert_eq!(world.call("GET", "tickets", &Value::Null).await["tickets"].as_array().expect("two").len(), 2);
}

/// A file beyond ten megabytes is not read to its end.
#[tokio::test]
async fn a_large_file_is_refused() {
    let world = World::alone().await;
    let mut browser = world.browser();
    browser.get("/support").await;
    let mut film = PNG.to_vec();
    film.resize(10 * 1024 * 1024 + 1, 0);
    let page = browser.uploads("/support", &fields("oops", "Сидорова Анна", "web"), Some(("a.png", film))).await;
    page.says("Файл больше 10 МБ");
}

/// EPS-19, 2.23, 3.17, 3.18–3.20: topics of sign-in are for administrators, once a correction has come into force.
#[tokio::test]
async fn topics_of_sign_in_are_for_administrators_after_a_correction() {
    let world = World::at("2026-09-04T10:00:00+05:00").await;
    let (mut parent, _) = world.signs_in("confirmed_mother_of_two").await;
    for topic in ["not_found", "several", "children"] {
        let page = sends(&mut parent, &fields(topic, "Орлов Павел Николаевич", "web")).await;
        page.says("Заявку с этой темой оформляет администратор школы");
    }
    let (mut administrator, _) = world.signs_in("confirmed_school_director").await;
    let ticket = fields("not_found", "Орлов Павел Николаевич", "web");
    sends(&mut administrator, &ticket).await.says("Сначала сверьте данные в «Контингенте»");
    let correction = json!({ "card": "orlov", "field": "email", "value": "orlov.new@example.test" });
    world.call("POST", "changes", &correction).await;
    sends(&mut administrator, &ticket).await.says("Исправление вступит в силу 07.09.2026 14:00");
    world.sets(&[("epos.tickets", "any_time")]).await;
    sends(&mut administrator, &ticket).await.is(201, "Обращение принято");
    world.sets(&[("epos.tickets", "after_fix")]).await;
    world.stand().sets_clock("2026-09-07T14:00:00+05:00").await;
    let (mut administrator, _) = world.signs_in("confirmed_school_director").await;
    sends(&mut administrator, &ticket).await.is(201, "Обращение принято").says("Ошибка, пользователь не найден");
}
