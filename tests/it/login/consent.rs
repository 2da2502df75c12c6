//! Station 6, `consent`: «Предоставление прав доступа» (accounts notes, section 6; scenarios CNS).

use crate::support::Browser;
use crate::support::Login;
use crate::support::TestApp;
use crate::support::html;

/// The rows of the page, without remarks and hints.
fn rows(browser: &Browser) -> Vec<String> {
    html::texts_by_class(&browser.page().html, "right__title")
}

const SNILS: &str = "Просмотр вашего СНИЛС";
const EMAIL: &str = "Просмотр вашего адреса электронной почты";
const NAME: &str = "Просмотр вашей фамилии, имени и отчества";

/// A login of this scope that stands at the consent page.
fn asked_for<'a>(app: &'a TestApp, persona: &str, scope: &str) -> Login<'a> {
    let rp = app.client("DEMO_RSA").asking_for(scope);
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url());
    let citizen = app.citizen(persona);
    citizen.signs_in(&mut browser);
    Login { citizen, browser, rp }
}

#[test]
fn cns_01_the_first_login_shows_three_rows_in_the_order_of_the_request() {
    let app = TestApp::start();
    let rp = app.client("EPOS_DEMO").asking_for("openid snils email fullname");
    let mut browser = app.browser();
    browser.opens(&rp.authorize_url());
    let citizen = app.citizen("confirmed_mother_of_two");
    citizen.signs_in(&mut browser);
    assert_eq!(browser.heading(), "Предоставление прав доступа");
    assert_eq!(rows(&browser), [SNILS, EMAIL, NAME]);
    let text = browser.page().text();
    assert!(text.contains("«ЭПОС»") && text.contains("Сидорова Анна Ивановна"), "{text}");
    let form = browser.page().form("/login/consent");
    let buttons: Vec<_> = form.buttons.iter().map(|button| (button.text.as_str(), button.id.as_str())).collect();
    assert_eq!(buttons, [("Отказать", "denyAuthorization"), ("Предоставить", "grantAuthorization")]);
    assert_eq!(rp.exchanges(&browser.grants().returned().code()).oid(), citizen.oid);

    let mut other_order = asked_for(&app, "confirmed_mother_of_two", "fullname openid  email snils");
    assert_eq!(rows(&other_order.browser), [NAME, EMAIL, SNILS]);
    other_order.browser.grants();
}

#[test]
fn cns_02_refusal_returns_to_the_system_with_access_denied_and_changes_nothing() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    let request = login.rp.authorize_request();
    login.browser.opens(&login.rp.url_of(&request)).presses("Отказать");
    let returned = login.browser.returned();
    assert_eq!(
        returned.0.query(),
        Some(
            format!(
                "error_description=ESIA-007004%3A+The+resource+owner+or+authorization+server+denied+the+request.\
                 &state={}&error=access_denied",
                request.get("state")
            )
            .as_str()
        )
    );
    assert_eq!(login.browser.opens(&login.rp.authorize_url()).heading(), "Предоставление прав доступа", "asked again");
    assert!(!login.browser.grants().returned().code().is_empty());
}

#[test]
fn cns_02_a_refused_login_is_over() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    let (allowing, form) = login.browser.filled("Предоставить");
    login.browser.presses("Отказать");
    let mut tab = login.browser.new_tab();
    tab.posts(&form, &allowing);
    assert_eq!(tab.heading(), "Страница устарела");
}

#[test]
fn cns_03_what_was_allowed_is_not_asked_again() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    login.browser.grants();
    assert!(login.browser.opens(&login.rp.authorize_url()).has_returned(), "at once");
    assert!(!login.citizen.logs_in_to(&login.rp).code().is_empty());
    let less = login.rp.asking_for("openid snils");
    assert!(login.browser.opens(&less.authorize_url()).has_returned(), "a smaller set");
    assert!(login.browser.opens(&less.asking_for("snils openid").authorize_url()).has_returned(), "another order");
}

#[test]
fn cns_03_consent_is_given_to_one_system_by_one_citizen() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    login.browser.grants();
    let other_system = app.client("RSAAG_DEMO").asking_for(&login.rp.scope);
    assert_eq!(login.browser.opens(&other_system.authorize_url()).heading(), "Предоставление прав доступа");
    let other_citizen = app.at_sign_in("confirmed_second_parent").signed_in();
    assert_eq!(other_citizen.browser.heading(), "Предоставление прав доступа");
}

#[test]
fn cns_04_an_additional_scope_is_asked_for_with_all_the_others() {
    let app = TestApp::start();
    let mut login = asked_for(&app, "confirmed_mother_of_two", "openid snils email fullname");
    login.browser.grants();
    let more = login.rp.asking_for("openid snils email fullname birthdate");
    login.browser.opens(&more.authorize_url());
    assert_eq!(rows(&login.browser), [SNILS, EMAIL, NAME, "Просмотр даты вашего рождения"]);
    login.browser.grants();
    assert!(login.browser.opens(&more.authorize_url()).has_returned());
}

#[test]
fn cns_06_what_the_profile_lacks_is_marked_and_hinders_nothing() {
    let app = TestApp::start();
    let mut login = asked_for(&app, "simplified_by_email", "openid snils email fullname birthdate id_doc vehicles");
    let missing = html::texts_by_class(&login.browser.page().html, "right_missing").join("\n");
    for (title, lacks) in [(SNILS, true), (EMAIL, false), (NAME, false), ("Просмотр даты вашего рождения", true)]
    {
        assert_eq!(missing.contains(title), lacks, "{title} in {missing}");
    }
    assert_eq!(missing.matches("в профиле не указано, передано не будет").count(), 4, "{missing}");
    assert_eq!(login.rp.exchanges(&login.browser.grants().returned().code()).oid(), login.citizen.oid);
}

#[test]
fn cns_06_snils_that_was_not_checked_is_not_shown_to_the_system() {
    let app = TestApp::start();
    let login = asked_for(&app, "simplified_ready_adult", "openid snils");
    assert_eq!(html::texts_by_class(&login.browser.page().html, "right_missing").len(), 1);
}

#[test]
fn cns_08_each_row_has_a_question_mark_that_explains_without_sending_anything() {
    let app = TestApp::start();
    let login = app.at_step("consent");
    let html = &login.browser.page().html;
    let (marks, answers) = (html::texts_by_class(html, "right__question"), html::texts_by_class(html, "right__answer"));
    assert_eq!((marks.len(), answers.len()), (3, 3));
    assert!(marks.iter().all(|mark| mark == "?") && answers.iter().all(|answer| answer.ends_with('.')), "{answers:?}");
    // <details> opens by itself: no form, no script.
    assert_eq!(html::texts_of(html, "details").iter().filter(|text| text.starts_with('?')).count(), 3);
}

#[test]
fn openid_alone_is_not_asked_about() {
    let app = TestApp::start();
    let login = asked_for(&app, "confirmed_mother_of_two", "openid");
    assert!(login.browser.has_returned());
}

#[test]
fn anything_but_a_clear_answer_asks_again() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    let (body, form) = login.browser.filled("Предоставить");
    for unclear in ["decision=", "decision=ALLOW", "decision=yes", "x=allow"] {
        login.browser.posts(&form, &body.replace("decision=allow", unclear));
        assert_eq!(login.browser.heading(), "Предоставление прав доступа", "{unclear}");
    }
    assert!(login.browser.grants().has_returned());
}

#[test]
fn csrf_consent_cannot_be_given_from_a_foreign_page() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    let foreign = app.at_step("consent").browser.page().value("csrf");
    let (body, form) = login.browser.filled("Предоставить");
    let own = login.browser.page().value("csrf");
    for token in ["", foreign.as_str(), "x"] {
        login.browser.posts(&form, &body.replace(&own, token));
        assert_eq!((login.browser.page().status(), login.browser.heading().as_str()), (403, "Страница устарела"));
    }
    assert_eq!(login.browser.opens(&login.rp.authorize_url()).heading(), "Предоставление прав доступа");
}

#[test]
fn the_form_of_one_citizen_is_stale_after_another_has_signed_in() {
    let app = TestApp::start();
    let mut first = app.at_step("consent");
    let (body, form) = first.browser.filled("Предоставить");
    let mut tab = first.browser.new_tab();
    tab.opens("/idp/ext/Logout").opens(&first.rp.authorize_url());
    app.citizen("confirmed_second_parent").signs_in(&mut tab);
    assert_eq!(tab.heading(), "Предоставление прав доступа");

    first.browser.posts(&form, &body);
    assert_eq!((first.browser.page().status(), first.browser.heading().as_str()), (403, "Страница устарела"));
    assert_eq!(tab.opens("/login").heading(), "Предоставление прав доступа", "nobody has consented to anything");
}

#[test]
fn the_form_is_stale_once_its_citizen_has_left() {
    let app = TestApp::start();
    let mut login = app.at_step("consent");
    let (body, form) = login.browser.filled("Предоставить");
    login.browser.new_tab().opens("/idp/ext/Logout");
    login.browser.posts(&form, &body);
    assert_eq!(login.browser.page().status(), 403);
    assert_eq!(login.browser.opens("/login").heading(), "Вход");
}
