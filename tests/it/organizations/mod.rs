//! Organisations in the citizen's cabinet (accounts notes, section 7; scenarios ROL).

use crate::confirmation::at_home;
use crate::support::TestApp;
use crate::support::browser::Browser;

const HEAD: &str = "confirmed_mother_of_two";
const COLLEAGUE: &str = "confirmed_yo_in_name";

/// An organisation of somebody who had none.
fn founded(app: &TestApp) -> Browser {
    let mut browser = at_home(app, HEAD);
    browser.opens("/profile/organizations").follows("+ Добавить организацию");
    fills_legal(&mut browser);
    browser.presses("Зарегистрировать");
    assert!(browser.page().text().contains("Организация зарегистрирована"), "{}", browser.page().text());
    browser
}

fn fills_legal(browser: &mut Browser) {
    browser
        .fills("Полное наименование", "Общество «Ромашка»")
        .fills("Краткое наименование", "Ромашка")
        .fills("ОГРН или ОГРНИП", "1027700132195")
        .fills("ИНН", "7707083893")
        .fills("КПП", "773601001");
    picks(browser, "legal", "head");
}

/// Two groups of choices stand on the page: both are set by their values.
fn picks(browser: &mut Browser, kind: &str, signature: &str) {
    browser.picks("kind", kind).picks("signature", signature);
}

/// The page of the new organisation.
fn opens_card(browser: &mut Browser) {
    browser.opens("/profile/organizations").follows("Открыть");
    assert_eq!(browser.heading(), "Ромашка", "{}", browser.page().text());
}

/// Invites somebody and gives the link of the letter.
fn invites(app: &TestApp, browser: &mut Browser, email: &str, snils: &str) -> String {
    opens_card(browser);
    browser
        .follows("Пригласить сотрудника")
        .fills("Электронная почта", email)
        .fills("СНИЛС", snils)
        .fills("Должность", "Бухгалтер")
        .presses("Отправить приглашение");
    assert!(browser.page().text().contains("Приглашение отправлено"), "{}", browser.page().text());
    app.last_link_to(email)
}

#[test]
fn rol_01_a_head_registers_the_organisation_and_acts_for_it_at_once() {
    let app = TestApp::start();
    let browser = founded(&app);
    assert!(browser.page().text().contains("руководитель"), "{}", browser.page().text());
    let login = app.at_sign_in(HEAD).signed_in();
    assert_eq!(login.browser.heading(), "Войти как");
    assert!(login.browser.page().text().contains("Общество «Ромашка»"));
    assert!(app.events_of(HEAD).iter().any(|(kind, ..)| kind == "organization_added"));
}

#[test]
fn rol_01_a_sole_proprietor_has_a_number_of_their_own_and_no_kpp() {
    let app = TestApp::start();
    let mut browser = at_home(&app, HEAD);
    browser
        .opens("/profile/organizations/add")
        .fills("ОГРН или ОГРНИП", "304500116000157")
        .fills("ИНН", "500100732259");
    picks(&mut browser, "sole_proprietor", "head");
    browser.presses("Зарегистрировать");
    let text = browser.page().text();
    assert!(text.contains("Индивидуальный предприниматель Сидорова Анна Ивановна"), "{text}");
}

#[test]
fn an_organisation_is_registered_by_its_head_with_right_numbers_only() {
    let app = TestApp::start();
    let mut browser = at_home(&app, HEAD);
    browser.opens("/profile/organizations/add").presses("Зарегистрировать");
    assert!(browser.page().text().contains("Выберите вид организации"), "{}", browser.page().text());
    for (field, value, said) in [
        ("ОГРН или ОГРНИП", "1027700132196", "последняя цифра не подходит"),
        ("ОГРН или ОГРНИП", "123", "ОГРН — 13 цифр"),
        ("ИНН", "7707083894", "контрольные цифры не подходят"),
        ("ИНН", "500100732259", "ИНН организации — 10 цифр"),
        ("КПП", "7", "КПП — 9 цифр"),
        ("КПП", "", "Заполните это поле"),
        ("Полное наименование", "", "Заполните это поле"),
    ] {
        fills_legal(&mut browser);
        browser.fills(field, value).presses("Зарегистрировать");
        assert!(browser.page().text().contains(said), "{field} {value}: {}", browser.page().text());
    }
    for (signature, said) in [("another", "на имя другого человека"), ("expired", "Срок действия подписи истёк")]
    {
        fills_legal(&mut browser);
        picks(&mut browser, "legal", signature);
        browser.presses("Зарегистрировать");
        assert!(browser.page().text().contains(said), "{signature}: {}", browser.page().text());
    }
    let company = app.world.organization("example_llc").expect("an organisation");
    fills_legal(&mut browser);
    browser.fills("ОГРН или ОГРНИП", &company.data.ogrn).presses("Зарегистрировать");
    assert!(browser.page().text().contains("уже зарегистрирована"), "{}", browser.page().text());
    let mut standard = at_home(&app, "standard_adult");
    standard.opens("/profile/organizations/add");
    fills_legal(&mut standard);
    standard.presses("Зарегистрировать");
    assert!(standard.page().text().contains("с подтверждённой учётной записью"), "{}", standard.page().text());
    assert_eq!(at_home(&app, "child_10").opens("/profile/organizations").page().status(), 404);
}

#[test]
fn rol_05_an_invitation_is_accepted_with_a_confirmed_account_only() {
    let app = TestApp::start();
    let mut head = founded(&app);
    let link = invites(&app, &mut head, "petrov@example.test", "");
    let mut standard = app.browser();
    standard.opens(&link);
    app.citizen("standard_adult").signs_in(&mut standard);
    assert_eq!(standard.heading(), "Приглашение в организацию", "{}", standard.page().text());
    standard.presses("Принять приглашение");
    assert!(standard.page().text().contains("только с подтверждённой учётной записью"), "{}", standard.page().text());
    app.controls("POST", "/_mock/api/v1/mfc/confirm", r#"{"person":"standard_adult"}"#);
    standard.opens(&link);
    let (body, form) = standard.filled("Принять приглашение");
    standard.presses("Принять приглашение");
    assert!(standard.page().text().contains("Приглашение принято"), "{}", standard.page().text());
    standard.posts(&form, &body);
    assert!(standard.page().text().contains("уже принято"), "a link serves once: {}", standard.page().text());
    let login = app.at_sign_in("standard_adult").signed_in();
    assert!(login.browser.page().text().contains("Общество «Ромашка»"), "{}", login.browser.page().text());
}

#[test]
fn rol_05_an_invitation_by_snils_is_for_one_person() {
    let app = TestApp::start();
    let mut head = founded(&app);
    opens_card(&mut head);
    head.follows("Пригласить сотрудника").presses("Отправить приглашение");
    assert!(head.page().text().contains("Укажите почту или СНИЛС"), "{}", head.page().text());
    head.fills("СНИЛС", "000-000-707 28").presses("Отправить приглашение");
    let link = app.link_to("smirnova@example.test", "invitation");
    let mut other = at_home(&app, "confirmed_second_parent");
    other.opens(&link).presses("Принять приглашение");
    assert!(other.page().text().contains("для другого человека"), "{}", other.page().text());
    let mut right = at_home(&app, COLLEAGUE);
    right.opens(&link).presses("Принять приглашение");
    assert!(right.page().text().contains("Приглашение принято"), "{}", right.page().text());
    opens_card(&mut head);
    head.follows("Пригласить сотрудника").fills("СНИЛС", "112-233-445 95").presses("Отправить приглашение");
    assert!(head.page().text().contains("Приглашение отправлено"), "nobody learns who is there");
}

#[test]
fn rol_05_an_invitation_expires_and_can_be_taken_back() {
    let app = TestApp::start();
    let mut head = founded(&app);
    let first = invites(&app, &mut head, "smirnova@example.test", "");
    opens_card(&mut head);
    head.presses("Отозвать");
    assert!(head.page().text().contains("Приглашение отозвано"), "{}", head.page().text());
    let mut invited = at_home(&app, COLLEAGUE);
    assert_eq!(invited.opens(&first).heading(), "Приглашение не действует");
    let second = invites(&app, &mut head, "smirnova@example.test", "");
    app.moves_clock(&serde_json::json!({ "advance": "P7D" }));
    let mut invited = at_home(&app, COLLEAGUE);
    invited.opens(&second);
    assert!(invited.page().text().contains("Срок приглашения истёк"), "{}", invited.page().text());
}

#[test]
fn rol_04_an_employee_who_is_excluded_acts_for_it_no_more() {
    let app = TestApp::start();
    let mut head = founded(&app);
    let link = invites(&app, &mut head, "smirnova@example.test", "");
    at_home(&app, COLLEAGUE).opens(&link).presses("Принять приглашение");
    let mut login = app.at_sign_in(COLLEAGUE).signed_in();
    login.browser.chooses("Общество «Ромашка»").presses("Подтвердить");
    opens_card(&mut head);
    head.presses("Исключить");
    assert!(head.page().text().contains("Сотрудник исключён"), "{}", head.page().text());
    assert_eq!(app.last_sent_to("smirnova@example.test")["letter"], "role_ended");
    let mut again = login.browser.new_tab();
    again.opens(&login.rp.authorize_url());
    assert_eq!(again.heading(), "Предоставление прав доступа");
    assert!(!again.page().text().contains("Ромашка"), "in one's own name: {}", again.page().text());
    let mut own = at_home(&app, COLLEAGUE);
    own.opens("/profile/organizations");
    assert!(own.page().text().contains("исключён"), "{}", own.page().text());
    let renewed = invites(&app, &mut head, "smirnova@example.test", "");
    own.opens(&renewed).presses("Принять приглашение");
    assert!(own.page().text().contains("Приглашение принято"), "and may come back: {}", own.page().text());
}

#[test]
fn an_administrator_leads_the_staff_but_not_the_head() {
    let app = TestApp::start();
    let mut head = founded(&app);
    let link = invites(&app, &mut head, "smirnova@example.test", "");
    let mut colleague = at_home(&app, COLLEAGUE);
    colleague.opens(&link).presses("Принять приглашение");
    opens_card(&mut colleague);
    assert!(!colleague.page().text().contains("Сотрудники"), "{}", colleague.page().text());
    opens_card(&mut head);
    let (body, form) = head.filled("Сделать администратором");
    head.presses("Сделать администратором");
    assert!(head.page().text().contains("Снять права администратора"), "{}", head.page().text());
    opens_card(&mut colleague);
    assert!(colleague.page().text().contains("Сотрудники"), "{}", colleague.page().text());
    colleague.follows("Пригласить сотрудника");
    // What there is no button for cannot be done with a forged form either.
    let (theirs, mine) = (head.page().value("csrf"), colleague.page().value("csrf"));
    let head_oid = app.citizen(HEAD).oid.to_string();
    let colleague_oid = app.citizen(COLLEAGUE).oid.to_string();
    let exclude = body.replace(&theirs, &mine).replace("do=admin", "do=exclude");
    colleague.posts(&form, &exclude.replace(&colleague_oid, &head_oid));
    assert!(colleague.page().text().contains("С руководителем этого сделать нельзя"), "{}", colleague.page().text());
    colleague.posts(&form, &exclude);
    assert!(colleague.page().text().contains("С собой этого сделать нельзя"), "{}", colleague.page().text());
}

#[test]
fn organisations_of_others_are_not_there() {
    let app = TestApp::start();
    let ministry = app.world.organization("ministry").expect("an organisation").oid;
    let mut browser = at_home(&app, HEAD);
    for path in [format!("/{ministry}"), format!("/{ministry}/invite"), "/1".to_owned(), "/x".to_owned()] {
        let answer = browser.opens(&format!("/profile/organizations{path}"));
        assert_eq!(answer.page().status(), 404, "{path}");
    }
    let dismissed = app.citizen("esia_test_003");
    let mut browser = app.browser();
    browser.opens("/login");
    dismissed.signs_in(&mut browser);
    assert_eq!(browser.opens(&format!("/profile/organizations/{ministry}")).page().status(), 404, "not any more");
    browser.opens("/profile/organizations");
    assert!(browser.page().text().contains("исключён"), "{}", browser.page().text());
    let unknown = browser.opens("/profile/organizations/invitation/no-such-token");
    assert_eq!(unknown.heading(), "Приглашение не действует");
}
