//! What is around every page.

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
}

/// `2026-2027` from September on.
pub(super) fn school_year(day: chrono::NaiveDate) -> String {
    use chrono::Datelike as _;
    let first = if day.month() >= 9 { day.year() } else { day.year() - 1 };
    format!("{first}-{}", first + 1)
}
