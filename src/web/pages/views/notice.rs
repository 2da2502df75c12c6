//! A page that says something in plain words: a step the stand does not have, a list, a farewell.

use askama::Template;

use super::Frame;
use super::Link;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "notice.html")]
pub struct NoticePage {
    /// Where the page stands.
    pub frame: Frame,
    /// The heading.
    pub heading: String,
    /// What is said.
    pub paragraphs: Vec<String>,
    /// A list under it, such as names of relying parties; may be empty.
    pub items: Vec<String>,
    /// Where to go from here; the first is drawn as a button.
    pub links: Vec<Link>,
}

impl NoticePage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let logged_out = Self {
            frame: Frame::sample(),
            heading: "Вы вышли".to_owned(),
            paragraphs: vec![
                "Сеанс на этом стенде завершён. Системы, в которые вы входили, могли оставить свой сеанс открытым."
                    .to_owned(),
            ],
            items: Vec::new(),
            links: vec![Link::new("/login", "Войти снова"), Link::new("/", "Страница стенда")],
        };
        let where_else = Self {
            heading: "Куда ещё можно войти".to_owned(),
            paragraphs: vec!["Системы, зарегистрированные на этом стенде:".to_owned()],
            items: vec!["ЭПОС".to_owned(), "РСААГ Пермский край".to_owned(), "Портал «Запись в кружки»".to_owned()],
            links: vec![Link::new("/login?interaction=interaction-sample", "Вернуться ко входу")],
            ..logged_out.clone()
        };
        let not_here_yet = Self {
            frame: Frame::sample_beside(),
            heading: "Восстановление доступа".to_owned(),
            paragraphs: vec![
                "Восстановления пароля на этом стенде пока нет.".to_owned(),
                "Пароли учётных записей для проверки перечислены на странице стенда.".to_owned(),
            ],
            items: Vec::new(),
            links: vec![Link::new("/_stand/ci-17/", "Страница стенда")],
        };
        let bare = Self { paragraphs: Vec::new(), links: Vec::new(), ..not_here_yet.clone() };
        vec![("logged_out", logged_out), ("where_else", where_else), ("not_here_yet", not_here_yet), ("bare", bare)]
    }
}
