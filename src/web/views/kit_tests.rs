//! What the two general views promise to their handlers: marks of mistakes, the cursor, the level bar, the actions.

use super::tests::attribute;
use super::tests::element;
use super::tests::sample;
use super::tests::tags;
use super::*;
use crate::domain::account::AccountLevel;
use crate::texts::Language;
use crate::texts::Text;

/// The tag that has this id.
fn tag<'a>(html: &'a str, id: &str) -> &'a str {
    tags(html).find(|tag| attribute(tag, "id") == Some(id)).unwrap_or_else(|| panic!("no #{id} in {html}"))
}

fn starts(html: &str) -> Vec<&str> {
    tags(html).filter(|tag| tag.ends_with(" autofocus")).filter_map(|tag| attribute(tag, "id")).collect()
}

fn form() -> FormPage {
    FormPage::new(Frame::sample(), "csrf", "/profile/data", Text::plain("Данные"))
        .button(Button::main(Text::plain("Сохранить")))
}

fn cabinet(level: AccountLevel) -> ProfilePage {
    ProfilePage::new(Frame::sample(), "csrf", Tab::Data, "Сидорова Анна Ивановна", level)
}

#[test]
fn every_kind_of_field_says_what_is_wrong_with_it() {
    let html = sample("form", "every_kind_wrong");
    for id in ["middle_name", "email", "phone", "birth_date", "snils", "document", "number", "code1", "code8"] {
        assert_eq!(attribute(tag(&html, id), "aria-invalid"), Some("true"), "{id}");
    }
    for id in ["password", "old_password", "comment", "agreed"] {
        assert_eq!(attribute(tag(&html, id), "aria-invalid"), Some("true"), "{id}");
    }
    let radios = tags(&html).find(|tag| tag.contains("radiogroup")).expect("a group");
    assert_eq!(attribute(radios, "aria-describedby"), Some("sex-error"));
    assert_eq!(attribute(radios, "aria-invalid"), Some("true"));
    assert_eq!(attribute(tag(&html, "number"), "aria-describedby"), Some("number-hint number-error"));
    assert_eq!(attribute(tag(&html, "birth_place"), "aria-invalid"), None);
    assert_eq!(html.matches("class=\"field-error\"").count(), 13);
    assert!(html.contains("<title>Ошибка: Поля всех видов"));
    let right = sample("form", "every_kind");
    assert!(!right.contains("aria-invalid") && !right.contains("field-error") && !right.contains("Ошибка"));
}

#[test]
fn the_cursor_starts_in_the_first_wrong_field_or_in_the_first() {
    assert_eq!(starts(&sample("form", "registration")), ["last_name"]);
    assert_eq!(starts(&sample("form", "every_kind_wrong")), ["middle_name"]);
    assert_eq!(starts(&sample("form", "code")), ["code1"]);
    assert_eq!(starts(&sample("form", "nothing_to_fill_in")), [""; 0]);
    let choices = || vec![Choice::new("F", Text::plain("Ж")), Choice::new("M", Text::plain("М"))];
    let sex = |value| FormField::new("sex", Text::plain("Пол"), FieldKind::Radio(choices())).value(value);
    let name = FormField::new("name", Text::plain("Имя"), FieldKind::Name);
    for (value, id) in [("", "sex-1"), ("M", "sex-2"), ("?", "sex-1")] {
        let page = form().field(name.clone()).field(sex(value).error(Text::plain("Нет")));
        assert_eq!(starts(&page.render().expect("renders")), [id], "{value}");
    }
}

#[test]
fn fields_that_must_be_answered_say_so_to_machines_and_the_others_to_people() {
    let html = sample("form", "registration");
    for (id, required) in [("last_name", Some("true")), ("phone", None)] {
        assert_eq!(attribute(tag(&html, id), "aria-required"), required, "{id}");
    }
    assert_eq!(html.matches("необязательно").count(), 2);
    assert_eq!(attribute(tag(&html, "last_name"), "autocomplete"), Some("family-name"));
}

#[test]
fn a_password_and_a_code_are_never_given_back() {
    for kind in [FieldKind::Password { new: true }, FieldKind::Password { new: false }, FieldKind::Code(6)] {
        let field = FormField::new("secret", Text::plain("Тайна"), kind).value("Passw0rd");
        let html = form().field(field).render().expect("renders");
        assert!(!html.contains("Passw0rd"));
    }
}

#[test]
fn what_was_chosen_stays_chosen() {
    let choices = vec![Choice::new("a", Text::plain("А")), Choice::new("b", Text::plain("Б"))];
    let html = |kind: fn(Vec<Choice>) -> FieldKind, value: &str| {
        let field = FormField::new("one", Text::plain("Одно"), kind(choices.clone())).value(value);
        form().field(field).render().expect("renders")
    };
    assert!(html(FieldKind::Select, "b").contains("<option value=\"b\" selected>Б</option>"));
    assert!(!html(FieldKind::Select, "b").contains("<option value=\"\""));
    assert!(html(FieldKind::Select, "c").contains("<option value=\"\" selected>Выберите из списка</option>"));
    assert!(html(FieldKind::Radio, "b").contains("value=\"b\" checked"));
    assert!(!html(FieldKind::Radio, "c").contains(" checked"));
    let ticked = |is| FormField::new("yes", Text::plain("Да"), FieldKind::Check).ticked(is);
    assert!(form().field(ticked(true)).render().expect("renders").contains(" checked"));
    assert!(!form().field(ticked(false)).render().expect("renders").contains(" checked"));
}

#[test]
fn robots_find_the_main_button_and_the_digits_of_a_code() {
    let html = sample("form", "code");
    assert!(
        html.contains("class=\"plain-button plain-button_wide\" id=\"verifyCode\" type=\"submit\"><span>Продолжить")
    );
    assert_eq!(html.matches("plain-button_wide").count(), 1);
    let names = tags(&html).filter(|tag| tag.contains("code__digit\"")).filter_map(|tag| attribute(tag, "name"));
    assert_eq!(names.collect::<Vec<_>>(), ["code1", "code2", "code3", "code4", "code5", "code6"]);
    assert!(html.contains("name=\"again\" value=\"true\""));
    assert!(!sample("form", "nothing_to_fill_in").contains("<form"));
}

#[test]
fn the_level_bar_tells_robots_and_people_how_far_the_account_is() {
    let known = [
        (AccountLevel::Simplified, "P", "Упрощённая", 0),
        (AccountLevel::SimplifiedReady, "P", "Упрощённая", 0),
        (AccountLevel::Standard, "P", "Стандартная", 1),
        (AccountLevel::Confirmed, "PR", "Подтверждённая", 2),
        (AccountLevel::Child, "KD", "Учётная запись ребёнка", 0),
    ];
    for (level, letters, words, passed) in known {
        let html = cabinet(level).render().expect("renders");
        let name = level.name();
        let bar = format!("<ol class=\"level-bar\" data-level=\"{name}\" data-lvl=\"{letters}\"");
        assert!(html.contains(&bar), "{name}: {html}");
        assert!(html.contains(&format!("aria-current=\"step\">{words}</li>")), "{name}: {html}");
        assert_eq!(html.matches("aria-current=\"step\"").count(), 1, "{name}");
        assert_eq!(html.matches("level-bar__step_passed").count(), passed, "{name}");
    }
    assert!(!cabinet(AccountLevel::Standard).render().expect("renders").contains("проверяются"));
    let verifying = cabinet(AccountLevel::Simplified).verifying(true).render().expect("renders");
    assert!(verifying.contains("data-verifying=\"true\">Данные проверяются"));
}

#[test]
fn the_navigation_knows_where_one_is_and_what_a_child_has() {
    for (level, parts) in [(AccountLevel::Simplified, 8), (AccountLevel::Child, 6)] {
        let html = cabinet(level).render().expect("renders");
        assert_eq!(html.matches("class=\"tabs__link\"").count(), parts + 1, "{level:?}");
        assert!(html.contains("href=\"/profile/data\" aria-current=\"page\">Мои данные"));
        assert_eq!(html.matches("aria-current=\"page\"").count(), 1);
        assert!(html.contains("href=\"/idp/ext/Logout\">Выйти"));
    }
    let beside = sample("profile", "empty_lists");
    assert!(beside.contains("href=\"/_stand/ci-17/profile/family\""));
}

#[test]
fn notices_are_said_aloud_and_only_mistakes_reach_the_title() {
    let html = |notice| cabinet(AccountLevel::Standard).notice(notice).render().expect("renders");
    let words = Text::plain("Вот так");
    assert!(html(Notice::ok(words.clone())).contains("class=\"notice notice_good\" role=\"status\">Вот так"));
    assert!(html(Notice::warning(words.clone())).contains("class=\"notice notice_waiting\" role=\"status\""));
    assert!(html(Notice::warning(words.clone())).contains("<title>Мои данные — "));
    assert!(html(Notice::error(words.clone())).contains("class=\"notice notice_bad\" role=\"alert\""));
    assert!(html(Notice::error(words)).contains("<title>Ошибка: Мои данные — "));
}

#[test]
fn an_item_has_its_id_its_state_and_actions_that_say_what_they_are_about() {
    let html = sample("profile", "family");
    for held in [
        "data-id=\"1000000801\"",
        "<h3 class=\"record__title\" id=\"children-1\">Сидоров Пётр",
        "data-state=\"VERIFIED\">запись создана",
        "<summary class=\"small-button small-button_danger\" aria-describedby=\"children-1\">Отвязать…</summary>",
        "class=\"small-button small-button_danger\" type=\"submit\" aria-describedby=\"children-1\">Отвязать",
        "<input type=\"hidden\" name=\"child\" value=\"1000000801\">",
        "href=\"/profile/family\" aria-describedby=\"children-title\">Добавить ребёнка",
    ] {
        assert!(html.contains(held), "{held}: {html}");
    }
    assert!(!html.contains("Детей пока нет"));
    assert!(sample("profile", "empty_lists").contains("class=\"panel__empty\">Приглашений нет."));
}

#[test]
fn the_kit_speaks_english() {
    let mut page = cabinet(AccountLevel::Confirmed).notice(Notice::error(Text::plain("No")));
    page.frame.language = Language::English;
    let html = page.render().expect("renders");
    assert!(html.contains("<title>Error: My data — ") && html.contains("aria-current=\"step\">Confirmed"));
    let mut page = form().field(FormField::new("born", Text::plain("Born"), FieldKind::Date).optional());
    page.frame.language = Language::English;
    let html = page.render().expect("renders");
    assert!(html.contains(">optional<") && html.contains("DD.MM.YYYY"));
    assert!(tags(&html).filter(|tag| element(tag) == "input").count() > 1);
}

#[test]
fn each_kind_of_field_brings_its_keyboard_and_what_a_browser_may_fill_in() {
    let html = sample("form", "every_kind");
    let known = [
        ("birth_place", "text", None, None),
        ("middle_name", "text", None, None),
        ("email", "text", Some("email"), Some("email")),
        ("phone", "tel", Some("tel"), Some("tel")),
        ("birth_date", "text", Some("numeric"), Some("bday")),
        ("snils", "text", Some("numeric"), None),
        ("number", "text", Some("numeric"), None),
        ("code1", "tel", Some("numeric"), Some("one-time-code")),
        ("code2", "tel", Some("numeric"), Some("off")),
        ("password", "password", None, Some("new-password")),
        ("old_password", "password", None, Some("current-password")),
    ];
    for (id, kind, mode, filled) in known {
        let tag = tag(&html, id);
        assert_eq!(attribute(tag, "type"), Some(kind), "{id}");
        assert_eq!(attribute(tag, "inputmode"), mode, "{id}");
        assert_eq!(attribute(tag, "autocomplete"), filled, "{id}");
    }
    assert!(tag(&html, "birth_date").contains(" data-date"));
    assert_eq!(attribute(tag(&html, "birth_date"), "aria-describedby"), Some("birth_date-hint"));
}
