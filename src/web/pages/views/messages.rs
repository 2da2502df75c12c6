//! Lists of what the stand has written to citizens, and a letter's own page.

use askama::Template;

use super::Frame;
use super::Link;

/// What a list shows.
#[derive(Clone, Debug, Template)]
#[template(path = "messages.html")]
pub struct MessagesPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The heading.
    pub heading: String,
    /// Where the list is, for the search by recipient.
    pub action: String,
    /// The recipient that was searched for; empty for all.
    pub to: String,
    /// The messages.
    pub rows: Vec<MessageRow>,
    /// The other lists.
    pub links: Vec<Link>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// When, by which way and to whom.
    pub head: String,
    /// The whole text of a short message.
    pub text: String,
    /// Where a letter is to be read.
    pub letter: Option<Link>,
}

/// What a letter's page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "message.html")]
pub struct MessagePage {
    /// Where the page stands.
    pub frame: Frame,
    /// The subject.
    pub subject: String,
    /// When, by which way and to whom.
    pub head: String,
    /// What became of it.
    pub relay: String,
    /// The letter's link.
    pub link: Option<Link>,
    /// Where its HTML is served.
    pub html: Option<String>,
    /// Its text.
    pub text: String,
    /// The list.
    pub back: Link,
}

impl MessagesPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let sms = MessageRow {
            head: "01.09.2026 04:00:00 UTC, СМС +7(900)0000702".to_owned(),
            text: "Тестовый стенд: 123456 — код для входа. Никому его не сообщайте.".to_owned(),
            letter: None,
        };
        let letter = MessageRow {
            head: "01.09.2026 04:00:00 UTC, Электронное письмо sidorova@example.test".to_owned(),
            text: String::new(),
            letter: Some(Link::new("/logs/emails/7", "Вход в учётную запись с нового устройства")),
        };
        let letters = Self {
            frame: Frame::sample(),
            heading: "Электронные письма".to_owned(),
            action: "/logs/emails".to_owned(),
            to: String::new(),
            rows: vec![letter.clone(), letter],
            links: vec![Link::new("/logs/sms", "Сообщения"), Link::new("/logs/postcodes", "Письма по почте")],
        };
        let messages = Self {
            heading: "Сообщения".to_owned(),
            action: "/logs/sms".to_owned(),
            rows: vec![sms],
            links: vec![Link::new("/logs/emails", "Электронные письма")],
            ..letters.clone()
        };
        let nothing = Self { to: "nobody@example.test".to_owned(), rows: Vec::new(), ..letters.clone() };
        vec![("letters", letters), ("messages", messages), ("nothing", nothing)]
    }
}

impl MessagePage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let letter = Self {
            frame: Frame::sample(),
            subject: "Вход в учётную запись с нового устройства".to_owned(),
            head: "01.09.2026 04:00:00 UTC, Электронное письмо sidorova@example.test".to_owned(),
            relay: "Ждёт отправки".to_owned(),
            link: Some(Link::new("/login/recovery", "Открыть ссылку из письма")),
            html: Some("/logs/emails/7/html".to_owned()),
            text: "Здравствуйте!\n\nВ вашу учётную запись вошли.\n".to_owned(),
            back: Link::new("/logs/emails", "Все письма"),
        };
        let bare = Self { link: None, html: None, ..letter.clone() };
        vec![("letter", letter), ("bare", bare)]
    }
}
