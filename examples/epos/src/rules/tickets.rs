//! Letters to support: exact topics, who may write, and what each must say.

use super::card::Category;

/// A topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// In forms and JSON.
    pub name: &'static str,
    /// Exactly as the instructions write it.
    pub title: &'static str,
    /// Only the administrator of a school may write it, after a correction has come into force.
    pub of_administrators: bool,
}

/// Every topic, as the instructions spell them.
pub const TOPICS: [Topic; 5] = [
    Topic {
        name: "not_found", title: "Ошибка, пользователь не найден", of_administrators: true
    },
    Topic {
        name: "several", title: "Ошибка, нашлось больше одного пользователя", of_administrators: true
    },
    Topic {
        name: "children", title: "Родитель не видит данные всех своих детей", of_administrators: true
    },
    Topic { name: "oops", title: "Упс .Что-то пошло не так", of_administrators: false },
    Topic { name: "outage", title: "Работоспособность ЭПОС", of_administrators: false },
];

impl Topic {
    /// The topic of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.name == name)
    }
}

/// What somebody wrote.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Name of the topic.
    pub topic: String,
    /// ФИО пользователя.
    pub person: String,
    /// Роль пользователя.
    pub role: String,
    /// Территория.
    pub territory: String,
    /// Наименование образовательной организации.
    pub school: String,
    /// `web` or `mobile`.
    pub device: String,
    /// Действие, после которого возникает ошибка.
    pub action: String,
    /// ОС устройства, for the app.
    pub os: String,
    /// Версия приложения, for the app.
    pub app_version: String,
    /// Версия ОС, for the app.
    pub os_version: String,
    /// Is a picture or film with it?
    pub has_file: bool,
}

/// No field is longer.
pub const LONGEST: usize = 500;

/// What is missing or wrong: the field and the words beside it.
pub fn mistakes(draft: &Draft) -> Vec<(&'static str, &'static str)> {
    let mut wrong = Vec::new();
    if Topic::named(&draft.topic).is_none() {
        wrong.push(("topic", "Выберите тему"));
    }
    if Category::named(&draft.role).is_none() {
        wrong.push(("role", "Выберите роль"));
    }
    if !["web", "mobile"].contains(&draft.device.as_str()) {
        wrong.push(("device", "Выберите устройство"));
    }
    let mut texts = vec![
        ("person", &draft.person, "Укажите ФИО пользователя"),
        ("territory", &draft.territory, "Укажите территорию"),
        ("school", &draft.school, "Укажите образовательную организацию"),
        ("action", &draft.action, "Укажите действие, после которого возникает ошибка"),
    ];
    if draft.device == "mobile" {
        texts.push(("os", &draft.os, "Укажите операционную систему"));
        texts.push(("app_version", &draft.app_version, "Укажите версию приложения"));
        texts.push(("os_version", &draft.os_version, "Укажите версию ОС"));
    }
    wrong.extend(texts.iter().filter(|(_, text, _)| text.trim().is_empty()).map(|(field, _, words)| (*field, *words)));
    let long = texts.iter().filter(|(_, text, _)| text.chars().count() > LONGEST);
    wrong.extend(long.map(|(field, _, _)| (*field, "Не длиннее 500 знаков")));
    if !draft.has_file {
        wrong.push(("file", "Приложите скриншот или видео"));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Draft {
        Draft {
            topic: "oops".to_owned(),
            person: "Сидорова Анна".to_owned(),
            role: "parent".to_owned(),
            territory: "Примерск".to_owned(),
            school: "Школа № 12".to_owned(),
            device: "web".to_owned(),
            action: "Открыть дневник".to_owned(),
            has_file: true,
            ..Draft::default()
        }
    }

    fn fields(draft: &Draft) -> Vec<&'static str> {
        mistakes(draft).into_iter().map(|(field, _)| field).collect()
    }

    /// 3.18, 3.19, 3.20, 3.23, 3.35, 3.39: five topics in exactly these words.
    #[test]
    fn topics_are_spelled_as_the_instructions_spell_them() {
        let titles: Vec<_> = TOPICS.iter().map(|topic| topic.title).collect();
        let expected = [
            "Ошибка, пользователь не найден",
            "Ошибка, нашлось больше одного пользователя",
            "Родитель не видит данные всех своих детей",
            "Упс .Что-то пошло не так",
            "Работоспособность ЭПОС",
        ];
        assert_eq!(titles, expected);
    }

    /// 3.24–3.29, 3.36: all of it is needed.
    #[test]
    fn every_field_is_needed_and_named() {
        assert_eq!(fields(&whole()), [""; 0]);
        let expected = ["topic", "role", "device", "person", "territory", "school", "action", "file"];
        assert_eq!(fields(&Draft::default()), expected);
        let long = Draft { action: "а".repeat(501), ..whole() };
        assert_eq!(fields(&long), ["action"]);
    }

    /// 3.30: the app needs system and versions besides.
    #[test]
    fn the_app_needs_system_and_versions_and_the_web_does_not() {
        let mobile = Draft { device: "mobile".to_owned(), ..whole() };
        assert_eq!(fields(&mobile), ["os", "app_version", "os_version"]);
        let told =
            Draft { os: "Android".to_owned(), app_version: "2.1".to_owned(), os_version: "14".to_owned(), ..mobile };
        assert_eq!(fields(&told), [""; 0]);
    }
}
