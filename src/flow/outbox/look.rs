//! What a letter looks like, as text and as HTML.

use askama::Template;

use crate::flow::Broken;

/// Everything that a letter shows.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) subject: &'static str,
    pub(super) greeting: String,
    pub(super) opening: &'static str,
    pub(super) facts: Vec<(String, String)>,
    pub(super) advice: &'static str,
    pub(super) action: &'static str,
    pub(super) link: String,
    pub(super) stand: String,
}

#[derive(Template)]
#[template(path = "mail.txt")]
struct Text<'a> {
    look: &'a Look,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Html<'a> {
    look: &'a Look,
}

impl Look {
    pub(super) fn text(&self) -> Result<String, Broken> {
        Text { look: self }.render().map_err(|error| Broken::Page(error.to_string()))
    }

    pub(super) fn html(&self) -> Result<String, Broken> {
        Html { look: self }.render().map_err(|error| Broken::Page(error.to_string()))
    }
}
