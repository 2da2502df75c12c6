//! Somebody is entered by one press: into the cabinet, and into a login that waits.

use crate::desk::at_card;
use crate::desk::tester;
use crate::support::TestApp;

const MOTHER: &str = "Сидорова Анна Ивановна";

/// Issue 16, 3: «Войти этим человеком» leads into the cabinet, second factor or not.
#[test]
fn a_card_leads_into_the_cabinet_without_a_password() {
    let app = TestApp::start();
    for persona in ["confirmed_mother_of_two", "confirmed_second_factor_totp"] {
        let name = app.citizen(persona).name.clone();
        let mut browser = at_card(&app, &name);
        browser.presses("Войти этим человеком");
        assert_eq!(browser.page().url.path(), "/profile", "{persona}");
        assert!(browser.page().text().contains(&name), "{persona}");
    }
}

/// Issue 16, 3: the picker under the login form goes on in that login, and what the system asks for is asked.
#[test]
fn the_picker_under_the_form_goes_on_in_the_login_that_waits() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    let name = login.browser.page().forms.iter().find(|form| form.action.ends_with("/_mock/people/enter"));
    let name = name.and_then(|form| form.buttons.first()).expect("somebody to pick").text.clone();
    login.browser.presses(&name);
    assert!(["Предоставление прав доступа", "Войти как"].contains(&login.browser.heading().as_str()), "{name}");
}

/// Issue 16, 3: «Другие люди» names the login that waits, and whoever is chosen there goes on in it.
#[test]
fn other_people_are_chosen_for_the_login_that_waits() {
    let app = TestApp::start();
    let mut login = app.at_step("sign_in");
    login.browser.follows("Другие люди");
    assert!(login.browser.page().text().contains("ждёт: кого выберете"), "{}", login.browser.page().text());
    login.browser.fills("q", MOTHER).presses("Найти");
    login.browser.presses(&format!("Войти : {MOTHER}"));
    login.browser.grants();
    assert!(login.browser.has_returned());
}

/// Whoever cannot sign in is told so at the desk; no session is opened.
#[test]
fn a_closed_account_is_not_entered() {
    let app = TestApp::start();
    let name = app.citizen("blocked_adult").name.clone();
    let mut browser = at_card(&app, &name);
    browser.presses("Войти этим человеком");
    assert!(browser.page().text().contains("Войти нельзя"), "{}", browser.page().text());
    assert_eq!(browser.opens("/profile").heading(), "Вход");
}

/// Issue 16, 3: the picker is off with the hints, and where the page cannot know who is a tester.
#[test]
fn the_picker_is_off_without_hints_and_where_there_is_a_control_token() {
    let quiet = TestApp::build().config(|config| config.hints = false).start();
    let token = TestApp::build().process(|config| config.control_token = Some("s3cret".to_owned())).start();
    for app in [&quiet, &token] {
        let html = app.at_step("sign_in").browser.page().html.clone();
        assert!(!html.contains("/_mock/people"), "{html}");
    }
}

/// Issue 16: the login page names six people at most, however many there are.
#[test]
fn the_login_page_names_six_people_at_most() {
    let app = TestApp::start();
    let login = app.at_step("sign_in");
    let picked = login.browser.page().forms.iter().find(|form| form.action.ends_with("/_mock/people/enter"));
    assert_eq!(picked.expect("a picker").buttons.len(), 6);
    let html = &login.browser.page().html;
    let (_, listed) = html.split_once("data-fill=").expect("a table of logins");
    assert_eq!(listed.split_once("</table>").expect("its end").0.matches("<tr><td>").count(), 6);
    // Issue 19: however many people there are, the page is sent in one piece.
    assert!(html.len() <= 10 * 1024, "{} bytes", html.len());
}

/// A login of somebody else's browser is not entered: its id alone is no key.
#[test]
fn a_login_of_another_browser_is_not_entered() {
    let app = TestApp::start();
    let login = app.at_step("sign_in");
    let id = login.browser.page().value("interaction");
    let mut other = tester(&app);
    other.opens(&format!("/_mock/people?login={id}"));
    assert!(!other.page().text().contains("ждёт: кого"));
}

/// Issue 16, 3: «Другой пользователь» at every step leads to the picker of the same login, and on with whoever is picked.
#[test]
fn another_user_is_picked_for_the_same_login() {
    for step in ["role", "consent"] {
        let app = TestApp::start();
        let mut login = app.at_step(step);
        login.browser.follows("Другой пользователь");
        assert_eq!(login.browser.heading(), "Вход", "{step}");
        assert!(login.browser.cookie("oid").is_none(), "{step}: nobody is in");
        login.browser.follows("Другие люди").fills("q", MOTHER).presses("Найти");
        login.browser.presses(&format!("Войти : {MOTHER}"));
        login.browser.grants();
        assert!(login.browser.has_returned(), "{step}");
    }
}
