//! People of the stand: found by words and by what they are good for, entered by one press.

use askama::Template;

use super::super::Badge;
use super::super::Frame;
use super::super::PageLink;
use super::super::Tone;
use crate::texts::Text;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/people.html")]
pub struct PeoplePage {
    /// Where the page stands; what is around it is in there.
    pub frame: Frame,
    /// The words that were looked for.
    pub q: String,
    /// The filter that holds, as its address says it; empty for everybody.
    pub only: String,
    /// The login that waits for somebody: its id, and who asked for it.
    pub waiting: Option<(String, String)>,
    /// Filters.
    pub filters: Vec<Filter>,
    /// Who was found, by what they are good for.
    pub groups: Vec<PeopleGroup>,
    /// The rest of the list.
    pub next: Option<PageLink>,
    /// Back to the beginning of it.
    pub first: Option<PageLink>,
}

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Where it leads.
    pub link: PageLink,
    /// Does it hold?
    pub is_current: bool,
}

/// People who are good for the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleGroup {
    /// What for.
    pub title: Text,
    /// Who.
    pub people: Vec<PersonRow>,
}

/// Somebody in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Their number.
    pub oid: String,
    /// Full name.
    pub name: String,
    /// What they are for.
    pub about: String,
    /// What they can sign in with first.
    pub login: Option<String>,
    /// How it stands with the account.
    pub badges: Vec<Badge>,
    /// May they sign in?
    pub enters: bool,
}

impl PeoplePage {
    fn title(&self) -> String {
        self.frame.title(&Text::new("desk-people"), false)
    }

    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let row = PersonRow {
            oid: "1000000702".to_owned(),
            name: "Сидорова Анна Ивановна".to_owned(),
            about: "Мать двоих детей, обычный вход родителя".to_owned(),
            login: Some("+7(900)0000702".to_owned()),
            badges: vec![Badge::new(Tone::Neutral, "CONFIRMED", Text::new("account-level-confirmed"))],
            enters: true,
        };
        let blocked = PersonRow { oid: "1000000719".to_owned(), login: None, enters: false, ..row.clone() };
        let full = Self {
            frame: Frame::sample_desk(),
            q: "сидорова".to_owned(),
            only: "confirmed".to_owned(),
            waiting: Some(("interaction-sample".to_owned(), "ЭПОС".to_owned())),
            filters: vec![Filter {
                link: PageLink::new("/_mock/people", Text::new("desk-people-all")),
                is_current: true,
            }],
            groups: vec![PeopleGroup { title: Text::new("desk-group-confirmed"), people: vec![row, blocked] }],
            next: Some(PageLink::new("/_mock/people?after=1", Text::new("desk-people-next"))),
            first: Some(PageLink::new("/_mock/people", Text::new("desk-people-first"))),
        };
        let none =
            Self { q: String::new(), waiting: None, groups: Vec::new(), next: None, first: None, ..full.clone() };
        vec![("full", full), ("none", none)]
    }
}
