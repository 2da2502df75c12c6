//! The page of a fault: the browser comes back to the relying party twice, first in a hidden frame.
//!
//! A script of the stand goes on once the frame has loaded; without scripts the link does.

use askama::Template;

use super::Frame;

/// What the page shows.
#[derive(Clone, Debug, Template)]
#[template(path = "twice.html")]
pub struct TwicePage {
    /// Where the page stands.
    pub frame: Frame,
    /// The address of the relying party, with the answer.
    pub address: String,
}

impl TwicePage {
    /// The states worth looking at.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let address = "http://127.0.0.1:9090/callback?code=code-sample&state=a+b".to_owned();
        vec![("code", Self { frame: Frame::sample(), address })]
    }
}
