//! What a browser may bring back from ЕСИА, and that nothing else signs anybody in.

use serde_json::Value;
use serde_json::json;

use crate::support::Browser;
use crate::support::World;

/// Nobody is signed in in this browser.
async fn is_out(browser: &mut Browser) {
    browser.get("/subsystems").await.is(401, "Войдите в ЭПОС");
}

fn state(address: &str) -> &str {
    address.split("state=").nth(1).and_then(|rest| rest.split('&').next()).expect("a state")
}

/// A state serves once, and only in the browser that was sent away with it.
#[tokio::test]
async fn a_state_is_one_browsers_and_serves_once() {
    let world = World::start().await;
    let mut browser = world.browser();
    let address = world.goes_to_esia(&mut browser).await;
    let back = world.stand().signs_in(&address, "confirmed_mother_of_two").await;
    let mut foreign = world.browser();
    for page in [foreign.get(&back).await, foreign.get("/callback").await, foreign.get("/callback?code=1&state=").await]
    {
        page.is(400, "Вход не выполнен").says("начат в другом браузере");
    }
    is_out(&mut foreign).await;
    foreign.get("/login").await;
    foreign.get(&back).await.is(400, "Вход не выполнен");
    browser.get(&back).await.is(200, "Доступные подсистемы ЭПОС");
    browser.get(&back).await.is(400, "Вход не выполнен");
    browser.get("/subsystems").await.is(200, "Доступные подсистемы ЭПОС");
}

/// A session begins with a new cookie: whoever planted the old one has nothing.
#[tokio::test]
async fn the_session_is_renewed_at_sign_in() {
    let world = World::start().await;
    let mut browser = world.browser();
    browser.get("/login").await;
    let before = browser.cookies["epos_session"].clone();
    world.signs_in_with(&mut browser, "confirmed_mother_of_two").await.is(200, "Доступные подсистемы ЭПОС");
    assert_ne!(browser.cookies["epos_session"], before);
    let mut planted = world.browser();
    planted.cookies.insert("epos_session".to_owned(), before);
    is_out(&mut planted).await;
}

/// CNS-02, 4.69, ROL-02, FLT-07: a refusal is said in plain words, and is worth its state.
#[tokio::test]
async fn a_refusal_is_explained_and_signs_nobody_in() {
    let world = World::start().await;
    let cases = [
        ("access_denied", "ESIA-007004", "Вы не предоставили ЭПОС доступ к своим данным"),
        ("invalid_request", "ESIA-007062", "войдите как «Частное лицо»"),
        ("invalid_request", "ESIA-007055", "Эта учётная запись не подтверждена"),
        ("temporarily_unavailable", "ESIA-007008", "Проверьте работу системы через 1–2 часа"),
        ("<script>", "<script>", "Госуслуги отказали во входе"),
    ];
    for (error, description, words) in cases {
        let mut browser = world.browser();
        let address = world.goes_to_esia(&mut browser).await;
        let state = state(&address);
        let back = format!("/callback?error={error}&error_description={description}&state={state}");
        let page = browser.get(&back).await;
        page.is(403, "Вход не выполнен").says(words);
        assert!(!page.body.contains("<script"));
        browser.get(&back).await.is(400, "Вход не выполнен");
        is_out(&mut browser).await;
    }
}

/// 4.69, CNS-02: «Отказать» at ЕСИА itself.
#[tokio::test]
async fn whoever_refuses_consent_is_not_signed_in() {
    let world = World::start().await;
    let mut browser = world.browser();
    let address = world.goes_to_esia(&mut browser).await;
    let refuses = json!({ "consent": "deny" });
    let back = world.stand().signs_in_so(&address, "confirmed_mother_of_two", refuses).await;
    browser.get(&back).await.is(403, "Вход не выполнен").says("В ваших данных ничего не изменилось");
    is_out(&mut browser).await;
}

/// 4.62, ROL-02: the diary is entered as «Частное лицо», and whoever chose an organisation is told so.
#[tokio::test]
async fn whoever_comes_as_an_organisation_is_sent_to_come_as_a_person() {
    let world = World::start().await;
    let school = world.stand().call("GET", "organizations/school_12", &Value::Null).await["oid"].to_string();
    let mut browser = world.browser();
    let address = world.goes_to_esia(&mut browser).await;
    let as_school = json!({ "role": school });
    let back = world.stand().signs_in_so(&address, "confirmed_school_director", as_school).await;
    browser.get(&back).await.is(403, "Вход не выполнен").says("войдите как «Частное лицо»");
    is_out(&mut browser).await;
}

/// A code beside an error, a parameter twice, no code: nobody is signed in.
#[tokio::test]
async fn what_is_ambiguous_signs_nobody_in() {
    let world = World::start().await;
    for more in ["&error=access_denied", "&state=1", "&code=1", "&iss=http%3A%2F%2Fother.example"] {
        let mut browser = world.browser();
        let address = world.goes_to_esia(&mut browser).await;
        let back = world.stand().signs_in(&address, "confirmed_mother_of_two").await;
        let page = browser.get(&format!("{back}{more}")).await;
        assert!(page.status == 400 || page.status == 403, "{more}: {}", page.words());
        is_out(&mut browser).await;
    }
    let mut browser = world.browser();
    let address = world.goes_to_esia(&mut browser).await;
    browser.get(&format!("/callback?state={}", state(&address))).await.is(403, "Вход не выполнен");
}

/// FLT-08: a code that is not ЕСИА's, and one whose time is over.
#[tokio::test]
async fn a_code_that_is_worth_nothing_is_no_500() {
    let world = World::start().await;
    for protocol in ["v1", "v3", "standard"] {
        world.sets(&[("epos.protocol", protocol)]).await;
        let mut browser = world.browser();
        let address = world.goes_to_esia(&mut browser).await;
        let page = browser.get(&format!("/callback?code=1&state={}", state(&address))).await;
        page.is(502, "Вход не выполнен").says("Войдите ещё раз");
        is_out(&mut browser).await;
        assert!(world.last_trace().await["error"].is_string());
    }
    let mut browser = world.browser();
    let address = world.goes_to_esia(&mut browser).await;
    let back = world.stand().signs_in(&address, "confirmed_mother_of_two").await;
    world.stand().sets_clock("2026-09-01T09:30:00+05:00").await;
    browser.get(&back).await.is(400, "Вход не выполнен").says("слишком давно");
}

/// FLT-02: ЕСИА is gone.
#[tokio::test]
async fn where_nobody_answers_it_is_said_so() {
    let world = World::alone().await;
    world.sets(&[("epos.protocol", "standard")]).await;
    let mut browser = world.browser();
    browser.get("/login").await;
    browser.posts("/login/esia", &[]).await.is(502, "Вход не выполнен").says("Госуслуги сейчас не отвечают");
    world.sets(&[("epos.protocol", "v1")]).await;
    let address = world.goes_to_esia(&mut browser).await;
    let page = browser.get(&format!("/callback?code=1&state={}", state(&address))).await;
    page.is(502, "Вход не выполнен").says("Госуслуги сейчас не отвечают");
}

/// Another issuer than the one that was agreed on: the token is not accepted, whoever signed it.
#[tokio::test]
async fn tokens_of_another_issuer_are_not_accepted() {
    let stand = World::start().await.stand;
    let world =
        World::with(stand, |config| epos::Config { issuer: "http://other.example/".to_owned(), ..config }).await;
    let (mut browser, page) = world.signs_in("confirmed_mother_of_two").await;
    page.is(502, "Вход не выполнен").says("не прошёл проверку");
    is_out(&mut browser).await;
    assert_eq!(world.last_trace().await["error"], "the token is not accepted: iss: another issuer");
}
