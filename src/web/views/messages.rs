//! Lists of what the stand has written to citizens, and a letter's own page.

use askama::Template;

use super::Frame;
use super::PageLink;
use crate::texts::Text;

/// What a list shows.
#[derive(Clone, Debug, Template)]
#[template(path = "messages.html")]
pub struct MessagesPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The heading.
    pub heading: Text,
    /// Where the list is, for the search by recipient.
    pub action: String,
    /// The recipient that was searched for; empty for all.
    pub to: String,
    /// The messages.
    pub rows: Vec<MessageRow>,
    /// The other lists.
    pub links: Vec<PageLink>,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// When, by which way and to whom.
    pub head: Text,
    /// The whole text of a short message.
    pub text: String,
    /// The line of the test contour's own list, which generators of test accounts look for.
    pub contour: Option<Text>,
    /// Where a letter is to be read.
    pub letter: Option<PageLink>,
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
    pub head: Text,
    /// What became of it.
    pub relay: Text,
    /// The letter's link.
    pub link: Option<PageLink>,
    /// Where its HTML is served.
    pub html: Option<String>,
    /// Its text.
    pub text: String,
    /// The list.
    pub back: PageLink,
}

/// The head of a sample.
fn head(kind: &'static str, to: &str) -> Text {
    Text::new("logs-head").with("time", "01.09.2026 04:00:00").with("kind", Text::new(kind)).with("to", to)
}

impl MessagesPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let sms = MessageRow {
            head: head("logs-kind-sms", "+7(900)0000702"),
            text: "Тестовый стенд: 123456 — код для входа. Никому его не сообщайте.".to_owned(),
            contour: Some(Text::new("logs-contour").with("code", "123456").with("to", "+7(900)0000702")),
            letter: None,
        };
        let letter = MessageRow {
            head: head("logs-kind-email", "sidorova@example.test"),
            text: String::new(),
            contour: None,
            letter: Some(PageLink::new("/logs/emails/7", Text::plain("Вход в учётную запись с нового устройства"))),
        };
        let letters = Self {
            frame: Frame::sample(),
            heading: Text::new("logs-emails"),
            action: "/logs/emails".to_owned(),
            to: String::new(),
            rows: vec![letter.clone(), letter],
            links: vec![PageLink::new("/logs/sms", Text::new("logs-sms"))],
        };
        let messages = Self {
            heading: Text::new("logs-sms"),
            action: "/logs/sms".to_owned(),
            rows: vec![sms],
            links: vec![PageLink::new("/logs/emails", Text::new("logs-emails"))],
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
            head: head("logs-kind-email", "sidorova@example.test"),
            relay: Text::new("logs-waiting"),
            link: Some(PageLink::new("/login/recovery", Text::new("logs-open-link"))),
            html: Some("/logs/emails/7/html".to_owned()),
            text: "Здравствуйте!\n\nВ вашу учётную запись вошли.\n".to_owned(),
            back: PageLink::new("/logs/emails", Text::new("logs-all-letters")),
        };
        let bare = Self { link: None, html: None, ..letter.clone() };
        vec![("letter", letter), ("bare", bare)]
    }
}
