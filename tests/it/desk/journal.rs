//! The journal at the desk: lines, filters, the page of a request, the way of a login (issue 16, 5).

use crate::support::TestApp;
use crate::support::html;
use crate::support::relying_party::new_state;

const JOURNAL: &str = "/_mock/journal";
const PERSONA: &str = "confirmed_mother_of_two";

/// A request whose state is another one than was signed.
fn refused(app: &TestApp) -> String {
    let rp = app.client("EPOS_DEMO");
    let state = new_state();
    rp.asks(&rp.authorize_request().with("state", &state));
    state
}

/// A login with its tokens and a request for data.
fn whole_login(app: &TestApp) -> String {
    let (rp, citizen) = (app.client("EPOS_DEMO"), app.citizen(PERSONA));
    let returned = citizen.logs_in_to(&rp);
    let code = returned.code();
    let tokens = rp.exchanges(&code);
    assert_eq!(rp.reads(&format!("/rs/prns/{}/ctts", citizen.oid), &tokens.access_token()).status, 200);
    code
}

#[test]
fn a_refused_request_is_explained_with_both_texts_beside_each_other() {
    let app = TestApp::start();
    let state = refused(&app);
    let mut browser = app.browser();
    let text = browser.opens(JOURNAL).page().text();
    for said in ["Запрос кода авторизации", "ESIA-007005", "ЭПОС", "GET /aas/oauth2/ac", "L1"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    browser.follows("Запрос кода авторизации");
    assert_eq!(browser.heading(), "Запрос 1: Запрос кода авторизации");
    let page = browser.page();
    let signed = html::text_by_id(&page.html, "signed-0").unwrap_or_else(|| panic!("{}", page.text()));
    assert!(signed.ends_with(&state), "{signed}");
    for said in ["Почему отказ", "Что делать", "client_secret", "Тот же запрос для curl", "Проверка системы"]
    {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    assert!(html::text_by_id(&page.html, "curl").is_some_and(|curl| curl.starts_with("curl -i 'http")));
}

#[test]
fn the_way_of_a_login_has_nine_stations_with_times_and_secrets_are_cut() {
    let app = TestApp::start();
    let code = whole_login(&app);
    let mut browser = app.browser();
    browser.opens(&format!("{JOURNAL}?login=L1"));
    let html = browser.page().html.clone();
    let stops = html::texts_by_class(&html, "way__stop");
    assert_eq!(stops.len(), 9, "{stops:?}");
    for (at, state) in [(0, "пройдено"), (2, "пройдено"), (3, "не понадобилось"), (6, "пройдено"), (8, "пройдено")]
    {
        assert!(stops[at].contains(state), "{at}: {stops:?}");
    }
    assert!(stops[7].contains(':'), "a time: {stops:?}");
    browser.follows("Обмен на маркеры");
    let page = browser.page();
    assert!(page.text().contains("urn:esia:sbj_id"), "tokens are decoded: {}", page.text());
    assert!(!page.html.contains(&code) && page.html.contains("[cut:"), "the code is cut");
}

#[test]
fn filters_leave_what_was_asked_for() {
    let app = TestApp::start();
    refused(&app);
    whole_login(&app);
    let mut browser = app.browser();
    let lines = |html: &str| html::texts_by_class(html, "line").len();
    browser.opens(JOURNAL).ticks("Только отказы").presses("Отобрать");
    assert_eq!(lines(&browser.page().html), 1);
    browser.opens(JOURNAL).fills("at", "rest").presses("Отобрать");
    assert_eq!(lines(&browser.page().html), 1);
    browser.opens(JOURNAL).fills("Человек", PERSONA).presses("Отобрать");
    let of_person = lines(&browser.page().html);
    assert!(of_person >= 5, "{of_person}");
    browser.opens(JOURNAL).fills("Человек", "nobody").presses("Отобрать");
    assert!(browser.page().text().contains("Такого человека на стенде нет"));
    browser.opens(&format!("{JOURNAL}?client=NOBODY"));
    assert!(browser.page().text().contains("Подходящих запросов нет"));
}

#[test]
fn a_long_journal_has_pages_and_can_be_cleared() {
    let app = TestApp::start();
    for _ in 0..25 {
        app.browser().opens("/login/where");
    }
    let mut browser = app.browser();
    browser.opens(JOURNAL);
    assert_eq!(html::texts_by_class(&browser.page().html, "line").len(), 20);
    assert!(browser.page().html.contains("data-live"), "the newest look for news");
    browser.follows("Более ранние");
    assert_eq!(html::texts_by_class(&browser.page().html, "line").len(), 5);
    assert!(!browser.page().html.contains("data-live"), "what is past stays");
    browser.opens(JOURNAL).presses("Удалить все записи");
    assert!(browser.page().text().contains("Подходящих запросов нет"));
}

#[test]
fn foreign_bytes_come_out_as_text_and_large_bodies_make_no_large_page() {
    let app = TestApp::start();
    let evil = "\"'><script>alert(1)</script>";
    let large = format!("{evil}{}", "x".repeat(60_000));
    let request = app.http.post(&app.url("/aas/oauth2/te"));
    let request = request.header("x-request-id", evil).header("content-type", "application/x-www-form-urlencoded");
    let sent = [("client_id", evil), ("scope", &large), ("<b>", evil)];
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    app.http.send(request.body(body.extend_pairs(sent).finish()));
    let json = app.http.post(&app.url("/aas/oauth2/api/login")).header("content-type", "application/json");
    app.http.send(json.body(format!("{{\"login\":\"{}\"}}", "</pre><script>alert(1)</script>")));
    let mut browser = app.browser();
    for path in [JOURNAL.to_owned(), format!("{JOURNAL}/1"), format!("{JOURNAL}/2")] {
        let page = browser.opens(&path).page();
        assert_eq!(page.html.matches("<script").count(), 1, "{path}: {}", page.html);
        assert!(page.html.len() < 60 * 1024, "{path}: {}", page.html.len());
    }
    let raw = app.http.send(app.http.get(&app.url(&format!("{JOURNAL}/1/text"))));
    assert_eq!(
        (raw.header("content-type"), raw.header("x-content-type-options")),
        ("text/plain; charset=utf-8", "nosniff")
    );
    assert!(raw.text().contains("alert"));
    assert_eq!(app.http.send(app.http.get(&app.url(&format!("{JOURNAL}/99")))).status, 404);
}

/// Issue 16, 5: a login that ends without tokens has a person all the same: in its lines, and found by them.
#[test]
fn a_login_without_tokens_has_a_person() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    let name = login.citizen.name.clone();
    login.browser.presses("Отказать");
    let mut browser = app.browser();
    browser.opens(JOURNAL).fills("Человек", PERSONA).presses("Отобрать");
    let lines = html::texts_by_class(&browser.page().html, "line");
    assert!(lines.len() >= 3, "{lines:?}");
    assert!(lines.iter().all(|line| line.contains(&name)), "{lines:?}");
}
