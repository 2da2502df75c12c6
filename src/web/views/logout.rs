//! The page «Выход»: does the citizen really want to end the session?
//!
//! Posts `csrf`, what the client had sent, and `decision`, which is `leave` or `stay`, to `{base}/oidc/end_session`.

use askama::Template;

use super::Frame;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "logout.html")]
pub struct LogoutPage {
    /// Where the page stands.
    pub frame: Frame,
    /// The guard against forged posts.
    pub csrf: String,
    /// The name of the system that asks, if it is known.
    pub client: Option<String>,
    /// Parameters of the client that are carried on: name and value.
    pub carried: Vec<(String, String)>,
}

impl LogoutPage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let asked = Self {
            frame: Frame::sample(),
            csrf: "csrf-sample".to_owned(),
            client: Some("ЭПОС".to_owned()),
            carried: vec![("client_id".to_owned(), "EPOS_DEMO".to_owned()), ("state".to_owned(), "a b".to_owned())],
        };
        let unknown = Self { frame: Frame::sample_beside(), client: None, carried: Vec::new(), ..asked.clone() };
        vec![("asked", asked), ("unknown", unknown)]
    }
}
