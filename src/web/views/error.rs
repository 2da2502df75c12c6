//! The page that ends a flow that went wrong: what happened, why, what to do, and a part for developers.

use askama::Template;

use super::Frame;
use super::PageLink;
use crate::texts::Language;
use crate::texts::Text;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The heading.
    pub heading: Text,
    /// What happened, in a sentence or two.
    pub happened: Text,
    /// Why, as far as it is known.
    pub why: Option<Text>,
    /// The code of ЕСИА, if it has one: `ESIA-007014`.
    pub code: Option<String>,
    /// What to do now.
    pub advice: Text,
    /// Where to go from here.
    pub link: Option<PageLink>,
    /// For those who build the relying party.
    pub developer: Option<Developer>,
}

/// The part for developers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Developer {
    /// The language of its sentences.
    pub language: Language,
    /// What exactly was wrong.
    pub detail: String,
    /// What to do.
    pub cure: String,
    /// The row of `docs/reasons.md`.
    pub id: &'static str,
    /// Named facts: parameters, digests, certificates.
    pub facts: Vec<(String, String)>,
}

impl ErrorPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let missing_parameter = Self {
            frame: Frame::sample(),
            heading: Text::new("error-refused-title"),
            happened: Text::new("error-refused-happened"),
            why: Some(Text::new("error-missing-parameter")),
            code: Some("ESIA-007014".to_owned()),
            advice: Text::new("error-refused-advice"),
            link: None,
            developer: Some(Developer {
                language: Language::Russian,
                detail: "нет параметра state, или он пуст".to_owned(),
                cure: "передайте state".to_owned(),
                id: "parameter-absent",
                facts: vec![
                    ("client_id".to_owned(), "EPOS_DEMO".to_owned()),
                    ("redirect_uri".to_owned(), "http://127.0.0.1:9090/callback".to_owned()),
                    (
                        "text to be signed".to_owned(),
                        "openid snils email fullname2026.09.01 09:00:00 +0500EPOS_DEMO".to_owned(),
                    ),
                    (
                        "sha256".to_owned(),
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
                    ),
                ],
            }),
        };
        let not_found = Self {
            frame: Frame::sample_beside(),
            heading: Text::new("error-not-found-title"),
            happened: Text::new("error-not-found-happened"),
            why: None,
            code: None,
            advice: Text::new("error-not-found-advice"),
            link: Some(PageLink::new("/_stand/ci-17/", Text::new("common-stand-page"))),
            developer: None,
        };
        vec![("missing_parameter", missing_parameter), ("not_found", not_found)]
    }
}
