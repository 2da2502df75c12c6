//! The parts that the two general views share: links, facts, badges, notices, and how much a button weighs.
//!
//! Drawn by the macros of `kit.html`. A page of the citizen's cabinet is made of these and of [`super::FormPage`] or
//! [`super::ProfilePage`]; a view of its own is for what neither of them can say.

use crate::texts::Text;

/// A link in the words of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    /// The whole address as it goes into `href`, with the stand's base; made by us, never typed by a citizen.
    pub href: String,
    /// What is read.
    pub text: Text,
    /// Does it open beside the page, so that what was typed there stays?
    pub is_beside: bool,
}

impl PageLink {
    /// A link.
    pub fn new(href: impl Into<String>, text: Text) -> Self {
        Self { href: href.into(), text, is_beside: false }
    }

    /// The same, opened beside the page.
    #[must_use]
    pub fn beside(self) -> Self {
        Self { is_beside: true, ..self }
    }
}

/// Something that is known: «СНИЛС: 000-000-701 22», perhaps with a badge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: Text,
    /// What it says.
    pub value: Text,
    /// How it stands with it.
    pub badge: Option<Badge>,
}

impl Fact {
    /// A fact without a badge.
    pub fn new(label: Text, value: Text) -> Self {
        Self { label, value, badge: None }
    }

    /// What the profile may lack; then it says so.
    pub fn or_absent(label: Text, value: Option<impl Into<String>>) -> Self {
        Self::new(label, value.map_or_else(|| Text::new("kit-absent"), Text::plain))
    }

    /// With a badge, if there is one.
    #[must_use]
    pub fn badge(mut self, badge: impl Into<Option<Badge>>) -> Self {
        self.badge = badge.into();
        self
    }
}

/// How it stands with something, in a word or two. The tone is never the only sign: the words say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// What is read: «подтверждён».
    pub label: Text,
    /// How it is drawn.
    pub tone: Tone,
    /// The same for robots: `VERIFIED`.
    pub state: &'static str,
}

impl Badge {
    /// A badge.
    pub fn new(tone: Tone, state: &'static str, label: Text) -> Self {
        Self { label, tone, state }
    }
}

/// Is it well?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is.
    Good,
    /// Not decided, or somebody should do something.
    Waiting,
    /// It is not.
    Bad,
    /// There is no question of that.
    Neutral,
}

impl Tone {
    /// The end of its class in the stylesheet.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Waiting => "waiting",
            Self::Bad => "bad",
            Self::Neutral => "neutral",
        }
    }
}

/// What has just happened, or what hangs over the whole page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Is it good news?
    pub tone: Tone,
    /// What is said.
    pub text: Text,
}

impl Notice {
    /// What was wanted is done.
    pub fn ok(text: Text) -> Self {
        Self { tone: Tone::Good, text }
    }

    /// Something to know or to do.
    pub fn warning(text: Text) -> Self {
        Self { tone: Tone::Waiting, text }
    }

    /// What was wanted could not be done.
    pub fn error(text: Text) -> Self {
        Self { tone: Tone::Bad, text }
    }

    pub(in crate::web::views) fn is_error(&self) -> bool {
        self.tone == Tone::Bad
    }

    pub(in crate::web::views) fn role(&self) -> &'static str {
        if self.is_error() { "alert" } else { "status" }
    }
}

/// How much a button weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What the page is for; one on a page.
    Main,
    /// Another way.
    Plain,
    /// What cannot be taken back.
    Danger,
}

impl Weight {
    /// The classes of a form's button; robots press the wide one.
    pub(super) fn of_form(self) -> &'static str {
        match self {
            Self::Main => "plain-button plain-button_wide",
            Self::Plain => "plain-button plain-button_quiet",
            Self::Danger => "plain-button plain-button_danger",
        }
    }

    /// Is somebody who presses it among facts asked whether they are sure?
    pub(super) fn asks_first(self) -> bool {
        self == Self::Danger
    }

    /// The classes of a button among facts.
    pub(super) fn of_action(self) -> &'static str {
        match self {
            Self::Main => "plain-button",
            Self::Plain => "small-button",
            Self::Danger => "small-button small-button_danger",
        }
    }
}
