//! Every form: only from a page of ours, in the browser that has seen it.

use serde_json::Value;
use serde_json::json;

use crate::support::World;

const FORMS: [&str; 12] = [
    "/login/esia",
    "/logout",
    "/role",
    "/subsystems/diary",
    "/cabinet",
    "/cabinet/link",
    "/admin/contingent/ivan",
    "/rsaa/login",
    "/rsaa/register",
    "/rsaa/forgotten",
    "/rsaa/reset",
    "/rsaag/login",
];

/// A form without its token, with another browser's, or with none at all does nothing.
#[tokio::test]
async fn a_form_without_its_token_is_refused() {
    let world = World::alone().await;
    world.sets(&[("epos.generation", "2020")]).await;
    let mut other = world.browser();
    other.get("/login").await;
    let foreign = other.csrf.clone();
    for form in FORMS {
        let mut browser = world.browser();
        browser.posts_raw(form, &[("csrf", &foreign)]).await.is(403, "Страница устарела");
        browser.get("/login").await;
        for csrf in ["", "x", foreign.as_str()] {
            browser.posts_raw(form, &[("csrf", csrf)]).await.is(403, "Страница устарела");
        }
    }
    let mut browser = world.browser();
    browser.get("/support").await;
    browser.csrf = foreign;
    browser.uploads("/support", &[("topic", "oops")], None).await.is(403, "Страница устарела");
}

/// The list above is the list of the routes: whoever adds a form adds it here.
#[test]
fn every_form_is_in_the_list() {
    let routes = include_str!("../../src/web/routes.rs");
    let posts = routes.lines().filter(|line| line.contains("post()")).count();
    assert_eq!(posts, FORMS.len() + 1, "and /support, which has a file");
}

/// A page of another site can send nothing, whatever it knows; nor can it name us otherwise.
#[tokio::test]
async fn another_site_sends_nothing() {
    let world = World::alone().await;
    let mut browser = world.browser();
    browser.get("/login").await;
    let csrf = browser.csrf.clone();
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
        let page = browser.posts_from("/login/esia", origin, &[("csrf", &csrf)]).await;
        assert_eq!((page.status, page.body.as_str()), (403, "a page of another site may not send this"), "{origin}");
        let page = browser.posts_from("/api/reset", origin, &[]).await;
        assert_eq!(page.status, 403, "{origin}");
    }
    let http = reqwest::Client::new();
    let named = http.get(world.epos.url()).header("host", "evil.example").send().await.expect("an answer");
    assert_eq!(named.status(), 421);
    let rebound = http.get(world.epos.url()).header("host", "evil.example").header("x-forwarded-host", "localhost");
    assert_eq!(rebound.send().await.expect("an answer").status(), 421);
}

/// What is typed comes back as text, wherever it is shown again.
#[tokio::test]
async fn what_is_typed_is_never_markup() {
    let world = World::alone().await;
    let evil = "<script>alert(1)</script>\"'><img src=x>";
    world.sets(&[("epos.generation", "2020")]).await;
    let mut browser = world.browser();
    for form in ["/rsaa/login", "/rsaag/login"] {
        browser.get(form).await;
        let page = browser.posts(form, &[("login", evil), ("password", "x")]).await;
        assert!(page.status == 401 && !page.body.contains("<script") && !page.body.contains("<img"), "{form}");
    }
    browser.get("/rsaa/register").await;
    let fields = ["last_name", "first_name", "middle_name", "email", "position", "inn", "kpp"].map(|name| (name, evil));
    let page = browser.posts("/rsaa/register", &fields).await;
    assert!(page.status == 422 && !page.body.contains("<script") && !page.body.contains("<img"));
    browser.get("/support").await;
    let page = browser.uploads("/support", &[("person", evil), ("action", evil)], Some((evil, b"x".to_vec()))).await;
    assert!(page.status == 422 && !page.body.contains("<script") && !page.body.contains("<img"));
    let card = json!({ "category": "parent", "last_name": evil, "first_name": evil, "school": evil, "email": evil });
    world.call("PUT", "cards/evil", &card).await;
    world.call("PUT", "accounts/evil", &json!({ "password": "Qwerty1!", "email": evil, "phone": evil })).await;
    world.changes_card("evil", json!({ "account": "evil" })).await;
    browser.get("/rsaag/login").await;
    browser.posts("/rsaag/login", &[("login", "evil"), ("password", "Qwerty1!")]).await;
    for address in ["/cabinet", "/diary", "/subsystems"] {
        let page = browser.get(address).await;
        assert!(page.status == 200 && !page.body.contains("<script") && !page.body.contains("<img"), "{address}");
    }
    assert_eq!(world.tries("GET", "cards/nobody", &Value::Null).await.0, 404);
}

/// A form is bounded; what cannot be read is refused and breaks nothing.
#[tokio::test]
async fn forms_are_bounded() {
    let world = World::alone().await;
    let mut browser = world.browser();
    browser.get("/login").await;
    let csrf = browser.csrf.clone();
    let long = "x".repeat(70_000);
    browser.posts_raw("/login/esia", &[("csrf", &csrf), ("more", &long)]).await.is(400, "Запрос не прочитан");
    let http = reqwest::Client::new();
    let raw = http.post(format!("{}/login/esia", world.epos.url())).header("content-type", "text/plain").body("x");
    assert_eq!(raw.send().await.expect("an answer").status(), 400);
    let raw =
        http.post(format!("{}/support", world.epos.url())).header("content-type", "multipart/form-data").body("x");
    assert_eq!(raw.send().await.expect("an answer").status(), 400);
}
