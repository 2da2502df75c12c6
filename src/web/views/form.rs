//! A form in the narrow column: one step of a registration, of a recovery, of any change of the profile.
//!
//! Posts `csrf`, what is hidden, and its fields to `action`. Answers that are wrong come back beside their fields;
//! the browser checks nothing, so that the stand's own words are read.

use askama::Template;

use super::Frame;
use super::Hints;
use super::drawing::Drawing;
use super::drawing::Shape;
use super::field::FieldKind;
use super::field::FormField;
use super::kit::Fact;
use super::kit::PageLink;
use super::kit::Weight;
use crate::texts::Text;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "form.html")]
pub struct FormPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The guard against forged posts.
    pub csrf: String,
    /// The path that it is posted to, with the stand's base.
    pub action: String,
    /// The heading.
    pub heading: Text,
    /// The name of the requesting system, if there is one.
    pub client: Option<String>,
    /// What is to be done here.
    pub intro: Vec<Text>,
    /// What is known.
    pub facts: Vec<Fact>,
    /// What is to be looked at.
    pub drawing: Option<Drawing>,
    /// What was wrong with the whole.
    pub error: Option<Text>,
    /// What is posted without being asked.
    pub hidden: Vec<(&'static str, String)>,
    /// What is asked.
    pub fields: Vec<FormField>,
    /// How it is sent. Enter presses the first of them; without any there is no form, only what is said.
    pub buttons: Vec<Button>,
    /// Where else to go.
    pub links: Vec<PageLink>,
    /// What is said under the form.
    pub notes: Vec<Text>,
    /// The tester's panel, if the stand shows it.
    pub hints: Option<Hints>,
}

/// A button of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// Its id, for robots.
    pub id: Option<&'static str>,
    /// What is posted if it is pressed; nothing, if it has no name.
    pub name: Option<&'static str>,
    /// The value of that.
    pub value: String,
    /// What is read.
    pub label: Text,
    /// How it is drawn.
    pub weight: Weight,
}

impl Button {
    /// What the page is for.
    pub fn main(label: Text) -> Self {
        Self { id: None, name: None, value: String::new(), label, weight: Weight::Main }
    }

    /// Another way.
    pub fn plain(label: Text) -> Self {
        Self { weight: Weight::Plain, ..Self::main(label) }
    }

    /// What cannot be taken back.
    pub fn danger(label: Text) -> Self {
        Self { weight: Weight::Danger, ..Self::main(label) }
    }

    /// With what is posted if it is pressed.
    #[must_use]
    pub fn sends(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.name = Some(name);
        self.value = value.into();
        self
    }

    /// With an id for robots.
    #[must_use]
    pub fn id(mut self, id: &'static str) -> Self {
        self.id = Some(id);
        self
    }
}

impl FormPage {
    /// A form that asks nothing yet and cannot be sent.
    pub fn new(frame: Frame, csrf: impl Into<String>, action: impl Into<String>, heading: Text) -> Self {
        Self {
            frame,
            csrf: csrf.into(),
            action: action.into(),
            heading,
            client: None,
            intro: Vec::new(),
            facts: Vec::new(),
            drawing: None,
            error: None,
            hidden: Vec::new(),
            fields: Vec::new(),
            buttons: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            hints: None,
        }
    }

    /// For a requesting system, if there is one.
    #[must_use]
    pub fn client(mut self, name: Option<String>) -> Self {
        self.client = name;
        self
    }

    /// One more paragraph of what is to be done here.
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

    /// With something to be looked at, if there is anything.
    #[must_use]
    pub fn drawing(mut self, drawing: impl Into<Option<Drawing>>) -> Self {
        self.drawing = drawing.into();
        self
    }

    /// With what was wrong with the whole, if anything was.
    #[must_use]
    pub fn error(mut self, error: impl Into<Option<Text>>) -> Self {
        self.error = error.into();
        self
    }

    /// One more value that is posted without being asked.
    #[must_use]
    pub fn hidden(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    /// One more field.
    #[must_use]
    pub fn field(mut self, field: FormField) -> Self {
        self.fields.push(field);
        self
    }

    /// One more button.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }

    /// One more way elsewhere.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, text: Text) -> Self {
        self.links.push(PageLink::new(href, text));
        self
    }

    /// One more remark under the form.
    #[must_use]
    pub fn note(mut self, note: Text) -> Self {
        self.notes.push(note);
        self
    }

    /// With the tester's panel, if the stand shows it.
    #[must_use]
    pub fn hints(mut self, hints: Option<Hints>) -> Self {
        self.hints = hints;
        self
    }

    /// The title says before anything else that something is wrong.
    fn title(&self) -> String {
        let is_wrong = self.error.is_some() || self.fields.iter().any(|field| field.error.is_some());
        self.frame.title(&self.heading, is_wrong)
    }

    /// Does the cursor start in this field: the first that is wrong, or else the first?
    fn starts_in(&self, field: &FormField) -> bool {
        let wrong = self.fields.iter().find(|field| field.error.is_some());
        wrong.or(self.fields.first()).is_some_and(|first| first.name == field.name)
    }
}
