//! A page that says something in plain words: a step the stand does not have, a list, a farewell.

use askama::Template;

use super::Frame;
use super::PageLink;
use crate::texts::Text;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "notice.html")]
pub struct NoticePage {
    /// Where the page stands.
    pub frame: Frame,
    /// The heading.
    pub heading: Text,
    /// What is said.
    pub paragraphs: Vec<Text>,
    /// A list under it, such as names of relying parties; may be empty.
    pub items: Vec<String>,
    /// Where to go from here; the first is drawn as a button.
    pub links: Vec<PageLink>,
}

impl NoticePage {
    /// A page that says something, and leads to the page of the stand.
    pub fn new(frame: Frame, heading: Text, paragraphs: Vec<Text>) -> Self {
        let links = vec![PageLink::new(format!("{}/", frame.base), Text::new("common-stand-page"))];
        Self { frame, heading, paragraphs, items: Vec::new(), links }
    }

    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let logged_out = Self {
            frame: Frame::sample(),
            heading: Text::new("notices-logged-out-title"),
            paragraphs: vec![Text::new("notices-logged-out")],
            items: Vec::new(),
            links: vec![
                PageLink::new("/login", Text::new("notices-back-to-login")),
                PageLink::new("/", Text::new("common-stand-page")),
            ],
        };
        let where_else = Self {
            heading: Text::new("notices-where-title"),
            paragraphs: vec![Text::new("notices-where-list")],
            items: vec!["ЭПОС".to_owned(), "РСААГ Пермский край".to_owned(), "Портал «Запись в кружки»".to_owned()],
            links: vec![PageLink::new("/login?interaction=interaction-sample", Text::new("notices-back-to-login"))],
            ..logged_out.clone()
        };
        let stale = Self {
            frame: Frame::sample_beside(),
            heading: Text::new("notices-stale-title"),
            paragraphs: vec![Text::new("notices-stale"), Text::new("notices-stale-advice")],
            items: Vec::new(),
            links: vec![PageLink::new("/_stand/ci-17/", Text::new("common-stand-page"))],
        };
        let bare = Self { paragraphs: Vec::new(), links: Vec::new(), ..stale.clone() };
        vec![("logged_out", logged_out), ("where_else", where_else), ("stale", stale), ("bare", bare)]
    }
}
