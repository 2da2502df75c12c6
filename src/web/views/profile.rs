//! A page of the citizen's cabinet in the wide column: navigation, whose it is and how far confirmed, then sections.
//!
//! A section lists facts and items; each may have actions: a link, or a button that posts (a small form of its own).
//! Items may have boxes, and then one button posts those that are ticked.

use askama::Template;

use super::Frame;
use super::Hints;
use super::kit::Notice;
use super::section::Action;
use super::section::Section;
use super::tab::Tab;
use crate::domain::account::AccountLevel;
use crate::texts::Text;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "profile.html")]
pub struct ProfilePage {
    /// Where the page stands.
    pub frame: Frame,
    /// The guard against forged posts.
    pub csrf: String,
    /// Which part of the cabinet this is.
    pub current: Tab,
    /// The heading, where it is not the part's name: a card of one child, one document.
    pub heading: Option<Text>,
    /// Whose cabinet: full name, or what stands for it while there is none.
    pub who: String,
    /// How far the account is confirmed.
    pub level: AccountLevel,
    /// Are the data being checked?
    pub is_verifying: bool,
    /// What has just happened.
    pub notice: Option<Notice>,
    /// What the page is made of.
    pub sections: Vec<Section>,
    /// The tester's panel, if the stand shows it.
    pub hints: Option<Hints>,
}

/// A step of the level bar.
struct Step {
    text: Text,
    is_passed: bool,
    is_current: bool,
}

impl ProfilePage {
    /// A page without sections.
    pub fn new(
        frame: Frame,
        csrf: impl Into<String>,
        current: Tab,
        who: impl Into<String>,
        level: AccountLevel,
    ) -> Self {
        Self {
            frame,
            csrf: csrf.into(),
            current,
            heading: None,
            who: who.into(),
            level,
            is_verifying: false,
            notice: None,
            sections: Vec::new(),
            hints: None,
        }
    }

    /// Under a heading of its own.
    #[must_use]
    pub fn heading(mut self, heading: Text) -> Self {
        self.heading = Some(heading);
        self
    }

    /// Are the data being checked?
    #[must_use]
    pub fn verifying(mut self, is_verifying: bool) -> Self {
        self.is_verifying = is_verifying;
        self
    }

    /// With what has just happened, if anything has.
    #[must_use]
    pub fn notice(mut self, notice: impl Into<Option<Notice>>) -> Self {
        self.notice = notice.into();
        self
    }

    /// One more section.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }

    /// With the tester's panel, if the stand shows it.
    #[must_use]
    pub fn hints(mut self, hints: Option<Hints>) -> Self {
        self.hints = hints;
        self
    }

    fn title(&self) -> String {
        self.frame.title(&self.topic(), self.notice.as_ref().is_some_and(Notice::is_error))
    }

    fn topic(&self) -> Text {
        self.heading.clone().unwrap_or_else(|| self.current.title())
    }

    fn tabs(&self) -> impl Iterator<Item = Tab> {
        Tab::ALL.into_iter().filter(|tab| tab.is_open_at(self.level))
    }

    /// A child's account is beside the ladder.
    fn steps(&self) -> Vec<Step> {
        let ladder = [
            (AccountLevel::Simplified, "kit-level-simplified"),
            (AccountLevel::Standard, "kit-level-standard"),
            (AccountLevel::Confirmed, "kit-level-confirmed"),
        ];
        if self.level == AccountLevel::Child {
            return vec![Step { text: Text::new("kit-level-child"), is_passed: false, is_current: true }];
        }
        let reached = ladder.iter().filter(|(level, _)| self.level.reaches(*level)).count();
        let step = |(at, (_, key)): (usize, (AccountLevel, &'static str))| Step {
            text: Text::new(key),
            is_passed: at + 1 < reached,
            is_current: at + 1 == reached,
        };
        ladder.into_iter().enumerate().map(step).collect()
    }

    /// What the ladder cannot show.
    fn level_note(&self) -> Option<Text> {
        match self.level {
            _ if self.is_verifying => Some(Text::new("kit-level-verifying")),
            AccountLevel::SimplifiedReady => Some(Text::new("kit-level-ready")),
            _ => None,
        }
    }
}
