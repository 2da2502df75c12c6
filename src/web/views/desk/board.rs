//! A page of the tester's desk, made of blocks: handlers fill everything but the list of people into this one.
//!
//! A block may be folded, and may be live: a script looks for news of it then; without scripts a reload does.

use askama::Template;

use super::super::Badge;
use super::super::Button;
use super::super::Fact;
use super::super::FieldKind;
use super::super::FormField;
use super::super::Frame;
use super::super::Notice;
use super::super::PageLink;
use super::super::section::Action;
use super::super::section::Item;
use super::Around;
use crate::texts::Text;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/board.html")]
pub struct BoardPage {
    /// Where the page stands; what is around it, and the guard against forged posts, is in there.
    pub frame: Frame,
    /// The heading.
    pub heading: Text,
    /// What the page is for.
    pub lead: Vec<Text>,
    /// Where else to go.
    pub links: Vec<PageLink>,
    /// What the page is made of.
    pub blocks: Vec<Block>,
}

/// A part of the page under a heading of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its id.
    pub id: &'static str,
    /// The heading.
    pub title: Text,
    /// Is it closed until somebody opens it?
    pub is_folded: bool,
    /// Does a script look for news of it?
    pub is_live: bool,
    /// What is in it.
    pub parts: Vec<Piece>,
}

/// What a block is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph.
    Words(Text),
    /// What is known.
    Facts(Vec<Fact>),
    /// A list; what is said where it is empty stands beside it.
    Lines(Vec<Line>, Text),
    /// A list of things with facts of their own; the same.
    Records(Vec<Item>, Text),
    /// A table: the names of its columns, and its rows.
    Table(Vec<Text>, Vec<Vec<Cell>>),
    /// A text to read or to copy.
    Code(Code),
    /// The stations of a login.
    Way(Vec<WayStop>),
    /// A form.
    Form(BoardForm),
    /// Buttons and links.
    Actions(Vec<Action>),
    /// Links, one below the other.
    Links(Vec<PageLink>),
    /// A document of the stand, shown inside the page: its address, and what it is.
    Document(String, Text),
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When, or which; short.
    pub mark: String,
    /// Where it leads.
    pub href: Option<String>,
    /// What it is.
    pub title: Text,
    /// How it stands with it.
    pub badge: Option<Badge>,
    /// What else is known in short.
    pub asides: Vec<Text>,
    /// What has gone wrong with it, or what it says.
    pub note: Option<Text>,
    /// A code in it, to be copied.
    pub code: Option<String>,
    /// The same as machines have it, folded.
    pub folded: Option<Folded>,
    /// What can be done with it.
    pub actions: Vec<Action>,
}

/// A text as machines have it, which is seen by whoever opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// What it is.
    pub label: Text,
    /// What it says.
    pub text: String,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: Text,
    /// A mark beside it.
    pub badge: Option<Badge>,
}

/// A text as machines have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its id: the button that copies names it.
    pub id: String,
    /// What it is.
    pub label: Text,
    /// What it says.
    pub text: String,
}

/// A station of a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayStop {
    /// What it is called.
    pub name: Text,
    /// How it stands with it.
    pub badge: Badge,
    /// When the login was there.
    pub time: Option<String>,
    /// The request that was there.
    pub href: Option<String>,
}

/// A form of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardForm {
    /// Where it goes.
    pub action: String,
    /// Is it a question, so that its answer has an address? Else it changes something.
    pub is_question: bool,
    /// What is sent without being asked.
    pub hidden: Vec<(&'static str, String)>,
    /// What is asked.
    pub fields: Vec<FormField>,
    /// How it is sent; Enter presses the first of them.
    pub buttons: Vec<Button>,
    /// Do fields stand beside each other where there is room?
    pub is_dense: bool,
}

impl Block {
    /// An open one.
    pub fn new(id: &'static str, title: Text) -> Self {
        Self { id, title, is_folded: false, is_live: false, parts: Vec::new() }
    }

    /// Closed until somebody opens it.
    #[must_use]
    pub fn folded(mut self) -> Self {
        self.is_folded = true;
        self
    }

    /// Looked after by a script.
    #[must_use]
    pub fn live(mut self) -> Self {
        self.is_live = true;
        self
    }

    /// With one more part.
    #[must_use]
    pub fn with(mut self, part: Piece) -> Self {
        self.parts.push(part);
        self
    }

    /// One more paragraph.
    #[must_use]
    pub fn words(self, text: Text) -> Self {
        self.with(Piece::Words(text))
    }

    /// One more of what is known, beside what was said to be known just before.
    #[must_use]
    pub fn fact(mut self, fact: Fact) -> Self {
        if let Some(Piece::Facts(facts)) = self.parts.last_mut() {
            facts.push(fact);
            return self;
        }
        self.with(Piece::Facts(vec![fact]))
    }

    /// What is listed, and what is said if that is nothing.
    #[must_use]
    pub fn records(self, records: impl IntoIterator<Item = Item>, empty: Text) -> Self {
        self.with(Piece::Records(records.into_iter().collect(), empty))
    }

    /// One more of what can be done, beside what was offered just before.
    #[must_use]
    pub fn action(mut self, action: Action) -> Self {
        if let Some(Piece::Actions(actions)) = self.parts.last_mut() {
            actions.push(action);
            return self;
        }
        self.with(Piece::Actions(vec![action]))
    }
}

impl Line {
    /// A line that leads nowhere yet.
    pub fn new(mark: impl Into<String>, title: Text) -> Self {
        Self {
            mark: mark.into(),
            href: None,
            title,
            badge: None,
            asides: Vec::new(),
            note: None,
            code: None,
            folded: None,
            actions: Vec::new(),
        }
    }
}

impl BoardForm {
    /// A question.
    pub fn question(action: impl Into<String>) -> Self {
        let (hidden, fields, buttons) = (Vec::new(), Vec::new(), Vec::new());
        Self { action: action.into(), is_question: true, hidden, fields, buttons, is_dense: false }
    }

    /// A form that changes something.
    pub fn deed(action: impl Into<String>) -> Self {
        Self { is_question: false, ..Self::question(action) }
    }

    /// A form that does what its button says with a few fields.
    pub fn dense(action: impl Into<String>, deed: &str, fields: Vec<FormField>, label: Text) -> Self {
        let (hidden, buttons) = (vec![("do", deed.to_owned())], vec![Button::plain(label)]);
        Self { hidden, fields, buttons, is_dense: true, ..Self::deed(action) }
    }
}

impl BoardPage {
    /// A page without anything on it yet.
    pub fn new(frame: Frame, heading: Text) -> Self {
        Self { frame, heading, lead: Vec::new(), links: Vec::new(), blocks: Vec::new() }
    }

    /// One more paragraph of what the page is for.
    #[must_use]
    pub fn lead(mut self, text: Text) -> Self {
        self.lead.push(text);
        self
    }

    /// With what has just happened, if anything has.
    #[must_use]
    pub fn notice(mut self, notice: impl Into<Option<Notice>>) -> Self {
        if let (Some(notice), Some(around)) = (notice.into(), self.frame.around_mut()) {
            around.notice = Some(notice);
        }
        self
    }

    /// One more way elsewhere.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, text: Text) -> Self {
        self.links.push(PageLink::new(href, text));
        self
    }

    /// One more block.
    #[must_use]
    pub fn block(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// The title says before anything else that something is wrong.
    fn title(&self) -> String {
        let is_error = self.frame.around().is_some_and(Around::is_wrong);
        let fields = self.blocks.iter().flat_map(|block| &block.parts).flat_map(|part| match part {
            Piece::Form(form) => form.fields.as_slice(),
            _ => &[],
        });
        let is_wrong = is_error || fields.into_iter().any(|field| field.error.is_some());
        self.frame.title(&self.heading, is_wrong)
    }

    /// Does the cursor start in this field? Only where it is the first that is wrong.
    fn starts_in(form: &BoardForm, field: &FormField) -> bool {
        form.fields.iter().find(|field| field.error.is_some()).is_some_and(|wrong| wrong.name == field.name)
    }
}
