//! What every page of the tester has around it: the parts of the desk, the clock with its menu, the faults that are
//! armed, and what has just happened.

use super::super::Notice;
use crate::texts::Text;

/// Around a page of the tester.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// The guard against forged posts.
    pub csrf: String,
    /// Which part the page belongs to, if to one.
    pub part: Option<Part>,
    /// The page itself, with its query and without the stand's base: the clock's menu comes back here.
    pub here: String,
    /// The clock.
    pub clock: ClockShown,
    /// Faults that would meet requests now, the newest last.
    pub armed: Vec<ArmedFault>,
    /// How many more of them there are.
    pub armed_more: usize,
    /// What has just happened.
    pub notice: Option<Notice>,
}

/// A part of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// People.
    People,
    /// Relying parties.
    Systems,
    /// What was asked and answered.
    Journal,
    /// Letters and messages.
    Letters,
    /// What is to go wrong.
    Faults,
    /// МФЦ, post, registries.
    Offices,
    /// Stands and snapshots.
    Stands,
}

/// The clock of the stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockShown {
    /// What it shows: `30.11.2026, 14:05`.
    pub now: String,
    /// The zone.
    pub zone: String,
    /// Does it stand still?
    pub is_frozen: bool,
    /// Do people work today?
    pub is_working_day: bool,
    /// When the next job is due, if one is.
    pub next_due: Option<String>,
    /// What it shows, as a browser writes a time: `2026-11-30T14:05`.
    pub typed: String,
}

/// A fault that is armed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArmedFault {
    /// What goes wrong.
    pub title: Text,
    /// How many requests it has met.
    pub hits: u64,
}

impl Part {
    /// Every part, in the order of the navigation.
    pub const ALL: [Self; 7] =
        [Self::People, Self::Systems, Self::Journal, Self::Letters, Self::Faults, Self::Offices, Self::Stands];

    /// Its path, without the stand's base.
    pub fn path(self) -> &'static str {
        match self {
            Self::People => "/_mock/people",
            Self::Systems => "/_mock/systems",
            Self::Journal => "/_mock/journal",
            Self::Letters => "/_mock/letters",
            Self::Faults => "/_mock/faults",
            Self::Offices => "/_mock/offices",
            Self::Stands => "/_mock/stands",
        }
    }

    /// Its name.
    pub fn title(self) -> Text {
        Text::new(match self {
            Self::People => "desk-people",
            Self::Systems => "desk-systems",
            Self::Journal => "desk-journal",
            Self::Letters => "desk-letters",
            Self::Faults => "desk-faults",
            Self::Offices => "desk-offices",
            Self::Stands => "desk-stands",
        })
    }
}

impl Around {
    /// What samples are drawn with.
    pub fn sample() -> Self {
        Self {
            csrf: "csrf-sample".to_owned(),
            part: Some(Part::People),
            here: "/_mock/people".to_owned(),
            clock: ClockShown {
                now: "30.11.2026, 14:05".to_owned(),
                zone: "Asia/Yekaterinburg".to_owned(),
                is_frozen: true,
                is_working_day: true,
                next_due: Some("01.12.2026, 09:00".to_owned()),
                typed: "2026-11-30T14:05".to_owned(),
            },
            armed: vec![ArmedFault { title: Text::new("desk-ready-token-502"), hits: 3 }],
            armed_more: 2,
            notice: Some(Notice::ok(Text::new("desk-clock-moved").with("done", 2))),
        }
    }

    /// Has what was wanted not been done?
    pub(super) fn is_wrong(&self) -> bool {
        self.notice.as_ref().is_some_and(Notice::is_error)
    }

    /// Every part, and whether it is the one of the page; for the template.
    pub(in crate::web::views) fn parts(&self) -> [(Part, bool); 7] {
        Part::ALL.map(|part| (part, self.part == Some(part)))
    }
}
