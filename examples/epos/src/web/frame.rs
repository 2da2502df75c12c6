//! What is around every page.

use super::visit::Visit;
use crate::rules::settings::Generation;
use crate::rules::settings::Settings;

/// Title, greeting, menu.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// The title.
    pub(super) title: String,
    /// Who is signed in.
    pub(super) name: Option<String>,
    /// The category they have chosen.
    pub(super) role: &'static str,
    /// For forms.
    pub(super) csrf: String,
    /// What the clock shows.
    pub(super) now: String,
    /// The school year.
    pub(super) year: String,
    /// Is it 2020?
    pub(super) is_2020: bool,
}

impl Frame {
    /// The frame of a page about which nothing is known.
    pub(super) fn bare(title: &str) -> Self {
        Self { title: title.to_owned(), ..Self::default() }
    }

    /// The frame for a visitor.
    pub(super) fn of(visit: &Visit, settings: &Settings, title: &str) -> Self {
        let session = visit.session.as_ref();
        Self {
            title: title.to_owned(),
            name: session.map(|session| session.name.clone()),
            role: session.and_then(|session| session.role).map(crate::rules::card::Category::title).unwrap_or_default(),
            csrf: visit.csrf(),
            now: visit.now.format("%d.%m.%Y %H:%M").to_string(),
            year: school_year(visit.now.date_naive()),
            is_2020: settings.generation() == Generation::Of2020,
        }
    }
}

/// `2026-2027` from September on.
fn school_year(day: chrono::NaiveDate) -> String {
    use chrono::Datelike as _;
    let first = if day.month() >= 9 { day.year() } else { day.year() - 1 };
    format!("{first}-{}", first + 1)
}
