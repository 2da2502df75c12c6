//! Sections of the cabinet: facts, lists, and what can be done. Drawn by `sections.html`.

use super::kit::Badge;
use super::kit::Fact;
use super::kit::PageLink;
use super::kit::Weight;
use crate::texts::Text;

/// A part of the page under a heading of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its id, for robots and links.
    pub id: &'static str,
    /// The heading.
    pub title: Text,
    /// What it is about.
    pub intro: Vec<Text>,
    /// What is known.
    pub facts: Vec<Fact>,
    /// What is listed: documents, children, sessions.
    pub items: Vec<Item>,
    /// What is said if nothing is listed.
    pub empty: Option<Text>,
    /// What can be done with those of the list that are marked.
    pub marked: Option<Marked>,
    /// What can be done.
    pub actions: Vec<Action>,
}

/// What is done with the marked ones of a list: a post with the names of their marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The path, with the stand's base.
    pub action: String,
    /// What is read on its button.
    pub label: Text,
}

/// A box to mark one of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What is posted as `true` if it is ticked, and its id.
    pub name: String,
    /// What is read.
    pub label: Text,
}

/// One of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id in the stand, for robots.
    pub id: String,
    /// What it is.
    pub title: Text,
    /// How it stands with it.
    pub badge: Option<Badge>,
    /// How it is marked, if its section does something with marked ones.
    pub mark: Option<Mark>,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// What can be done with it.
    pub actions: Vec<Action>,
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Another page.
    Link(PageLink),
    /// Another page, drawn as the button that this one is for.
    MainLink(PageLink),
    /// A post at once, without a page between.
    Post {
        /// The path, with the stand's base.
        action: String,
        /// What is posted beside the guard.
        hidden: Vec<(&'static str, String)>,
        /// What is read.
        label: Text,
        /// How it is drawn.
        weight: Weight,
    },
}

impl Action {
    /// Another page.
    pub fn link(href: impl Into<String>, text: Text) -> Self {
        Self::Link(PageLink::new(href, text))
    }

    /// Another page, which is what this one is for.
    pub fn main_link(href: impl Into<String>, text: Text) -> Self {
        Self::MainLink(PageLink::new(href, text))
    }

    /// A post that carries nothing beside the guard.
    pub fn post(action: impl Into<String>, label: Text, weight: Weight) -> Self {
        Self::Post { action: action.into(), hidden: Vec::new(), label, weight }
    }

    /// With one more value that is posted; a link carries none.
    #[must_use]
    pub fn carrying(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Self::Post { hidden, .. } = &mut self {
            hidden.push((name, value.into()));
        }
        self
    }
}

impl Item {
    /// Something listed, of which nothing else is known.
    pub fn new(id: impl Into<String>, title: Text) -> Self {
        Self { id: id.into(), title, badge: None, mark: None, facts: Vec::new(), actions: Vec::new() }
    }

    /// With how it stands with it, if that is to be said.
    #[must_use]
    pub fn badge(mut self, badge: impl Into<Option<Badge>>) -> Self {
        self.badge = badge.into();
        self
    }

    /// With a box to mark it, if it can be marked.
    #[must_use]
    pub fn mark(mut self, mark: impl Into<Option<Mark>>) -> Self {
        self.mark = mark.into();
        self
    }

    /// One more of what is known of it.
    #[must_use]
    pub fn fact(mut self, fact: Fact) -> Self {
        self.facts.push(fact);
        self
    }

    /// One more of what can be done with it.
    #[must_use]
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }
}

impl Section {
    /// A heading with nothing under it.
    pub fn new(id: &'static str, title: Text) -> Self {
        let (intro, facts, items, actions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { id, title, intro, facts, items, empty: None, marked: None, actions }
    }

    /// One more paragraph of what it is about.
    #[must_use]
    pub fn intro(mut self, paragraph: Text) -> Self {
        self.intro.push(paragraph);
        self
    }

    /// One more of what is known.
    #[must_use]
    pub fn fact(mut self, fact: Fact) -> Self {
        self.facts.push(fact);
        self
    }

    /// What is listed, and what is said if that is nothing.
    #[must_use]
    pub fn items(mut self, items: impl IntoIterator<Item = Item>, empty: Text) -> Self {
        self.items.extend(items);
        self.empty = Some(empty);
        self
    }

    /// With what is done with marked ones, if any can be marked.
    #[must_use]
    pub fn marked(mut self, marked: impl Into<Option<Marked>>) -> Self {
        self.marked = marked.into();
        self
    }

    /// One more of what can be done.
    #[must_use]
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }
}
