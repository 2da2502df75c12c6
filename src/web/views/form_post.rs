//! The page that carries an answer to the relying party by a form (OAuth 2.0 Form Post Response Mode 1.0).
//!
//! A script of the stand submits it; without scripts the button does.

use askama::Template;

use super::Frame;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "form_post.html")]
pub struct FormPostPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The accepted address of the relying party.
    pub action: String,
    /// The parameters of the answer: name and value.
    pub fields: Vec<(&'static str, String)>,
}

impl FormPostPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let code = Self {
            frame: Frame::sample(),
            action: "http://127.0.0.1:9090/callback".to_owned(),
            fields: vec![("code", "code-sample".to_owned()), ("state", "a b".to_owned())],
        };
        vec![("code", code)]
    }
}
