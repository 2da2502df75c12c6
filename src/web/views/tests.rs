//! Every page with every sample: what each of them must have and must not have.

use std::collections::HashSet;

use super::*;

/// Calls `check` with the name and the HTML of every sample in every language.
fn every_sample(check: impl Fn(&str, &str)) {
    for language in Language::ALL {
        every_sample_in(language, &check);
    }
}

fn every_sample_in(language: Language, check: impl Fn(&str, &str)) {
    for page in PAGES {
        let samples = (page.render)(language).expect(page.name);
        assert!(!samples.is_empty() && !page.about.is_empty(), "{}", page.name);
        for (name, html) in samples {
            check(&format!("{}/{name} in {}", page.name, language.code()), &html);
        }
    }
}

/// The opening tags of a page, without their angle brackets.
pub(super) fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .map(|(tag, _)| tag)
        .filter(|tag| !tag.starts_with(['/', '!']))
}

pub(super) fn element(tag: &str) -> &str {
    tag.split_whitespace().next().unwrap_or_default()
}

pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value)
}

pub(super) fn sample(page: &str, name: &str) -> String {
    let def = PAGES.iter().find(|def| def.name == page).expect(page);
    (def.render)(Language::Russian).expect(page).into_iter().find(|(found, _)| found == name).expect(name).1
}

#[test]
fn every_page_says_that_it_is_a_stand() {
    let said = [
        (Language::Russian, "ТЕСТОВЫЙ СТЕНД — это не Госуслуги, не вводите настоящие данные", "тестовый стенд"),
        (Language::English, "TEST STAND — this is not Gosuslugi, do not enter real data", "test stand"),
    ];
    for (language, bar, end) in said {
        every_sample_in(language, |name, html| {
            let head = format!("<!DOCTYPE html>\n<html lang=\"{}\">", language.code());
            assert!(html.starts_with(&head), "{name}");
            assert!(html.contains(&format!("<div class=\"bar\" role=\"note\">{bar}</div>")), "{name}");
            assert!(html.contains(&format!(" — {end}</title>")) && !html.contains("<title> —"), "{name}");
        });
    }
    every_sample(|name, html| {
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{name}");
        assert!(html.contains("name=\"viewport\""), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert!(html.contains("href=\"#main\"") && html.contains("id=\"main\""), "{name}");
    });
}

#[test]
fn every_page_offers_its_other_language_in_that_language() {
    for (language, code, name) in [(Language::Russian, "en", "English"), (Language::English, "ru", "Русский")] {
        every_sample_in(language, |sample, html| {
            let attributes = format!("/login/language?to={code}\" hreflang=\"{code}\" lang=\"{code}\">{name}</a>");
            assert_eq!(html.matches(&attributes).count(), 1, "{sample}");
        });
    }
}

/// What leaves the stand: it carries an answer to the address that the relying party registered, once or, where a fault
/// says so, twice.
fn carries_an_answer(tag: &str) -> bool {
    [" data-submit", " data-first", " data-again"].iter().any(|mark| tag.contains(mark))
}

#[test]
fn nothing_is_loaded_from_outside_and_nothing_is_inline() {
    every_sample(|name, html| {
        for tag in tags(html) {
            for loader in ["src", "action", "formaction", "data", "srcset", "poster"] {
                let address = attribute(tag, loader).unwrap_or("/");
                if carries_an_answer(tag) {
                    continue;
                }
                assert!(address.starts_with('/') && !address.starts_with("//"), "{name}: <{tag}>");
            }
            if element(tag) == "link" {
                assert!(attribute(tag, "href").is_some_and(|address| address.starts_with('/')), "{name}: <{tag}>");
            }
            assert!(attribute(tag, "style").is_none() && !tag.contains(" on"), "{name}: <{tag}>");
            let is_tame =
                tag.contains(" sandbox=\"") && !tag.contains("allow-scripts") && !tag.contains("allow-same-origin");
            assert!(element(tag) != "iframe" || is_tame || carries_an_answer(tag), "{name}: <{tag}>");
            assert!(element(tag) != "script" || attribute(tag, "src").is_some(), "{name}: <{tag}>");
            assert!(!["style", "base", "img", "object"].contains(&element(tag)), "{name}: <{tag}>");
        }
        let of_testers = usize::from(html.contains("/_assets/desk.css\""));
        assert_eq!(html.matches("rel=\"stylesheet\"").count(), 1 + of_testers, "{name}");
    });
    let assets = [
        include_str!("../assets/style.css"),
        include_str!("../assets/desk.css"),
        include_str!("../assets/comfort.js"),
        include_str!("../assets/submit.js"),
    ];
    for asset in assets {
        for outside in ["http:", "https:", "@import", "url(", "fetch(", "innerHTML", "eval("] {
            assert!(!asset.contains(outside), "{outside}");
        }
    }
}

#[test]
fn addresses_stay_on_their_stand() {
    every_sample(|name, html| {
        let style = tags(html).find(|tag| element(tag) == "link").and_then(|tag| attribute(tag, "href")).expect(name);
        let base = style.strip_suffix("/_assets/style.css").expect(name);
        for tag in tags(html) {
            for address in ["href", "src", "action"].into_iter().filter_map(|kind| attribute(tag, kind)) {
                if carries_an_answer(tag) {
                    continue;
                }
                assert!(address.starts_with('#') || address.starts_with(&format!("{base}/")), "{name}: <{tag}>");
            }
        }
    });
}

#[test]
fn every_field_has_a_label_and_every_id_is_its_own() {
    every_sample(|name, html| {
        let mut ids = HashSet::new();
        let labels: HashSet<&str> =
            tags(html).filter(|tag| element(tag) == "label").filter_map(|tag| attribute(tag, "for")).collect();
        for tag in tags(html) {
            if let Some(id) = attribute(tag, "id") {
                assert!(ids.insert(id), "{name}: {id} twice");
            }
            let visible =
                ["input", "select", "textarea"].contains(&element(tag)) && attribute(tag, "type") != Some("hidden");
            assert!(!visible || attribute(tag, "id").is_some_and(|id| labels.contains(id)), "{name}: <{tag}>");
        }
        for tag in tags(html) {
            for named in ["for", "aria-describedby", "aria-labelledby", "aria-controls"] {
                let named = attribute(tag, named).unwrap_or_default();
                assert!(named.split_whitespace().all(|id| ids.contains(id)), "{name}: <{tag}>");
            }
        }
    });
}

#[test]
fn every_posted_form_is_guarded_and_no_password_comes_back() {
    every_sample(|name, html| {
        for form in html.split("<form ").skip(1).filter_map(|rest| rest.split("</form>").next()) {
            let head = form.split('>').next().unwrap_or_default();
            let posts = head.contains("method=\"post\"") && !carries_an_answer(head);
            assert!(!posts || form.contains("<input type=\"hidden\" name=\"csrf\""), "{name}");
        }
        for tag in tags(html).filter(|tag| attribute(tag, "type") == Some("password")) {
            assert!(attribute(tag, "value").is_none(), "{name}: <{tag}>");
        }
    });
}

#[test]
fn robots_find_what_they_hold_on_to() {
    let first = sample("sign_in", "first");
    for held in [
        "id=\"login\"",
        "id=\"password\"",
        "class=\"plain-button plain-button_wide\" id=\"loginByPwdButton\"",
        ">Войти<",
        "<esia-root>",
        "<esia-login>",
        "<esia-input><input class=\"plain-input\" id=\"login\"",
        "<esia-eds><button",
        "Эл. подпись",
        "РСААГ Пермский край",
        ">Я не знаю пароль<",
        ">Зарегистрируйтесь<",
        "name=\"foreign_computer\"",
    ] {
        assert!(first.contains(held), "{held}");
    }
    assert!(!first.contains("field-error") && !first.contains("ui-message-error-detail"));
    assert!(sample("sign_in", "wrong_pair").contains("class=\"ui-message-error-detail\" role=\"alert\">Неверный"));
    assert!(sample("sign_in", "wrong_pair").contains("value=\"+7(900)0000702\""));
    assert!(sample("sign_in", "empty_fields").contains("class=\"field-error\" id=\"password-error\">Введите пароль"));
    let role = sample("role", "first");
    for held in ["id=\"o2\"", "id=\"org0\"", "id=\"org1\"", "Частное лицо", ">Подтвердить<", "value=\"person\" checked"]
    {
        assert!(role.contains(held), "{held}");
    }
    let consent = sample("consent", "missing_data");
    for held in
        ["id=\"grantAuthorization\"", ">Предоставить<", "id=\"denyAuthorization\"", ">Отказать<", "в профиле не указан"]
    {
        assert!(consent.contains(held), "{held}");
    }
}

#[test]
fn the_cursor_starts_where_something_is_to_be_typed() {
    let start = |name| {
        let html = sample("sign_in", name);
        let starts: Vec<&str> =
            tags(&html).filter(|tag| tag.ends_with(" autofocus")).filter_map(|tag| attribute(tag, "id")).collect();
        starts.join(" ")
    };
    assert_eq!(start("first"), "login");
    assert_eq!(start("empty_fields"), "login");
    assert_eq!(start("wrong_login"), "login");
    assert_eq!(start("wrong_pair"), "password");
}
