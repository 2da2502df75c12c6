//! The general view of the tester's pages: a heading, what is said under it, ways elsewhere, and sections.

use askama::Template;

use super::super::Action;
use super::super::FieldKind;
use super::super::Frame;
use super::super::PageLink;
use super::super::Section;
use super::Around;
use crate::texts::Text;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/page.html")]
pub struct DeskPage {
    /// Where the page stands; what is around it is in there.
    pub frame: Frame,
    /// The guard against forged posts.
    pub csrf: String,
    /// The heading.
    pub heading: Text,
    /// What is said under it.
    pub intro: Vec<Text>,
    /// Ways elsewhere, above the sections.
    pub links: Vec<PageLink>,
    /// What the page is made of.
    pub sections: Vec<Section>,
}

impl DeskPage {
    /// A page without sections.
    pub fn new(frame: Frame, heading: Text) -> Self {
        let csrf = frame.around().map(|around| around.csrf.clone()).unwrap_or_default();
        Self { frame, csrf, heading, intro: Vec::new(), links: Vec::new(), sections: Vec::new() }
    }

    /// One more paragraph under the heading.
    #[must_use]
    pub fn intro(mut self, paragraph: Text) -> Self {
        self.intro.push(paragraph);
        self
    }

    /// One more way elsewhere.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, text: Text) -> Self {
        self.links.push(PageLink::new(href, text));
        self
    }

    /// One more section.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }

    fn title(&self) -> String {
        self.frame.title(&self.heading, self.frame.around().is_some_and(Around::is_wrong))
    }

    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = Self::new(Frame::sample_desk(), Text::new("desk-people"));
        let empty = page.clone();
        let page = page
            .intro(Text::new("desk-about"))
            .link("/_mock/people", Text::new("desk-people"))
            .section(Section::new("sample", Text::new("desk-systems")).items([], Text::new("kit-absent")));
        vec![("full", page), ("empty", empty)]
    }
}
