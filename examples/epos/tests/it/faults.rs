//! What is broken for a while.

use serde_json::Value;
use serde_json::json;

use crate::support::World;

/// 3.21, 3.22, 3.23, FLT-01: «Упс» in the app and not in the web, or in both.
#[tokio::test]
async fn oops_is_shown_where_it_is_broken_and_nowhere_else() {
    let world = World::start().await;
    let (mut browser, _) = world.signs_in("confirmed_mother_of_two").await;
    world.call("POST", "faults", &json!({ "path": "/diary", "kind": "oops", "device": "mobile" })).await;
    let app = browser.get("/diary?client=mobile").await;
    app.is(200, "Упс 😞 Что-то пошло не так").says("Попробуйте авторизоваться в веб-версии");
    browser.get("/diary").await.is(200, "Дневник и журнал");
    world.call("POST", "faults", &json!({ "path": "/diary", "kind": "oops" })).await;
    let web = browser.get("/diary").await;
    web.is(200, "Упс 😞 Что-то пошло не так").says("с темой «Упс .Что-то пошло не так»");
    browser.get("/subsystems").await.is(200, "Доступные подсистемы ЭПОС");
    world.call("DELETE", "faults", &Value::Null).await;
    browser.get("/diary").await.is(200, "Дневник и журнал");
}

/// 3.37, 3.38, FLT-02, FLT-04: 500, 502, 404 end when their time is over, by the stand's clock; a login goes on.
#[tokio::test]
async fn errors_end_after_an_hour_or_two_and_the_state_is_not_lost() {
    let world = World::start().await;
    for (kind, status) in [("500", 500), ("502", 502), ("404", 404)] {
        world.stand().sets_clock("2026-09-01T09:00:00+05:00").await;
        let mut browser = world.browser();
        let address = world.goes_to_esia(&mut browser).await;
        let until = "2026-09-01T09:20:00+05:00";
        world.call("POST", "faults", &json!({ "path": "/callback", "kind": kind, "until": until })).await;
        let back = world.stand().signs_in(&address, "confirmed_mother_of_two").await;
        let page = browser.get(&back).await;
        page.is(status, &format!("Ошибка {kind}")).says("Проверьте работу системы через 1–2 часа");
        world.call("DELETE", "faults", &Value::Null).await;
        browser.get(&back).await.is(200, "Доступные подсистемы ЭПОС");

        let until = "2026-09-01T11:00:00+05:00";
        world.call("POST", "faults", &json!({ "path": "/", "kind": kind, "until": until })).await;
        assert_eq!(browser.get("/").await.status, status);
        world.stand().sets_clock("2026-09-01T10:59:59+05:00").await;
        assert_eq!(browser.get("/").await.status, status);
        world.stand().sets_clock(until).await;
        browser.get("/").await.is(200, "Портал ЭПОС");
        world.call("DELETE", "faults", &Value::Null).await;
    }
}

/// One of several is mended by its number.
#[tokio::test]
async fn one_fault_is_mended_and_others_stay() {
    let world = World::alone().await;
    let breaks = |path: &str| json!({ "path": path, "kind": "502" });
    let help = world.call("POST", "faults", &breaks("/help")).await;
    world.call("POST", "faults", &breaks("/support")).await;
    let one = format!("faults/{}", help["number"]);
    world.call("DELETE", &one, &Value::Null).await;
    let mut browser = world.browser();
    assert_eq!([browser.get("/help/parent").await.status, browser.get("/support").await.status], [200, 502]);
    let (status, answer) = world.tries("DELETE", &one, &Value::Null).await;
    assert_eq!(status, 404, "{answer}");
}

/// 3.37, FLT-03: a redirect that leads to itself.
#[tokio::test]
async fn a_loop_leads_to_itself() {
    let world = World::alone().await;
    world.call("POST", "faults", &json!({ "path": "/login", "kind": "307" })).await;
    let page = world.browser().opens("/login?a=1").await;
    assert_eq!((page.status, page.location.as_deref()), (307, Some("/login?a=1")));
    world.call("POST", "faults", &json!({ "path": "/", "kind": "307" })).await;
    let page = world.browser().opens("//evil.example/login").await;
    assert_eq!(page.location.as_deref(), Some("//evil.example/login"), "below our own address");
    assert!(page.headers["location"].to_str().expect("text").starts_with(world.epos.url()));
}

/// 3.34, FLT-06: an old cookie loops until it is cleared; a private window has none.
#[tokio::test]
async fn a_stale_cookie_loops_until_it_is_cleared() {
    let world = World::alone().await;
    let mut browser = world.browser();
    browser.get("/login").await;
    world.call("POST", "faults", &json!({ "path": "/login", "kind": "stale_cookie" })).await;
    for _ in 0..3 {
        assert_eq!(browser.opens("/login").await.status, 307);
    }
    let mut incognito = world.browser();
    for _ in 0..2 {
        incognito.get("/login").await.is(200, "Авторизация в ЭПОС");
    }
    browser.cookies.clear();
    browser.get("/login").await.is(200, "Авторизация в ЭПОС");
}

/// 3.31, 3.35, FLT-05: slow pages come all the same, and what tells the tester is never slow.
#[tokio::test]
async fn a_slow_page_comes_late_and_whole() {
    let world = World::alone().await;
    world.call("POST", "faults", &json!({ "path": "/help", "kind": "slow", "seconds": 1 })).await;
    let began = std::time::Instant::now();
    world.browser().get("/help/trouble").await.is(200, "Сложности со входом");
    assert!(began.elapsed().as_millis() >= 1000);
}

/// A fault says what it is.
#[tokio::test]
async fn a_fault_that_is_none_is_refused() {
    let world = World::alone().await;
    let wrong = [
        json!({ "path": "diary", "kind": "oops" }),
        json!({ "path": "/diary", "kind": "oops", "device": "tv" }),
        json!({ "path": "/diary", "kind": "slow" }),
        json!({ "path": "/diary", "kind": "oops", "seconds": 3 }),
        json!({ "path": "/diary", "kind": "explode" }),
        json!({ "path": "/diary", "kind": "oops", "untill": "2026-09-01T11:00:00+05:00" }),
    ];
    for fault in wrong {
        let (status, answer) = world.tries("POST", "faults", &fault).await;
        assert!(status == 422 || status == 400, "{fault}");
        assert!(answer["error"].is_string(), "{answer}");
    }
}
